"""The Dutch catalogues: ``python -m tools.messages [--check] [--prune] [app ...]``.

Extracts the English texts of each app into its own ``locale/nl/LC_MESSAGES/django.po``, keeps what was written there by
hand, and compiles the ``.mo`` beside it. No gettext programs are needed. ``--check`` changes nothing and lists what is
missing; ``--prune`` drops entries that no source holds any more.
"""

from __future__ import annotations

import argparse
import ast
import datetime as dt
import gettext
import io
import re
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent / "src" / "stagemap"
TAGS = ("Translators:",)
KEYWORDS: dict[str, None] = dict.fromkeys(
    [
        "_",
        "gettext",
        "gettext_lazy",
        "gettext_noop",
        "ngettext",
        "ngettext_lazy",
        "pgettext",
        "pgettext_lazy",
        "npgettext",
        "npgettext_lazy",
    ]
)
HEADER = """msgid ""
msgstr ""
"Language: nl\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}|%[sd]")


@dataclass(frozen=True)
class App:
    """One app of Stagemap and where its texts are."""

    folder: Path

    @property
    def po(self) -> Path:
        """The catalogue that people write in."""
        return self.folder / "locale" / "nl" / "LC_MESSAGES" / "django.po"

    @property
    def mo(self) -> Path:
        """The compiled catalogue that the site reads."""
        return self.po.with_suffix(".mo")


def apps(names: list[str] | None = None) -> list[App]:
    """Every app with texts of its own, or those of the given names."""
    folders = sorted(path.parent for path in SOURCE.glob("*/__init__.py"))
    return [App(folder) for folder in folders if (not names or folder.name in names) and folder.name != "core"]


def _calls(source: str) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """The texts (one, or singular and plural) in Python source, each with its context."""
    file = io.BytesIO(source.encode())
    for _line, name, words, _comments in extract_python(file, KEYWORDS, TAGS, {"encoding": "utf-8"}):
        arguments: list[Any] = list(words) if isinstance(words, (tuple, list)) else [words]
        context = arguments.pop(0) if "pgettext" in (name or "") else None
        texts = arguments[: 2 if "npgettext" in (name or "") or "ngettext" in (name or "") else 1]
        if texts and all(isinstance(text, str) and text for text in texts):
            yield (texts[0] if len(texts) == 1 else tuple(texts)), context


def _template_source(path: Path) -> str:
    """A template as the Python-like text that Django makes of it for extraction."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)  # a note for translators that is not last on its line
        text = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    return "\n".join(line.lstrip() for line in text.splitlines())


def extract(app: App) -> Catalog:
    """The texts that an app's sources hold, without translations."""
    catalog = Catalog(locale="nl", fuzzy=False)
    sources = [path.read_text(encoding="utf-8") for path in sorted(app.folder.rglob("*.py"))]
    templates = [path for path in sorted((app.folder / "templates").rglob("*")) if path.suffix in {".html", ".txt"}]
    for source in [*sources, *map(_template_source, templates)]:
        for text, context in _calls(source):
            flags = ["python-format"] if "%(" in (text if isinstance(text, str) else text[0]) else []
            catalog.add(text, context=context, flags=flags)
    return catalog


