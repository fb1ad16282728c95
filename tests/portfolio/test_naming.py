"""What looks like a name: told, answered, and never opened to the class before it is."""

from __future__ import annotations

from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from stagemap.activity.models import Entry
from stagemap.core.dates import Text
from stagemap.core.refusals import Impossible
from stagemap.core.roles import Action, Viewer
from stagemap.core.sheets import Field, FieldType, Layer, Option, Part
from stagemap.kit.clock import local_date
from stagemap.placements.models import Placement, Reading
from stagemap.portfolio import queries, services
from stagemap.portfolio.files.naming import look_for
from stagemap.portfolio.models import Sheet
from stagemap.portfolio.services import FaultySheet
from stagemap.portfolio.services.naming import NAME_WAITS, NAME_WAS_SHOWN
from stagemap.portfolio.views.naming import functions_of
from tests import factories as make
from tests.portfolio.conftest import Door, Portfolio

pytestmark = pytest.mark.django_db

STORY = "<p>Volgens juf Hafsa leest Wout vlot.</p>"


def written(placement: Placement, door: Door, by: Viewer, story: str = STORY, **said: Any) -> Sheet:
    """A sheet of the student, as its writer's door gives it."""
    says = {"subject": "Lezen in de klas", "story": story}
    made = make.sheet(placement, answers=says, **({"is_ready": False} | said))
    return door(by, made, Action.WRITE_SHEET)


def waiting(sheet: Sheet) -> list[str]:
    """What looks like a name in a sheet and waits for an answer."""
    look = look_for(sheet, local_date(make.AT), "nl")
    return [hint.word for text in (sheet.answers["subject"], sheet.answers["story"]) for hint in look(text)]


def save(sheet: Sheet, by: Viewer, story: str, **said: Any) -> Sheet:
    """The same sheet with another story."""
    answers = {**sheet.answers, "story": story}
    return services.save_draft(sheet=sheet, revision=sheet.revision, answers=answers, by=by, at=make.AT, **said)


def entries() -> list[tuple[str, str]]:
    """What the log says since the beginning."""
    return [(entry.verb, entry.kind) for entry in Entry.objects.order_by("pk")]


def test_the_adults_of_an_internship_are_no_secret_in_one_query(
    placement: Placement, who: make.Viewers, portfolio: Portfolio, django_assert_num_queries: CaptureQueriesContext
) -> None:
    assert placement.school is not None
    reader = make.person(placement.school, name="Zjuliana Vos", email="zj@school.example")
    Reading.objects.create(placement=placement, person=reader, part=Reading.Part.CARE_TEAM, invited_at=make.AT)
    here = portfolio(who.student, Action.WRITE_SHEET)
    with django_assert_num_queries(1):  # type: ignore[operator]
        known = queries.circle_of(here)
    names = [here.student.name, here.mentor.name, here.school.name, here.school.city, "Zjuliana Vos"]  # type: ignore[union-attr]
    assert {word.lower() for name in names for word in name.replace("-", " ").split() if len(word) > 1} <= known
    assert "hafsa" not in known


def test_a_sheet_in_the_annex_is_made_ready_with_a_name_in_it(
    placement: Placement, who: make.Viewers, door: Door
) -> None:
    sheet = written(placement, door, who.student)
    made = services.make_ready(sheet=sheet, revision=sheet.revision, by=who.student, at=make.AT)
    assert (made.sheet.shown is not None, waiting(sheet)) == (True, ["Hafsa", "Wout"])


def test_a_sheet_with_a_name_is_not_moved_to_the_open_layer(
    placement: Placement, who: make.Viewers, door: Door
) -> None:
    sheet = written(placement, door, who.student)
    with pytest.raises(Impossible, match="looks like a name") as refused:
        services.move_layer(sheet=sheet, layer=Layer.OPEN, by=who.student, at=make.AT)
    services.move_layer(sheet=sheet, layer=Layer.PRIVATE, by=who.student, at=make.AT)
    assert (refused.value.reason, Sheet.objects.get().layer) == (NAME_WAITS, Layer.PRIVATE)


