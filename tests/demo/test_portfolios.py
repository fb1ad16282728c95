"""The portfolios of the story: one at every stage of an internship, and no pupil in them but by a code (G17)."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial

import pytest

from stagemap.core.privacy import codes_in, hints_in
from stagemap.core.roster import Outcome
from stagemap.core.sheets import FieldType, Layer, judging, names_in, words_of
from stagemap.kit.clock import local_date, today_for_site
from stagemap.kit.uploads.store import kept
from stagemap.placements.models import Placement
from stagemap.planning.models import Answer, Block, RosterVersion
from stagemap.portfolio.files.wordlists import lists
from stagemap.portfolio.models import (
    Attachment,
    DayNote,
    OpenPrint,
    Permission,
    PupilCode,
    ReadRequest,
    Review,
    Sheet,
    SheetComment,
)
from stagemap.programmes.queries import kind_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cast")]

NAME = re.compile(r"\b(Noor|Jonas|Lina|Emma|Robbe|Tuur|Els|Tom|Greet|Karim)\b")


def sheets_of(name: str) -> list[Sheet]:
    return list(Sheet.objects.select_related("shown", "placement").filter(placement__student__name=name))


def state(sheet: Sheet) -> str:
    if sheet.shown is None:
        return "draft"
    return "read" if Review.objects.filter(version=sheet.shown).exists() else "ready"


def states(name: str) -> Counter[str]:
    return Counter(state(sheet) for sheet in sheets_of(name))


def test_there_is_a_portfolio_at_every_stage() -> None:
    assert {name: dict(states(name)) for name in Placement.objects.values_list("student__name", flat=True)} == {
        "Ilias Benali": {},
        "Wout Lemmens": {},
        "Amina El Idrissi": {},
        "Sofie Lambert": {},
        "Tuur Hendrickx": {"draft": 1},
        "Emma Claeys": {"draft": 1, "ready": 1},
        "Robbe Maes": {"draft": 3},
        "Noor Verhaegen": {"draft": 8, "ready": 3},
        "Jonas Wouters": {"draft": 4, "ready": 2, "read": 3},
        "Lina Haddou": {"draft": 7, "ready": 20, "read": 15},
    }


def test_a_picture_lies_beside_a_sheet_with_what_it_shows() -> None:
    photo = Attachment.objects.get()
    assert (photo.sheet.placement.student.name, photo.sheet.layer, photo.media_type) == (
        "Noor Verhaegen",
        Layer.OPEN,
        "image/png",
    )
    assert (photo.alt.startswith("De stappenkaart"), kept(photo.digest).exists()) == (True, True)


def test_everything_was_written_before_the_day_of_the_story() -> None:
    late = [sheet.title for sheet in Sheet.objects.all() if sheet.changed_at.date() > today_for_site()]
    assert late == []


def test_the_week_of_lina_was_sent_acknowledged_and_done() -> None:
    lina = Placement.objects.get(student__name="Lina Haddou")
    version = RosterVersion.objects.get(plan__placement=lina)
    assert (version.number, bool(version.reason)) == (1, True)
    assert [answer.kind for answer in version.answers.all()] == [Answer.Kind.ACKNOWLEDGED]
    planned = Block.objects.filter(plan__placement=lina, outcome=Outcome.PLANNED)
    assert [block.title for block in planned] == ["Reflectie schrijven"]


def test_the_report_of_the_care_meeting_cites_three_observations_that_were_explained() -> None:
    report = Sheet.objects.get(title="Zorgoverleg: mijn observaties")
    cited = Sheet.objects.filter(pk__in=report.answers["observations"])
    assert [(sheet.kind, sheet.closed_at is not None, "pattern" in sheet.answers) for sheet in cited] == [
        ("abc_observation", True, True)
    ] * 3
    assert (report.layer, report.pupils, state(report)) == (Layer.ANNEX, "#1", "read")
    assert report.answers["agreements"][0]["who"] == "class_teacher"


def test_the_folder_of_lina_lay_printed_in_the_class_on_her_first_day() -> None:
    lina = Placement.objects.get(student__name="Lina Haddou")
    laid = OpenPrint.objects.get(placement=lina)
    assert local_date(laid.at) == lina.week


def test_the_sketch_of_lina_has_four_sources_and_all_its_themes() -> None:
    sketch = Sheet.objects.get(kind="policy_sketch", placement__student__name="Lina Haddou")
    sources = ("observation_coordinator", "documents", "conversations", "files_tracking")
    assert [len(sketch.answers[source]) for source in sources] == [2, 3, 3, 1]
    themes = {key.removesuffix("_sources") for key in sketch.answers if key.endswith("_sources")}
    assert len(themes - {"evaluation"}) == 14
    assert (sketch.layer, state(sketch)) == (Layer.OPEN, "read")


def test_whatever_needs_permission_has_it_from_the_mentor() -> None:
    for sheet in Sheet.objects.exclude(shown=None):
        kind = kind_for(sheet.text_id)
        given = set(Permission.objects.filter(sheet=sheet, withdrawn_at=None).values_list("field", flat=True))
        asked = {field.key for field in kind.fields if field.type is FieldType.CONSENT and field.key in sheet.answers}
        assert asked == given


def test_mentor_and_supervisor_said_something() -> None:
    assert Review.objects.exclude(remark="").count() == Review.objects.count() == 18
    said = SheetComment.objects.values_list("author_person__name", "author_user__name")
    assert {person or user for person, user in said} == {
        *("Greet Baert", "Karim Haddad", "Lina Haddou", "Noor Verhaegen"),
    }
    assert ReadRequest.objects.count() == 7
    assert DayNote.objects.count() == 7


def test_no_sheet_that_lies_open_holds_a_code_or_a_name() -> None:
    for sheet in Sheet.objects.filter(layer=Layer.OPEN):
        kind = kind_for(sheet.text_id)
        look = partial(hints_in, lists=lists(), known=frozenset(), today=today_for_site(), language="nl")
        found = [named.hint.word for named in names_in(kind, sheet.answers, look)]
        assert [word for word in found if not NAME.fullmatch(word)] == []
        assert (sheet.pupils, codes_in(words_of(kind, sheet.answers))) == ("", ())


def test_every_code_is_one_of_the_portfolio() -> None:
    for placement in Placement.objects.all():
        known = {code.code for code in PupilCode.objects.filter(placement=placement)}
        used = {code for sheet in placement.sheets.all() for code in sheet.pupils.split()}
        assert used <= known


def test_what_was_seen_is_told_as_a_camera_would() -> None:
    for sheet in Sheet.objects.filter(kind__in=["abc_observation", "testing"]):
        kind = kind_for(sheet.text_id)
        seen = [
            row.get(column.key, "")
            for field in kind.fields
            for column in field.columns
            if column.camera
            for row in sheet.answers.get(field.key, ())
        ]
        assert [word for text in seen for word in judging(kind, text, "nl")] == []
