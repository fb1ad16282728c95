"""What becomes of a picture: what it shows stays, upright; what it carried is gone."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from stagemap.kit.uploads.kinds import Media, Unclean, Why
from stagemap.kit.uploads.washing import pictures
from tests.uploads import samples

NEAR = 12
"""How far a colour may drift when a picture is folded with loss."""


def washed(data: bytes, media: Media, folder: Path) -> tuple[Media, Image.Image]:
    """What a picture is made into, opened."""
    source, target = folder / "came", folder / "made"
    source.write_bytes(data)
    made = pictures.wash(source, target, media)
    assert not samples.tells(target)
    opened = Image.open(BytesIO(target.read_bytes()))
    assert dict(opened.getexif()) == {}
    return made, opened


def colours(picture: Image.Image) -> list[str]:
    """The colours of the four quarters: upper left and right, lower left and right."""
    width, height = picture.size
    places = [(x, y) for y in (height // 4, 3 * height // 4) for x in (width // 4, 3 * width // 4)]
    plain = picture.convert("RGB")
    return [_name(plain.getpixel(place)) for place in places]


def _name(colour: object) -> str:
    assert isinstance(colour, tuple)
    known = {"red": samples.RED, "blue": samples.BLUE, "white": (255, 255, 255)}
    near = [
        name for name, wanted in known.items() if all(abs(a - b) < NEAR for a, b in zip(colour, wanted, strict=True))
    ]
    return near[0] if near else str(colour)


BLUE_FIRST = ["blue", "red", "red", "red"]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_keeps_its_kind_and_what_it_shows(form: str, tmp_path: Path) -> None:
    media = Media[form]
    made, opened = washed(samples.picture(form), media, tmp_path)
    assert (made, opened.format, opened.size, colours(opened)) == (media, form, samples.SIZE, BLUE_FIRST)


def test_a_heic_becomes_a_jpeg(tmp_path: Path) -> None:
    made, opened = washed(samples.heic(), Media.HEIC, tmp_path)
    assert (made, opened.format, opened.size, colours(opened)) == (Media.JPEG, "JPEG", samples.SIZE, BLUE_FIRST)


def test_a_heic_is_turned_as_the_camera_was_held(tmp_path: Path) -> None:
    _made, opened = washed(samples.heic(orientation=6), Media.HEIC, tmp_path)
    assert (opened.size, colours(opened)) == (samples.SIZE[::-1], ["red", "blue", "red", "red"])


@pytest.mark.parametrize(
    ("orientation", "seen"),
    [
        (1, ["blue", "red", "red", "red"]),
        (2, ["red", "blue", "red", "red"]),
        (3, ["red", "red", "red", "blue"]),
        (4, ["red", "red", "blue", "red"]),
        (5, ["blue", "red", "red", "red"]),
        (6, ["red", "blue", "red", "red"]),
        (7, ["red", "red", "red", "blue"]),
        (8, ["red", "red", "blue", "red"]),
        (99, ["blue", "red", "red", "red"]),
    ],
)
def test_a_picture_is_turned_as_the_camera_was_held(orientation: int, seen: list[str], tmp_path: Path) -> None:
    data = samples.picture("JPEG", exif=samples.traces(orientation), quality=95)
    _made, opened = washed(data, Media.JPEG, tmp_path)
    lying, standing = samples.SIZE, samples.SIZE[::-1]
    assert (opened.size, colours(opened)) == (standing if orientation in {5, 6, 7, 8} else lying, seen)


@pytest.mark.parametrize(
    ("size", "kept"),
    [((4000, 1000), (2000, 500)), ((1000, 4001), (500, 2000)), ((2000, 2000), (2000, 2000)), ((2001, 30), (2000, 30))],
)
@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_large_picture_is_shrunk_to_2000_pixels(
    form: str, size: tuple[int, int], kept: tuple[int, int], tmp_path: Path
) -> None:
    _made, opened = washed(samples.picture(form, size), Media[form], tmp_path)
    assert (opened.size, colours(opened)) == (kept, BLUE_FIRST)


@pytest.mark.parametrize("media", [Media.HEIC, Media.PNG])
def test_a_large_picture_is_shrunk_band_by_band(media: Media, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_BAND_PIXELS", 4_100 * 6)
    size = (4_100, 82)
    data = samples.heic(size) if media is Media.HEIC else samples.picture("PNG", size)
    _made, opened = washed(data, media, tmp_path)
    assert (opened.size, colours(opened)) == ((2_000, 40), BLUE_FIRST)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_a_picture_of_any_colours_is_read(mode: str, tmp_path: Path) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    grey = mode in {"1", "L", "LA", "I;16"}
    picture = samples.drawing().convert("L").convert("I;16") if mode == "I;16" else samples.drawing(mode=mode)
    file = BytesIO()
    picture.save(file, form)
    _made, opened = washed(file.getvalue(), Media[form], tmp_path)
    assert opened.mode in ({"L", "RGBA"} if grey else {"RGB", "RGBA"})
    assert opened.size == samples.SIZE


def test_grey_of_sixteen_bits_keeps_its_shades(tmp_path: Path) -> None:
    file = BytesIO()
    Image.new("I;16", (8, 8), 128 * 257).save(file, "PNG")
    _made, opened = washed(file.getvalue(), Media.PNG, tmp_path)
    assert opened.getpixel((4, 4)) == 128


def test_what_can_be_seen_through_stays_so_in_a_png_and_lies_on_white_in_a_jpeg(tmp_path: Path) -> None:
    through = samples.drawing(mode="RGBA")
    through.paste((0, 0, 0, 0), (30, 0, 60, 40))
    file = BytesIO()
    through.save(file, "PNG")
    _made, opened = washed(file.getvalue(), Media.PNG, tmp_path)
    assert opened.getchannel("A").getextrema() == (0, 255)
    assert colours(pictures._opaque(through)) == ["blue", "white", "red", "white"]


def test_a_transparent_colour_of_a_palette_is_kept(tmp_path: Path) -> None:
    file = BytesIO()
    samples.drawing().quantize(4).save(file, "PNG", transparency=0)
    _made, opened = washed(file.getvalue(), Media.PNG, tmp_path)
    assert opened.getchannel("A").getextrema() == (0, 255)


def test_a_photo_that_was_saved_as_png_becomes_a_jpeg(tmp_path: Path) -> None:
    file = BytesIO()
    Image.effect_noise((1200, 1200), 90).convert("RGB").save(file, "PNG")
    made, opened = washed(file.getvalue(), Media.PNG, tmp_path)
    assert (made, opened.format) == (Media.JPEG, "JPEG")


def test_colours_of_another_profile_are_brought_to_srgb_and_the_profile_goes(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    _made, opened = washed(samples.picture("JPEG", icc_profile=profile, quality=95), Media.JPEG, tmp_path)
    assert (colours(opened), "icc_profile" in opened.info) == (BLUE_FIRST, False)


def test_a_profile_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    _made, opened = washed(samples.picture("JPEG", icc_profile=b"nonsense" * 30, quality=95), Media.JPEG, tmp_path)
    assert (colours(opened), "icc_profile" in opened.info) == (BLUE_FIRST, False)


def test_traces_that_cannot_be_read_refuse_nothing(tmp_path: Path) -> None:
    _made, opened = washed(samples.picture("JPEG", exif=b"Exif\0\0nonsense"), Media.JPEG, tmp_path)
    assert colours(opened) == BLUE_FIRST


@pytest.mark.parametrize(
    ("form", "size", "told"),
    [
        ("JPEG", (8001, 5000), {"found": 41, "most": 40}),
        ("PNG", (40_001, 1000), {"found": 41, "most": 40}),
        ("WEBP", (3743, 3742), {"found": 15, "most": 14}),
    ],
)
def test_a_picture_with_too_many_pixels_is_refused(
    form: str, size: tuple[int, int], told: dict[str, int], tmp_path: Path
) -> None:
    file = BytesIO()
    Image.new("L" if form != "WEBP" else "RGB", size).save(file, form, **({"method": 0} if form == "WEBP" else {}))
    with pytest.raises(Unclean) as refused:
        washed(file.getvalue(), Media[form], tmp_path)
    assert (refused.value.why, refused.value.values) == (Why.TOO_MANY_PIXELS, told)


@pytest.mark.parametrize("saved", [{"lossless": False}, {"lossless": True}, {"exif": samples.traces()}])
def test_the_size_of_a_webp_is_read_from_its_head(saved: dict[str, object]) -> None:
    file = BytesIO()
    samples.drawing((321, 123)).save(file, "WEBP", **saved)
    assert pictures._webp_size(file.getvalue()[:30]) == (321, 123)
