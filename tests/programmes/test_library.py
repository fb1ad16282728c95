"""The shipped care internship says what the guide says (G03-G20), in the terms of each year."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest

from stagemap.core.dates import RelativeDate
from stagemap.core.programme import Edition, Stage, Text
from stagemap.core.rules import KEYS
from stagemap.programmes.files import BrokenLibrary, shipped

YEARS = ("2020-2021", "2026-2027")
WORDS = re.compile(r"\{([a-z_]+)\}")


def edition(year: str = "2020-2021") -> Edition:
    return shipped()["zorgstage"].editions[year]


def test_the_library_ships_two_editions_without_a_problem() -> None:
    assert {key: (tuple(folder.editions), folder.problems) for key, folder in shipped().items()} == {
        "zorgstage": (YEARS, ())
    }


def test_a_broken_library_is_told_with_every_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stagemap.programmes.files.folder.LIBRARY", tmp_path)
    (tmp_path / "zorgstage" / "editions").mkdir(parents=True)
    with pytest.raises(BrokenLibrary, match=r"^zorgstage/catalogue.yaml:1:1: cannot be read: No such file") as refusal:
        shipped.__wrapped__()
    assert len(str(refusal.value).splitlines()) == 9


@pytest.mark.parametrize("year", YEARS)
def test_the_inspiration_list_holds_60_tasks_in_11_groups_on_three_levels(year: str) -> None:
    asked = edition(year)
    assert len(asked.tasks) == 60
    assert Counter(task.level for task in asked.tasks.values()) == {"pupil": 12, "teacher": 19, "school": 29}
    assert [(group.code, len(group.tasks)) for group in asked.groups] == [
        ("A", 4),
        ("B", 4),
        ("C", 4),
        ("D", 7),
        ("E", 4),
        ("F", 8),
        ("G", 5),
        ("H", 11),
        ("I", 2),
        ("J", 6),
        ("K", 5),
    ]
    assert [level.size for level in asked.levels] == ["micro", "meso", "macro"]
    assert all(task.code.startswith(task.group) for task in asked.tasks.values())


@pytest.mark.parametrize(("year", "spring"), [("2020-2021", 2021), ("2026-2027", 2027)])
def test_the_active_week_lies_between_19_april_and_28_may(year: str, spring: int) -> None:
    period = edition(year).period
    assert (period.first_day, period.last_day) == (dt.date(spring, 4, 19), dt.date(spring, 5, 28))


@pytest.mark.parametrize("year", YEARS)
def test_the_load_is_about_50_hours_in_two_halves(year: str) -> None:
    hours = edition(year).hours
    assert (hours.target, hours.least, hours.most, hours.half) == (3000, 2700, 3300, 1500)
    assert (hours.half_least_percent, hours.half_most_percent) == (40, 60)
    assert hours.observation_counts is False
    assert edition(year).observation_moments == 2


def test_the_first_edition_keeps_the_terms_of_the_guide() -> None:
    asked = edition("2020-2021")
    assert asked.tasks["C3"].name.nl == "Gesprek over de overstap naar een school op maat"
    assert asked.tasks["J3"].name.nl == "Het GOK-plan ontwikkelen en opvolgen"
    assert "het M-decreet" in asked.texts["aim"].nl
    assert asked.terms["report_iac"] == Text("verslag", "report")


def test_the_current_edition_uses_the_terms_of_current_law() -> None:
    asked = edition("2026-2027")
    assert asked.tasks["C3"].name.en == (
        "A talk about moving to an individually adapted curriculum (IAC) or special education"
    )
    assert asked.tasks["J3"].name.nl == "Het plan voor gelijke onderwijskansen ontwikkelen en opvolgen"
    assert "het decreet leersteun" in asked.texts["aim"].nl
    assert [asked.terms[key].nl for key in ("support_partner", "report_gc", "report_iac")] == [
        "leersteuncentrum",
        "GC-verslag",
        "IAC-verslag",
    ]


def test_no_text_of_the_current_edition_names_the_law_that_ended() -> None:
    told = repr(edition("2026-2027"))
    assert [word for word in ("M-decreet", "M decree", "GOK", "school op maat") if word in told] == []


def test_both_editions_differ_in_nothing_but_year_dates_and_terms() -> None:
    first, second = edition("2020-2021"), edition("2026-2027")
    same = ("hours", "roles", "kinds", "levels", "packages", "milestones", "findings", "retention", "sheets", "stages")
    assert [name for name in same if getattr(first, name) != getattr(second, name)] == []


@pytest.mark.parametrize("year", YEARS)
def test_the_road_has_its_stops_in_four_stages(year: str) -> None:
    road = edition(year).milestones
    assert {stage.value: [each.key for each in road if each.stage is stage] for stage in Stage} == {
        "explore": ["agreement_ready", "observation_1", "observation_2", "tasks_and_project"],
        "plan": ["roster_sent", "policy_sketch"],
        "do": ["class_card", "feedback_form_given", "active_week", "visit"],
        "look_back": ["feedback_received", "self_assessment", "reflection_uploaded", "feedback_uploaded", "closed"],
    }


def test_the_deadlines_are_those_that_the_guide_settles() -> None:
    road = edition().milestone
    assert {key: road[key].due for key in ("roster_sent", "feedback_received", "reflection_uploaded", "closed")} == {
        "roster_sent": RelativeDate.parse("active_first_day - 7 days"),
        "feedback_received": RelativeDate.parse("active_last_day + 7 days"),
        "reflection_uploaded": RelativeDate.parse("active_last_day + 7 days 23:59"),
        "closed": None,
    }


def test_every_milestone_comes_after_those_that_it_waits_for() -> None:
    order = list(edition().milestone)
    assert [
        (each.key, waited)
        for each in edition().milestones
        for waited in each.after
        if order.index(waited) >= order.index(each.key)
    ] == []


@pytest.mark.parametrize("year", YEARS)
def test_the_programme_words_every_finding_of_the_rules_and_no_other(year: str) -> None:
    assert set(edition(year).findings) == set(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_a_finding_uses_the_same_values_in_both_languages(key: str) -> None:
    wording = edition().findings[key]
    used = {
        language: sorted(
            WORDS.findall(" ".join(text.in_(language) for text in (wording.title, wording.cite, wording.mend)))
        )
        for language in ("nl", "en")
    }
    assert used["nl"] == used["en"]
    assert set(used["nl"]) <= set(KEYS[key])


def test_no_text_but_that_of_a_finding_keeps_a_brace() -> None:
    asked = edition()
    texts = [
        *(task.name for task in asked.tasks.values()),
        *(milestone.name for milestone in asked.milestones),
        *asked.texts.values(),
        *(text for example in asked.project_examples for text in (example.name, example.description, *example.goals)),
    ]
    assert [text for text in texts if {"{", "}"} & set(text.nl + text.en)] == []


def test_the_six_examples_of_a_project_open_their_sheets() -> None:
    assert [(each.key, each.sheets) for each in edition().project_examples] == [
        ("targeted_observation", ("abc_observation", "consultation_report")),
        ("inclusion_pupil", ("inclusion_support",)),
        ("predictable_class", ("udl_check",)),
        ("no_blame", ("no_blame",)),
        ("kangaroo_group", ("materials", "enrichment")),
        ("co_teaching", ("co_teaching",)),
    ]


def test_every_sheet_has_a_name_and_what_opens_one_finds_it() -> None:
    asked = edition()
    opened = {task.sheet for task in asked.tasks.values()} | {s for each in asked.project_examples for s in each.sheets}
    assert tuple(asked.sheet_names) == asked.sheets
    assert opened <= set(asked.sheets)


def test_no_dutch_text_speaks_of_users_or_shouts() -> None:
    told = repr(edition()).lower()
    assert [word for word in ("gebruiker", "gelieve", "succesvol") if word in told] == []
