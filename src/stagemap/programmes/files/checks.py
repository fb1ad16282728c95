"""What the files of a programme must agree on among themselves, checked on what is written, so that one wrong value
hides no other problem."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from stagemap.core.calendar import CALENDARS
from stagemap.core.programme import Party, Stage
from stagemap.core.roster import Package
from stagemap.core.rules import KEYS
from stagemap.core.tree import Place, Problem, Tree

from .problems import expected, members, one_of
from .sheet_checks import kind_problems, shared_sheet_problems

_OBSERVATION = re.compile(r"observation_[0-9]+")
_YEAR = re.compile(r"20[0-9]{2}-20[0-9]{2}")
_CODE = re.compile(r"[A-Za-z0-9]{1,10}")
_LONGEST_KEY = 20
_SCHOOL_YEAR = ("09-01", "08-31")

Trees = Mapping[str, Tree]
"""The files of a folder by name, or its kinds of sheets by key; an unreadable one is an empty tree."""


def shared_problems(key: str, trees: Trees, kinds: Trees) -> Iterator[Problem]:
    """What is wrong between the shared files of the programme in folder ``key`` and its ``kinds`` of sheets."""
    programme, catalogue = trees["programme.yaml"], trees["catalogue.yaml"]
    written = programme.at("programme")
    if written.text and written.text != key:
        yield expected(written, f'the name of the folder, "{key}"')
    yield from members(programme.at("packages"), Package)
    yield from members(programme.at("stages"), Stage)
    yield from members(programme.at("parties"), Party)
    for stored in (catalogue.at("levels"), programme.at("roles"), programme.at("kinds")):
        yield from _short(stored)
    groups = catalogue.at("groups").items
    tasks = [task for group in groups for task in group.at("tasks").items]
    yield from one_of((group.at("level") for group in groups), catalogue.at("levels").entries)
    yield from _once(group.at("code") for group in groups)
    yield from _once(task.at("code") for task in tasks)
    yield from _opened(tasks, trees["project_examples.yaml"].at("project_examples"), kinds)
    yield from shared_sheet_problems(trees["sheets.yaml"], kinds)
    for name, kind in kinds.items():
        yield from kind_problems(name, kind, trees["sheets.yaml"], kinds)
    yield from _road(trees["milestones.yaml"].at("milestones"), programme.at("observation_moments").text)
    yield from _findings(trees["findings.yaml"].at("findings"))


def edition_problems(name: str, edition: Tree) -> Iterator[Problem]:
    """What is wrong in the file of one edition; ``name`` is the file's name without its ending."""
    year, calendar = edition.at("year"), edition.at("calendar")
    if year.text:
        if year.text != name:
            yield expected(year, f'the name of the file, "{name}"')
        elif not _is_year(year.text):
            yield expected(year, "two years in a row such as 2026-2027")
        else:
            for span in (edition.at("period"), *edition.at("closures").items):
                yield from _inside(year.text, span)
    if calendar.text and calendar.text not in CALENDARS:
        yield expected(calendar, f"one of {', '.join(CALENDARS)}")


def _is_year(text: str) -> bool:
    return _YEAR.fullmatch(text) is not None and int(text[5:]) == int(text[:4]) + 1


def _inside(year: str, span: Tree) -> Iterator[Problem]:
    """First and last day lie in the school year; days compare as they are written."""
    first, last = f"{year[:4]}-{_SCHOOL_YEAR[0]}", f"{year[5:]}-{_SCHOOL_YEAR[1]}"
    for day in (span.at("first_day"), span.at("last_day")):
        if day.text and not first <= day.text <= last:
            yield expected(day, f"a day from {first} to {last}")


def _short(tree: Tree) -> Iterator[Problem]:
    """Keys that every block of a roster stores."""
    for key, each in tree.entries.items():
        if len(key) > _LONGEST_KEY:
            yield Problem(each.key_place or each.place, each.path, f"expected a key of at most {_LONGEST_KEY} letters.")


def _once(codes: Iterable[Tree]) -> Iterator[Problem]:
    """Every code is short, of letters and digits, and stands once."""
    first: dict[str, Tree] = {}
    for code in codes:
        if code.text and _CODE.fullmatch(code.text) is None:
            yield expected(code, "at most ten letters and digits")
        if code.text and first.setdefault(code.text, code) is not code:
            line = first[code.text].place.line
            yield Problem(code.place, code.path, f'expected every code once; "{code.text}" stands on line {line} too.')


def _opened(tasks: list[Tree], examples: Tree, kinds: Iterable[str]) -> Iterator[Problem]:
    """Every sheet that a task or an example of a project opens is one of the kinds."""
    yield from one_of((task.at("sheet") for task in tasks), kinds)
    for example in examples.entries.values():
        yield from one_of(example.at("sheets").items, kinds)
    if "activity" not in kinds:
        yield Problem(Place("sheets"), "", "expected a file activity.yaml: tasks without a sheet open it.")


def _road(road: Tree, moments: str) -> Iterator[Problem]:
    for milestone in road.entries.values():
        yield from one_of(milestone.at("after").items, road.entries)
    yield from _circles(road)
    yield from _stages(road)
    written = [key for key in road.entries if _OBSERVATION.fullmatch(key)]
    wanted = [f"observation_{number + 1}" for number in range(int(moments))] if moments.isdecimal() else written
    if road.entries and written != wanted:
        sentence = f"expected {', '.join(wanted) or 'no observation'} in this order, as observation_moments says"
        yield Problem(road.place, road.path, f"{sentence}, found {', '.join(written) or 'none'}.")


def _circles(road: Tree) -> Iterator[Problem]:
    """Milestones that wait for themselves, straight or by way of others: they would never be reached."""
    waits = {
        key: {each.text for each in milestone.at("after").items if each.text in road.entries}
        for key, milestone in road.entries.items()
    }
    while outside := [
        key for key, after in waits.items() if not after or not any(key in each for each in waits.values())
    ]:
        for key in outside:
            del waits[key]
        waits = {key: after & waits.keys() for key, after in waits.items()}
    for key, after in waits.items():
        tree = road.at(key, "after")
        yield Problem(
            tree.place, tree.path, f"is never reached: it waits for itself by way of {', '.join(sorted(after))}."
        )


def _stages(road: Tree) -> Iterator[Problem]:
    order = list(Stage)
    furthest = order[0]
    for milestone in road.entries.values():
        stage = milestone.at("stage")
        if stage.text not in order:
            continue
        if order.index(Stage(stage.text)) < order.index(furthest):
            yield expected(stage, f"the stages in the order {', '.join(order)}: {furthest} or a later one")
        furthest = max(furthest, Stage(stage.text), key=order.index)


def _findings(findings: Tree) -> Iterator[Problem]:
    """The wording covers the findings of the rules, each and no other."""
    if not findings.entries:
        return
    for key in KEYS:
        if key not in findings.entries:
            yield Problem(findings.place, findings.path, f'the key "{key}" is missing: the rules can find it.')
    for key, each in findings.entries.items():
        if key not in KEYS:
            yield Problem(each.key_place or each.place, each.path, "unknown key. No rule finds it.")