@cache
def _literals() -> frozenset[str]:
    """Every string that stands anywhere in the Python sources: texts looked up by a name held in a variable."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
    return frozenset(found)


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def written(app: App) -> Catalog:
    """The catalogue as it stands on the disk."""
    if not app.po.exists():
        return Catalog(locale="nl", fuzzy=False)
    with app.po.open("rb") as file:
        return read_po(file, locale="nl", abort_invalid=True)


def merged(app: App, *, prune: bool) -> Catalog:
    """What was written by hand, with the texts of the sources added."""
    old, new = written(app), extract(app)
    result = Catalog(locale="nl", fuzzy=False)
    known = [message for message in old if message.id]
    for message in known:
        if not prune or _in(new, message) or _first(message) in _literals():
            result.add(
                message.id,
                message.string,
                context=message.context,
                flags=message.flags,
                user_comments=message.user_comments,
            )
    for message in new:
        if message.id and not _in(result, message):
            result.add(message.id, context=message.context, flags=message.flags)
    return result


def _in(catalog: Catalog, message: Message) -> bool:
    return catalog.get(_first(message), message.context) is not None


def write(app: App, catalog: Catalog) -> None:
    """Writes the catalogue and compiles it; an app without texts has neither file."""
    if not len(catalog):
        return
    app.po.parent.mkdir(parents=True, exist_ok=True)
    body = io.BytesIO()
    write_po(body, catalog, width=110, no_location=True, omit_header=True)
    app.po.write_bytes(HEADER.encode() + body.getvalue())
    compile_mo(app)


def compile_mo(app: App) -> None:
    """Compiles the catalogue on the disk; the same texts give the same bytes, whenever that is."""
    catalog = written(app)
    catalog.creation_date = NEVER
    with app.mo.open("wb") as file:
        write_mo(file, catalog)


def problems(app: App) -> list[str]:
    """What a complete catalogue would not have, each as one sentence."""
    old, new = written(app), extract(app)
    name = app.folder.name
    missing = [f"{name}: not in the catalogue: {_first(m)!r}" for m in new if m.id and not _in(old, m)]
    for message in old:
        if message.id:
            missing += [f"{name}: {why}: {_first(message)!r}" for why in _faults(message, new)]
    return missing + _compiled_problems(app, old)


def clashes() -> list[str]:
    """Texts that two apps translate in different ways: the site would show one of them in both places."""
    seen: dict[tuple[str, str | None], tuple[str, object]] = {}
    found = []
    for app in apps():
        for message in written(app):
            key = (_first(message), message.context)
            first_app, string = (
                seen.setdefault(key, (app.folder.name, message.string)) if message.id else ("", message.string)
            )
            if string != message.string:
                found.append(f"{app.folder.name}: translates {key[0]!r} otherwise than {first_app} does")
    return found


def _faults(message: Message, extracted: Catalog) -> Iterator[str]:
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    texts = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    if not all(strings):
        yield "without a translation"
    if message.fuzzy:
        yield "marked as uncertain"
    wanted = {match.group(0) for text in texts for match in PLACEHOLDER.finditer(text)}
    held = {match.group(0) for text in strings for match in PLACEHOLDER.finditer(text or "")}
    if all(strings) and not held <= wanted:
        yield f"a placeholder that the English has not ({', '.join(sorted(held - wanted))})"
    if not _in(extracted, message) and _first(message) not in _literals():
        yield "held by no source any more (python -m tools.messages --prune drops it)"


def _compiled_problems(app: App, old: Catalog) -> list[str]:
    if not [message for message in old if message.id]:
        return []
    fresh = io.BytesIO()
    write_mo(fresh, old)
    fresh.seek(0)
    if app.mo.exists():
        with app.mo.open("rb") as file:
            if _entries(file) == _entries(fresh):
                return []
    return [f"{app.folder.name}: django.mo is not the compiled django.po (make messages)"]


def _entries(file: io.IOBase) -> dict[object, str]:
    catalog: dict[object, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined] # noqa: SLF001 - no public way to list them
    return {key: value for key, value in catalog.items() if key != ""}


def main() -> int:
    """Extracts and compiles, or checks; 1 when something is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, list what is missing")
    parser.add_argument("--prune", action="store_true", help="drop entries that no source holds any more")
    parser.add_argument("apps", nargs="*")
    arguments = parser.parse_args()
    chosen = apps(arguments.apps)
    if not arguments.check:
        for app in chosen:
            write(app, merged(app, prune=arguments.prune))
    found = [problem for app in chosen for problem in problems(app)] + clashes()
    for problem in found:
        print(problem)
    print(f"{len(chosen)} catalogues, {len(found)} problems")
    return 1 if found and arguments.check else 0


if __name__ == "__main__":
    sys.exit(main())
