"""Remarks on sheets and on their questions; the mentor's line about a day."""

from __future__ import annotations

import pytest

from stagemap.activity.models import Entry
from stagemap.core.refusals import Impossible, NotAllowed
from stagemap.core.roles import Action, Viewer
from stagemap.placements.models import Placement
from stagemap.portfolio import services
from stagemap.portfolio.models import DayNote, Sheet, SheetComment
from stagemap.portfolio.services import remarks
from stagemap.post.models import Mail
from tests import factories as make
from tests.portfolio.conftest import Door, Portfolio

pytestmark = pytest.mark.django_db


def say(sheet: Sheet, by: Viewer, door: Door, text: str, field: str = "") -> SheetComment:
    """A remark of somebody for whom the sheet opens."""
    loaded = door(by, sheet, Action.COMMENT_SHEET)
    return services.comment(sheet=loaded, text=text, field=field, by=by, at=make.AT)


def test_who_reads_a_sheet_says_something_about_it(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = make.sheet(placement, layer="open")

    for viewer in (who.student, who.mentor, who.class_mentor, who.care_team, who.supervisor):
        say(sheet, viewer, door, "Goed gezien", field="story")

    rows = [(row.author_user_id, row.author_person_id, row.field) for row in SheetComment.objects.all()]
    assert rows == [
        (who.student.user_id, None, "story"),
        (None, who.mentor.grants[0].person_id, "story"),
        (None, who.class_mentor.grants[0].person_id, "story"),
        (None, who.care_team.grants[0].person_id, "story"),
        (who.supervisor.user_id, None, "story"),
    ]
    assert list(Entry.objects.filter(kind="sheet_comment").values_list("verb", flat=True)) == ["wrote"] * 5


def test_a_double_press_says_it_once(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = make.sheet(placement)

    first, second = (say(sheet, who.mentor, door, "Wie was erbij?") for _ in range(2))
    say(sheet, who.student, door, "Alleen het zorgteam.")
    again = say(sheet, who.mentor, door, "Wie was erbij?")

    assert (first.pk, SheetComment.objects.count()) == (second.pk, 3)
    assert again.pk != first.pk


def test_the_other_hears_of_remarks_once_a_day(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = make.sheet(placement, title="Over #97")
    assert placement.mentor is not None

    for text in ("Wie was erbij?", "En wanneer?"):
        say(sheet, who.mentor, door, text)
        say(sheet, who.student, door, f"Antwoord: {text}")

    mails = Mail.objects.filter(kind="sheet_answered")
    assert {mail.recipient for mail in mails} == {placement.student.email, placement.mentor.email}
    assert len(mails) == 2
    said = " ".join(f"{mail.subject} {mail.text}" for mail in mails)
    assert [word for word in ("#97", "leerling", "erbij") if word in said] == []


def test_the_mentor_hears_nothing_of_a_sheet_that_they_do_not_read(
    placement: Placement, who: make.Viewers, door: Door
) -> None:
    for sheet in (make.sheet(placement, layer="private"), make.sheet(placement, is_ready=False)):
        say(sheet, who.student, door, "Voor mij")
    assert not Mail.objects.exists()


def test_a_supervisor_hears_of_remarks_on_their_own_sheet(placement: Placement, who: make.Viewers, door: Door) -> None:
    visit = make.sheet(placement, begun_by=who.supervisor.actor)
    say(visit, who.mentor, door, "Dank voor het bezoek")
    say(make.sheet(placement, begun_by=f"person:{who.mentor.grants[0].person_id}"), who.student, door, "Dank u")

    supervisor = placement.supervisions.get().supervisor
    assert [mail.recipient for mail in Mail.objects.all()] == [supervisor.email]


def test_a_remark_on_a_question_that_is_not_there_is_refused(
    placement: Placement, who: make.Viewers, door: Door
) -> None:
    with pytest.raises(Impossible):
        say(make.sheet(placement), who.mentor, door, "Hier?", field="onbekend")


def test_a_sheet_holds_only_so_many_remarks(
    placement: Placement, who: make.Viewers, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remarks, "MOST_COMMENTS", 1)
    sheet = make.sheet(placement)
    say(sheet, who.mentor, door, "Een")

    with pytest.raises(Impossible):
        say(sheet, who.mentor, door, "Twee")


def test_a_removed_sheet_takes_no_remark(placement: Placement, who: make.Viewers, door: Door) -> None:
    sheet = make.sheet(placement)
    loaded = door(who.mentor, sheet, Action.COMMENT_SHEET)
    Sheet.objects.all().delete()

    with pytest.raises(Impossible):
        services.comment(sheet=loaded, text="Te laat", by=who.mentor, at=make.AT)


def test_the_mentor_writes_a_line_about_a_day_once(who: make.Viewers, portfolio: Portfolio) -> None:
    here = portfolio(who.mentor, Action.WRITE_DAY_NOTE)

    for _ in range(2):
        services.write_day_note(placement=here, day=make.TODAY, text="Fijne dag.", by=who.mentor, at=make.AT)
    services.write_day_note(placement=here, day=make.TODAY, text="Tot morgen.", by=who.mentor, at=make.AT)

    notes = list(DayNote.objects.values_list("day", "text", "person"))
    mentor = who.mentor.grants[0].person_id
    assert notes == [(make.TODAY, "Fijne dag.", mentor), (make.TODAY, "Tot morgen.", mentor)]


def test_a_day_holds_only_so_many_notes(
    who: make.Viewers, portfolio: Portfolio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remarks, "MOST_NOTES", 1)
    here = portfolio(who.mentor, Action.WRITE_DAY_NOTE)
    services.write_day_note(placement=here, day=make.TODAY, text="Een", by=who.mentor, at=make.AT)

    with pytest.raises(Impossible):
        services.write_day_note(placement=here, day=make.TODAY, text="Twee", by=who.mentor, at=make.AT)


def test_only_somebody_of_the_school_writes_a_day_note(who: make.Viewers, portfolio: Portfolio) -> None:
    here = portfolio(who.student, Action.READ_PORTFOLIO)
    with pytest.raises(NotAllowed):
        services.write_day_note(placement=here, day=make.TODAY, text="Ik", by=who.student, at=make.AT)
