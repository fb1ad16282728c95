"""Reads the project's own sources for the house tests."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "stagemap"
Function = ast.FunctionDef | ast.AsyncFunctionDef


def relative(path: Path) -> str:
    """The path as one writes it from the top of the repository."""
    return path.relative_to(ROOT).as_posix()


def python_files(*folders: str) -> list[Path]:
    """Every Python file below the given folders of the repository."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def files(pattern: str) -> list[Path]:
    """Every file of the package that fits a pattern, as ``*.html``."""
    return sorted(SOURCE.rglob(pattern))


@cache
def tree(path: Path) -> ast.Module:
    """A Python file, parsed once."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[Function]:
    """Every function and method of a file, inner ones included."""
    for node in ast.walk(tree(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def room(path: Path) -> str:
    """The room that a file of a capability stands in: ``services`` for ``planning/services/blocks.py`` and its like."""
    inside = path.relative_to(SOURCE).parts
    return inside[1].removesuffix(".py") if len(inside) > 1 else ""


def strings(path: Path) -> set[str]:
    """Every string constant in a Python file."""
    return {
        node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def chain(node: ast.expr) -> list[str]:
    """The names in ``a.b.filter(...).c`` from left to right: ``["a", "b", "filter", "c"]``."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        return [*chain(node.value), node.attr]
    if isinstance(node, ast.Call):
        return chain(node.func)
    return []


def tracked() -> list[Path]:
    """Every file that git holds or would hold, without those that are ignored."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    named = [ROOT / name.decode() for name in done.stdout.split(b"\0") if name]
    return [path for path in named if path.is_file()]