def test_an_open_sheet_with_a_name_is_not_made_ready(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = written(placement, door, who.student, layer=Layer.OPEN)
    with pytest.raises(FaultySheet) as refused:
        services.make_ready(sheet=sheet, revision=sheet.revision, by=who.student, at=make.AT)
    assert [fault.sentence for fault in refused.value.faults] == [NAME_WAITS]
    assert Sheet.objects.get().shown is None


def test_what_others_read_of_a_sheet_counts_too_until_it_is_ready_anew(
    placement: Placement, who: make.Viewers, door: Door
) -> None:
    sheet = save(written(placement, door, who.student, is_ready=True), who.student, "<p>#1 leest vlot.</p>")
    sheet = save(sheet, who.student, "<p>Het lezen gaat vlot.</p>")
    with pytest.raises(Impossible) as refused:
        services.move_layer(sheet=sheet, layer=Layer.OPEN, by=who.student, at=make.AT)
    assert refused.value.reason == NAME_WAS_SHOWN
    services.make_ready(sheet=sheet, revision=sheet.revision, by=who.student, at=make.AT)
    assert services.move_layer(sheet=sheet, layer=Layer.OPEN, by=who.student, at=make.AT).layer == Layer.OPEN


def test_once_every_hint_is_answered_a_sheet_may_lie_open(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = written(placement, door, who.student, story="<p>Wij lazen Zjoske en Hafsa las.</p>", layer=Layer.OPEN)
    sheet = services.clear_word(sheet=sheet, word="Zjoske", by=who.student)
    said = services.answers_without(sheet=sheet, word="hafsa", instead="zorgleerkracht", by=who.student, at=make.AT)
    sheet = save(sheet, who.student, said["story"])
    assert sheet.answers["story"] == "<p>Wij lazen Zjoske en de zorgleerkracht las.</p>"
    made = services.make_ready(sheet=sheet, revision=sheet.revision, by=who.student, at=make.AT)
    assert made.sheet.shown is not None


def test_a_word_that_was_cleared_is_kept_only_while_it_stands_in_the_sheet(
    placement: Placement, who: make.Viewers, door: Door
) -> None:
    sheet = written(placement, door, who.student)
    for word in ("Hafsa", "Wout", "Niemand", ""):
        sheet = services.clear_word(sheet=sheet, word=word, by=who.student)
    assert (sheet.cleared, waiting(sheet)) == (["hafsa", "wout"], [])
    sheet = save(sheet, who.student, "<p>Volgens juf Hafsa leest #1 vlot.</p>")
    assert (sheet.cleared, Sheet.objects.get().cleared) == (["hafsa"], ["hafsa"])
    assert (entries()[-3:], "hafsa" in str(Entry.objects.values_list())) == (
        [("cleared", "sheet"), ("cleared", "sheet"), ("wrote", "sheet")],
        False,
    )


def test_a_page_that_saves_tells_which_words_are_no_names(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = written(placement, door, who.student)
    same = save(sheet, who.student, STORY, cleared=["Wout", "Elders"])
    assert (same.cleared, same.revision) == (["wout"], sheet.revision)
    changed = save(same, who.student, "<p>Volgens Hafsa.</p>", cleared=["Hafsa"])
    assert (changed.cleared, changed.revision) == (["hafsa"], sheet.revision + 1)


def test_a_name_in_a_title_gives_way_with_it(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = written(placement, door, who.student)
    sheet = services.save_draft(
        sheet=sheet, revision=sheet.revision, answers={**sheet.answers, "subject": "Gesprek met Wout"},
        by=who.student, at=make.AT,
    )  # fmt: skip
    said = services.answers_without(sheet=sheet, word="Wout", instead="#2", by=who.student, at=make.AT)
    sheet = services.save_draft(sheet=sheet, revision=sheet.revision, answers=said, by=who.student, at=make.AT)
    assert (sheet.title, sheet.pupils, sheet.answers["story"]) == (
        "Gesprek met #2",
        "#2",
        "<p>Volgens juf Hafsa leest #2 vlot.</p>",
    )


def test_the_functions_that_replace_a_name_are_those_of_the_kind() -> None:
    people = (
        Option("teacher", Text("klasleerkracht", "class teacher")),
        Option("parent", Text("ouder(s)", "parent(s)")),
    )
    table = make.sheet_field(
        "steps", "table", columns=(Field("who", Text("Wie", "Who"), FieldType.PERSON, options=people),)
    )
    kind = make.sheet_kind(parts=(Part("p", Text("P", "P"), (make.sheet_field("subject"), table)),))
    assert functions_of(kind, "nl") == (("teacher", "klasleerkracht"), ("parent", "ouder"))
    assert functions_of(kind, "en") == (("teacher", "class teacher"), ("parent", "parent"))
