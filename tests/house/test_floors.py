"""Floors and rooms: who may import whom, where writes and reads stand."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.house import source

CAPABILITIES = (
    "activity",
    "post",
    "people",
    "programmes",
    "placements",
    "planning",
    "portfolio",
    "documents",
    "web",
    "demo",
)
WRITES = {
    "save",
    "create",
    "acreate",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "delete",
    "update",
}
# update and delete are also words of dictionaries, caches and sessions: there the chain must show a query.
QUERY = {"objects", "filter", "exclude", "all", "select_for_update", "get", "visible_to", "order_by"}
# What writes outside a room of services, and why.
WRITERS = {
    "src/stagemap/kit/limits.py": "counts attempts before any view is reached; nothing of a capability",
    "src/stagemap/kit/uploads/washing/pictures.py": "saves pictures as files; its process knows no database",
    "src/stagemap/kit/uploads/washing/pdf.py": "saves PDFs as files; its process knows no database",
}
ORM = {"objects", "filter", "exclude", "select_related", "prefetch_related", "annotate", "aggregate", "values_list"}


def calls(path: Path) -> Iterator[tuple[ast.Call, list[str]]]:
    """Every method call of a file with the names that lead to it."""
    for node in ast.walk(source.tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, source.chain(node.func)


def writes(path: Path) -> list[str]:
    """The calls of a file that write to the database."""
    found = []
    for node, names in calls(path):
        verb, before = names[-1], set(names[:-1])
        if verb not in WRITES or "cache" in before or "session" in before or "storage" in before:
            continue
        if verb in {"update", "delete", "create"} and not (before & QUERY or (verb == "delete" and not node.args)):
            continue
        found.append(f"{source.relative(path)}:{node.lineno} {'.'.join(names)}")
    return found


def rooms(*names: str) -> list[Path]:
    """The files of these rooms in every capability."""
    return [
        path
        for capability in CAPABILITIES
        for path in sorted((source.SOURCE / capability).rglob("*.py"))
        if source.room(path) in names
    ]


def test_imports_run_downward_only() -> None:
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([program, "--no-cache"], cwd=source.ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout if done.returncode else "") == (0, "")


def test_only_services_write() -> None:
    everywhere = [
        path
        for path in source.python_files("src/stagemap")
        if source.room(path) not in {"services", "migrations"} and source.relative(path) not in WRITERS
    ]
    assert [call for path in everywhere for call in writes(path)] == []


def test_views_and_forms_hold_no_orm() -> None:
    found = [
        f"{source.relative(path)}:{node.lineno} {'.'.join(names)}"
        for path in rooms("views", "forms")
        for node, names in calls(path)
        if "objects" in names or ("self" not in names and names[-1] in ORM)
    ]
    assert found == []


def test_core_reads_no_clock_and_no_file() -> None:
    forbidden = {"datetime.now", "datetime.today", "date.today", "time.time", "datetime.utcnow", "open"}
    found = [
        f"{source.relative(path)}:{node.lineno}"
        for path in source.python_files("src/stagemap/core")
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call) and ".".join(source.chain(node.func)[-2:]) in forbidden
    ]
    assert found == []


def test_only_the_kit_reads_the_clock() -> None:
    clocks = {"now", "utcnow", "today", "localdate", "localtime"}
    allowed = {"src/stagemap/kit/clock.py", "src/stagemap/config/diagnosis.py"}
    found = [
        f"{source.relative(path)}:{node.lineno} {'.'.join(names)}"
        for path in source.python_files("src/stagemap")
        if source.relative(path) not in allowed
        for node, names in calls(path)
        if names[-1] in clocks and names[-2:-1] in (["datetime"], ["date"], ["timezone"])
    ]
    assert found == []


def in_a_transaction(function: source.Function) -> bool:
    """Whether a function is a verb: it opens a transaction as a decorator or inside, and is no frame for others."""
    names = [source.chain(node) for node in function.decorator_list]
    if ["contextmanager"] in names:
        return False
    names += [
        source.chain(item.context_expr) for n in ast.walk(function) if isinstance(n, ast.With) for item in n.items
    ]
    return any("atomic" in chain for chain in names)


def test_a_service_that_opens_a_transaction_takes_keywords_only() -> None:
    found = [
        f"{source.relative(path)}:{function.lineno} {function.name}"
        for path in rooms("services")
        for function in source.tree(path).body
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("_") and in_a_transaction(function)
        if function.args.args or function.args.posonlyargs
    ]
    assert found == []
