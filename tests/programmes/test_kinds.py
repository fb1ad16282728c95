"""The kinds of sheets of an opened edition: pinned one by one, renewed on request, read once in a process."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from stagemap.activity.models import Entry
from stagemap.core.pinned import canonical, digest_of
from stagemap.core.programme import Tab, Text
from stagemap.core.refusals import Impossible
from stagemap.core.roles import SYSTEM
from stagemap.programmes import queries
from stagemap.programmes.files import Folder, shipped
from stagemap.programmes.models import Edition, KindVersion, PinnedText
from stagemap.programmes.services import open_edition, renew_kinds
from tests import factories
from tests.factories import AT
from tests.racing import MANY, at_once

pytestmark = pytest.mark.django_db
LATER = AT + dt.timedelta(days=30)
YEAR = "2026-2027"


@pytest.fixture
def opened() -> Edition:
    return open_edition(by=SYSTEM, programme_key="zorgstage", year=YEAR, at=AT)


def newer_library(monkeypatch: pytest.MonkeyPatch, **changes: Any) -> Folder:
    """The library with the next version of ``activity``."""
    folder = shipped()["zorgstage"]
    activity = folder.kinds[YEAR]["activity"]
    newer = dataclasses.replace(activity, version=activity.version + 1, name=Text("Nieuw", "New"))
    library = dataclasses.replace(folder, kinds={YEAR: {**folder.kinds[YEAR], "activity": newer}}, **changes)
    monkeypatch.setattr("stagemap.programmes.services.shipped", lambda: {"zorgstage": library})
    return library


def waiting(edition: Edition, library: Folder) -> tuple[list[str], list[str]]:
    """The keys of the kinds and of the tabs that an edition would take over."""
    renewal = queries.renewal_of(edition, library.editions[YEAR], library.kinds[YEAR])
    return [kind.key for kind in renewal.kinds], [tab.key for tab in renewal.tabs]


def test_opening_pins_every_kind_as_a_text_of_its_own(opened: Edition) -> None:
    kinds = shipped()["zorgstage"].kinds[YEAR]
    assert {key: (each.kind, each.text_id) for key, each in queries.kinds_of(opened).items()} == {
        key: (kind, digest_of(canonical(kind))) for key, kind in kinds.items()
    }
    assert set(KindVersion.objects.values_list("since", flat=True)) == {AT}
    assert opened.text.body == canonical(shipped()["zorgstage"].editions[YEAR])


def test_a_newer_version_in_the_library_waits_until_it_is_taken_over(
    opened: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = queries.kinds_of(opened)["activity"]
    library = newer_library(monkeypatch)
    assert waiting(opened, library) == (["activity"], [])
    assert queries.kinds_of(opened)["activity"] == before
    assert renew_kinds(by=SYSTEM, edition=opened, at=LATER) == ("activity",)
    after = queries.kinds_of(opened)["activity"]
    assert (after.kind, after.kind.version) == (library.kinds[YEAR]["activity"], before.kind.version + 1)
    assert queries.kind_for(before.text_id) == before.kind
    line = Entry.objects.last()
    assert line is not None
    assert (line.verb, line.kind, line.object_id, line.fields) == ("renewed", "edition", str(opened.pk), ["kinds"])


def test_taking_over_twice_changes_nothing(opened: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    newer_library(monkeypatch)
    renew_kinds(by=SYSTEM, edition=opened, at=LATER)
    rows, lines = list(KindVersion.objects.values_list("pk")), Entry.objects.count()
    assert renew_kinds(by=SYSTEM, edition=opened, at=LATER) == ()
    assert (list(KindVersion.objects.values_list("pk")), Entry.objects.count()) == (rows, lines)


def test_an_edition_from_before_there_were_kinds_gains_them_and_the_tabs(opened: Edition) -> None:
    KindVersion.objects.all().delete()
    said = queries.record_of(opened)
    factories.pin(opened, tabs=())
    assert queries.kinds_of(opened) == {}
    assert renew_kinds(by=SYSTEM, edition=opened, at=LATER) == tuple(said.sheets)
    opened.refresh_from_db()
    assert queries.record_of(opened) == said
    assert tuple(queries.kinds_of(opened)) == said.sheets
    line = Entry.objects.last()
    assert line is not None
    assert (line.verb, line.fields) == ("renewed", ["kinds", "tabs"])


def test_the_tabs_of_the_library_come_along_and_none_is_lost(opened: Edition) -> None:
    said = queries.record_of(opened)
    words, *others = said.tabs
    own = Tab("own", Text("Eigen", "Own"), Text("Van ons.", "Ours."))
    renamed = dataclasses.replace(words, name=Text("Oud", "Old"))
    factories.pin(opened, tabs=(renamed, own, *others[1:]))
    assert waiting(opened, shipped()["zorgstage"]) == ([], [*(tab.key for tab in said.tabs), "own"])
    assert renew_kinds(by=SYSTEM, edition=opened, at=LATER) == ()
    opened.refresh_from_db()
    assert queries.record_of(opened).tabs == (*said.tabs, own)
    line = Entry.objects.last()
    assert line is not None
    assert (line.verb, line.fields) == ("renewed", ["tabs"])


def test_an_edition_that_ships_no_more_has_nothing_to_take_over(
    opened: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer_library(monkeypatch, editions={})
    with pytest.raises(Impossible) as refusal:
        renew_kinds(by=SYSTEM, edition=opened, at=LATER)
    assert refusal.value.reason == "This edition is not in the library."


def test_the_kinds_of_an_edition_are_read_once_in_a_process(
    opened: Edition, django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "_KINDS", {})
    with django_assert_num_queries(2):
        first = queries.kinds_of(opened)
    with django_assert_num_queries(1):
        again = queries.kinds_of(opened.pk)
    with django_assert_num_queries(0):
        assert queries.kind_for(first["activity"].text_id) is again["activity"].kind
    assert again == first


def test_one_kind_is_read_by_its_digest_alone(
    opened: Edition, django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = queries.kinds_of(opened)["activity"].text_id
    monkeypatch.setattr(queries, "_KINDS", {})
    with django_assert_num_queries(1):
        assert queries.kind_for(digest) is queries.kind_for(digest)
    with pytest.raises(PinnedText.DoesNotExist):
        queries.kind_for("0" * 64)


def test_the_factories_open_an_edition_as_the_service_does(opened: Edition) -> None:
    other = factories.edition(factories.programme("talentstage"), year=YEAR)
    assert queries.kinds_of(other) == queries.kinds_of(opened)


@pytest.mark.django_db(transaction=True)
def test_many_presses_take_over_a_newer_kind_once() -> None:
    edition = factories.edition()
    KindVersion.objects.filter(kind__in=("activity", "diary")).delete()

    def press(seen: Edition, _: int) -> int:
        return len(renew_kinds(by=SYSTEM, edition=seen, at=LATER))

    taken = at_once(lambda _: Edition.objects.get(pk=edition.pk), press)

    assert sorted(map(int, map(str, taken))) == [*[0] * (MANY - 1), 2]
    assert KindVersion.objects.count() == len(shipped()["zorgstage"].kinds[YEAR])
    assert Entry.objects.filter(verb="renewed").count() == 1
