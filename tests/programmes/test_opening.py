"""Opening an edition pins its text; appointing lets somebody coordinate."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from pytest_django import DjangoAssertNumQueries

from stagemap.activity.models import Entry
from stagemap.core.pinned import canonical, digest_of
from stagemap.core.programme import Text
from stagemap.core.refusals import Impossible
from stagemap.core.roles import SYSTEM
from stagemap.programmes.files import Folder, shipped
from stagemap.programmes.models import Coordination, Edition, PinnedText, Programme
from stagemap.programmes.queries import editions_of, offers_of, record_for, record_of
from stagemap.programmes.services import appoint_coordinator, open_edition
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db


def lines() -> list[tuple[str, str, str, str]]:
    return [(each.actor, each.verb, each.kind, each.object_id) for each in Entry.objects.all()]


def test_opening_pins_the_whole_text_of_the_shipped_edition() -> None:
    by = factories.account(factories.coordinator(factories.programme()))
    edition = open_edition(by=by, programme_key="zorgstage", year="2026-2027", at=AT)
    shipped_edition = shipped()["zorgstage"].editions["2026-2027"]
    body = canonical(shipped_edition)
    assert (edition.year, edition.opened_at, edition.text_id) == ("2026-2027", AT, digest_of(body))
    assert edition.text.body == body
    assert record_of(edition) == shipped_edition
    assert lines() == [(by.actor, "opened", "edition", str(edition.pk))]


def test_opening_twice_changes_nothing() -> None:
    first = open_edition(by=SYSTEM, programme_key="zorgstage", year="2026-2027", at=AT)
    again = open_edition(by=SYSTEM, programme_key="zorgstage", year="2026-2027", at=AT + dt.timedelta(days=1))
    assert again == first
    assert again.opened_at == AT
    assert lines() == [("system", "opened", "edition", str(first.pk))]


def test_a_new_version_of_the_library_does_not_change_an_open_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_edition(by=SYSTEM, programme_key="zorgstage", year="2026-2027", at=AT)
    before = record_of(opened)
    newer = dataclasses.replace(before, college=Text("Nieuwe naam", "New name"))
    library = {"zorgstage": Folder("zorgstage", {"2026-2027": newer}, {"2026-2027": {}}, ())}
    monkeypatch.setattr("stagemap.programmes.services.shipped", lambda: library)
    record_for.cache_clear()
    again = open_edition(by=SYSTEM, programme_key="zorgstage", year="2026-2027", at=AT)
    assert record_of(again) == before
    assert Edition.objects.count() == 1


def test_an_edition_or_programme_that_does_not_ship_cannot_be_opened() -> None:
    for key, year, reason in (
        ("zorgstage", "2031-2032", "This edition is not in the library."),
        ("zorgstage", "", "This edition is not in the library."),
        ("talentstage", "2026-2027", "This programme is not in the library."),
    ):
        with pytest.raises(Impossible) as refusal:
            open_edition(by=SYSTEM, programme_key=key, year=year, at=AT)
        assert refusal.value.reason == reason
    assert Edition.objects.count() == 0
    assert lines() == []


def test_appointing_makes_the_programme_and_says_so_once() -> None:
    user = factories.user("Hilde Wouters")
    first = appoint_coordinator(by=SYSTEM, programme_key="zorgstage", user=user)
    assert appoint_coordinator(by=SYSTEM, programme_key="zorgstage", user=user) == first
    assert list(Programme.objects.values_list("key", "name_nl", "name_en")) == [
        ("zorgstage", "Zorgstage", "Care internship")
    ]
    assert list(Coordination.objects.values_list("user_id", flat=True)) == [user.pk]
    assert lines() == [("system", "appointed", "coordination", str(first.pk))]


def test_nobody_is_appointed_for_a_programme_that_does_not_ship() -> None:
    with pytest.raises(Impossible):
        appoint_coordinator(by=SYSTEM, programme_key="talentstage", user=factories.user())
    assert Coordination.objects.count() == 0


def test_what_an_edition_says_is_read_once_in_a_process(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    edition = factories.edition()
    record_for.cache_clear()
    with django_assert_num_queries(1):
        first = record_of(edition)
    with django_assert_num_queries(0):
        assert record_of(edition) is first
    with django_assert_num_queries(1):
        assert record_of(edition.pk) is first


def test_an_unknown_digest_is_told_as_such() -> None:
    with pytest.raises(PinnedText.DoesNotExist):
        record_for("0" * 64)


@pytest.mark.parametrize("years", [["2020-2021"], ["2020-2021", "2021-2022", "2026-2027"]])
def test_an_offer_lists_open_editions_and_the_years_left_in_one_query(
    years: list[str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programme = factories.programme()
    viewer = factories.account(factories.coordinator(programme))
    text = factories.edition(programme, year="2020-2021").text
    for year in years[1:]:
        Edition.objects.create(programme=programme, year=year, text=text, opened_at=AT)
    with django_assert_num_queries(1):
        (offer,) = offers_of(viewer, [programme], {"zorgstage": ["2020-2021", "2026-2027"]})
    assert [each.year for each in offer.opened] == sorted(years, reverse=True)
    assert offer.years == tuple(year for year in ("2026-2027",) if year not in years)
    assert offer.name == Text("Zorgstage", "Care internship")


def test_a_coordinator_gets_the_own_editions_alone() -> None:
    own = factories.edition()
    factories.edition(factories.programme("talentstage"))
    assert editions_of(factories.account(factories.coordinator(own.programme))) == [own]
