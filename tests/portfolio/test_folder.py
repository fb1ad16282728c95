"""The folder: its tabs and leaves, as each reads them, in few queries."""

from __future__ import annotations

import datetime as dt

import pytest
from pytest_django import DjangoAssertNumQueries

from stagemap.core.roles import Action, Viewer
from stagemap.core.sheets import College, Filler, Layer
from stagemap.placements.models import Placement
from stagemap.planning.models import Block, RosterVersion
from stagemap.planning.queries import open_desk_of
from stagemap.planning.services.roster import content_of
from stagemap.portfolio import access, queries
from stagemap.portfolio.models import PupilCode, ReadRequest, SheetComment
from stagemap.portfolio.queries import Asked, Folder, Leaf, SheetLine, Source, State
from tests import factories as make

pytestmark = pytest.mark.django_db

LATER = make.AT + dt.timedelta(hours=1)
TABS = ("about", "school", "roster", "project", "activities", "meetings", "observations", "diary", "looking_back")


def folder(placement: Placement, viewer: Viewer, language: str = "nl") -> Folder:
    here = access.portfolio_for(viewer, placement.pk, Action.READ_PORTFOLIO)
    return queries.folder_of(here, viewer, today=make.TODAY, language=language)


def lines(placement: Placement, viewer: Viewer, language: str = "nl") -> tuple[SheetLine, ...]:
    return folder(placement, viewer, language).sheets


def leaves(placement: Placement, viewer: Viewer, tab: str) -> tuple[Leaf, ...]:
    return folder(placement, viewer).tab(tab).leaves


def send(placement: Placement) -> RosterVersion:
    """The roster as it stands, sent."""
    plan = placement.plan
    plan.placement = placement
    content = content_of(open_desk_of(plan, today=make.TODAY), make.AT)
    return RosterVersion.objects.create(
        plan=plan, number=1, revision=0, content=content, sent_at=make.AT, sent_by=placement.student
    )


def test_an_empty_folder_has_its_tabs(placement: Placement, who: make.Viewers) -> None:
    empty = folder(placement, who.student)
    assert [(each.tab.key, each.leaves) for each in empty.tabs] == [(key, ()) for key in TABS]
    assert (empty.tab("meetings").tab.key, empty.tab("onbekend").tab.key) == ("meetings", "about")


def test_a_line_says_how_a_sheet_stands(placement: Placement, who: make.Viewers) -> None:
    make.kind_version(placement.edition, make.sheet_kind())
    draft, ready, read = (make.sheet(placement, is_ready=number > 0) for number in range(3))
    make.review(read, at=LATER)

    shown = {line.id: line.state for line in lines(placement, who.student)}

    assert shown == {draft.pk: State.DRAFT, ready.pk: State.READY, read.pk: State.READ}


def test_others_read_what_was_ready_and_its_writer_what_stands(placement: Placement, who: make.Viewers) -> None:
    sheet = make.sheet(placement, title="Oud", answers={"subject": "Oud"})
    type(sheet).objects.filter(pk=sheet.pk).update(title="Nieuw", revision=2, changed_at=LATER)

    (mine,), (theirs,) = lines(placement, who.student), lines(placement, who.mentor)

    assert (mine.title, mine.rewritten, mine.is_mine, mine.changed_at) == ("Nieuw", True, True, LATER)
    assert (theirs.title, theirs.rewritten, theirs.is_mine, theirs.changed_at) == ("Oud", False, False, make.AT)


def test_a_sheet_without_a_title_is_called_as_its_kind(placement: Placement, who: make.Viewers) -> None:
    make.sheet(placement, answers={})
    assert [line.title for line in lines(placement, who.student)] == ["Report"]


def test_who_may_not_see_codes_reads_none(placement: Placement, who: make.Viewers) -> None:
    make.sheet(placement, title="Zorgoverleg over #97", pupils="#97")
    PupilCode.objects.create(placement=placement, number=97, made_at=make.AT)
    make.day_note(placement, "#97 was blij")
    shown = {
        viewer.name: (
            [line.title for line in lines(placement, viewer)],
            [leaf.note.text for leaf in leaves(placement, viewer, "diary") if leaf.note],
            folder(placement, viewer).codes,
        )
        for viewer in (who.mentor, who.supervisor, who.class_mentor)
    }
    assert shown == {
        who.mentor.name: (["Zorgoverleg over #97"], ["#97 was blij"], ("#97",)),
        who.supervisor.name: (["Zorgoverleg over een leerling"], ["Een leerling was blij"], ()),
        who.class_mentor.name: ([], [], ()),
    }


