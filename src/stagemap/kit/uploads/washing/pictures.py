"""Pictures are drawn anew: what they show stays, everything that they carry besides goes (EXIF, place, thumbnails).

A picture is unfolded once and shrunk in bands, so that 40 megapixels stay below 300 MB. JPEG is read at a half, a
quarter or an eighth where that will do.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms

from stagemap.kit.uploads.kinds import Media, Unclean, Why, small_beside

LONG_SIDE = 2_000
"""Pixels of the longer side that are kept: 17 cm in print at 300 dots an inch, and more than a screen shows."""

SMALL_SIDE = 480
"""Of the small copy that lists show."""

MEGAPIXELS = {Media.JPEG: 40, Media.PNG: 40, Media.HEIC: 40, Media.WEBP: 14}
"""The largest that is read. WebP can only be unfolded four times over."""

LARGE_PNG = 1_000_000
"""Bytes: a drawing or a screen stays below it, a photo that is larger becomes a JPEG of a quarter."""

_MILLION = 1_000_000
_BAND_PIXELS = 4 * _MILLION
_ORIENTATION = 0x0112
_TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SAVED_AS: dict[Media, dict[str, Any]] = {
    Media.JPEG: {"format": "JPEG", "quality": 85, "optimize": True},
    Media.PNG: {"format": "PNG"},
    Media.WEBP: {"format": "WEBP", "quality": 85},
}

Image.MAX_IMAGE_PIXELS = None  # counted here, before anything unfolds, and with a sentence


def wash(source: Path, target: Path, media: Media) -> Media:
    """Draw the picture ``source`` anew as ``target``, upright and in sRGB, with a small copy, and say what it became.

    Raises ``Unclean`` for too many pixels; what the libraries raise for a broken one is for the caller.
    """
    if media is Media.HEIC:
        picture, profile = _heic(source)
        media = Media.JPEG
    else:
        picture, profile = _any_other(source, media)
    picture = _in_srgb(picture, profile)
    picture.info = {}
    if media is Media.JPEG:
        picture = _opaque(picture)
    picture.save(target, **_SAVED_AS[media])
    if media is Media.PNG and picture.mode != "RGBA" and target.stat().st_size > LARGE_PNG:
        media = Media.JPEG
        picture.save(target, **_SAVED_AS[media])
    picture.thumbnail((SMALL_SIDE, SMALL_SIDE))
    _opaque(picture).save(small_beside(target), **_SAVED_AS[Media.JPEG])
    return media


def _any_other(source: Path, media: Media) -> tuple[Image.Image, bytes]:
    """The picture, small enough and upright, with its colour profile."""
    if media is Media.WEBP:
        _count(_webp_size(source.read_bytes()[:30]), media)
    with Image.open(source, formats=[media.name]) as picture:
        _count(picture.size, media)
        share = min(1.0, LONG_SIDE / max(picture.size))
        picture.draft(picture.mode, (max(1, int(picture.width * share)), max(1, int(picture.height * share))))
        picture.load()
        profile, turn = picture.info.get("icc_profile", b""), _turn(picture)
        small = _shrunk(picture.size, lambda box: _plain(picture.crop(box), picture.info))
    return small.transpose(turn) if turn is not None else small, profile


def _heic(source: Path) -> tuple[Image.Image, bytes]:
    """The main picture of a HEIC, which its library turns upright, with its colour profile."""
    import pillow_heif

    pillow_heif.options.DECODE_THREADS = 1
    pillow_heif.options.THUMBNAILS = pillow_heif.options.DEPTH_IMAGES = pillow_heif.options.AUX_IMAGES = False
    opened = pillow_heif.open_heif(source, convert_hdr_to_8bit=True)
    frame = opened[opened.primary_index]
    _count(frame.size, Media.HEIC)
    mode, stride, data = frame.mode, frame.stride, frame.data

    def band(box: tuple[int, int, int, int]) -> Image.Image:
        _left, top, width, bottom = box
        rows = data[top * stride : bottom * stride]
        return Image.frombuffer(mode, (width, bottom - top), rows, "raw", mode, stride, 1)

    profile = frame.info.get("icc_profile")
    return _shrunk(frame.size, band), profile if isinstance(profile, bytes) else b""


def _count(size: tuple[int, int], media: Media) -> None:
    pixels, most = size[0] * size[1], MEGAPIXELS[media]
    if pixels > most * _MILLION:
        raise Unclean(Why.TOO_MANY_PIXELS, found=-(-pixels // _MILLION), most=most)


def _webp_size(head: bytes) -> tuple[int, int]:
    """Width and height as the first 30 bytes of a WebP say them: its library asks for memory before it tells."""
    if head[12:16] == b"VP8X":
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if head[12:16] == b"VP8L":
        both = int.from_bytes(head[21:25], "little")
        return 1 + (both & 0x3FFF), 1 + (both >> 14 & 0x3FFF)
    return int.from_bytes(head[26:28], "little") & 0x3FFF, int.from_bytes(head[28:30], "little") & 0x3FFF


def _shrunk(size: tuple[int, int], band: Callable[[tuple[int, int, int, int]], Image.Image]) -> Image.Image:
    """The picture of ``size`` that ``band`` gives by its rows, at most ``LONG_SIDE`` long."""
    width, height = size
    factor = max(1, max(size) // LONG_SIDE)
    rows = max(1, _BAND_PIXELS // (width * factor)) * factor
    small: Image.Image | None = None
    for top in range(0, height, rows):
        part = band((0, top, width, min(height, top + rows))).reduce(factor)
        if small is None:
            small = Image.new(part.mode, (part.width, -(-height // factor)))
        small.paste(part, (0, top // factor))
    if small is None:
        raise Unclean(Why.BROKEN)
    small.thumbnail((LONG_SIDE, LONG_SIDE))
    return small


def _plain(picture: Image.Image, info: dict[Any, Any]) -> Image.Image:
    """In grey, colour, colour with transparency or printer's colours; nothing more special."""
    if picture.mode in {"1", "L"} and "transparency" not in info:
        return picture.convert("L")
    if picture.mode.startswith("I") or picture.mode == "F":
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.mode in {"LA", "La", "PA", "RGBa", "RGBA"} or "transparency" in info:
        return picture.convert("RGBA")
    return picture if picture.mode == "CMYK" else picture.convert("RGB")


def _turn(picture: Image.Image) -> Image.Transpose | None:
    """How the camera was held; nothing where that cannot be read."""
    with suppress(Exception):
        return _TURNED.get(picture.getexif().get(_ORIENTATION, 1))
    return None


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """In the colours that every screen knows; a profile that cannot be read is left out."""
    if picture.mode == "L":
        return picture
    if profile:
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            wanted = "RGBA" if picture.mode == "RGBA" else "RGB"
            own, common = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
            made = ImageCms.profileToProfile(picture, own, common, outputMode=wanted)
            if made is not None:
                return made
    return picture.convert("RGB") if picture.mode == "CMYK" else picture


def _opaque(picture: Image.Image) -> Image.Image:
    """On white paper where something could be seen through."""
    if picture.mode != "RGBA":
        return picture
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper
