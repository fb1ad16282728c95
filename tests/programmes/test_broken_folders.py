"""What ``stagemap programme check`` says of a broken folder: every fault at once, with file, line, column and field."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stagemap.programmes.files import LIBRARY, Folder, read_folder

CORPUS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "broken.yaml").read_text())


OLD = "editions/2020-2021.yaml"


def copy_of_the_library(tmp_path: Path, *, old: bool = True) -> Path:
    """The shipped programme, perhaps without its ``old`` edition: every edition reads all that is shared once more."""
    folder = Path(shutil.copytree(LIBRARY / "zorgstage", tmp_path / "zorgstage"))
    if not old:
        (folder / OLD).unlink()
    return folder


def break_file(file: Path, was: str, becomes: str) -> None:
    written = file.read_text()
    assert was in written
    file.write_text(written.replace(was, becomes, 1))


def told(folder: Folder) -> list[str]:
    """The problems as the command prints them, with the long lists of what was expected cut to their names."""
    lines = [str(problem) for problem in folder.problems]
    kinds = ", ".join(sorted(path.stem for path in LIBRARY.glob("zorgstage/sheets/*.yaml")))
    for name, words in {**CORPUS["lists"], "@sheets": kinds}.items():
        lines = [line.replace(words, name) for line in lines]
    return lines


@pytest.mark.parametrize("case", CORPUS["cases"], ids=lambda case: f"{case['file']}: {case['becomes']}")
def test_a_broken_folder_says_what_where_and_what_was_expected(tmp_path: Path, case: dict[str, Any]) -> None:
    folder = copy_of_the_library(tmp_path, old=case["file"] == OLD)
    break_file(folder / case["file"], case["was"], case["becomes"])
    found = read_folder(folder)
    assert told(found) == case["expected"]
    assert found.editions == {}


def test_faults_of_many_files_are_told_at_once(tmp_path: Path) -> None:
    folder = copy_of_the_library(tmp_path)
    for file, was, becomes in (
        ("programme.yaml", "observation_moments: 2", "observation_moments: two"),
        ("texts.yaml", "texts:", "texts: [\n"),
        ("catalogue.yaml", "code: A2", "code: A1"),
        (OLD, "calendar: flemish", "calendar: french"),
    ):
        break_file(folder / file, was, becomes)
    assert told(read_folder(folder)) == [
        'catalogue.yaml:16:16: groups[0].tasks[1].code: expected every code once; "A1" stands on line 15 too.',
        'editions/2020-2021.yaml:3:11: calendar: expected one of flemish, none, found "french".',
        'programme.yaml:6:22: observation_moments: expected a whole number such as 7, found "two".',
        "texts.yaml:5:7: is no YAML: did not find expected ',' or ']'.",
    ]


def test_an_empty_folder_lists_every_file_that_it_lacks(tmp_path: Path) -> None:
    assert told(read_folder(tmp_path)) == [
        "catalogue.yaml:1:1: cannot be read: No such file or directory.",
        "editions:1:1: expected at least one edition, such as 2026-2027.yaml.",
        "findings.yaml:1:1: cannot be read: No such file or directory.",
        "milestones.yaml:1:1: cannot be read: No such file or directory.",
        "programme.yaml:1:1: cannot be read: No such file or directory.",
        "project_examples.yaml:1:1: cannot be read: No such file or directory.",
        "sheets:1:1: expected a file activity.yaml: tasks without a sheet open it.",
        "sheets.yaml:1:1: cannot be read: No such file or directory.",
        "texts.yaml:1:1: cannot be read: No such file or directory.",
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (b"", "texts.yaml:1:1: expected a mapping, found nothing."),
        (b"# a note alone\n", "texts.yaml:1:1: expected a mapping, found nothing."),
        (b"- a list\n", "texts.yaml:1:1: expected a mapping, found a list."),
        (b"texts: \xff\n", "texts.yaml:1:1: expected text in UTF-8."),
        (b"[" * 100_000, "texts.yaml:1:14: is nested deeper than 12 levels."),
        (b"#" * 1_000_001, "texts.yaml:1:1: expected at most 1,000,000 bytes, found 1,000,001."),
    ],
)
def test_a_file_that_is_no_mapping_is_told_once(tmp_path: Path, written: bytes, expected: str) -> None:
    folder = copy_of_the_library(tmp_path, old=False)
    (folder / "texts.yaml").write_bytes(written)
    assert told(read_folder(folder)) == [expected]


def test_a_year_of_another_form_is_refused(tmp_path: Path) -> None:
    folder = copy_of_the_library(tmp_path)
    (folder / "editions" / "2026-2027.yaml").rename(folder / "editions" / "2026-2028.yaml")
    written = (folder / "editions" / "2026-2028.yaml").read_text().replace("year: 2026-2027", "year: 2026-2028")
    (folder / "editions" / "2026-2028.yaml").write_text(written)
    assert told(read_folder(folder)) == [
        'editions/2026-2028.yaml:2:7: year: expected two years in a row such as 2026-2027, found "2026-2028".'
    ]


def test_an_edition_may_list_its_own_closures_without_a_calendar(tmp_path: Path) -> None:
    folder = copy_of_the_library(tmp_path)
    file = folder / "editions" / "2020-2021.yaml"
    file.write_text(file.read_text().replace("calendar: flemish", "calendar: none"))
    found = read_folder(folder)
    assert found.problems == ()
    assert [each.reason.nl for each in found.editions["2020-2021"].closures] == ["Verlengde herfstvakantie"]


SOURCES = {path.relative_to(LIBRARY / "zorgstage"): path.read_text() for path in LIBRARY.glob("zorgstage/**/*.yaml")}
SCRAPS = [
    "",
    "  ",
    ": ",
    "- ",
    "{",
    "}",
    "[",
    "]",
    '"',
    "'",
    "no",
    "8:30",
    "&a ",
    "*a",
    "!!x ",
    "\t",
    "|\n",
    "\u00e9",
    "0",
    "~",
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_is_broken_the_reader_answers_with_problems_or_editions(tmp_path: Path, data: st.DataObject) -> None:
    folder = copy_of_the_library(tmp_path / uuid4().hex)
    for _ in range(data.draw(st.integers(1, 4))):
        name = data.draw(st.sampled_from(sorted(SOURCES)))
        written = (folder / name).read_text()
        start = data.draw(st.integers(0, len(written)))
        end = start + data.draw(st.integers(0, 12))
        (folder / name).write_text(written[:start] + data.draw(st.sampled_from(SCRAPS)) + written[end:])
    found = read_folder(folder)
    assert bool(found.problems) is not bool(found.editions)
    assert all(problem.sentence.endswith(".") and problem.place.line >= 1 for problem in found.problems)
