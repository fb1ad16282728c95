"""The tray beside the week: the inspiration list with what is proposed, chosen and planned (G10, G12)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from stagemap.core.programme import Edition, Task
from stagemap.core.search import holds, words_in

from .desk import Desk
from .parts import OwnTaskLine, ProposalLine


@dataclass(frozen=True, slots=True)
class TrayTask:
    """One task that can be planned: of the catalogue (``code``) or of the school itself (``own_task``).

    ``planned`` counts the blocks that carry it. ``proposal`` is what the mentor proposed, if anything.
    """

    title: str
    level: str
    group: str
    code: str = ""
    own_task: int | None = None
    chosen: bool = False
    planned: int = 0
    proposal: ProposalLine | None = None

    @property
    def key(self) -> str:
        """What a form sends for it: ``task:E1`` or ``own:7``."""
        return f"task:{self.code}" if self.code else f"own:{self.own_task}"


@dataclass(frozen=True, slots=True)
class TrayGroup:
    """A group of the list, in the reader's language, with the tasks that the filter left."""

    code: str
    name: str
    level: str
    tasks: tuple[TrayTask, ...]


@dataclass(frozen=True, slots=True)
class TrayFilter:
    """What the reader asks for; empty fields leave everything in."""

    words: str = ""
    levels: frozenset[str] = frozenset()
    group: str = ""
    only_proposed: bool = False
    only_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Tray:
    """The filtered list: proposals on top, then the school's own tasks, then the groups; a task stands once.

    ``count`` is how many tasks the filter left, ``total`` how many there are, ``chosen`` how many are chosen.
    """

    proposals: tuple[TrayTask, ...]
    own: tuple[TrayTask, ...]
    groups: tuple[TrayGroup, ...]
    total: int
    chosen: int

    @property
    def count(self) -> int:
        """How many tasks the filter left."""
        return len(self.proposals) + len(self.own) + sum(len(group.tasks) for group in self.groups)


def tray_of(desk: Desk, asked: TrayFilter | None = None, *, language: str) -> Tray:
    """The tray of a plan; costs no query beyond the desk's own."""
    asked = asked or TrayFilter()
    everything = _tasks(desk, language)
    names = {group.code: group.name.in_(language) for group in desk.edition.groups}
    left = everything
    if asked != TrayFilter():
        left = [task for task in everything if _fits(task, asked, names.get(task.group, ""))]
    plain = [task for task in left if task.proposal is None]
    return Tray(
        proposals=tuple(task for task in left if task.proposal is not None),
        own=tuple(task for task in plain if task.own_task is not None),
        groups=_groups(desk.edition, plain, names),
        total=len(everything),
        chosen=sum(task.chosen for task in everything),
    )


def task_of(desk: Desk, key: str, *, language: str) -> TrayTask | None:
    """The task that a form names by its ``key``, without marks; one of the catalogue is found without any query."""
    kind, _sign, which = key.partition(":")
    if kind == "task" and which in desk.edition.tasks:
        return _of_catalogue(desk.edition.tasks[which], language)
    if kind == "own":
        return next((_of_school(own) for own in desk.parts.own_tasks if str(own.id) == which), None)
    return None


def _of_school(own: OwnTaskLine) -> TrayTask:
    return TrayTask(own.title, own.level, own.group, own_task=own.id)


def _of_catalogue(task: Task, language: str) -> TrayTask:
    return TrayTask(task.name.in_(language), task.level, task.group, code=task.code)


def _tasks(desk: Desk, language: str) -> list[TrayTask]:
    chosen = {(choice.task, choice.own_task) for choice in desk.parts.choices}
    planned = Counter((row.task, row.own_task_id) for row in desk.blocks)
    proposed = {(proposal.task, proposal.own_task): proposal for proposal in reversed(desk.parts.proposals)}
    marks = chosen | planned.keys() | proposed.keys()

    def marked(task: TrayTask) -> TrayTask:
        key = (task.code, task.own_task)
        if key not in marks:
            return task
        return replace(task, chosen=key in chosen, planned=planned[key], proposal=proposed.get(key))

    own = (_of_school(task) for task in desk.parts.own_tasks)
    catalogue = (_of_catalogue(task, language) for task in desk.edition.tasks.values())
    return [marked(task) for task in (*own, *catalogue)]


def _groups(edition: Edition, tasks: list[TrayTask], names: dict[str, str]) -> tuple[TrayGroup, ...]:
    listed: defaultdict[str, list[TrayTask]] = defaultdict(list)
    for task in tasks:
        if task.code:
            listed[task.group].append(task)
    return tuple(
        TrayGroup(group.code, names[group.code], group.level, tuple(listed[group.code]))
        for group in edition.groups
        if group.code in listed
    )


def _fits(task: TrayTask, asked: TrayFilter, group_name: str) -> bool:
    return (
        (not asked.levels or task.level in asked.levels)
        and asked.group in ("", task.group)
        and (task.proposal is not None or not asked.only_proposed)
        and (task.chosen or not asked.only_chosen)
        and holds(f"{task.title} {group_name}", words_in(asked.words))
    )
