"""Templates: none unused, none missing, nothing inline that the content policy would block."""

from __future__ import annotations

import ast
import re

import pytest
from django.template.loader import get_template

from tests.house import source

NAME = re.compile(r"""["']([\w./-]+\.(?:html|txt))(?:#\w+)?["']""")
# Found by Django, allauth or the form renderer under these names, not by ours.
BY_CONVENTION = re.compile(r"^(account/|mfa/|allauth/|django/forms/|kit/forms/|socialaccount/)")
INLINE = {
    "an inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an inline style": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a javascript address": re.compile(r"""=\s*["']?javascript:""", re.IGNORECASE),
    "an htmx handler": re.compile(r"<[^>]*\shx-on", re.IGNORECASE),
}
SCRIPT = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)


def templates() -> dict[str, str]:
    """Every template of ours by the name it is loaded under."""
    paths = [path for pattern in ("*.html", "*.txt") for path in source.files(pattern) if "templates" in path.parts]
    return {path.as_posix().split("/templates/", 1)[1]: path.read_text(encoding="utf-8") for path in paths}


def pattern(node: ast.JoinedStr) -> str:
    """The names that an f-string can make, as a regular expression."""
    parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w-]+" for part in node.values]
    return "".join(parts)


def mentioned() -> re.Pattern[str]:
    """Every template name that Python sources or templates speak of; a mail's parts are named without their ending."""
    paths = source.python_files("src")
    words = {re.escape(text.split("#")[0]) for path in paths for text in source.strings(path) if "/" in text}
    made = {pattern(node) for path in paths for node in ast.walk(source.tree(path)) if isinstance(node, ast.JoinedStr)}
    inside = {re.escape(name) for text in templates().values() for name in NAME.findall(text)}
    return re.compile("|".join(sorted(words | inside | {name for name in made if "/" in name})))


def test_every_template_is_used() -> None:
    used = mentioned()
    unused = [
        name for name in templates() if not used.fullmatch(name) and not used.fullmatch(name.removesuffix(".txt"))
    ]
    assert [name for name in unused if not BY_CONVENTION.match(name)] == []


def test_every_template_compiles_and_what_it_includes_exists() -> None:
    for name, text in templates().items():
        get_template(name)
        for other in NAME.findall(text):
            get_template(other)


@pytest.mark.parametrize("what", sorted(INLINE))
def test_no_template_holds_anything_inline(what: str) -> None:
    assert [name for name, text in templates().items() if INLINE[what].search(text)] == []


def test_every_script_is_a_file() -> None:
    found = [
        name
        for name, text in templates().items()
        for attributes in SCRIPT.findall(text)
        if "src=" not in attributes and 'type="application/json"' not in attributes
    ]
    assert found == []


def test_no_template_has_an_attribute_twice() -> None:
    element = re.compile(r"<[a-z][\w-]*((?:\s+[\w:-]+(?:=\"[^\"{}<>]*\")?)+)\s*/?>")
    found = []
    for name, text in templates().items():
        for attributes in element.findall(text):
            keys = re.findall(r"\s([\w:-]+)(?==|\s|$)", attributes)
            if len(keys) != len(set(keys)):
                found.append(f"{name}: {attributes.strip()[:80]}")
    assert found == []
