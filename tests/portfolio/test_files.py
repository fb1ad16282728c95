"""Files beside a sheet: clean, counted, described, gone; nothing of their own name, nothing twice (G17)."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from stagemap.activity.models import Entry
from stagemap.core.refusals import Impossible
from stagemap.core.roles import Action
from stagemap.core.sheets import Layer
from stagemap.kit.uploads import store
from stagemap.placements.models import Placement
from stagemap.portfolio import access, queries, services
from stagemap.portfolio.models import Attachment, Sheet, Upload
from tests import factories as make
from tests.portfolio.handed_in import beside, put
from tests.portfolio.pages import now
from tests.uploads import samples

pytestmark = pytest.mark.django_db

LATER = make.AT + dt.timedelta(hours=1)
Adds = Callable[..., Attachment]


@pytest.fixture(autouse=True)
def _files_of_its_own(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def mine(draft: Sheet, who: make.Viewers) -> Sheet:
    """A draft as its writer's door gives it."""
    return access.sheet_for(who.student, draft.placement_id, draft.pk, Action.WRITE_SHEET)


@pytest.fixture
def add(mine: Sheet, who: make.Viewers, tmp_path: Path) -> Adds:
    """Lays a file beside the draft."""
    return lambda body=None, sheet=mine: beside(sheet, who.student, tmp_path, body)


def kept() -> list[str]:
    """What lies in the store."""
    return list(store.digests())


def test_a_picture_is_cleaned_and_kept_with_a_small_one(add: Adds, who: make.Viewers) -> None:
    photo = add()

    assert (photo.media_type, photo.number, photo.alt, photo.added_by) == ("image/jpeg", 1, "", who.student.actor)
    assert set(kept()) == {photo.digest, photo.small}
    body = store.kept(photo.digest).read_bytes()
    assert (hashlib.sha256(body).hexdigest(), len(body)) == (photo.digest, photo.size)
    assert samples.CANARY.encode() not in body
    assert store.names_arriving() == []


def test_each_family_of_files_is_counted_on_its_own(add: Adds) -> None:
    bodies = (samples.picture(), samples.pdf(), samples.picture("PNG"), samples.docx(), samples.odt())
    assert [add(body).number for body in bodies] == [1, 1, 2, 1, 2]


def test_the_number_of_a_file_that_stays_never_changes(add: Adds, mine: Sheet, who: make.Viewers) -> None:
    first, second = add(), add(samples.picture("PNG"))
    services.remove_file(sheet=mine, attachment_id=first.pk, by=who.student, at=make.AT)
    assert (Attachment.objects.get(pk=second.pk).number, add().number) == (2, 3)


def test_the_same_file_twice_is_one_beside_one_sheet(add: Adds, mine: Sheet) -> None:
    other = make.sheet(mine.placement, make.sheet_kind("other"), is_ready=False)
    first, again, elsewhere = add(), add(), add(sheet=other)

    assert (first.pk == again.pk, first.pk == elsewhere.pk, first.digest == elsewhere.digest) == (True, False, True)
    assert (mine.attachments.count(), other.attachments.count()) == (1, 1)


def test_what_cannot_be_taken_leaves_nothing(add: Adds, mine: Sheet) -> None:
    with pytest.raises(Impossible):
        add(b"MZ\x90\0 a program")
    assert (mine.attachments.count(), kept(), store.names_arriving()) == (0, [], [])


def test_a_sheet_holds_twenty_files(add: Adds, mine: Sheet) -> None:
    for number in range(20):
        make.attachment(mine, digest=f"{number:064}")
    with pytest.raises(Impossible) as refused:
        add()
    assert (refused.value.values, kept()) == ({"most": 20}, [])


@pytest.mark.parametrize(("size", "left"), [(49_999_000, 0), (50_000_000, 0)])
def test_all_files_of_a_student_have_fifty_megabytes(size: int, left: int, add: Adds, mine: Sheet) -> None:
    make.attachment(make.sheet(mine.placement), size=size)

    with pytest.raises(Impossible) as refused:
        add(samples.picture(size=(900, 900)))

    assert (refused.value.values, mine.attachments.count(), kept()) == ({"most": 50, "left": left}, 0, [])


def test_the_room_is_the_students_in_all_placements(placement: Placement) -> None:
    second = make.placement(make.edition(make.programme("andere")), student=placement.student)
    make.attachment(make.sheet(second), size=1_000)
    make.attachment(make.sheet(make.placement(student=make.user("Jonas Wouters"))), size=5_000)
    assert queries.bytes_left(placement) == 50_000_000 - 1_000


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_taken_away_leaves_the_disk_unless_another_sheet_names_it(
    add: Adds, mine: Sheet, who: make.Viewers
) -> None:
    other = make.sheet(mine.placement, make.sheet_kind("other"), is_ready=False)
    photo, elsewhere = add(), add(sheet=other)

    services.remove_file(sheet=mine, attachment_id=photo.pk, by=who.student, at=make.AT)
    assert set(kept()) == {photo.digest, photo.small}
    Upload.objects.create(pk=uuid.UUID(int=9), sheet=other, size=9, begun_at=make.AT)
    store.write_piece(store.arriving(str(uuid.UUID(int=9))), 0, b"half")
    theirs = access.sheet_for(who.student, other.placement_id, other.pk, Action.WRITE_SHEET)
    services.remove_sheet(sheet=theirs, by=who.student, at=make.AT)
    assert (kept(), Attachment.objects.filter(pk=elsewhere.pk).exists()) == ([], False)
    assert store.names_arriving() == []


