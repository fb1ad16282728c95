"""Files beside a sheet on its pages: handed in without scripts, shown, opened, refused with a sentence (G17)."""

from __future__ import annotations

import datetime as dt
import re
import struct
import zlib
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from stagemap.core.sheets import Layer
from stagemap.kit.uploads import store
from stagemap.placements.models import Placement
from stagemap.portfolio.models import Attachment, Sheet
from tests import factories as make
from tests.portfolio.handed_in import beside, sends
from tests.portfolio.pages import SCRIPT, browser, form_of, html, now, text, to, went
from tests.uploads import hostile, samples

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_of_its_own(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def test_several_files_and_the_text_are_kept_by_one_press(draft: Sheet, student: Client) -> None:
    answer = sends(student, draft, samples.picture(), samples.pdf(), subject="Stappenplan")

    page = student.get(to(draft, "write"))
    assert (went(answer), now(draft).title) == ((303, f"{to(draft, 'write')}#files"), "Stappenplan")
    assert [re.sub(r"\s+\d+ kB", "", each) for each in re.findall(r"(?:Foto|PDF) \d\s+\d+ kB", text(page))] == [
        "Foto 1", "PDF 1",
    ]  # fmt: skip
    assert "Nog 50 MB vrij van de 50 MB" in text(page)


def test_a_name_of_a_file_is_kept_nowhere(draft: Sheet, student: Client) -> None:
    sends(student, draft, samples.picture())
    file = Attachment.objects.get()
    answer = student.get(to(draft.placement, "attachment", file.pk))
    assert "Lotte" not in html(student.get(to(draft, "write"))) + str(answer.headers) + str(vars(file))


def test_pressing_twice_keeps_one(draft: Sheet, student: Client) -> None:
    for _press in range(2):
        sends(student, draft, samples.picture())
    assert Attachment.objects.count() == 1


def megapixels_900() -> bytes:
    """A small file that says it is a picture of 30,000 by 30,000 pixels."""
    good = samples.picture("PNG")
    head = b"IHDR" + struct.pack(">II", 30_000, 30_000) + good[24:29]
    return good[:12] + head + struct.pack(">I", zlib.crc32(head)) + good[33:]


BAD = {
    "renamed executable": (b"MZ\x90\0" + bytes(200), "Dit is geen foto, PDF of tekstdocument"),
    "empty": (b"", "leeg"),
    "broken pdf": (b"%PDF-1.7\nniets", "beschadigd"),
    "900 megapixels": (megapixels_900(), "900 megapixel"),
    "zip bomb": (samples.docx_with(parts={"word/media/image1.jpg": bytes(90_000_000)}), "Bewaar het als PDF"),
    "too large": (b"\xff\xd8\xff" + bytes(20_000_000), "hoogstens 20 MB"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_a_sentence_at_the_panel_and_leaves_nothing(name: str, draft: Sheet, student: Client) -> None:
    body, said = BAD[name]

    answer = sends(student, draft, body, subject="Stappenplan")

    panel = html(answer).split('id="files"')[1].split("</section>")[0]
    assert (answer.status_code, said in panel, 'role="alert"' in panel) == (422, True, True)
    assert (Attachment.objects.count(), list(store.digests()), store.names_arriving()) == (0, [], [])
    assert (now(draft).title, 'value="Stappenplan"' in html(answer)) == ("Stappenplan", True)


@pytest.mark.parametrize("bad", [*hostile.uploads(7, 26)], ids=lambda bad: bad.family)
def test_no_bad_file_of_the_catalogue_breaks_the_page(bad: hostile.Bad, draft: Sheet, student: Client) -> None:
    answer = sends(student, draft, bad.make())
    assert (answer.status_code, Attachment.objects.count()) in {(422, 0), (303, 1)}


def test_of_several_the_good_ones_stay_and_the_bad_one_is_named(draft: Sheet, student: Client) -> None:
    answer = sends(student, draft, samples.picture(), b"MZ\x90", samples.pdf())
    assert (answer.status_code, Attachment.objects.count(), "Bestand 2: Dit is geen" in text(answer)) == (422, 2, True)


def test_more_than_comes_in_one_go_is_asked_for_again(draft: Sheet, student: Client) -> None:
    answer = sends(student, draft, samples.noise(15_000_000), samples.noise(15_000_000))
    assert (answer.status_code, "Bestand 2: In één keer komt hoogstens 20 MB mee." in text(answer)) == (422, True)


def opened(placement: Placement, who: make.Viewers, file: Attachment) -> dict[str, int]:
    """What each is answered who asks for a file."""
    asked = {relation.value: viewer for relation, viewer in who.all().items()}
    return {
        name: browser(viewer, placement).get(to(placement, "attachment", file.pk)).status_code
        for name, viewer in asked.items()
    }


def test_a_file_opens_to_who_reads_its_sheet(placement: Placement, who: make.Viewers, tmp_path: Path) -> None:
    shut = beside(make.sheet(placement), who.student, tmp_path)
    lies_open = beside(make.sheet(placement, layer=Layer.OPEN), who.student, tmp_path)
    wanted = dict.fromkeys(opened(placement, who, shut), 200)
    assert opened(placement, who, shut) == wanted | {"class_mentor": 404, "coordinator": 404, "stranger": 404}
    assert opened(placement, who, lies_open) == wanted | {"coordinator": 404, "stranger": 404}


@pytest.mark.parametrize(
    ("body", "kind", "disposition"),
    [
        (samples.picture(), "image/jpeg", 'inline; filename="foto-1.jpg"'),
        (samples.picture("PNG"), "image/png", 'inline; filename="foto-1.png"'),
        (samples.heic(), "image/jpeg", 'inline; filename="foto-1.jpg"'),
        (samples.pdf(), "application/pdf", 'attachment; filename="pdf-1.pdf"'),
        (samples.odt(), samples.ODT_TYPE, 'attachment; filename="document-1.odt"'),
    ],
)
def test_a_file_says_what_it_is_and_can_do_nothing(
    body: bytes, kind: str, disposition: str, draft: Sheet, who: make.Viewers, student: Client, tmp_path: Path
) -> None:
    file = beside(draft, who.student, tmp_path, body)
    answer = student.get(to(draft.placement, "attachment", file.pk))
    said = [answer.headers[name] for name in ("Content-Type", "Content-Disposition", "X-Content-Type-Options")]
    assert said == [kind, disposition, "nosniff"]
    styles = " style-src 'unsafe-inline';" if kind.startswith("image/") else ""
    assert answer.headers["Content-Security-Policy"] == f"default-src 'none';{styles} sandbox"
    assert (answer.headers["Cache-Control"], answer.content) == (
        "private, no-store",
        store.kept(file.digest).read_bytes(),
    )


def test_a_small_picture_is_small(draft: Sheet, who: make.Viewers, student: Client, tmp_path: Path) -> None:
    file = beside(draft, who.student, tmp_path, samples.picture("PNG", size=(1200, 800)))
    answer = student.get(f"{to(draft.placement, 'attachment', file.pk)}?small")
    assert (answer.headers["Content-Type"], answer.content) == ("image/jpeg", store.kept(file.small).read_bytes())


def test_a_file_that_a_restore_did_not_bring_back_does_not_exist(draft: Sheet, student: Client) -> None:
    file = make.attachment(draft)
    assert student.get(to(draft.placement, "attachment", file.pk)).status_code == 404


def test_a_caption_is_kept_with_the_sheet_and_shown_to_who_reads_it(
    placement: Placement, who: make.Viewers, student: Client, tmp_path: Path
) -> None:
    sheet = make.sheet(placement, is_ready=False)
    file = beside(sheet, who.student, tmp_path)
    data = form_of(student, to(sheet, "write"))
    student.post(to(sheet, "write"), {**data.dict(), f"caption:{file.pk}": "Het  stappenplan ", f"was:{file.pk}": ""})
    student.post(to(sheet, "readiness"), {"revision": str(now(sheet).revision)})

    page = html(browser(who.mentor, placement).get(to(sheet, "sheet")))

    assert 'alt="Foto 1: Het stappenplan"' in page
    assert f'href="{to(placement, "attachment", file.pk)}"' in page


def test_a_caption_that_is_too_long_stays_on_the_page_with_a_sentence(draft: Sheet, student: Client) -> None:
    file = make.attachment(draft)
    data = {**form_of(student, to(draft, "write")).dict(), f"caption:{file.pk}": "x" * 301, f"was:{file.pk}": ""}
    answers = [student.post(to(draft, "write"), data), student.post(to(draft, "write"), data, headers=SCRIPT)]
    assert [(each.status_code, "hoogstens 300 tekens" in html(each)) for each in answers] == [(422, True)] * 2
    assert (Attachment.objects.get().alt, "x" * 301 in html(answers[0])) == ("Een stappenplan", True)


def test_a_name_in_a_caption_of_what_lies_open_is_refused_with_a_sentence(
    placement: Placement, student: Client
) -> None:
    sheet = make.sheet(placement, layer=Layer.OPEN)
    file = make.attachment(sheet, alt="")
    data = form_of(student, to(sheet, "write")).dict()
    answer = student.post(to(sheet, "write"), {**data, f"caption:{file.pk}": "Lotte", f"was:{file.pk}": ""})
    assert (answer.status_code, "Dit blad ligt open in de klas" in text(answer)) == (422, True)
    assert 'value="Lotte"' in html(answer)


def test_a_name_in_a_caption_is_told_and_answered_without_scripts(draft: Sheet, student: Client) -> None:
    file = make.attachment(draft, alt="Lotte bij de planning")
    assert "‘ Lotte ’ lijkt op een naam." in text(student.get(to(draft, "write")))

    data = form_of(student, to(draft, "write"), do="name:new:Lotte")
    student.post(to(draft, "write"), data)

    assert Attachment.objects.get(pk=file.pk).alt == "#1 bij de planning"
    assert "lijkt op een naam" not in text(student.get(to(draft, "write")))


def test_a_name_in_a_caption_waits_before_a_sheet_is_ready(draft: Sheet, student: Client) -> None:
    make.attachment(draft, alt="Lotte bij de planning")
    assert "‘Lotte’ lijkt op een naam. Foto 1" in text(student.get(to(draft, "readiness")))


def test_a_file_is_taken_away_with_what_was_typed_kept(draft: Sheet, student: Client) -> None:
    file = make.attachment(draft)
    data = form_of(student, to(draft, "write"), do=f"detach:{file.pk}", subject="Stappenplan")
    answer = student.post(to(draft, "write"), data)
    assert (went(answer)[0], Attachment.objects.count(), now(draft).title) == (303, 0, "Stappenplan")
    assert student.post(to(draft, "write"), form_of(student, to(draft, "write"), do="detach:x")).status_code == 303


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_sheet_costs_the_same_with_more_files(
    count: int, draft: Sheet, student: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _each in range(count):
        make.attachment(draft)
    student.get(to(draft, "write"))
    with django_assert_num_queries(15):
        student.get(to(draft, "write"))


def test_a_file_costs_few_queries(
    draft: Sheet, who: make.Viewers, student: Client, tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    file = beside(draft, who.student, tmp_path)
    with django_assert_num_queries(5):
        student.get(to(draft.placement, "attachment", file.pk))


def test_the_history_tells_with_which_version_a_file_came(
    placement: Placement, who: make.Viewers, student: Client
) -> None:
    sheet = make.sheet(placement)
    make.attachment(sheet, alt="Het plan")
    make.attachment(sheet, alt="Erna", added_at=make.AT + dt.timedelta(hours=1))
    sheet.revision = 2
    sheet.save()
    make.sheet_version(sheet, at=make.AT + dt.timedelta(minutes=50))

    said = text(student.get(to(sheet, "history")))
    mentors = text(browser(who.mentor, placement).get(to(sheet, "history")))

    assert said.index("toegevoegd: Foto 2: Erna") < said.index("toegevoegd: Foto 1: Het plan")
    assert ("Foto 1: Het plan" in mentors, "Erna" in mentors) == (True, False)


def test_a_question_offers_the_files_of_its_sheet_and_says_which_are_gone(
    placement: Placement, student: Client
) -> None:
    part = make.sheet_part(make.sheet_field("subject"), make.sheet_field("files", "attachment", most=5))
    sheet = make.sheet(placement, make.sheet_kind("papers", parts=(part,)), is_ready=False)
    file, gone = make.attachment(sheet), make.attachment(sheet)
    sheet.answers = {**sheet.answers, "files": [str(file.pk), str(gone.pk)]}
    sheet.save()
    gone_id = gone.pk
    gone.delete()

    offered = re.findall(
        r'type="checkbox" name="files" value="([^"]+)"[^>]* checked[^>]*>([^<]+)<',
        html(student.get(to(sheet, "write"))),
    )

    assert offered == [(str(file.pk), "Foto 1"), (str(gone_id), "een bestand dat weggehaald is")]
