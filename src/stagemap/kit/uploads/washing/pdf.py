"""A PDF is written anew with its pages, tags and links; what acts by itself, is attached or tells of its maker goes.

The catalogue keeps what is named here and nothing else. Below it every dictionary is visited once: keys that start
something, hold a file or describe the file go, whatever they hang on. Pages are never unfolded.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from stagemap.kit.uploads.kinds import Media, Unclean, Why
from stagemap.kit.uploads.washing.traces import bare_jpeg

_CATALOGUE = frozenset(
    {
        *("/Type", "/Pages", "/Lang", "/MarkInfo", "/StructTreeRoot", "/Outlines", "/Dests", "/Names", "/PageLabels"),
        *("/PageMode", "/PageLayout", "/OCProperties", "/ViewerPreferences", "/AcroForm", "/OutputIntents"),
    }
)
_TREES = frozenset({"/Dests"})
_FORM = frozenset({"/Fields", "/DR", "/DA", "/Q", "/NeedAppearances"})
_NEVER = frozenset(
    {
        *("/AA", "/OpenAction", "/JS", "/JavaScript", "/EF", "/EmbeddedFiles", "/AF", "/XFA", "/Collection", "/OPI"),
        *("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/Ref", "/Next", "/PA", "/RichMediaContent"),
    }
)
_FILE_OF_A_STREAM = frozenset({"/F", "/FFilter", "/FDecodeParms"})
_WHO_AND_WHEN = frozenset({"/T", "/M", "/CreationDate", "/NM"})
_REMARKS = frozenset(
    {
        *(
            "/Link",
            "/Text",
            "/FreeText",
            "/Line",
            "/Square",
            "/Circle",
            "/Polygon",
            "/PolyLine",
            "/Highlight",
            "/Popup",
        ),
        *("/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Widget"),
    }
)
_PLAYS = frozenset({"/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D"})
_ACTS = frozenset(
    {
        *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound"),
        *("/RichMediaExecute", "/GoTo3DView", "/Trans", "/Hide", "/SetOCGState", "/Thread", "/ResetForm"),
    }
)
_STEPS = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})
_ADDRESSES = ("http://", "https://", "mailto:")
# Below these the keys are names that the maker chose, such as /JS for a picture.
_CHOSEN_NAMES = frozenset(
    {
        *("/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/Properties", "/CharProcs"),
        *("/RoleMap", "/ClassMap", "/Dests", "/N", "/D", "/R"),
    }
)


def wash(source: Path, target: Path) -> Media:
    """Write ``source`` anew as ``target`` without anything that acts, is attached or tells of its maker.

    Raises ``Unclean`` for a PDF with a password or without a page, and for one that is none.
    """
    try:
        with pikepdf.open(source) as pdf:
            if pdf.is_encrypted:
                raise Unclean(Why.LOCKED)
            if not len(pdf.pages):
                raise Unclean(Why.BROKEN)
            _clean(pdf)
            pdf.save(
                target,
                compress_streams=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                fix_metadata_version=False,
                deterministic_id=True,
            )
        with pikepdf.open(target) as made:
            if not len(made.pages):
                raise Unclean(Why.BROKEN)
    except pikepdf.PasswordError as error:
        raise Unclean(Why.LOCKED) from error
    except pikepdf.PdfError as error:
        raise Unclean(Why.BROKEN) from error
    return Media.PDF


def _clean(pdf: pikepdf.Pdf) -> None:
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    _keep_only(pdf.Root, _CATALOGUE)
    if isinstance(pdf.Root.get("/Names"), Dictionary):
        _keep_only(pdf.Root.Names, _TREES)
    if isinstance(pdf.Root.get("/AcroForm"), Dictionary):
        _keep_only(pdf.Root.AcroForm, _FORM)
    for each, named in _everything(pdf.Root):
        if not named:
            _without_acts(each)
        if isinstance(each, Stream):
            _as_stream(each)


def _keep_only(holder: Object, keys: frozenset[str]) -> None:
    for key in set(holder.keys()) - keys:
        del holder[key]


def _everything(root: Object) -> Iterator[tuple[Object, bool]]:
    """Every dictionary and stream below ``root``, before what hangs below it, and whether its keys are chosen names."""
    seen: set[tuple[tuple[int, int], bool]] = set()
    ahead: list[tuple[Object, bool]] = [(root, False)]
    while ahead:
        each, named = ahead.pop()
        mark = (each.objgen, named)
        if each.is_indirect and mark in seen:
            continue
        seen.add(mark)
        if isinstance(each, Array):
            ahead.extend((below, named) for below in each if isinstance(below, Array | Dictionary | Stream))
            continue
        yield each, named
        for key, below in each.items():
            if isinstance(below, Array | Dictionary | Stream):
                ahead.append((below, not named and key in _CHOSEN_NAMES and isinstance(below, Dictionary)))


def _without_acts(holder: Object) -> None:
    """Take out of one dictionary what acts, is attached or tells of its maker."""
    if (holder.get("/S") in _ACTS and "/P" not in holder) or holder.get("/Subtype") in _PLAYS:
        _keep_only(holder, frozenset())
        return
    for key in _NEVER & set(holder.keys()):
        del holder[key]
    if _is_an_act(holder.get("/A")):
        del holder["/A"]
    if isinstance(holder.get("/Annots"), Array):
        holder["/Annots"] = Array([each for each in holder["/Annots"] if _is_a_remark(each)])
    if holder.get("/Subtype") in _REMARKS and holder.get("/Subtype") != "/Widget":
        for key in _WHO_AND_WHEN & set(holder.keys()):
            del holder[key]


def _is_an_act(action: Object | None) -> bool:
    """Whether an action does more than go to a place in the file, turn the page or open an address."""
    if not isinstance(action, Dictionary) or "/S" not in action:
        return False
    kind = action["/S"]
    if kind == "/URI":
        address = bytes(action["/URI"]) if isinstance(action.get("/URI"), pikepdf.String) else b""
        return not address.strip().lower().startswith(tuple(each.encode() for each in _ADDRESSES))
    if kind == "/Named":
        return action.get("/N") not in _STEPS
    return bool(kind != "/GoTo")


def _is_a_remark(annotation: Object) -> bool:
    return isinstance(annotation, Dictionary) and annotation.get("/Subtype") in _REMARKS


def _as_stream(stream: Stream) -> None:
    """Nothing from a file outside, and no place or time in a photo."""
    for key in _FILE_OF_A_STREAM & set(stream.keys()):
        del stream[key]
    if stream.get("/Subtype") == "/Image" and stream.get("/Filter") == "/DCTDecode":
        bare = bare_jpeg(stream.read_raw_bytes())
        parameters = stream.get("/DecodeParms")
        how = parameters if isinstance(parameters, Array | Dictionary) else None
        stream.write(bare, filter=Name.DCTDecode, decode_parms=how)
