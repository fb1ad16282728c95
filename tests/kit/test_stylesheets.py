import re
from pathlib import Path

import pytest

from stagemap.kit.templatetags import kit as tags

STATIC = Path(tags.__file__).parent.parent / "static" / "kit"
CSS = {path.stem: path.read_text(encoding="utf-8") for path in sorted((STATIC / "css").glob("*.css"))}
TOKEN = re.compile(r"--([\w-]+):\s*(?:light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)|(#[0-9a-f]{6}))\s*;")

CONTRAST = {
    7.0: "ink paper|ink sheet|ink inset|chalk board|on-chalk chalk|on-pencil pencil|ink micro-tint|ink meso-tint"
    "|ink macro-tint|ink ok-tint|ink warn-tint|ink bad-tint",
    4.5: "soft paper|soft sheet|soft inset|link paper|link sheet|link inset|chalk-soft board|micro sheet"
    "|micro micro-tint|meso sheet|meso meso-tint|macro sheet|macro macro-tint|soft micro-tint|soft meso-tint"
    "|soft macro-tint|ok sheet|ok ok-tint|warn sheet|warn warn-tint|bad sheet|bad bad-tint|soft warn-tint"
    "|soft bad-tint|ok paper|warn paper|bad paper",
    3.0: "edge sheet|edge paper|edge inset|pencil board|ring paper|ring sheet",
}


def tokens() -> dict[str, tuple[str, str]]:
    """Every colour by its name, light and dark."""
    return {name: (light or both, dark or both) for name, light, dark, both in TOKEN.findall(CSS["tokens"])}


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG counts it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("least", sorted(CONTRAST))
@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_colours_that_meet_have_the_contrast_of_the_design(least: float, mode: int) -> None:
    known = tokens()
    pairs = [pair.split() for pair in CONTRAST[least].split("|")]
    found = {" on ".join(pair): contrast(known[pair[0]][mode], known[pair[1]][mode]) for pair in pairs}
    assert {pair: ratio for pair, ratio in found.items() if ratio < least} == {}


def test_components_name_tokens_and_never_colours() -> None:
    allowed = {"tokens"}
    colour = re.compile(r"#[0-9a-fA-F]{6}\b|\brgb\((?!12 24 20|0 0 0)")
    found = {name: colour.findall(text) for name, text in CSS.items() if name not in allowed}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_every_stylesheet_stands_in_a_layer() -> None:
    outside = {name: re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).strip()[:6] for name, text in CSS.items()}
    assert {name: start for name, start in outside.items() if start != "@layer"} == {}


@pytest.mark.parametrize(
    ("sheet", "name", "values"),
    [
        ("numbers", "at", ["voor", "lunch", "na", "thuis", *map(str, range(3, 171))]),
        ("numbers", "len", [*map(str, range(1, 131))]),
        ("numbers", "col", [*map(str, range(2, 7))]),
        ("numbers", "am", [*map(str, range(1, 97))]),
        ("numbers", "pm", [*map(str, range(1, 97))]),
        *[("shares", name, [*map(str, range(101))]) for name in ("plan", "done", "here", "n")],
        *[("shares", name, [*map(str, range(1, 5))]) for name in ("a", "b")],
    ],
)
def test_every_number_of_the_layout_has_its_rule(sheet: str, name: str, values: list[str]) -> None:
    rules = re.findall(rf'\[data-{name}="(\w+)"\]\{{--{name}:(\w+)\}}', CSS[sheet])
    assert rules == [(value, value) for value in values]


def test_every_stylesheet_that_a_tag_brings_exists() -> None:
    named = {*tags.NEEDS, *(need for needs in tags.NEEDS.values() for need in needs)}
    assert named - CSS.keys() == set()


def test_every_icon_that_the_kit_names_is_in_the_sprite() -> None:
    sprite = (STATIC / "icons.svg").read_text(encoding="utf-8")
    there = re.findall(r'<symbol id="([\w-]+)"', sprite)
    kit = STATIC.parent.parent
    sources = [*kit.glob("templates/**/*.html"), *kit.glob("*.py")]
    used = {n for path in sources for n in re.findall(r"\bicon\(?\s*\"([\w-]+)\"", path.read_text(encoding="utf-8"))}
    used |= {*tags.ROLE_ICONS.values(), *tags.STATE_ICONS.values(), *tags.NOTE_ICONS.values()}
    assert (used - set(there), len(there), sorted(there)) == (set(), len(set(there)), there)


def test_no_stylesheet_reaches_beyond_its_own_folder_but_for_the_font() -> None:
    found = {name: re.findall(r'url\("?(?!data:)([^")]+)', text) for name, text in CSS.items()}
    assert {name: urls for name, urls in found.items() if urls} == {"tokens": ["../fonts/atkinson-next.woff2"]}
