"""Many files at once: the same one is one, and no limit is passed by pressing faster."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from stagemap.core.roles import Action
from stagemap.kit.uploads import store
from stagemap.placements.models import Placement
from stagemap.portfolio import access, services
from stagemap.portfolio.models import Attachment, Sheet, Upload
from tests import factories as make
from tests.portfolio.handed_in import beside, put
from tests.racing import side_by_side
from tests.uploads import samples

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _files_of_its_own(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def test_the_same_file_fifty_times_is_one(draft: Sheet, who: make.Viewers, tmp_path: Path) -> None:
    answers = side_by_side(lambda _number: beside(draft, who.student, tmp_path), range(50))
    photo = Attachment.objects.get()
    assert {getattr(each, "pk", None) for each in answers} == {photo.pk}
    assert (set(store.digests()), store.names_arriving()) == ({photo.digest, photo.small}, [])


def test_a_file_that_two_tabs_send_in_pieces_is_one(draft: Sheet, who: make.Viewers, tmp_path: Path) -> None:
    body = samples.picture("PNG", size=(300, 200))
    key = services.key_of(draft.pk, put(tmp_path, body))

    def send(_number: int) -> object:
        mine = access.sheet_for(who.student, draft.placement_id, draft.pk, Action.WRITE_SHEET)
        received = 0
        while received < len(body):
            piece = body[received : received + 200]
            received = services.receive_piece(
                sheet=mine, upload_id=key, size=len(body), offset=received, data=piece, at=make.AT
            )
        return services.finish_upload(sheet=mine, upload_id=key, by=who.student, at=make.AT).pk

    assert side_by_side(send, range(8)) == [key] * 8
    assert (Attachment.objects.get().pk, Upload.objects.count(), store.names_arriving()) == (key, 0, [])


def test_twenty_of_thirty_files_stay_each_with_its_number(
    placement: Placement, draft: Sheet, who: make.Viewers, tmp_path: Path
) -> None:
    other = make.sheet(placement, make.sheet_kind("other"), is_ready=False)
    make.attachment(other, size=1)
    side_by_side(
        lambda number: beside(draft, who.student, tmp_path, samples.picture("PNG", size=(40 + number, 40))), range(30)
    )
    files = list(draft.attachments.all())
    assert sorted(each.number for each in files) == list(range(1, 21))
    assert set(store.digests()) == {digest for each in files for digest in (each.digest, each.small)}


def test_the_room_is_never_passed(placement: Placement, draft: Sheet, who: make.Viewers, tmp_path: Path) -> None:
    one = beside(draft, who.student, tmp_path, samples.picture("PNG", size=(60, 40))).size
    make.attachment(make.sheet(placement), size=50_000_000 - 4 * one)
    side_by_side(
        lambda number: beside(draft, who.student, tmp_path, samples.picture("PNG", size=(60, 41 + number))), range(8)
    )
    kept = [each.size for each in draft.attachments.all()]
    assert (sum(kept) <= 4 * one, len(kept) >= 2) == (True, True)
