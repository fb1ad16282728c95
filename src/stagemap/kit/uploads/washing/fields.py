"""Fields of a Word document: those that count or repeat stay; those that fetch, start or ask keep what they showed."""

from __future__ import annotations

from collections.abc import Iterable

from stagemap.kit.uploads.washing.packages import Element, below, is_safe_address, local

_HARMLESS = frozenset(
    {
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "TOC", "TC", "XE", "INDEX", "REF", "PAGEREF", "NOTEREF"),
        *("STYLEREF", "SEQ", "DATE", "TIME", "SYMBOL", "EQ", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN"),
        *("CITATION", "BIBLIOGRAPHY", "=", "LISTNUM", "NUMWORDS"),
    }
)
_PLACE_IN_THE_FILE = "\\l"
_PARTS = frozenset({"fldSimple", "fldChar", "instrText", "delInstrText"})


def quiet_fields(root: Element) -> None:
    """Empty the instruction of every field that does more than count, repeat or link."""
    open_fields: list[list[Element]] = []
    loose: list[Element] = []
    for each in below(root, _PARTS):
        if local(each.tag) == "fldSimple":
            _judge_simple(each)
        elif local(each.tag) != "fldChar":
            (open_fields[-1] if open_fields else loose).append(each)
        elif _says(each, "fldCharType") == "begin":
            open_fields.append([])
        elif _says(each, "fldCharType") == "end" and open_fields:
            _judge(open_fields.pop())
    for unfinished in (loose, *open_fields):
        _judge(unfinished)


def _says(mark: Element, attribute: str) -> str:
    return next((str(value) for name, value in mark.attrib.items() if local(name) == attribute), "")


def _judge_simple(field: Element) -> None:
    """Empty an instruction that stands in an attribute, unless it is harmless."""
    if not _is_harmless(_says(field, "instr")):
        for name in [name for name in field.attrib if local(name) == "instr"]:
            field.set(name, "")


def _judge(words: Iterable[Element]) -> None:
    """Empty a whole instruction, which Word may have cut in pieces, unless it is harmless."""
    words = list(words)
    if not _is_harmless("".join(each.text or "" for each in words)):
        for each in words:
            each.text = ""


def _is_harmless(instruction: str) -> bool:
    name, _space, rest = instruction.strip().partition(" ")
    if name.upper() == "HYPERLINK":
        address = rest.strip().lstrip('"')
        return address.startswith(_PLACE_IN_THE_FILE) or is_safe_address(address)
    return name.upper() in _HARMLESS
