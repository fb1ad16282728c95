"""A Word document is rebuilt from the parts that hold text, style and pictures; whatever else it carries stays behind.

A part is kept when a relation of a known kind leads to it. What pointed at the others is taken out, so that Word finds
nothing missing. Fields that fetch, start or ask go quiet and keep what they showed. Whoever wrote it has no name.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from stagemap.kit.uploads.kinds import Media, Unclean, Why
from stagemap.kit.uploads.washing.fields import quiet_fields
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

TYPES = "[Content_Types].xml"
MAIN = Media.DOCX + ".main+xml"
_MACROS = "macroEnabled"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KEPT = frozenset(
    {
        *(
            "officeDocument",
            "styles",
            "stylesWithEffects",
            "numbering",
            "settings",
            "webSettings",
            "fontTable",
            "theme",
        ),
        *("footnotes", "endnotes", "comments", "header", "footer", "image", "chart", "chartStyle", "chartColorStyle"),
        *("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing"),
    }
)
_PICTURE = "image"
_VECTOR_TWIN = ".svg"
# Elements that can stand without what they point at; others go with it.
_STANDS = frozenset({"blip", "imagedata", "hyperlink", "fill", "stroke"})
_GONE = frozenset(
    {"docVars", "mailMerge", "dataBinding", "rsids", "webVideoPr", "attachedTemplate", "altChunk", "subDoc"}
)
_NOBODY = "-"
_WHO = frozenset({"author", "userId"})
_TOLD = frozenset({"initials", "date", "dateUtc"})


@dataclass
class _Rebuilt:
    """What goes into the new document: parts by name, and their content types."""

    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)


def wash(source: Path, target: Path) -> Media:
    """Rebuild the Word document ``source`` as ``target``.

    Raises ``Unclean`` for a ZIP that is no Word document, one with macros, and what ``Package`` refuses.
    """
    package = Package(source)
    if TYPES not in package.names:
        raise Unclean(Why.NO_TEXT)
    types = _types_of(package.tree(TYPES))
    if any(_MACROS in each for each in types.values()):
        raise Unclean(Why.MACROS)
    made = _Rebuilt()
    main = _rebuild(package, types, made, "", "_rels/.rels") if MAIN in types.values() else []
    if [types.get(name) for name in main] != [MAIN]:
        raise Unclean(Why.NO_TEXT)
    write_package(target, {TYPES: _content_types(made.types), **made.parts})
    return Media.DOCX


def _types_of(root: Element) -> dict[str, str]:
    """Content types by part (``word/document.xml``) and by ending (``.png``)."""
    found = {}
    for each in root:
        if local(each.tag) == "Override":
            found[each.get("PartName", "").lstrip("/")] = each.get("ContentType", "")
        elif local(each.tag) == "Default":
            found["." + each.get("Extension", "").lower()] = each.get("ContentType", "")
    return found


def _rebuild(package: Package, types: dict[str, str], made: _Rebuilt, base: str, relations: str) -> list[str]:
    """Take over what ``relations`` lead to from the folder ``base``; the names of the parts that were kept."""
    if relations not in package.names:
        return []
    root, kept = package.tree(relations), []
    for relation in list(root):
        if relation.tag != _RELATIONS + "Relationship":
            take_out(relation)
            continue
        name = _part_of(package, relation, base)
        if name:
            kept.append(name)
            _take_over(package, types, made, name, is_picture=_kind_of(relation) == _PICTURE)
        elif not _is_link(relation):
            take_out(relation)
    made.parts[relations] = as_bytes(root)
    return kept


def _kind_of(relation: Element) -> str:
    """The last word of a relation's kind, the same in both editions of the standard."""
    return str(relation.get("Type", "")).rpartition("/")[2]


def _is_link(relation: Element) -> bool:
    is_outside = relation.get("TargetMode") == "External"
    return is_outside and _kind_of(relation) == "hyperlink" and is_safe_address(relation.get("Target", ""))


def _part_of(package: Package, relation: Element, base: str) -> str:
    """The part that a relation leads to, when it is one to keep; nothing otherwise."""
    target = relation.get("Target", "")
    if relation.get("TargetMode") == "External" or _kind_of(relation) not in _KEPT:
        return ""
    name = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(base, target))
    if name not in package.names or name.lower().endswith(_VECTOR_TWIN):
        return ""
    return name


def _take_over(package: Package, types: dict[str, str], made: _Rebuilt, name: str, *, is_picture: bool) -> None:
    """Clean one part, and all that it leads to, into the new document."""
    if name in made.parts:
        return
    made.types[name] = types.get(name) or types.get(posixpath.splitext(name)[1].lower(), "")
    if is_picture:
        made.parts[name] = bare_picture(package.read(name))
        return
    made.parts[name] = b""
    folder, file = posixpath.split(name)
    relations = f"{folder}/_rels/{file}.rels"
    _rebuild(package, types, made, folder, relations)
    root = package.tree(name)
    _clean(root, _ids(made.parts.get(relations)))
    made.parts[name] = as_bytes(root)


def _ids(relations: bytes | None) -> frozenset[str]:
    if relations is None:
        return frozenset()
    return frozenset(each.get("Id", "") for each in etree.fromstring(relations))


def _clean(root: Element, known: frozenset[str]) -> None:
    """Take out what points at something that stays behind, and who wrote when."""
    for element in below(root, _GONE):
        take_out(element)
    for element in list(root.iter("*")):
        for name in list(element.attrib):
            if _points_nowhere(name, element.get(name), known):
                if local(element.tag) in _STANDS:
                    del element.attrib[name]
                else:
                    take_out(element)
                    break
            elif local(name) in _WHO:
                element.set(name, _NOBODY)
            elif local(name) in _TOLD and _is_remark(element):
                del element.attrib[name]
    quiet_fields(root)


def _points_nowhere(name: str, value: str, known: frozenset[str]) -> bool:
    """Whether an attribute names a relation that is not kept."""
    space = name.rpartition("}")[0]
    return "officeDocument" in space and space.endswith("/relationships") and value not in known


def _is_remark(element: Element) -> bool:
    """Whether an element says who changed or remarked what."""
    return any(local(name) == "author" for name in element.attrib)


def _content_types(types: dict[str, str]) -> bytes:
    root = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
    etree.SubElement(
        root,
        f"{{{_TYPES}}}Default",
        Extension="rels",
        ContentType="application/vnd.openxmlformats-package.relationships+xml",
    )
    for name, media in types.items():
        etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=media)
    return as_bytes(root)
