"""Two tabs or two devices wrote in one sheet: both texts are shown, and nothing is lost."""

from __future__ import annotations

import pytest
from django.test import Client

from stagemap.portfolio.models import Sheet
from tests.portfolio.pages import SCRIPT, form_of, now, to, went

pytestmark = pytest.mark.django_db


def test_two_tabs_see_both_texts_and_choose(draft: Sheet, student: Client) -> None:
    here = form_of(student, to(draft, "write"), story="Van hier", role="active")
    student.post(to(draft, "write"), form_of(student, to(draft, "write"), story="Van daar", subject="Ander"))

    told = student.post(to(draft, "write"), here, headers=SCRIPT)
    page = student.post(to(draft, "write"), here)

    assert (told.status_code, page.status_code, now(draft).revision) == (409, 409, 2)
    assert [(row["label"], row["pick"] is not None) for row in page.context["rows"]] == [
        ("subject", False),
        ("story", True),
        ("role", False),
    ]
    both = {name: page.context["form"][name].value() for name in ("revision", "merged", "mine")}
    answer = student.post(to(draft, "choice"), both | {"pick-story": "both"})
    assert went(answer) == (303, f"{to(draft, 'write')}#chosen")
    assert now(draft).answers == {
        "subject": "Ander",
        "story": "<p>Van daar</p><p>Van hier</p>",
        "role": "active",
    }


@pytest.mark.parametrize(("pick", "story"), [("mine", "<p>Van hier</p>"), ("theirs", "<p>Van daar</p>")])
def test_one_of_two_texts_can_be_chosen(draft: Sheet, student: Client, pick: str, story: str) -> None:
    here = form_of(student, to(draft, "write"), story="Van hier")
    student.post(to(draft, "write"), form_of(student, to(draft, "write"), story="Van daar"))
    form = student.post(to(draft, "write"), here).context["form"]
    both = {name: form[name].value() for name in ("revision", "merged", "mine")}

    student.post(to(draft, "choice"), both | {"pick-story": pick})

    assert now(draft).answers["story"] == story


@pytest.mark.parametrize(
    "bad",
    [
        *("", "[]", "{", "null", '"x"', "[" * 100_000, '{"a":' * 50_000, "9" * 5_000),
        *('{"story": "\\ud800"}', '{"role": ["\\udfff"]}'),
    ],
)
def test_a_choice_that_did_not_arrive_whole_changes_nothing(draft: Sheet, student: Client, bad: str) -> None:
    answer = student.post(to(draft, "choice"), {"revision": "1", "merged": bad, "mine": "{}"})

    assert (answer.status_code, now(draft).revision) == (422, 1)


def test_what_is_chosen_is_cleaned(draft: Sheet, student: Client) -> None:
    bad = '{"story": "<p onclick=x>Dag<script>y</script></p>", "alien": 1}'

    student.post(to(draft, "choice"), {"revision": "1", "merged": bad, "mine": "{}"})

    assert now(draft).answers == {"story": "<p>Dag</p>"}
