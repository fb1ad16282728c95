"""What the student does: levels, variety, roles, and how concretely it is said (G02, G10, G11)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from stagemap.core.roster import Block, Package
from stagemap.core.rules.case import Case, Hit, together
from stagemap.core.rules.findings import Mend, MendKind

OBSERVING = "observing"
"""The role of who only looks on (G11)."""


def levels_empty(case: Case) -> Iterator[Hit]:
    """A level on which exploration has no task; a project block does not fill it (G10)."""
    if case.plan.blocks:
        for level, count in case.balance.explored.items():
            if not count:
                yield Hit({"level": level}, mend=Mend(MendKind.CHOOSE_TASKS, level=level))


def _explored(case: Case) -> tuple[Block, ...]:
    return tuple(block for block in case.contact if block.package is Package.EXPLORATION)


def without_level(case: Case) -> Iterable[Hit]:
    """Exploration without a level counts on none."""
    return together(tuple(block for block in _explored(case) if block.level not in case.edition.level))


def little_variety(case: Case) -> Iterator[Hit]:
    """Tasks from few groups of the inspiration list, once there are enough tasks to vary.

    Enough is a group for each level and one more: then at least one level is seen from two sides (G10).
    """
    enough = len(case.edition.levels) + 1
    explored = _explored(case)
    groups = {_group(case, block) for block in explored} - {""}
    if len(explored) >= enough > len(groups):
        yield Hit({"count": len(groups)}, explored, mend=Mend(MendKind.CHOOSE_TASKS))


def _group(case: Case, block: Block) -> str:
    task = case.edition.tasks.get(block.task)
    return block.group or (task.group if task else "")


def observing_only(case: Case) -> Iterator[Hit]:
    """No task in which the student takes part: the internship asks to take part in varied tasks (G02)."""
    seen = tuple(block for block in case.contact if block.role in case.edition.role)
    if seen and all(block.role == OBSERVING for block in seen):
        yield Hit({"count": len(seen)}, seen, mend=Mend(MendKind.OPEN_BLOCK, block_id=seen[0].id))


def without_role(case: Case) -> Iterable[Hit]:
    """A block that says no role where its kind of time asks one."""
    return together(case.without_role)


def without_day(case: Case) -> Iterable[Hit]:
    """Contact that does not say when."""
    return together(tuple(block for block in case.contact if block.day is None))


def without_place(case: Case) -> Iterable[Hit]:
    """Contact that does not say where."""
    return together(tuple(block for block in case.contact if not block.where.strip()))


def without_at_what(case: Case) -> Iterable[Hit]:
    """Contact that does not say at what."""
    return together(tuple(block for block in case.contact if not block.at_what.strip()))


def at_what_repeats_title(case: Case) -> Iterable[Hit]:
    """Contact whose "at what" says no more than its title: the same words, whatever their signs and capitals."""
    return together(
        tuple(block for block in case.contact if block.at_what.strip() and _words(block.at_what) == _words(block.title))
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