def test_a_question_stands_until_the_mentor_read_it(placement: Placement, who: make.Viewers) -> None:
    sheet = make.sheet(placement)
    ReadRequest.objects.create(sheet=sheet, by_day=make.TODAY, note="Stap 4?", at=make.AT)

    (before,) = lines(placement, who.mentor)
    make.review(sheet, at=LATER)
    (after,) = lines(placement, who.mentor)
    ReadRequest.objects.create(sheet=sheet, at=LATER + dt.timedelta(hours=1))
    (anew,) = lines(placement, who.mentor)

    assert before.asked == Asked(make.AT, make.TODAY, "Stap 4?")
    assert (after.asked, anew.asked) == (None, Asked(LATER + dt.timedelta(hours=1), None, ""))


def test_files_and_remarks_are_counted_as_the_viewer_sees_them(placement: Placement, who: make.Viewers) -> None:
    about_one, plain = make.sheet(placement, pupils="#1"), make.sheet(placement, make.sheet_kind("plain"))
    for sheet in (about_one, plain):
        make.attachment(sheet)
        make.attachment(sheet, added_at=LATER)
        SheetComment.objects.create(sheet=sheet, author_user=placement.student, text="Zie hier", at=make.AT)

    counts = {
        viewer.name: [(line.attachments, line.comments) for line in sorted(lines(placement, viewer), key=by_kind)]
        for viewer in (who.student, who.mentor, who.supervisor)
    }

    assert counts == {
        who.student.name: [(2, 1), (2, 1)],
        who.mentor.name: [(1, 1), (1, 1)],
        who.supervisor.name: [(1, 1), (0, 1)],
    }


def by_kind(line: SheetLine) -> str:
    return line.kind.key


def test_the_lists_show_what_the_door_opens(placement: Placement, who: make.Viewers) -> None:
    for layer in Layer:
        for college in College:
            for ready in (True, False):
                make.sheet(placement, make.sheet_kind(college.value, college=college), layer=layer, is_ready=ready)
    make.sheet(make.placement(student=make.user("Jonas Wouters")), layer="open")

    readers = (who.student, who.mentor, who.class_mentor, who.care_team, who.supervisor)
    for viewer in readers:
        shown = {line.id for line in lines(placement, viewer)}
        assert shown == set(access.visible_to(viewer).values_list("pk", flat=True))


def test_the_activities_are_the_roster_with_its_sheets(placement: Placement, who: make.Viewers) -> None:
    plan = make.plan(placement)
    second = make.block(plan, start=600, title="Rekenen met #1", package="exploration")
    first = make.block(plan, start=510, title="Zorgoverleg")
    at_home = make.block(plan, kind="preparation", slot="ahead", day=None, start=None, role="", title="Lezen")
    make.block(plan, kind="reporting", slot="behind", day=None, start=None, role="", title="Verslag")
    report = make.sheet(placement, block=first, title="Verslag van het overleg")
    activity = make.sheet(placement, make.sheet_kind("activity", tab="activities"), block=second, title="Rekenles")
    reading = make.sheet(placement, make.sheet_kind("activity", tab="activities"), block=at_home, title="Gelezen")

    shown = [
        (leaf.source, leaf.title, [line.id for line in leaf.sheets])
        for leaf in leaves(placement, who.student, "activities")
    ]
    (meeting,) = leaves(placement, who.student, "meetings")

    assert shown == [
        (Source.BLOCK, "Lezen", [reading.pk]),
        (Source.BLOCK, "Zorgoverleg", [report.pk]),
        (Source.BLOCK, "Rekenen met #1", [activity.pk]),
    ]
    assert (meeting.source, meeting.title, meeting.block is not None and meeting.block.start) == (
        Source.SHEET,
        "Verslag van het overleg",
        510,
    )


def test_a_sheet_whose_block_left_the_roster_stays_in_its_tab(placement: Placement, who: make.Viewers) -> None:
    block = make.block(make.plan(placement))
    sheet = make.sheet(placement, make.sheet_kind("activity", tab="activities"), block=block, title="Rekenles")
    Block.objects.all().delete()

    (leaf,) = leaves(placement, who.student, "activities")

    assert (leaf.source, leaf.sheets[0].id, leaf.block) == (Source.SHEET, sheet.pk, None)


