"""A small edition, a school's week and a plan in which everything is right; each test bends what it is about."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from stagemap.core.programme import (
    Anchor,
    Edition,
    Group,
    Hours,
    Kind,
    Level,
    Milestone,
    Party,
    Period,
    RelativeDate,
    Role,
    Stage,
    Task,
    Text,
)
from stagemap.core.roster import Block, Observation, Package, Plan, Project, Rhythm, Slot, Span, StandingMoment

MONDAY = dt.date(2027, 4, 19)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = (MONDAY + dt.timedelta(days=number) for number in range(1, 6))
BEFORE = dt.date(2027, 3, 24)

EXPLORATION, PROJECT = Package.EXPLORATION, Package.PROJECT


def clock(written: str) -> int:
    """Minutes after midnight of "8.30"."""
    hours, minutes = written.split(".")
    return int(hours) * 60 + int(minutes)


def span(start: str, end: str) -> Span:
    return Span(clock(start), clock(end))


MORNING = (span("8.30", "9.20"), span("9.20", "10.10"), span("10.25", "11.15"), span("11.15", "12.05"))
AFTERNOON = (span("13.15", "14.05"), span("14.20", "15.10"))
WHOLE_DAY = MORNING + AFTERNOON
RHYTHM = Rhythm(
    (WHOLE_DAY, WHOLE_DAY, MORNING, WHOLE_DAY, WHOLE_DAY),
    (StandingMoment(3, span("13.15", "14.05"), "Zorgoverleg"),),
)


def text(word: str) -> Text:
    return Text(word, word)


def _group(code: str, level: str, count: int) -> Group:
    tasks = tuple(Task(f"{code}{number}", text(f"taak {code}{number}"), code, level) for number in range(1, count + 1))
    return Group(code, level, text(f"groep {code}"), tasks)


def milestone(
    key: str,
    stage: Stage,
    due: RelativeDate | None = None,
    *after: str,
    owners: tuple[Party, ...] = (Party.STUDENT,),
    soon_days: int = 7,
) -> Milestone:
    return Milestone(key, text(key), stage, owners, due, after, soon_days)


MILESTONES = (
    milestone("agreement_ready", Stage.EXPLORE, RelativeDate(Anchor.FIRST_OBSERVATION, -1)),
    milestone("observation_1", Stage.EXPLORE, RelativeDate(Anchor.ACTIVE_FIRST_DAY, -1), "agreement_ready"),
    milestone("roster_sent", Stage.PLAN, RelativeDate(Anchor.ACTIVE_FIRST_DAY, -7), "observation_1"),
    milestone("policy_sketch", Stage.PLAN, RelativeDate(Anchor.ACTIVE_FIRST_DAY, -1), "observation_1"),
    milestone("active_week", Stage.DO, RelativeDate(Anchor.ACTIVE_LAST_DAY), "roster_sent"),
    milestone("visit", Stage.DO, RelativeDate(Anchor.ACTIVE_LAST_DAY), "roster_sent", owners=(Party.SUPERVISOR,)),
    milestone("feedback_received", Stage.LOOK_BACK, RelativeDate(Anchor.ACTIVE_LAST_DAY, 7), "active_week",
              owners=(Party.MENTOR,)),
    milestone("closed", Stage.LOOK_BACK, None, "policy_sketch", "visit", "feedback_received",
              owners=(Party.SUPERVISOR,)),
)  # fmt: skip

EDITION = Edition(
    programme="zorgstage",
    year="2026-2027",
    name=text("Zorgstage"),
    college=text("Hogeschool"),
    period=Period(MONDAY, dt.date(2027, 5, 28)),
    observation_moments=2,
    hours=Hours(50 * 60, 45 * 60, 55 * 60, 40, 60, observation_counts=False),
    levels=tuple(Level(key, key, text(key), text(key)) for key in ("pupil", "teacher", "school")),
    groups=(_group("A", "pupil", 4), _group("B", "pupil", 4), _group("D", "teacher", 7), _group("G", "school", 5)),
    roles=tuple(Role(key, key[0], key[0], text(key), text(key)) for key in ("observing", "participating", "active")),
    kinds=(
        Kind("contact", text("contact"), needs_role=True, bound=True),
        Kind("preparation", text("voorbereiding"), needs_role=False, bound=False),
        Kind("reflection", text("reflectie"), needs_role=False, bound=False),
    ),
    packages={"exploration": text("Verkenning"), "project": text("Project")},
    project_examples=(),
    milestones=MILESTONES,
    closures=(),
    retention=(),
    findings={},
    terms={},
    sheets=(),
)


def contact(block_id: str, day: dt.date | None, start: str | None, minutes: int = 50, **more: Any) -> Block:
    """A contact block of exploration in which everything is said."""
    said: dict[str, Any] = {
        "package": EXPLORATION,
        "title": f"Taak {block_id}",
        "level": "pupil",
        "role": "participating",
        "group": "A",
        "where": "Zorgklas",
        "at_what": "Leeskaarten voor L3",
    }
    return Block(
        id=block_id,
        kind="contact",
        minutes=minutes,
        day=day,
        start=None if start is None else clock(start),
        **(said | more),
    )


def apart(block_id: str, minutes: int, slot: Slot = Slot.AHEAD, **more: Any) -> Block:
    """A preparation block with only a duration."""
    said: dict[str, Any] = {"package": PROJECT, "kind": "preparation", "title": f"Werk {block_id}"}
    return Block(id=block_id, minutes=minutes, slot=slot, **(said | more))


_DAYS = ((MONDAY, "pupil", "A"), (TUESDAY, "pupil", "B"), (WEDNESDAY, "teacher", "D"), (THURSDAY, "school", "G"),
         (FRIDAY, "teacher", "D"))  # fmt: skip


def _week() -> tuple[Block, ...]:
    """Fifty hours in two equal halves: 500 + 1000 minutes of project, 900 + 600 of exploration."""
    project = [contact(f"p{day.day}", day, "8.30", 100, package=PROJECT, role="active") for day, _, _ in _DAYS]
    mornings = [contact(f"m{day.day}", day, "10.25", 100, level=level, group=group) for day, level, group in _DAYS]
    afternoons = [
        contact(f"a{day.day}{start[:2]}", day, start, level=level, group=group, role="observing")
        for day, level, group in _DAYS
        if day != WEDNESDAY
        for start in ("13.15", "14.20")
    ]
    outside = [apart("ahead", 1000), apart("behind", 600, Slot.BEHIND, package=EXPLORATION, kind="reflection")]
    return (*project, *mornings, *afternoons, *outside)


SOUND_PROJECT = Project(
    description="Opdrachten in stappen zichtbaar maken.",
    goals=("Elke leerling weet wat de eerste stap is.",),
    desired_result="Zes stappenplannen.",
    class_label="5A",
    grades=("L5",),
)

SOUND = Plan(
    week=MONDAY,
    school="Basisschool De Wegwijzer",
    rhythm=RHYTHM,
    closures={},
    blocks=_week(),
    project=SOUND_PROJECT,
    learning_questions=("Hoe verdeel ik mijn aandacht?",),
    learning_goals=("Feiten en uitleg uit elkaar houden.",),
    observations=(Observation(1, dt.date(2027, 3, 2), held=True), Observation(2, dt.date(2027, 3, 11))),
    approved=True,
    agreed_on=dt.date(2027, 3, 24),
)
"""A plan of which the rules say only what is right."""

EMPTY = Plan(week=None, school="", rhythm=RHYTHM, closures={}, blocks=())
"""A plan in which nothing is filled in."""


def with_blocks(*blocks: Block) -> Plan:
    """The sound plan with these blocks instead of its own."""
    return replace(SOUND, blocks=blocks)


def and_also(*blocks: Block) -> Plan:
    """The sound plan with these blocks beside its own."""
    return replace(SOUND, blocks=(*SOUND.blocks, *blocks))
