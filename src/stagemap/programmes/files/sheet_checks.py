"""What the kinds of sheets must agree on with each other and with what they share, checked on what is written (G17)."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace

from stagemap.core.sheets import TITLES
from stagemap.core.tree import Place, Problem, Tree

from .field_checks import Scope, condition_problems, field_problems
from .problems import expected, members, one_of, some, wrong, wrong_key

_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_LANGUAGES = ("nl", "en")
_LEAST_STEPS = 2


def shared_sheet_problems(shared: Tree, kinds: Iterable[str]) -> Iterator[Problem]:
    """What is wrong in ``sheets.yaml`` beside ``kinds``."""
    yield from some(shared.at("tabs"), "tab")
    yield from members(shared.at("judges"), _LANGUAGES)
    for options in shared.at("lists").entries.values():
        yield from some(options, "option")
    for scale in shared.at("scales").entries.values():
        yield from _scale(scale)
    scope = Scope({}, shared, tuple(shared.at("scales").entries), tuple(kinds))
    for part in shared.at("parts").entries.values():
        yield from _part(part, replace(scope, beside=part.at("fields").entries))


def kind_problems(key: str, kind: Tree, shared: Tree, kinds: Iterable[str]) -> Iterator[Problem]:
    """What is wrong in the file of the kind ``key`` beside ``sheets.yaml`` and the other ``kinds``."""
    if _KEY.fullmatch(key) is None:
        yield Problem(Place(kind.place.file), "", "expected a name of small letters, digits and underscores.")
    if kind.at("version").text == "0":
        yield expected(kind.at("version"), "a number from 1")
    yield from one_of([kind.at("tab")], shared.at("tabs").entries)
    yield from one_of(kind.at("scales").items, shared.at("scales").entries)
    yield from _layers(kind.at("layers"))
    parts = _parts(kind, shared)
    yield from _each_once(parts)
    fields = {key: field for part in parts for key, field in part.at("fields").entries.items()}
    scope = Scope(fields, shared, _texts(kind.at("scales")), tuple(kinds), _texts(kind.at("layers")))
    lent = (*kind.at("head").items, *kind.at("tail").items)
    if kind.entries and not (lent or kind.at("parts").entries):
        yield wrong(kind, "expected a head, parts or a tail: a sheet asks something.")
    yield from _named_once(lent, "part")
    if shared.entries:
        for asked in lent:
            yield from _lent(asked, _without(shared.at("parts", asked.text), _own(kind)), scope)
    for part in kind.at("parts").entries.values():
        yield from _part(part, scope)
    yield from _shut(parts)
    if shared.entries or not lent:
        yield from _titles(kind.at("title_from"), fields)


def _parts(kind: Tree, shared: Tree) -> tuple[Tree, ...]:
    """The parts of a kind in their order, those that it shares among them."""
    own, head, tail = _own(kind), _texts(kind.at("head")), _texts(kind.at("tail"))
    lent = {key: _without(shared.at("parts", key), own) for key in (*head, *tail)}
    before = [lent.pop(key) for key in dict.fromkeys(head)]
    return (*before, *kind.at("parts").entries.values(), *lent.values())


def _own(kind: Tree) -> set[str]:
    """The keys of the questions that a kind asks itself."""
    return {key for part in kind.at("parts").entries.values() for key in part.at("fields").entries}


def _without(part: Tree, keys: Container[str]) -> Tree:
    """A shared part without the questions ``keys``; an unknown one stays empty."""
    fields = part.at("fields")
    left = {key: field for key, field in fields.entries.items() if key not in keys}
    return replace(part, value={**part.entries, "fields": replace(fields, value=left)}) if part.entries else part


def _texts(tree: Tree) -> tuple[str, ...]:
    return tuple(each.text for each in tree.items)


def _scale(scale: Tree) -> Iterator[Problem]:
    steps = scale.at("steps")
    if steps.entries and len(steps.entries) < _LEAST_STEPS:
        yield wrong(steps, f"expected at least {_LEAST_STEPS} steps.")
    yield from one_of([scale.at("way_out"), *scale.at("comment_at").items], steps.entries)


def _layers(layers: Tree) -> Iterator[Problem]:
    yield from some(layers, "layer")
    yield from _named_once(layers.items, "layer")


def _named_once(named: tuple[Tree, ...], what: str) -> Iterator[Problem]:
    for number, each in enumerate(named):
        if each.text in [before.text for before in named[:number]]:
            yield expected(each, f"every {what} once")


def _each_once(parts: Iterable[Tree]) -> Iterator[Problem]:
    """Every key of a part and of a field stands once in a sheet."""
    first: dict[tuple[str, str], Tree] = {}
    for part in parts:
        below = [("part", part), *(("field", each) for each in part.at("fields").entries.values())]
        for what, tree in below:
            key = tree.path.rsplit(".", 1)[-1]
            place = first.setdefault((what, key), tree).key_place or tree.place
            if first[what, key] is not tree:
                yield wrong_key(tree, f"expected every {what} once; it stands in {place.file}:{place.line} too.")


def _lent(asked: Tree, part: Tree, scope: Scope) -> Iterator[Problem]:
    """A part that a kind shares is there, and every field of it has its layer and its scale in that kind."""
    if not part.entries:
        yield wrong(asked, f"sheets.yaml holds no part {part.path.rsplit('.', 1)[-1]}.")
    for key, field in part.at("fields").entries.items():
        named = _texts(field.at("layers"))
        if named and scope.layers and not set(named) & set(scope.layers):
            yield wrong(asked, f"its field {key} lies in {', '.join(named)} alone, and this sheet never does.")
        scale = field.at("scale").text
        if scale and scale not in scope.scales:
            yield wrong(asked, f"its field {key} asks for the scale {scale}: name it under scales.")


def _part(part: Tree, scope: Scope) -> Iterator[Problem]:
    fields = part.at("fields").entries
    if not fields:
        yield wrong(part, "expected at least one field.")
        return
    before = scope.before(next(iter(fields)))
    for name in ("shown_when", "opens_when"):
        yield from condition_problems(part.at(name), before, scope.shared)
    if ("opens_when" in part.entries or "after_closing" in part.entries) is not ("locked" in part.entries):
        yield wrong(part, "expected locked beside opens_when or after_closing: the sentence that says what is awaited.")
    for key, field in fields.items():
        yield from field_problems(key, field, scope)


def _shut(parts: tuple[Tree, ...]) -> Iterator[Problem]:
    if parts and parts[0].at("after_closing").text == "true":
        yield wrong(parts[0].at("after_closing"), "expected a part before it, which is closed first.")


def _titles(named: Tree, fields: Mapping[str, Tree]) -> Iterator[Problem]:
    able = [key for key, field in fields.items() if field.at("type").text in TITLES]
    for each in named.items:
        if each.text and each.text not in able:
            yield expected(each, f"a field of this sheet that can be its title ({', '.join(able) or 'there is none'})")
