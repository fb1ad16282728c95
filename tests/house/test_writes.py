"""Every write leaves a line in the activity log."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house import source
from tests.house.test_floors import CAPABILITIES, writes

# What writes without a line, and why.
SILENT: dict[str, str] = {
    "activity": "it is the log itself",
    "post": "the outbox is a log of its own: each row tells what was sent to whom, and when",
    "web": "a standing is derived from what others recorded: their lines are why it is written",
}

SILENT_VERBS = {
    "placements: touch_session": "the idle time of a link's session, on every request",
    "portfolio: receive_piece": "a piece of a file on its way: the line is written once the file is there",
    "portfolio: drop_upload": "a file that never was there, as far as anybody saw",
    "portfolio: sweep_uploads": "files that never came whole are swept away",
    "placements: forget": "ended sessions and codes are swept away, as Django sweeps its own",
}


def packages() -> list[list[Path]]:
    """The files of each capability's services."""
    found = []
    for capability in CAPABILITIES:
        folder = source.SOURCE / capability
        files = [path for path in sorted(folder.rglob("*.py")) if source.room(path) == "services"]
        if files and capability not in SILENT:
            found.append(files)
    return found


def calls(node: ast.AST) -> set[str]:
    """The bare names of all that a function calls."""
    return {source.chain(n.func)[-1] for n in ast.walk(node) if isinstance(n, ast.Call) and source.chain(n.func)}


def reaching(start: set[str], called: dict[str, set[str]]) -> set[str]:
    """The functions that come to one of ``start`` by calls inside their package."""
    found = set(start)
    while True:
        more = {name for name, names in called.items() if names & found} - found
        if not more:
            return found
        found |= more


def lines_of_writes(path: Path) -> list[int]:
    """The lines on which a file writes."""
    return [int(call.split(":")[1].split(" ")[0]) for call in writes(path)]


def test_every_public_service_that_writes_leaves_a_line() -> None:
    found = []
    for files in packages():
        called = {function.name: calls(function) for path in files for function in source.functions(path)}
        writing = {
            function.name
            for path in files
            for function in source.functions(path)
            if any(function.lineno <= line <= (function.end_lineno or 0) for line in lines_of_writes(path))
        }
        telling = reaching({"record"}, called)
        owed = {name for name in reaching(writing, called) if not name.startswith("_")} - telling
        told_by_callers = {name for name in owed if any(name in called[other] for other in telling if other in called)}
        found += [f"{files[0].relative_to(source.SOURCE).parts[0]}: {name}" for name in sorted(owed - told_by_callers)]
    assert [name for name in found if name not in SILENT_VERBS] == []
