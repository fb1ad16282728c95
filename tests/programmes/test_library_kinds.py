"""The kinds of sheets of the care internship ask what its forms ask, of nobody by name (G04, G14, G17-G20)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from stagemap.core.dates import Text
from stagemap.core.programme import Edition
from stagemap.core.sheets import College, Field, FieldType, Filler, Layer, School, SheetKind
from stagemap.programmes.files import shipped

YEARS = ("2020-2021", "2026-2027")
KINDS = (
    *("abc_observation", "activity", "care_plan", "co_teaching", "consultation_report", "conversation", "diary"),
    *("differentiation", "document", "enrichment", "error_analysis", "inclusion_support", "materials"),
    *("mentor_feedback", "no_blame", "policy_sketch", "project_sheet", "reflection", "remediation", "run_sheet"),
    *("self_assessment", "testing", "udl_check", "visit_record"),
)
FORMS: Mapping[str, Any] = yaml.safe_load((Path(__file__).parent / "forms.yaml").read_text(encoding="utf-8"))


def kinds(year: str = "2026-2027") -> Mapping[str, SheetKind]:
    return shipped()["zorgstage"].kinds[year]


def edition(year: str = "2026-2027") -> Edition:
    return shipped()["zorgstage"].editions[year]


def every_field(kind: SheetKind) -> Iterator[tuple[str, Field]]:
    """The fields of a kind, the columns of a table behind its key."""
    for field in kind.fields:
        yield field.key, field
        for column in field.columns:
            yield f"{field.key}.{column.key}", column


def words_of(kind: SheetKind) -> Iterator[tuple[str, Text]]:
    """Every text of a kind, by where it stands."""
    yield kind.key, kind.name
    optional: list[tuple[str, Text | None]] = [(f"{kind.key} about", kind.about)]
    for part in kind.parts:
        yield f"{kind.key}.{part.key}", part.name
        optional += [(f"{kind.key}.{part.key} about", part.about), (f"{kind.key}.{part.key} locked", part.locked)]
    for scale in kind.scales:
        yield f"{kind.key} {scale.key}", scale.name
        for step in scale.steps:
            yield f"{kind.key} {scale.key}.{step.key}", step.name
            optional.append((f"{kind.key} {scale.key}.{step.key} about", step.about))
    for key, field in every_field(kind):
        yield f"{kind.key} {key}", field.name
        optional.append((f"{kind.key} {key} help", field.help))
        for option in field.options:
            yield f"{kind.key} {key} {option.key}", option.name
            optional.append((f"{kind.key} {key} {option.key} about", option.about))
    yield from ((place, text) for place, text in optional if text is not None)


@pytest.mark.parametrize("year", YEARS)
def test_every_kind_of_sheets_is_there(year: str) -> None:
    assert tuple(kinds(year)) == KINDS == edition(year).sheets


@pytest.mark.parametrize("key", KINDS)
def test_a_kind_asks_what_its_form_asks(key: str) -> None:
    form = FORMS["kinds"][key]
    asked = " ".join([*(FORMS["shared"][name] for name in form.get("shared", ())), form.get("asked", "")])
    assert set(asked.split()) - {name for name, _ in every_field(kinds()[key])} == set()


@pytest.mark.parametrize("key", KINDS)
def test_a_kind_asks_little_that_may_not_stay_empty(key: str) -> None:
    assert {field.key for field in kinds()[key].fields if field.required} == set(FORMS["kinds"][key]["needed"].split())


def test_the_portfolio_has_nine_tabs_and_every_kind_lies_under_one() -> None:
    tabs = [tab.key for tab in edition().tabs]
    assert tabs == [
        *("about", "school", "roster", "project", "activities", "meetings", "observations", "diary", "looking_back")
    ]
    assert {kind.tab for kind in kinds().values()} <= set(tabs)


def test_what_speaks_of_one_child_never_lies_open() -> None:
    closed = {key for key, kind in kinds().items() if Layer.OPEN not in kind.layers}
    assert closed == {
        *("abc_observation", "care_plan", "inclusion_support", "no_blame", "remediation"),
        *("diary", "document", "mentor_feedback", "reflection", "self_assessment", "visit_record"),
    }


def test_the_sketch_that_lies_open_asks_for_no_pupil_and_no_file() -> None:
    sketch = kinds()["policy_sketch"]
    assert sketch.layers[0] is Layer.OPEN
    types = {field.type for _, field in every_field(sketch)}
    assert types & {FieldType.PUPIL, FieldType.ATTACHMENT} == set()


def test_who_writes_what() -> None:
    others = {key: kind.by for key, kind in kinds().items() if kind.by is not Filler.STUDENT}
    assert others == {"mentor_feedback": Filler.MENTOR, "visit_record": Filler.SUPERVISOR}
    lent = {
        (kind.key, key, field.by)
        for kind in kinds().values()
        for key, field in every_field(kind)
        if field.by != kind.by
    }
    assert lent == {("visit_record", "student_read_on", Filler.STUDENT)}


def test_the_college_reads_the_summary_of_an_observation_alone() -> None:
    assert [key for key, kind in kinds().items() if kind.college is not College.WITHOUT_CODES] == ["abc_observation"]
    assert kinds()["abc_observation"].college is College.SUMMARY


def test_what_is_said_of_the_student_stays_between_student_mentor_and_college() -> None:
    shut = {key for key, kind in kinds().items() if kind.school is School.MENTOR}
    assert shut == {"mentor_feedback", "visit_record"}


def test_a_portfolio_holds_one_of_these() -> None:
    assert {key for key, kind in kinds().items() if kind.once} == {
        *("mentor_feedback", "policy_sketch", "project_sheet", "reflection")
    }


def test_explaining_waits_until_the_observation_is_closed() -> None:
    observation = kinds()["abc_observation"]
    assert [part.key for part in observation.parts if part.after_closing] == ["interpretation"]
    assert [key for key, kind in kinds().items() if kind.closes] == ["abc_observation"]


def test_the_steps_of_no_blame_wait_for_the_consent_of_the_first() -> None:
    no_blame = kinds()["no_blame"]
    doors = {part.key: part.opens_when and part.opens_when.field for part in no_blame.parts if "step_" in part.key}
    assert doors == {"step_1": None} | {f"step_{number}": "permission" for number in range(2, 8)}
    led = [field for field in no_blame.fields if field.key.endswith("_led_by")]
    assert {option.key for field in led for option in field.options} == {
        *("care_coordinator", "care_coordinator_and_student")
    }


def test_the_steps_of_a_consultation_are_about_a_child() -> None:
    report = kinds()["consultation_report"]
    asked = {each.key for each in report.fields if each.required_when and each.required_when.field == "pupils"}
    assert asked == {
        *("step_strengths", "step_facts", "step_needs", "step_goal", "agreements", "informed", "follow_up"),
        *("chair", "minute_taker", "permission"),
    }
    open_to_all = {each.key for part in report.parts if part.key == "steps" for each in part.fields if not each.layers}
    assert open_to_all == set()


def test_only_what_a_camera_shows_is_watched_for_words_of_judgement() -> None:
    watched = {f"{kind.key} {key}" for kind in kinds().values() for key, field in every_field(kind) if field.camera}
    assert watched == {
        *("abc_observation events.b_behaviour", "abc_observation events.a_antecedent"),
        *("abc_observation events.c_consequence", "testing observations.seen"),
    }
    judges = kinds()["abc_observation"].judges
    assert judges is not None
    assert {"boos", "lui", "agressief", "stout", "vervelend"} <= set(judges["nl"])
    assert {"angry", "lazy"} <= set(judges["en"])


def test_the_scale_of_feedback_has_four_steps_in_words_and_a_way_out() -> None:
    (scale,) = kinds()["mentor_feedback"].scales
    assert [(step.key, step.name.nl) for step in scale.steps] == [
        ("not_yet", "nog niet"),
        ("growing", "in groei"),
        ("solid", "stevig"),
        ("strong", "sterk"),
        ("not_seen", "niet aan bod gekomen"),
    ]
    assert (scale.way_out, scale.comment_at, scale.comment_least) == ("not_seen", ("not_yet", "strong"), 15)
    assert kinds()["self_assessment"].scales == (scale,)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_question_asks_for_a_name_a_birth_date_or_a_diagnosis(language: str) -> None:
    forbidden = re.compile(
        r"\b(namen?|voornaam|geboorte\w*|diagnos\w*|rijksregister\w*|names?|birth\w*|surname)\b", re.IGNORECASE
    )
    asked = [
        f"{kind.key} {key}: {text}"
        for kind in kinds().values()
        for key, field in every_field(kind)
        for text in (key, field.name.in_(language))
        if forbidden.search(text)
    ]
    assert asked == []


@pytest.mark.parametrize("year", YEARS)
def test_a_pupil_is_a_code_that_never_lies_open(year: str) -> None:
    fields = [(kind, field) for kind in kinds(year).values() for _, field in every_field(kind)]
    lying = [kind.key for kind, field in fields if field.type is FieldType.PUPIL and Layer.OPEN in field.layers]
    assert lying == []


def test_what_a_block_knows_is_filled_in() -> None:
    begun = {
        f"{kind.key} {field.key}": field.begins_with.value
        for key in ("activity", "abc_observation", "consultation_report", "project_sheet", "diary")
        for kind in (kinds()[key],)
        for field in kind.fields
        if field.begins_with is not None
    }
    block = {"task": "task", "date": "date", "place": "place", "role": "role", "level": "level", "package": "package"}
    timed = {"start": "start", "end": "end", "pupils": "pupils"}
    assert begun == {
        **{f"activity {key}": source for key, source in {**block, "pupils": "pupils"}.items()},
        **{f"abc_observation {key}": source for key, source in {**block, **timed, "activity": "at_what"}.items()},
        **{f"consultation_report {key}": source for key, source in {**block, **timed}.items()},
        "project_sheet class_label": "class_label",
        "diary date": "today",
    }


def test_the_hours_of_a_sheet_count_in_the_roster() -> None:
    counting = {field.key: field.counts_as for field in kinds()["activity"].fields if field.counts_as is not None}
    assert counting == {"hours_contact": "contact", "hours_preparation": "preparation", "hours_reporting": "reporting"}
    without = {key for key, kind in kinds().items() if not any(field.counts_as for field in kind.fields)}
    assert without == {
        *("diary", "document", "mentor_feedback", "policy_sketch", "project_sheet", "reflection"),
        *("self_assessment", "visit_record"),
    }


def test_levels_roles_and_packages_are_those_of_the_programme() -> None:
    asked = {field.key: [option.key for option in field.options] for field in kinds()["activity"].fields}
    assert asked["level"] == [level.key for level in edition().levels]
    assert asked["role"] == [role.key for role in edition().roles]
    assert asked["package"] == list(edition().packages)


SAME = {
    *("agenda", "co-teaching", "co-teaching.", "document", "effect", "feedback", "mentor", "moment", "no blame"),
    *("parallel", "partners", "plan", "privacy", "product", "project", "school (macro)", "spelling", "student"),
    "website",
}


def test_both_languages_are_filled_in_and_equal_on_purpose_only() -> None:
    equal = {text.nl.lower() for kind in kinds().values() for _, text in words_of(kind) if text.nl == text.en}
    assert equal == SAME


@pytest.mark.parametrize("year", YEARS)
def test_no_text_shouts_or_keeps_a_brace(year: str) -> None:
    texts = [(place, text) for kind in kinds(year).values() for place, text in words_of(kind)]
    assert [place for place, text in texts if set("{}!") & set(text.nl + text.en)] == []


def test_the_editions_differ_in_words_of_the_law_alone() -> None:
    then = {place: text.nl for kind in kinds("2020-2021").values() for place, text in words_of(kind)}
    now = {place: text.nl for kind in kinds().values() for place, text in words_of(kind)}
    assert then.keys() == now.keys()
    changed = {(then[place], now[place]) for place in now if then[place] != now[place]}
    assert changed == {
        ("ondersteuner", "leerondersteuner"),
        ("fase 3: overstap naar een school op maat", "fase 3: individueel aangepast curriculum (IAC)"),
        ("SES en GOK, meertaligheid, armoede.", "SES, meertaligheid, armoede."),
        *(
            (line.format(then), line.format(now))
            for line, then, now in (
                ("Afspraken met de klasleerkracht en de {}", "ondersteuner", "leerondersteuner"),
                ("CLB, {}, buitengewoon onderwijs, externen.", "ondersteuningsnetwerk", "leersteuncentrum"),
                ("Het CLB komt erbij, vaak ook het {}.", "ondersteuningsnetwerk", "leersteuncentrum"),
                ("De negen richtlijnen van CAST {} in korte eigen woorden: udlguidelines.cast.org.", "2.2", "3.0"),
            )
        ),
    }
