"""The docs name every setting, every command and every noun."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps
from django.core.management import get_commands

from stagemap.config import settings
from tests.house import source

CONFIGURE = source.ROOT / "docs" / "run" / "configure.md"
OPERATE = source.ROOT / "docs" / "run" / "operate.md"
GLOSSARY = source.ROOT / "docs" / "glossary.md"


def text(path: Path) -> str:
    """What a page says; a page that is not there says nothing."""
    return path.read_text(encoding="utf-8") if path.exists() else ""


def test_every_setting_is_in_the_docs_and_every_one_in_the_docs_exists() -> None:
    known = {name for name in settings.read.known if not name.endswith("_FILE")}
    named = {name for name in re.findall(r"`(STAGEMAP_[A-Z_]+)`", text(CONFIGURE)) if not name.endswith("_FILE")}
    assert named == known


def test_every_command_of_ours_is_in_the_docs() -> None:
    ours = {name for name, app in get_commands().items() if str(app).startswith("stagemap.")}
    named = set(re.findall(r"`stagemap ([a-z_]+)", text(OPERATE)))
    assert ours - named == set()


def test_every_model_has_its_row_in_the_glossary() -> None:
    models = {
        model.__name__
        for config in apps.get_app_configs()
        if config.name.startswith("stagemap.")
        for model in config.get_models()
    }
    rows = [line for line in text(GLOSSARY).splitlines() if line.startswith("|")]
    named = {name for row in rows for name in re.findall(r"`([A-Za-z]+)`", row)}
    assert models - named == set()
