"""What ``stagemap programme check`` says of a broken kind of sheets: each check is held by one small fault."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from stagemap.programmes.files import LIBRARY, read_folder

CORPUS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "broken_kinds.yaml").read_text())
KIND, SHARED, EDITION = "sheets/trial.yaml", "sheets.yaml", "editions/2026-2027.yaml"
SOUND = {SHARED: CORPUS["shared"], KIND: CORPUS["kind"], EDITION: (LIBRARY / "zorgstage" / EDITION).read_text()}
FIELD, LAYERS = "what: {nl: Wat, en: What, type: short_text}", "[annex, private]"
ELSEWHERE = "sheets:1:1: expected a file activity.yaml: tasks without a sheet open it."


def told(folder: Path, written: Mapping[str, str]) -> list[str]:
    """What the check says of the kinds of sheets in ``folder``, which holds no other files than these."""
    for name, text in written.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    lines = [str(each) for each in read_folder(folder).problems if each.place.file.startswith("sheets")]
    return [line for line in lines if line != ELSEWHERE]


def broken(case: Mapping[str, Any]) -> dict[str, str]:
    """The files with the fault of one case."""
    files = dict(SOUND)
    changes = [(case.get("file", KIND), case["was"], case["becomes"])] if "was" in case else []
    changes += [(KIND, FIELD, case["fields"])] if "fields" in case else []
    changes += [(KIND, LAYERS, case["layers"])] if "layers" in case else []
    for name, was, becomes in changes:
        assert was in files[name]
        files[name] = files[name].replace(was, becomes, 1)
    return files


def test_the_small_folder_is_sound(tmp_path: Path) -> None:
    assert told(tmp_path, SOUND) == []


@pytest.mark.parametrize("case", CORPUS["cases"], ids=lambda case: case.get("fields") or case["becomes"] or case["was"])
def test_a_broken_kind_says_what_where_and_what_was_expected(tmp_path: Path, case: dict[str, Any]) -> None:
    assert told(tmp_path, broken(case)) == case["expected"]


def test_the_faults_of_all_kinds_are_told_at_once(tmp_path: Path) -> None:
    other = CORPUS["kind"].replace("tab: work", "tab: play").replace("type: long_text", "type: table")
    written = broken(CORPUS["cases"][0]) | {"sheets/Other-one.yaml": other}
    assert told(tmp_path, written) == [
        "sheets/Other-one.yaml:1:1: expected a name of small letters, digits and underscores.",
        'sheets/Other-one.yaml:4:6: tab: expected one of work, found "play".',
        'sheets/Other-one.yaml:11:45: parts.more.fields.rest: the key "columns" is missing.',
        *CORPUS["cases"][0]["expected"],
    ]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (KIND, "- a list\n", ["sheets/trial.yaml:1:1: expected a mapping, found a list."]),
        (KIND, "", ["sheets/trial.yaml:1:1: expected a mapping, found nothing."]),
        (KIND, "nl: [\n", ["sheets/trial.yaml:2:1: is no YAML: did not find expected node content."]),
        (SHARED, "tabs: [\n", ["sheets.yaml:2:1: is no YAML: did not find expected node content."]),
    ],
)
def test_a_file_that_cannot_be_read_is_told_once(tmp_path: Path, name: str, text: str, expected: list[str]) -> None:
    assert told(tmp_path, {**SOUND, name: text}) == expected