def test_the_college_reads_the_roster_without_codes(placement: Placement, who: make.Viewers) -> None:
    make.block(make.plan(placement), title="Rekenen met #97", pupils="#97")
    for viewer, wanted in ((who.mentor, "Rekenen met #97"), (who.supervisor, "Rekenen met een leerling")):
        assert [leaf.title for leaf in leaves(placement, viewer, "activities")] == [wanted]


def test_who_reads_along_has_the_roster_as_it_was_sent(placement: Placement, who: make.Viewers) -> None:
    plan = make.plan(placement, description="Breuken in hoeken")
    make.block(plan, title="Verstuurd over #97")
    unsent = [len(folder(placement, who.class_mentor).tab(key).leaves) for key in ("roster", "project", "activities")]
    send(placement)
    make.block(plan, title="Nog niet verstuurd", start=600)

    for viewer in (who.class_mentor, who.care_team):
        found = folder(placement, viewer)
        assert [leaf.title for leaf in found.tab("activities").leaves] == ["Verstuurd over een leerling"]
        assert [leaf.source for leaf in found.tab("project").leaves] == [Source.PROJECT]
        assert [leaf.sent.number for leaf in found.tab("roster").leaves if leaf.sent] == [1]
    assert unsent == [0, 0, 0]


def test_the_leaves_of_a_tab_stand_in_order_of_time(placement: Placement, who: make.Viewers) -> None:
    for day, title in ((None, "Ooit"), (dt.date(2027, 4, 22), "Later"), (dt.date(2027, 4, 20), "Eerst")):
        make.sheet(placement, make.sheet_kind("diary", tab="diary"), title=title, day=day)
    make.day_note(placement, day=dt.date(2027, 4, 21))
    told = [leaf.title or (leaf.note and leaf.note.text) for leaf in leaves(placement, who.student, "diary")]
    assert told == ["Eerst", "Fijne dag", "Later", "Ooit"]


def test_a_viewer_is_offered_what_they_may_begin(placement: Placement, who: make.Viewers) -> None:
    for kind in (
        make.sheet_kind("report"),
        make.sheet_kind("sketch", once=True),
        make.sheet_kind("visit", by=Filler.SUPERVISOR, tab="looking_back"),
    ):
        make.kind_version(placement.edition, kind)

    def offered(viewer: Viewer) -> list[str]:
        keys = [kind.key for tab in folder(placement, viewer).tabs for kind in tab.kinds]
        return [key for key in keys if key in {"report", "sketch", "visit"}]

    before = offered(who.student)
    make.sheet(placement, make.sheet_kind("sketch", once=True))

    assert (before, offered(who.student)) == (["report", "sketch"], ["report"])
    assert (offered(who.supervisor), offered(who.mentor)) == (["visit"], [])


def test_the_blocks_of_the_plan_are_offered_to_cite(placement: Placement, who: make.Viewers) -> None:
    block = make.block(make.plan(placement), title="Rekenen met #97")
    titles = {}
    for viewer in (who.student, who.supervisor):
        here = access.portfolio_for(viewer, placement.pk, Action.WRITE_SHEET)
        titles[viewer.name] = [(each.id, each.title) for each in queries.blocks_of(here)]
    assert titles == {
        who.student.name: [(str(block.pk), "Rekenen met #97")],
        who.supervisor.name: [(str(block.pk), "Rekenen met een leerling")],
    }


@pytest.mark.parametrize("count", [1, 60])
def test_a_folder_costs_four_queries_whatever_lies_in_it(
    count: int, placement: Placement, who: make.Viewers, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = make.plan(placement)
    for number in range(count):
        block = make.block(plan, start=480 + number, minutes=5)
        make.attachment(make.sheet(placement, block=block))
    send(placement)
    folder(placement, who.student)
    for viewer, queries_asked in ((who.student, 4), (who.supervisor, 4), (who.mentor, 3), (who.class_mentor, 2)):
        here = access.portfolio_for(viewer, placement.pk, Action.READ_PORTFOLIO)
        with django_assert_num_queries(queries_asked):
            queries.folder_of(here, viewer, today=make.TODAY)
