"""DOCX and ODT are ZIPs of XML: read within bounds, cleaned part by part, written anew."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from stagemap.kit.uploads.kinds import MEGABYTE, Media, Unclean, Why, media_of
from stagemap.kit.uploads.washing.traces import bare_jpeg, bare_png

MOST_ENTRIES = 1_000
MOST_UNFOLDED = 60 * MEGABYTE
MOST_XML = 12 * MEGABYTE
"""Of one part: as a tree it takes some ten times as much."""
MOST_RATIO = 100
"""How many times its size a package may unfold to."""

SAFE_ADDRESSES = ("http://", "https://", "mailto:")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_LOCKED = 0x1
_GIF = (b"GIF87a", b"GIF89a")
_WMF = b"\xd7\xcd\xc6\x9a"
_EMF, _EMF_AT = b" EMF", 40

Element = Any
"""An element of lxml, which ships no types."""


class Package:
    """The entries of a ZIP by name, none of them unfolded yet.

    Raises ``Unclean`` for one that is broken, locked or would unfold to far more than a document needs.
    """

    def __init__(self, source: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(source)
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise Unclean(Why.BROKEN) from error
        entries = self._zip.infolist()
        self._entries = {entry.filename: entry for entry in entries if not entry.is_dir()}
        unfolded = sum(entry.file_size for entry in entries)
        if len(entries) > MOST_ENTRIES or unfolded > min(MOST_UNFOLDED, MOST_RATIO * source.stat().st_size):
            raise Unclean(Why.TOO_DENSE)
        if any(entry.flag_bits & _LOCKED for entry in entries):
            raise Unclean(Why.LOCKED)

    @property
    def names(self) -> frozenset[str]:
        """What is inside."""
        return frozenset(self._entries)

    def read(self, name: str) -> bytes:
        """One entry; never more than its declared size, which was counted."""
        try:
            return self._zip.read(self._entries[name])
        except (KeyError, zipfile.BadZipFile, NotImplementedError, EOFError) as error:
            raise Unclean(Why.BROKEN) from error

    def tree(self, name: str) -> Element:
        """The root of an XML entry. It knows no entities, no DTD and no network."""
        data = self.read(name)
        if len(data) > MOST_XML:
            raise Unclean(Why.TOO_HEAVY)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise Unclean(Why.TOO_HEAVY if error.code == etree.ErrorTypes.ERR_NO_MEMORY else Why.BROKEN) from error
        if root.getroottree().docinfo.doctype:
            raise Unclean(Why.TOO_DENSE)
        return root


def write_package(target: Path, entries: Mapping[str, bytes], *, plain: str = "") -> None:
    """Write a ZIP in the order of ``entries``, all of one day long ago; the one named ``plain`` is not folded."""
    with zipfile.ZipFile(target, "w") as made:
        for name, data in entries.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_STORED if name == plain else zipfile.ZIP_DEFLATED
            made.writestr(entry, data)


def as_bytes(root: Element) -> bytes:
    """An XML entry to write."""
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def take_out(element: Element) -> None:
    """Remove an element with all below it; the text behind it stays."""
    above = element.getparent()
    if above is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            above.text = (above.text or "") + element.tail
    above.remove(element)


def below(root: Element, names: frozenset[str]) -> list[Element]:
    """Every element whose local name is one of ``names``, whatever its name space."""
    return [each for each in root.iter("*") if local(each.tag) in names]


def local(name: str) -> str:
    """A name without its name space."""
    return name.rpartition("}")[2]


def is_safe_address(address: str) -> bool:
    """Whether a link leads to a web page or a mail address."""
    return address.strip().lower().startswith(SAFE_ADDRESSES)


def bare_picture(data: bytes) -> bytes:
    """A picture inside a document without what it carries besides.

    Raises ``Unclean`` for a kind of picture that is not known here: leaving it out would lose what somebody made.
    """
    if data.startswith(_GIF) or data.startswith(_WMF) or data[_EMF_AT : _EMF_AT + 4] == _EMF:
        return data
    try:
        media = media_of(data)
    except Unclean:
        raise Unclean(Why.PICTURE_INSIDE) from None
    if media not in {Media.JPEG, Media.PNG}:
        raise Unclean(Why.PICTURE_INSIDE)
    return bare_jpeg(data) if media is Media.JPEG else bare_png(data)
