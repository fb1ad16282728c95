"""A programme's folder as editions: every file read, every problem gathered, one record for each academic year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from stagemap.core.calendar import CALENDARS
from stagemap.core.programme import Edition
from stagemap.core.reading import Reader, as_written
from stagemap.core.sheets import SheetKind
from stagemap.core.tree import Place, Problem, Tree

from .checks import edition_problems, shared_problems
from .kinds import Assembly
from .shapes import SHARED, EditionFile, KindFile, filling
from .written import read_tree

Kinds = Mapping[str, SheetKind]
"""The kinds of sheets of one edition by key."""

LIBRARY = Path(__file__).parent.parent / "library"


class BrokenLibrary(Exception):
    """The shipped programmes do not read; the message lists every problem."""


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds: the editions that read, by year, and every problem in the order of files and lines.

    ``kinds`` are the kinds of sheets of each year by key, in the terms of that year.
    """

    key: str
    editions: Mapping[str, Edition]
    kinds: Mapping[str, Kinds]
    problems: tuple[Problem, ...]


def read_folder(folder: Path) -> Folder:
    """Read the programme in ``folder``. Problems are answered, never raised; with any there is no edition."""
    key = folder.resolve().name
    shared, problems = _trees(folder, SHARED)
    years, more = _trees(folder, _names(folder, "editions"))
    kinds, others = _trees(folder, _names(folder, "sheets"))
    problems += [*more, *others]
    if not _names(folder, "editions"):
        problems.append(Problem(Place("editions"), "", "expected at least one edition, such as 2026-2027.yaml."))
    known = {name: shared.get(name, Tree(Place(name))) for name in SHARED}
    sheets = {_stem(name): kinds.get(name, Tree(Place(name))) for name in _names(folder, "sheets")}
    problems += shared_problems(key, known, sheets)
    readings = {_stem(name): _read(tree, shared, kinds) for name, tree in years.items()}
    for year, each in readings.items():
        problems += [*each.problems, *edition_problems(year, years[f"editions/{year}.yaml"])]
    found = _once(problems)
    whole = {} if found else {year: _assembled(each) for year, each in readings.items()}
    editions = {year: edition for year, (edition, _) in whole.items()}
    return Folder(key, editions, {year: kinds for year, (_, kinds) in whole.items()}, found)


def _names(folder: Path, below: str) -> list[str]:
    """The YAML files in a folder below ``folder``, by name."""
    return sorted(f"{below}/{path.name}" for path in (folder / below).glob("*.yaml"))


def _stem(name: str) -> str:
    """The name of a file without folder and ending."""
    return PurePath(name).stem


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
    """An edition's own file, the shared files and the kinds in its terms, as far as they read, and what is wrong."""

    own: Any
    parts: dict[str, Any]
    kinds: list[Any]
    problems: list[Problem]


def _read(written: Tree, shared: Mapping[str, Tree], kinds: Mapping[str, Tree]) -> _Read:
    terms = written.at("terms")
    own_reader = Reader(filling(Tree(written.place)))
    reader = Reader(filling(terms) if terms.entries else as_written)
    own = own_reader.record(written, EditionFile)
    parts = {name: reader.record(tree, SHARED[name]) for name, tree in shared.items()}
    sheets = [reader.record(tree, KindFile, _stem(name)) for name, tree in kinds.items()]
    return _Read(own, parts, sheets, own_reader.problems + reader.problems)


def _assembled(read: _Read) -> tuple[Edition, Kinds]:
    assembly = Assembly(read.parts["sheets.yaml"])
    kinds = {file.key: assembly.kind(file) for file in read.kinds}
    return _edition(read.own, read.parts, kinds), kinds


def _edition(own: EditionFile, parts: Mapping[str, Any], kinds: Kinds) -> Edition:
    programme, catalogue = parts["programme.yaml"], parts["catalogue.yaml"]
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
        sheets=tuple(kinds),
        grades=programme.grades,
        sheet_names={key: kind.name for key, kind in kinds.items()},
        stages=programme.stages,
        parties=programme.parties,
        texts=parts["texts.yaml"].texts,
        tabs=parts["sheets.yaml"].tabs,
    )


@cache
def shipped() -> Mapping[str, Folder]:
    """The programmes of the library by key; raises BrokenLibrary when one does not read."""
    folders = {path.name: read_folder(path) for path in sorted(LIBRARY.iterdir()) if path.is_dir()}
    problems = [f"{folder.key}/{problem}" for folder in folders.values() for problem in folder.problems]
    if problems:
        raise BrokenLibrary("\n".join(problems))
    return folders
