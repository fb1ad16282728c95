"""What becomes of a PDF: pages, tags and links stay; what acts, is attached or tells of its maker goes."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from stagemap.kit.uploads.kinds import Media, Unclean, Why
from stagemap.kit.uploads.washing import pdf
from tests.uploads import samples

SECRET = String(samples.CANARY)


def washed(data: bytes, folder: Path) -> Path:
    """The PDF that is made of ``data``; it holds no canary, however deep one looks."""
    source, target = folder / "came.pdf", folder / "made.pdf"
    source.write_bytes(data)
    assert pdf.wash(source, target) is Media.PDF
    assert not samples.tells(target)
    return target


def changed(change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """The sample with one thing changed."""
    with pikepdf.open(BytesIO(samples.pdf())) as made:
        change(made)
        return samples.saved(made)


def test_pages_and_their_pictures_stay_and_the_maker_goes(tmp_path: Path) -> None:
    with pikepdf.open(washed(samples.pdf(), tmp_path)) as found:
        photo = found.pages[0].Resources.XObject.JS
        shown = pikepdf.PdfImage(cast(pikepdf.Stream, photo)).as_pil_image()
        told = (len(found.pages), bytes(found.pages[0].Contents.read_bytes()), shown.size, "/Info" in found.trailer)
    assert told == (2, b"q 60 0 0 40 20 20 cm /JS Do Q", samples.SIZE, False)


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=SECRET)


def attach(made: pikepdf.Pdf) -> None:
    made.attachments[samples.CANARY] = samples.CANARY.encode()


def annotate(**more: Any) -> Callable[[pikepdf.Pdf], object]:
    """Something on the first page."""

    def change(made: pikepdf.Pdf) -> None:
        annotation = made.make_indirect(Dictionary(Type=Name.Annot, Rect=[0, 0, 9, 9], **more))
        made.pages[0].Annots = Array([annotation])
        made.Root.AcroForm = Dictionary(Fields=Array([annotation]))

    return change


def catalogue(**more: Any) -> Callable[[pikepdf.Pdf], object]:
    """Something in the catalogue."""

    def change(made: pikepdf.Pdf) -> None:
        for key, value in more.items():
            made.Root[f"/{key}"] = value

    return change


def act_of_a_page(made: pikepdf.Pdf) -> None:
    made.pages[1].AA = Dictionary(O=script())


def act_below_a_font(made: pikepdf.Pdf) -> None:
    """The same page once below a name that its maker chose, and once as what it is."""
    made.pages[0].Resources.Font = Dictionary(F1=made.pages[1].obj)
    made.pages[1].AA = Dictionary(O=script())


def outside_stream(made: pikepdf.Pdf) -> None:
    made.pages[0].Contents = made.make_stream(b"", F=SECRET)


def described_picture(made: pikepdf.Pdf) -> None:
    made.pages[0].Resources.XObject.JS.Metadata = made.make_stream(samples.CANARY.encode())


def form(made: pikepdf.Pdf) -> None:
    field = Dictionary(FT=Name.Tx, T=String("naam"), AA=Dictionary(K=script()), A=script(), Kids=Array([]))
    made.Root.AcroForm = Dictionary(Fields=Array([made.make_indirect(field)]), XFA=SECRET, CO=Array([SECRET]))


@pytest.mark.parametrize(
    "change",
    [
        catalogue(OpenAction=script()),
        catalogue(OpenAction=Array([Dictionary(AA=script())])),
        catalogue(AA=Dictionary(WC=script())),
        catalogue(Names=Dictionary(JavaScript=Dictionary(Names=Array([SECRET, script()])))),
        catalogue(AF=Array([Dictionary(F=SECRET)])),
        catalogue(PieceInfo=Dictionary(Tool=SECRET)),
        catalogue(Collection=Dictionary(D=SECRET)),
        catalogue(Outlines=Dictionary(First=Dictionary(Title=String("een"), A=script()))),
        catalogue(Outlines=Dictionary(First=Dictionary(A=Dictionary(S=Name.GoTo, D=0, Next=script())))),
        attach,
        act_of_a_page,
        act_below_a_font,
        outside_stream,
        described_picture,
        form,
        annotate(Subtype=Name.Link, A=script()),
        annotate(Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=SECRET)),
        annotate(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(f"javascript:{samples.CANARY}"))),
        annotate(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=Array([SECRET]))),
        annotate(Subtype=Name.Link, A=Dictionary(S=Name.Named, N=Name("/Kanarie Vermaker"))),
        annotate(Subtype=Name.Link, PA=Dictionary(S=Name.URI, URI=SECRET)),
        annotate(Subtype=Name.FileAttachment, FS=Dictionary(F=SECRET)),
        annotate(Subtype=Name.Screen, MK=SECRET),
        annotate(Subtype=Name.RichMedia, RichMediaContent=SECRET),
        annotate(Subtype=Name.Text, T=SECRET, M=SECRET, Contents=String("goed gezien")),
        annotate(Subtype=Name.Widget, AA=Dictionary(K=script())),
        annotate(Subtype=Name.Widget, Parent=Dictionary(S=Name.ImportData, F=SECRET)),
    ],
)  # fmt: skip
def test_what_acts_is_attached_or_tells_of_its_maker_goes(
    change: Callable[[pikepdf.Pdf], object], tmp_path: Path
) -> None:
    assert samples.tells(written(changed(change), tmp_path))
    with pikepdf.open(washed(changed(change), tmp_path)) as found:
        assert len(found.pages) == 2


def written(data: bytes, folder: Path) -> Path:
    """A file of its own."""
    path = folder / "before.pdf"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("action", "kept"),
    [
        (Dictionary(S=Name.URI, URI=String("https://stage.example/")), True),
        (Dictionary(S=Name.URI, URI=String(" MAILTO:els@school.example")), True),
        (Dictionary(S=Name.URI, URI=String("file:///etc/passwd")), False),
        (Dictionary(S=Name.GoTo, D=Array([0, Name.Fit])), True),
        (Dictionary(S=Name.Named, N=Name.NextPage), True),
        (Dictionary(S=Name.Named, N=Name.Print), False),
        (Dictionary(S=Name.GoToR, F=String("andere.pdf")), False),
    ],
)
def test_a_link_to_a_page_or_a_web_address_stays(action: Dictionary, kept: bool, tmp_path: Path) -> None:
    with pikepdf.open(washed(changed(annotate(Subtype=Name.Link, A=action)), tmp_path)) as found:
        assert ("/A" in found.pages[0].Annots[0]) is kept


def test_tags_language_and_outline_stay(tmp_path: Path) -> None:
    tags = Dictionary(Type=Name.StructTreeRoot, K=Array([Dictionary(S=Name.Document, P=Name.Top, Alt=String("plan"))]))
    data = changed(catalogue(Lang=String("nl"), MarkInfo=Dictionary(Marked=True), StructTreeRoot=tags))
    with pikepdf.open(washed(data, tmp_path)) as found:
        told = (str(found.Root.Lang), bool(found.Root.MarkInfo.Marked), str(found.Root.StructTreeRoot.K[0].Alt))
    assert told == ("nl", True, "plan")


@pytest.mark.parametrize("password", ["", "geheim"])
def test_a_pdf_with_a_password_is_refused(password: str, tmp_path: Path) -> None:
    locked = BytesIO()
    with pikepdf.open(BytesIO(samples.pdf())) as made:
        made.save(locked, encryption=pikepdf.Encryption(owner="baas", user=password))
    with pytest.raises(Unclean) as refused:
        washed(locked.getvalue(), tmp_path)
    assert refused.value.why is Why.LOCKED


@pytest.mark.parametrize("data", [b"%PDF-1.7\nniets", samples.saved(pikepdf.new())])
def test_a_pdf_without_a_page_is_refused(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(Unclean) as refused:
        washed(data, tmp_path)
    assert refused.value.why is Why.BROKEN


def test_the_same_pdf_gives_the_same_bytes(tmp_path: Path) -> None:
    assert washed(samples.pdf(), tmp_path).read_bytes() == washed(samples.pdf(), tmp_path).read_bytes()
