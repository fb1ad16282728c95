"""The week as the guide of 2021 has it: the clock of the demo stands in March 2021."""

from __future__ import annotations

import datetime as dt

from tests.journeys import weeks
from tests.journeys.people import Mentor
from tests.journeys.site import Site

ELS, KARIM, WOUT = "els.peeters@dewegwijzer.example", "karim.haddad@hogeschool.example", "wout.lemmens@student.example"
LINK = "Your link to the care internship of %(name)s"
SENT = "Roster of %(student)s: read it and answer"


def test_a_student_plans_the_week_of_2021_from_nothing_to_an_acknowledged_roster(site: Site) -> None:
    site.turns_clock_to(dt.date(2021, 3, 24))
    wout, els, karim = site.student("2021"), site.visitor(Mentor, phone=True), site.supervisor()
    wout.brings_papers("2021-03-22").plans_moment("2021-03-25").plans_moment("2021-04-01")
    wout.chooses_week("maandag 19 tot vrijdag 23 april 2021").takes_example("No Blame bij pesten")
    wout.sees("Gesprek over de overstap naar een school op maat")  # as it was called in 2021
    for work in weeks.WHOLE:
        wout.plans(work)
    wout.has_planned("46 u 20 van 50 u").finds("Je mentor ging nog niet akkoord met je planning.", *weeks.RIGHT)
    wout.opens("Vraag akkoord").presses("Ask %(first)s", first="Els").hears("Asked: your mentor gets a mail.")
    els.reads(site.mail(ELS, LINK, name="Wout Lemmens")).opens_page().agrees()
    wout.sends().hears("Sent: version %(number)s.", number=1)
    karim.reads(site.mail(KARIM, SENT, student="Wout Lemmens")).acknowledges().sees("acknowledged")
    wout.opens_menu("My internship").sees("Roster")