def test_taking_away_twice_is_taking_away_once(add: Adds, mine: Sheet, who: make.Viewers) -> None:
    photo = add()
    for _press in range(2):
        services.remove_file(sheet=mine, attachment_id=photo.pk, by=who.student, at=make.AT)
    assert [line.verb for line in Entry.objects.filter(kind="attachment")] == ["added", "removed"]


def say(sheet: Sheet, who: make.Viewers, file: Attachment, was: str, said: str) -> str:
    """The caption of a file after a page said something of it."""
    services.caption_files(sheet=sheet, captions={file.pk: (was, said)}, by=who.student, at=make.AT)
    file.refresh_from_db()
    return file.alt


def test_a_page_writes_only_the_caption_that_was_changed_on_it(mine: Sheet, who: make.Viewers) -> None:
    file = make.attachment(mine, alt="")
    said = [say(mine, who, file, "", "Een plan"), say(mine, who, file, "", ""), say(mine, who, file, "Een plan", "Weg")]
    assert said == ["Een plan", "Een plan", "Weg"]
    assert [line.fields for line in Entry.objects.filter(verb="described")] == [["alt"]]


def test_a_code_in_a_caption_keeps_a_sheet_out_of_the_class(mine: Sheet, who: make.Viewers) -> None:
    file = make.attachment(mine, alt="")
    say(mine, who, file, "", "#3 kleeft de stappen op")

    with pytest.raises(Impossible) as refused:
        services.move_layer(sheet=mine, layer=Layer.OPEN, by=who.student, at=make.AT)

    assert (now(mine).pupils, "pupil code" in refused.value.reason) == ("#3", True)
    say(mine, who, file, "#3 kleeft de stappen op", "De stappen")
    assert services.move_layer(sheet=mine, layer=Layer.OPEN, by=who.student, at=make.AT).pupils == ""


def test_a_name_in_a_caption_keeps_a_sheet_out_of_the_class_until_it_is_answered(
    mine: Sheet, who: make.Viewers
) -> None:
    file = make.attachment(mine, alt="")
    say(mine, who, file, "", "Lotte bij de planning")
    with pytest.raises(Impossible):
        services.move_layer(sheet=mine, layer=Layer.OPEN, by=who.student, at=make.AT)

    services.clear_word(sheet=mine, word="Lotte", by=who.student)

    assert now(mine).cleared == ["lotte"]
    assert services.move_layer(sheet=mine, layer=Layer.OPEN, by=who.student, at=make.AT).layer == Layer.OPEN


@pytest.mark.parametrize("words", ["Lotte bij de planning", "Plan van #4"])
def test_what_lies_open_already_takes_no_name_and_no_code(words: str, placement: Placement, who: make.Viewers) -> None:
    sheet = make.sheet(placement, layer=Layer.OPEN)
    file = make.attachment(sheet, alt="")
    mine = access.sheet_for(who.student, placement.pk, sheet.pk, Action.WRITE_SHEET)

    with pytest.raises(Impossible):
        say(mine, who, file, "", words)

    assert (Attachment.objects.get(pk=file.pk).alt, now(sheet).pupils) == ("", "")
    services.caption_files(
        sheet=mine, captions={file.pk: ("", "Lotte de hond")}, by=who.student, at=make.AT, cleared=["Lotte"]
    )
    assert Attachment.objects.get(pk=file.pk).alt == "Lotte de hond"


def test_a_name_in_a_caption_is_replaced_by_a_code(mine: Sheet, who: make.Viewers) -> None:
    file = make.attachment(mine, alt="Lotte bij de planning")
    services.rename_in_captions(sheet=mine, word="lotte", instead="#2", by=who.student, at=make.AT)
    assert (Attachment.objects.get(pk=file.pk).alt, now(mine).pupils) == ("#2 bij de planning", "#2")


def test_a_file_that_was_added_since_is_made_ready_as_a_version_to_read_anew(
    placement: Placement, who: make.Viewers, tmp_path: Path
) -> None:
    sheet = make.sheet(placement)
    make.review(sheet)
    beside(sheet, who.student, tmp_path)
    Attachment.objects.update(added_at=LATER)
    mine = access.sheet_for(who.student, placement.pk, sheet.pk, Action.WRITE_SHEET)
    before = queries.page_of(mine, who.student)

    for _press in range(2):
        services.make_ready(sheet=mine, revision=now(sheet).revision, by=who.student, at=LATER)

    read = access.sheet_for(who.mentor, placement.pk, sheet.pk, Action.READ_PORTFOLIO)
    page = queries.page_of(read, who.mentor)
    assert (before.rewritten, before.state.value, page.state.value, len(page.attachments)) == (True, "read", "ready", 1)
    assert [version.revision for version in sheet.versions.all()] == [1, 2]


def test_what_was_cleaned_while_its_sheet_was_made_ready_came_after_that(
    placement: Placement, who: make.Viewers, tmp_path: Path
) -> None:
    sheet = make.sheet(placement, at=LATER)

    beside(sheet, who.student, tmp_path)

    read = access.sheet_for(who.mentor, placement.pk, sheet.pk, Action.READ_PORTFOLIO)
    mine = access.sheet_for(who.student, placement.pk, sheet.pk, Action.WRITE_SHEET)
    pages = queries.page_of(read, who.mentor), queries.page_of(mine, who.student)
    assert [(len(page.attachments), page.rewritten) for page in pages] == [(0, False), (1, True)]


def test_the_id_follows_from_sheet_and_bytes(tmp_path: Path) -> None:
    sheet_id = uuid.UUID(int=5)
    wanted = hashlib.sha256(sheet_id.bytes + b"abc").digest()[:16]
    assert services.key_of(sheet_id, put(tmp_path, b"abc")).bytes == wanted
