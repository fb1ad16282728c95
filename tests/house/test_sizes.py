"""Sizes: what is longer is two things."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house import source

LIMITS = {"*.html": 120, "*.js": 150, "*.css": 250}
FILE, FUNCTION = 300, 30

# Named exceptions: path -> (limit, reason). None may be larger than it needs to be.
LONGER: dict[str, tuple[int, str]] = {}


def lines(path: Path) -> int:
    """How many lines a file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


def body_lines(function: source.Function) -> int:
    """How many lines a function has, decorators and docstring not counted."""
    total = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        total -= (first.end_lineno or first.lineno) - first.lineno + 1
    return total


def too_long(paths: list[Path], limit: int) -> list[str]:
    """Every file over its limit, as path and number of lines."""
    found = []
    for path in paths:
        most = LONGER.get(source.relative(path), (limit, ""))[0]
        if lines(path) > most:
            found.append(f"{source.relative(path)}: {lines(path)} lines, at most {most}")
    return found


def test_no_python_file_is_longer_than_300_lines() -> None:
    paths = source.python_files("src", "tests", "tools", "bench")
    assert too_long([path for path in paths if "migrations" not in path.parts], FILE) == []


def test_no_function_is_longer_than_30_lines() -> None:
    paths = source.python_files("src", "tests", "tools", "bench")
    found = [
        f"{source.relative(path)}:{function.lineno} {function.name}: {body_lines(function)} lines"
        for path in paths
        if "migrations" not in path.parts
        for function in source.functions(path)
        if body_lines(function) > FUNCTION
    ]
    assert found == []


@pytest.mark.parametrize("pattern", sorted(LIMITS))
def test_no_template_script_or_stylesheet_is_too_long(pattern: str) -> None:
    assert too_long(source.files(pattern), LIMITS[pattern]) == []


def test_every_exception_is_needed_and_has_its_reason() -> None:
    needless = []
    for name, (limit, reason) in LONGER.items():
        path = source.ROOT / name
        usual = LIMITS.get(f"*{path.suffix}", FILE)
        if not path.exists() or not usual < lines(path) <= limit or not reason:
            needless.append(name)
    assert needless == []
