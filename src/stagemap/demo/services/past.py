"""The week of a student that is over: earlier than the period, as an exchange abroad was agreed on."""

from __future__ import annotations

import datetime as dt

from stagemap.core.roles import Viewer
from stagemap.core.roster import Outcome
from stagemap.demo.files import week
from stagemap.placements.models import Placement
from stagemap.planning import services as planning
from stagemap.planning.models import Block, Plan

from .people import at
from .week import fields_of

MONDAY = dt.date(2027, 3, 15)
PROJECT = planning.ProjectFields(
    description=(
        "In 6A gaat bij elke wissel tijd verloren, zeggen de klasleerkracht en de kinderen. Ik zoek waar de dag "
        "onduidelijk is en probeer een dagplanning en wisselkaarten uit waar iedereen iets aan heeft. Ik observeer "
        "één kind gericht en breng mijn observaties in op het zorgoverleg van donderdag 18 maart."
    ),
    goals=(
        "De drempels in de dag van 6A opsporen, samen met de klasleerkracht.\n"
        "Bij vier van de vijf wissels ligt de hele klas binnen twee minuten klaar.\n"
        "De onderwijsbehoeften van één kind mee verwoorden op het zorgoverleg."
    ),
    desired_result=(
        "Een dagplanning, zes wisselkaarten en een blad met tips, uitgeprobeerd in 6A en overgedragen aan het team. "
        "Drie uitgewerkte observaties."
    ),
    questions=("Hoe kijk ik naar een klas zonder meteen één kind te zien?", "Wanneer help ik, en wanneer wacht ik?"),
    learning_goals=("Ik wil op een overleg beginnen met wat goed gaat.",),
)
REASON = "Ik vertrek in april op uitwisseling. De opleiding keurde een vroegere week goed."


def play_past_week(placement: Placement, *, student: Viewer, mentor: Viewer, supervisor: Viewer) -> Plan:
    """Choose, plan, agree on and send the week before it came, acknowledged by the supervisor."""
    chosen = at(dt.date(2027, 2, 24))
    plan = planning.plan_of(placement=placement, at=chosen)
    planning.choose_week(plan=plan, week=MONDAY, by=student, at=chosen)
    plan.refresh_from_db()
    planning.write_project(plan=plan, revision=plan.project_revision, fields=PROJECT, by=student, at=chosen)
    for line in week("lina"):
        planning.add_block(plan=plan, fields=fields_of(line, MONDAY), by=student, at=chosen)
    plan.refresh_from_db()
    planning.approve(plan=plan, revision=plan.revision, by=mentor, at=at(dt.date(2027, 3, 4), 16))
    version = planning.send_roster(plan=plan, by=student, at=at(dt.date(2027, 3, 5)), reason=REASON)
    planning.answer_version(
        version=version, kind="acknowledged", comment="De vroegere week is goedgekeurd.", by=supervisor,
        at=at(dt.date(2027, 3, 8)),
    )  # fmt: skip
    return plan


def tick_past_week(plan: Plan, *, student: Viewer) -> None:
    """Tick as done what no sheet counted already; the reflection is still to be written."""
    for block in Block.objects.filter(plan=plan, outcome=Outcome.PLANNED).exclude(slot="behind"):
        block.plan = plan
        day = block.day or MONDAY
        planning.tick_block(block=block, outcome=Outcome.DONE, by=student, at=at(day, 17))
