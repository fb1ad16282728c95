"""An ODT is rebuilt from its text, its styles and its pictures; settings, scripts, objects and makers stay behind."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from stagemap.kit.uploads.kinds import Media, Unclean, Why
from stagemap.kit.uploads.washing.packages import (
    Element,
    Package,
    as_bytes,
    bare_picture,
    below,
    is_safe_address,
    local,
    take_out,
    write_package,
)

MANIFEST = "META-INF/manifest.xml"
_PARTS = ("content.xml", "styles.xml")
_PICTURES = ("Pictures/", "ObjectReplacements/")
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_HREF = "{http://www.w3.org/1999/xlink}href"
_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}%s"
_GONE = frozenset(
    {
        *(_OASIS % ("office", name) for name in ("scripts", "event-listeners", "forms", "dde-source", "meta")),
        *(
            _OASIS % ("draw", name)
            for name in ("object", "object-ole", "plugin", "applet", "floating-frame", "control")
        ),
        *(_OASIS % ("script", name) for name in ("event-listener", "script")),
        *(_OASIS % ("table", name) for name in ("table-source", "cell-range-source", "dde-link")),
        *(
            _OASIS % ("text", name)
            for name in ("script", "section-source", "dde-connection", "dde-connection-decls", "execute-macro")
        ),
        *(_OASIS % ("text", f"database-{name}") for name in ("display", "next", "row-select", "row-number", "name")),
        *(_OASIS % ("meta", name) for name in ("creator-initials", "date-string")),
        "{http://purl.org/dc/elements/1.1/}creator",
        "{http://purl.org/dc/elements/1.1/}date",
    }
)
_LINKS = frozenset({"a"})


def wash(source: Path, target: Path) -> Media:
    """Rebuild the ODT ``source`` as ``target``.

    Raises ``Unclean`` for one with a password, one without text, and what ``Package`` refuses.
    """
    package = Package(source)
    if not {_PARTS[0], MANIFEST} <= package.names:
        raise Unclean(Why.NO_TEXT)
    if any(True for _each in below(package.tree(MANIFEST), frozenset({"encryption-data"}))):
        raise Unclean(Why.LOCKED)
    entries = {"mimetype": Media.ODT.encode()}
    for name in (name for name in _PARTS if name in package.names):
        root = package.tree(name)
        for picture in _clean(root, package.names):
            entries[picture] = bare_picture(package.read(picture))
        entries[name] = as_bytes(root)
    entries[MANIFEST] = _manifest(entries)
    write_package(target, entries, plain="mimetype")
    return Media.ODT


def _clean(root: Element, names: frozenset[str]) -> list[str]:
    """Take out what acts, points outside or tells of its maker; the pictures that stay."""
    for element in list(root.iter(*_GONE)):
        take_out(element)
    pictures = []
    for element in [each for each in root.iter("*") if _HREF in each.attrib]:
        target = element.get(_HREF).removeprefix("./")
        if target.startswith(_PICTURES) and target in names:
            pictures.append(target)
        elif local(element.tag) in _LINKS and (target.startswith("#") or is_safe_address(target)):
            continue
        elif local(element.tag) in _LINKS:
            del element.attrib[_HREF]
        else:
            take_out(element)
    return pictures


def _manifest(entries: dict[str, bytes]) -> bytes:
    root = etree.Element(f"{{{_MANIFEST}}}manifest", nsmap={"manifest": _MANIFEST})
    root.set(f"{{{_MANIFEST}}}version", "1.3")
    for path, media in [("/", Media.ODT.value), *((name, _media(name)) for name in entries if name != "mimetype")]:
        entry = etree.SubElement(root, f"{{{_MANIFEST}}}file-entry")
        entry.set(f"{{{_MANIFEST}}}full-path", path)
        entry.set(f"{{{_MANIFEST}}}media-type", media)
    return as_bytes(root)


def _media(name: str) -> str:
    return "text/xml" if name.endswith(".xml") else ""
