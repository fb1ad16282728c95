"""The Dutch catalogues are complete, compiled and agree with each other."""

from __future__ import annotations

import re

import pytest

from tests.house import source
from tools import messages

APPS = messages.apps()
# The copy style: no exclamation marks, none of the words that make a page sound like an office.
BANNED = re.compile(r"!|\b(gebruikers?|gelieve|succesvol(?:le)?)\b", re.IGNORECASE)


@pytest.mark.parametrize("app", APPS, ids=[app.folder.name for app in APPS])
def test_every_text_of_an_app_has_its_dutch(app: messages.App) -> None:
    assert messages.problems(app) == []


def test_no_two_apps_translate_one_text_in_two_ways() -> None:
    assert messages.clashes() == []


def test_the_dutch_keeps_to_the_copy_style() -> None:
    found = []
    for app in APPS:
        for message in messages.written(app):
            texts = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
            found += [f"{app.folder.name}: {text}" for text in texts if message.id and BANNED.search(text or "")]
    assert found == []


def test_no_unfinished_notes_stand_in_the_sources() -> None:
    words = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK"]) + r")\b")
    paths = [path for pattern in ("*.py", "*.html", "*.js", "*.css", "*.typ") for path in source.files(pattern)]
    assert [source.relative(path) for path in paths if words.search(path.read_text(encoding="utf-8"))] == []
