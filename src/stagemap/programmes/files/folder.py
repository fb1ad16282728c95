"""A programme's folder as editions: every file read, every problem gathered, one record for each academic year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from stagemap.core.calendar import CALENDARS
from stagemap.core.programme import Edition
from stagemap.core.reading import Reader, as_written
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
    shared, problems = _trees(folder, SHARED)
    names = sorted(f"editions/{path.name}" for path in (folder / "editions").glob("*.yaml"))
    if not names:
        problems.append(Problem(Place("editions"), "", "expected at least one edition, such as 2026-2027.yaml."))
    written, more = _trees(folder, names)
    known = {name: shared.get(name, Tree(Place(name))) for name in SHARED}
    problems += [*more, *shared_problems(key, known)]
    read = {Path(name).stem: _read(tree, shared) for name, tree in written.items()}
    for year, each in read.items():
        problems += [*each.problems, *edition_problems(year, written[f"editions/{year}.yaml"])]
    found = _once(problems)
    return Folder(key, {} if found else {year: _assembled(each.own, each.parts) for year, each in read.items()}, found)


def _trees(folder: Path, names: Iterable[str]) -> tuple[dict[str, Tree], list[Problem]]:
    """The trees of the files that can be read, by name."""
    trees, problems = {}, []
    for name in names:
        tree, found = read_tree(folder / name, name)
        problems += found
        if tree is not None:
            trees[name] = tree
    return trees, problems


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems in order, the first of each place and path alone: shared files are read once for each edition."""
    kept: dict[tuple[Place, str], Problem] = {}
    for problem in problems:
        kept.setdefault((problem.place, problem.path), problem)
    return tuple(sorted(kept.values(), key=lambda each: (each.place.file, each.place.line, each.place.column)))


class _Read(NamedTuple):
    """An edition's own file and the shared files in its terms, as records where they read, and what is wrong."""

    own: Any
    parts: dict[str, Any]
    problems: list[Problem]


def _read(written: Tree, shared: Mapping[str, Tree]) -> _Read:
    terms = written.at("terms")
    own_reader = Reader(filling(Tree(written.place)))
    reader = Reader(filling(terms) if terms.entries else as_written)
    own = own_reader.record(written, EditionFile)
    parts = {name: reader.record(tree, SHARED[name]) for name, tree in shared.items()}
    return _Read(own, parts, own_reader.problems + reader.problems)


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
