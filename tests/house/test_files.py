"""Nothing in the repository names a package index, or a path of somebody's machine."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house import source

INDEX = re.compile(
    r"(?:extra-)?index-url|find-links\s*[=:]|files\.pythonhosted|/simple/?[\"'\s]|registry\.npm|pypi\.org/simple",
    re.IGNORECASE,
)
MACHINE = re.compile(r"(?<![\w.:/-])/(?:work|home/\w+|root|Users/\w+|opt/(?:wheels|pypi))(?:/|\b)")
ITSELF = {"tests/house/test_files.py", "tools/lock.sh"}
PINNED = re.compile(r"^[\w.\[\]-]+==[\w.!+]+", re.MULTILINE)


def texts() -> dict[str, str]:
    """Every tracked text file that could hold an address."""
    found = {}
    for path in source.tracked():
        content = path.read_bytes()
        if b"\0" not in content[:4096] and source.relative(path) not in ITSELF:
            found[source.relative(path)] = content.decode("utf-8", errors="replace")
    return found


def test_no_file_names_a_package_index() -> None:
    assert [name for name, text in texts().items() if INDEX.search(text)] == []


def test_no_file_names_a_path_of_a_machine() -> None:
    assert [name for name, text in texts().items() if MACHINE.search(text)] == []


def entries(path: Path) -> list[str]:
    """The packages of a lock, each with its hashes as one text."""
    joined = path.read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in joined.splitlines() if PINNED.match(line)]


def test_every_locked_package_has_its_hashes() -> None:
    locks = sorted((source.ROOT / "requirements").glob("*.txt"))
    assert [lock.name for lock in locks] == ["core.txt", "dev.txt", "uv.txt"]
    assert [entry[:60] for lock in locks for entry in entries(lock) if "--hash=sha256:" not in entry] == []


def versions(name: str) -> set[str]:
    """The names and versions of a lock."""
    return {entry.split(" ")[0] for entry in entries(source.ROOT / "requirements" / name)}


def test_the_development_lock_holds_the_same_versions_as_the_core_lock() -> None:
    assert versions("core.txt") - versions("dev.txt") == set()


def test_the_package_asks_for_what_the_core_lock_was_made_from() -> None:
    import tomllib

    asked = tomllib.loads((source.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    written = (source.ROOT / "requirements" / "core.in").read_text(encoding="utf-8").splitlines()
    assert sorted(asked) == sorted(line for line in written if line and not line.startswith("#"))
