"""A programme's folder as editions: every file read, every problem gathered, one record for each academic year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from stagemap.core.calendar import CALENDARS
from stagemap.core.programme import Edition
from stagemap.core.reading import Reader
from stagemap.core.tree import Place, Problem, Tree

from .checks import edition_problems, shared_problems
from .shapes import SHARED, EditionFile, filling
from .written import read_tree

LIBRARY = Path(__file__).parent.parent / "library"


class BrokenLibrary(Exception):
    """The shipped programmes do not read; the message lists every problem."""


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds: the editions that read, by year, and every problem in the order of files and lines."""

    key: str
    editions: Mapping[str, Edition]
    problems: tuple[Problem, ...]


def read_folder(folder: Path) -> Folder:
    """Read the programme in ``folder``. Problems are answered, never raised; with any there is no edition."""
    key = folder.resolve().name
    trees, problems = _trees(folder, SHARED)
    names = sorted(f"editions/{path.name}" for path in (folder / "editions").glob("*.yaml"))
    if not names:
        problems.append(Problem(Place("editions"), "", "expected at least one edition, such as 2026-2027.yaml."))
    written, more = _trees(folder, names)
    problems += more + list(shared_problems(key, trees))
    editions = {}
    for name, tree in written.items():
        year = Path(name).stem
        edition, found = _edition(tree, trees)
        problems += [*found, *edition_problems(year, tree)]
        editions[year] = edition
    sorted_problems = _once(problems)
    good = {year: edition for year, edition in editions.items() if edition is not None and not sorted_problems}
    return Folder(key, good, sorted_problems)


def _trees(folder: Path, names: Iterable[str]) -> tuple[dict[str, Tree], list[Problem]]:
    trees, problems = {}, []
    for name in names:
        tree, found = read_tree(folder / name, name)
        trees[name] = tree or Tree(Place(name))
        problems += found
    return trees, problems


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems in order, the first of each place and path alone: shared files are read once for each edition."""
    kept: dict[tuple[Place, str], Problem] = {}
    for problem in problems:
        kept.setdefault((problem.place, problem.path), problem)
    return tuple(sorted(kept.values(), key=lambda each: (each.place.file, each.place.line, each.place.column)))


def _edition(written: Tree, trees: Mapping[str, Tree]) -> tuple[Edition | None, list[Problem]]:
    reader = Reader(filling(Tree(written.place)))
    own = reader.record(written, EditionFile)
    shared = Reader(filling(written.at("terms")))
    parts = {name: shared.record(trees[name], shape) for name, shape in SHARED.items()}
    problems = reader.problems + shared.problems
    if own is None or own.calendar not in CALENDARS or None in parts.values() or problems:
        return None, problems
    return _assembled(own, parts), []


def _assembled(own: EditionFile, parts: Mapping[str, Any]) -> Edition:
    programme, catalogue = parts["programme.yaml"], parts["catalogue.yaml"]
    sheets = parts["sheets.yaml"].sheets
    closures = (*CALENDARS[own.calendar](int(own.year[:4])), *own.closures)
    return Edition(
        programme=programme.programme,
        year=own.year,
        name=programme.name,
        college=programme.college,
        period=own.period,
        observation_moments=programme.observation_moments,
        hours=programme.hours,
        levels=catalogue.levels,
        groups=tuple(each.group() for each in catalogue.groups),
        roles=programme.roles,
        kinds=programme.kinds,
        packages=programme.packages,
        project_examples=parts["project_examples.yaml"].project_examples,
        milestones=parts["milestones.yaml"].milestones,
        closures=tuple(sorted(closures, key=lambda each: each.first_day)),
        retention=programme.retention,
        findings=parts["findings.yaml"].findings,
        terms=own.terms,
        sheets=tuple(sheets),
        grades=programme.grades,
        sheet_names=sheets,
        stages=programme.stages,
        parties=programme.parties,
        texts=parts["texts.yaml"].texts,
    )


@cache
def shipped() -> Mapping[str, Folder]:
    """The programmes of the library by key; raises BrokenLibrary when one does not read."""
    folders = {path.name: read_folder(path) for path in sorted(LIBRARY.iterdir()) if path.is_dir()}
    problems = [f"{folder.key}/{problem}" for folder in folders.values() for problem in folder.problems]
    if problems:
        raise BrokenLibrary("\n".join(problems))
    return folders
