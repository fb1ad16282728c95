"""What waits for the mentor, what changed since they read it, and finding a sheet by its words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from stagemap.core.roles import Action, Viewer
from stagemap.core.search import Excerpt, plain
from stagemap.core.sheets import College, Condition, Layer, Part
from stagemap.placements.models import Placement
from stagemap.portfolio import access, queries
from stagemap.portfolio.models import ReadRequest, Sheet, SheetVersion
from stagemap.portfolio.queries import Hit, ToRead
from stagemap.programmes.queries import kind_for
from tests import factories as make
from tests.portfolio.conftest import Door

pytestmark = pytest.mark.django_db

LATER = make.AT + dt.timedelta(hours=1)
CONSENT = Part("part", make.text("Deel"), (make.sheet_field("permission", "consent"),))


def waiting(placement: Placement, who: make.Viewers) -> ToRead:
    here = access.portfolio_for(who.mentor, placement.pk, Action.REVIEW_SHEET)
    return queries.to_read(here, who.mentor)


def found(placement: Placement, viewer: Viewer, words: str) -> tuple[Hit, ...]:
    here = access.portfolio_for(viewer, placement.pk, Action.READ_PORTFOLIO)
    return queries.hits_of(here, viewer, words)


def written(placement: Placement, story: str, *, title: str = "Overleg", draft: str = "", **fields: Any) -> Sheet:
    """A sheet with its words kept; ``draft`` is what its writer wrote since it was made ready."""
    sheet = make.sheet(placement, title=title, answers={"subject": title, "story": f"<p>{story}</p>"}, **fields)
    if draft:
        sheet.answers = {"subject": title, "story": f"<p>{draft}</p>"}
    sheet.words = plain(queries.text_of(kind_for(sheet.text_id), sheet.title, sheet.answers))
    sheet.save(update_fields=["answers", "words"])
    return sheet


def version(of: Sheet, revision: int, at: dt.datetime, **fields: Any) -> SheetVersion:
    """A later version, shown when it is ready."""
    made = SheetVersion.objects.create(sheet=of, revision=revision, by=of.begun_by, begun_at=at, at=at, **fields)
    if made.ready_at is not None:
        of.shown = made
        of.save(update_fields=["shown"])
    return made


def test_nothing_waits_in_an_empty_portfolio(placement: Placement, who: make.Viewers) -> None:
    assert not waiting(placement, who)


def test_what_was_asked_comes_first_by_day(placement: Placement, who: make.Viewers) -> None:
    undated, later, sooner, unasked, draft, private = (
        make.sheet(placement, is_ready=number != 4, layer="private" if number == 5 else "annex") for number in range(6)
    )
    for sheet, day in ((undated, None), (later, dt.date(2027, 3, 30)), (sooner, dt.date(2027, 3, 26))):
        ReadRequest.objects.create(sheet=sheet, by_day=day, at=make.AT)

    waits = waiting(placement, who)

    assert [line.id for line in waits.asked] == [sooner.pk, later.pk, undated.pk]
    assert [line.id for line in waits.unread] == [unasked.pk]
    assert {draft.pk, private.pk}.isdisjoint({line.id for line in (*waits.asked, *waits.unread)})


def test_what_was_read_waits_no_longer(placement: Placement, who: make.Viewers) -> None:
    sheet = make.sheet(placement)
    ReadRequest.objects.create(sheet=sheet, at=make.AT)
    make.review(sheet, at=LATER)

    assert not waiting(placement, who)


def test_a_permission_waits_until_it_is_confirmed(placement: Placement, who: make.Viewers) -> None:
    kind = make.sheet_kind("observation", parts=(CONSENT,))
    said = {"permission": {"by": "head", "on": "2027-03-22"}}
    draft, ready = (make.sheet(placement, kind, answers=said, is_ready=ready) for ready in (False, True))
    vague = make.sheet(placement, kind, answers={"permission": {"by": "head"}}, is_ready=False)
    make.sheet(placement, kind, answers={}, is_ready=False)
    make.sheet(placement, kind, answers=said, layer="private")
    make.permission(ready)

    asked = {
        each.sheet_id: (each.kind.key, each.field.key, each.by, each.on) for each in waiting(placement, who).permissions
    }

    assert asked == {
        draft.pk: ("observation", "permission", "head", dt.date(2027, 3, 22)),
        vague.pk: ("observation", "permission", "head", None),
    }


@pytest.mark.parametrize("count", [1, 12])
def test_what_waits_costs_four_queries(
    count: int, placement: Placement, who: make.Viewers, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kind = make.sheet_kind("observation", parts=(CONSENT,))
    for _ in range(count):
        kind_for(make.sheet(placement, kind, answers={"permission": {"by": "head"}}).text_id)
    here = access.portfolio_for(who.mentor, placement.pk, Action.REVIEW_SHEET)
    with django_assert_num_queries(4):
        queries.to_read(here, who.mentor)


def test_the_writer_has_every_version(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = make.sheet(placement, answers={"subject": "Overleg"})
    version(sheet, 2, LATER, answers={"subject": "Zorgoverleg"})

    history = queries.history_of(door(who.student, sheet, Action.READ_PORTFOLIO))

    told = [
        (line.revision, line.by, line.ready_at, line.is_shown, [each.after for each in line.changed])
        for line in history
    ]
    name = placement.student.name
    assert told == [(2, name, None, False, ["Zorgoverleg"]), (1, name, make.AT, True, ["Overleg"])]


def test_the_mentor_sees_what_changed_since_they_read(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = make.sheet(placement, answers={"subject": "Eerst"})
    make.review(sheet, at=LATER)
    version(sheet, 2, LATER, answers={"subject": "In mijn eigen laag"}, ready_at=LATER)
    version(sheet, 3, LATER, answers={"subject": "Nu"}, ready_at=LATER)
    version(sheet, 4, LATER, answers={"subject": "Klad"})

    history = queries.history_of(door(who.mentor, sheet, Action.READ_PORTFOLIO))

    told = [(line.revision, line.read_at, [(each.before, each.after) for each in line.changed]) for line in history]
    assert told == [(3, None, [("Eerst", "Nu")]), (1, LATER, [(None, "Eerst")])]


def test_nobody_else_has_a_history(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = make.sheet(placement, layer="open")
    for viewer in (who.supervisor, who.class_mentor, who.care_team):
        assert queries.history_of(door(viewer, sheet, Action.READ_PORTFOLIO)) == ()


def test_somebody_of_the_school_is_named_in_a_history(placement: Placement, who: make.Viewers, door: Door) -> None:
    person = who.mentor.grants[0].person_id
    sheet = make.sheet(placement, begun_by=f"person:{person}")
    (line,) = queries.history_of(door(who.mentor, sheet, Action.READ_PORTFOLIO))
    assert line.by == who.mentor.name


def test_a_sheet_is_found_by_all_its_words(placement: Placement, who: make.Viewers) -> None:
    sheet = written(placement, "We spraken over differentiëren in de klas.")
    written(placement, "Een ander verhaal.")

    (hit,) = found(placement, who.student, "KLAS differentieren")

    assert (hit.id, hit.title, hit.kind.key) == (sheet.pk, "Overleg", "report")
    assert hit.excerpt == Excerpt("Overleg We spraken over ", "differentiëren", " in de klas.")
    assert (found(placement, who.student, "  "), found(placement, who.student, "klas zorgplan")) == ((), ())


def test_each_finds_what_they_read(placement: Placement, who: make.Viewers) -> None:
    annex = written(placement, "De zebra sliep.", draft="De giraf sliep.")
    written(placement, "Zebra, voor mij alleen.", layer="private")
    written(placement, "Zebra in klad.", is_ready=False)
    shown = written(placement, "Zebra in de klas.", layer="open")

    assert len(found(placement, who.student, "zebra")) == 3
    assert [hit.id for hit in found(placement, who.student, "giraf")] == [annex.pk]
    for viewer in (who.mentor, who.care_team, who.supervisor):
        assert {hit.id for hit in found(placement, viewer, "zebra")} == {annex.pk, shown.pk}
        assert found(placement, viewer, "giraf") == ()
    assert [hit.id for hit in found(placement, who.class_mentor, "zebra")] == [shown.pk]


def test_no_code_is_found_by_who_may_not_see_it(placement: Placement, who: make.Viewers) -> None:
    written(placement, "De zebra van #97.", title="Over #97")

    assert len(found(placement, who.mentor, "#97")) == 1
    assert found(placement, who.supervisor, "#97") == ()
    (hit,) = found(placement, who.supervisor, "zebra")
    assert "#97" not in f"{hit.title}{hit.excerpt}"


def test_of_a_summary_nothing_is_found_but_its_title(placement: Placement, who: make.Viewers) -> None:
    kind = make.sheet_kind("abc", college=College.SUMMARY)
    make.sheet(placement, kind, title="Observatie", answers={"subject": "Observatie", "story": "<p>zebra</p>"})

    assert (len(found(placement, who.supervisor, "observatie")), found(placement, who.supervisor, "zebra")) == (1, ())
    assert len(found(placement, who.mentor, "zebra")) == 1


@pytest.mark.parametrize("count", [1, 30])
def test_a_search_costs_one_query(
    count: int, placement: Placement, who: make.Viewers, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        written(placement, "De zebra sliep.")
    here = access.portfolio_for(who.student, placement.pk, Action.READ_PORTFOLIO)
    with django_assert_num_queries(1):
        assert len(queries.hits_of(here, who.student, "zebra")) == count


def test_the_layer_of_a_field_keeps_its_words_inside(placement: Placement, who: make.Viewers) -> None:
    fields = (make.sheet_field("subject"), make.sheet_field("inside", layers=(Layer.ANNEX,)))
    kind = make.sheet_kind("mixed", parts=(Part("part", make.text("Deel"), fields),))
    make.sheet(placement, kind, answers={"subject": "Open", "inside": "zebra"}, layer="open")
    assert found(placement, who.class_mentor, "zebra") == ()


def test_what_the_page_hides_no_search_finds_and_no_history_tells(
    placement: Placement, who: make.Viewers, door: Door
) -> None:
    parts = (
        Part("first", make.text("Eerst"), (
            make.sheet_field("asked", "yes_no"),
            make.sheet_field("why", shown_when=Condition("asked", ("yes",))),
            make.sheet_field("permission", "consent"),
        )),
        Part("then", make.text("Dan"), (make.sheet_field("step"),), opens_when=Condition("permission")),
    )  # fmt: skip
    says = {"asked": False, "why": "Verborgen", "permission": {"on": "2027-03-20"}, "step": "Gesloten"}
    sheet = make.sheet(placement, make.sheet_kind(parts=parts, title_from=()), answers=says)

    def told() -> tuple[list[int], list[str]]:
        (line,) = queries.history_of(door(who.mentor, sheet, Action.READ_PORTFOLIO))
        hits = [len(found(placement, who.mentor, word)) for word in ("verborgen", "gesloten")]
        return hits, [change.field.key for change in line.changed]

    shut = told()
    make.permission(sheet)
    assert (shut, told()) == (([0, 0], ["asked", "permission"]), ([0, 1], ["asked", "permission", "step"]))
