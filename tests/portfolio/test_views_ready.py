"""From draft to ready on the page: what still waits, who is asked to read, and what stays the student's alone."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from stagemap.portfolio.models import Sheet
from tests.portfolio.pages import form_of, now, text, to, went

pytestmark = pytest.mark.django_db


def test_ready_tells_what_waits_and_asks_the_mentor(draft: Sheet, student: Client) -> None:
    empty = form_of(student, to(draft, "write"), story="", do="ready")
    assert went(student.post(to(draft, "write"), empty)) == (303, to(draft, "readiness"))
    page = student.get(to(draft, "readiness"))
    assert [(wait.label, wait.url) for wait in page.context["waits"]] == [
        ("Verslag: story", f"{to(draft, 'write')}#ask-story")
    ]
    assert student.post(to(draft, "readiness"), {}).status_code == 409
    student.post(to(draft, "write"), form_of(student, to(draft, "write"), story="Nu wel"))

    answer = student.post(to(draft, "readiness"), {"ask": "yes", "by_day": "2027-03-26", "note": "Klopt het?"})

    assert went(answer) == (303, to(draft, "sheet"))
    asked = now(draft).requests.get()
    assert (now(draft).shown_id is not None, asked.by_day, asked.note) == (True, dt.date(2027, 3, 26), "Klopt het?")


def test_a_sheet_of_the_student_alone_asks_nobody_to_read_it(draft: Sheet, student: Client) -> None:
    asked = []
    for layer in ("annex", "private"):
        student.post(to(draft, "layer"), {"layer": layer})
        asked.append("vraag Els om na te lezen" in text(student.get(to(draft, "write"))))
    assert asked == [True, False]

    page = text(student.get(to(draft, "readiness")))
    assert ("Dit blad blijft van jou alleen" in page, "Anderen lezen het blad" in page) == (True, False)
    student.post(to(draft, "readiness"), {})
    assert now(draft).shown_id is not None
