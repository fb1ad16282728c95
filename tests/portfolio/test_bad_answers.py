"""Bad answers by the hundred: each is kept whole and clean, or refused with a sentence that keeps what was typed."""

from __future__ import annotations

import re
from http import HTTPStatus
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client

from stagemap.core.sheets import faults_of
from stagemap.placements.models import Placement
from stagemap.portfolio.models import Sheet, SheetVersion
from tests import factories as make
from tests.portfolio import bad_answers
from tests.portfolio.every_type import ANSWERS, KIND
from tests.portfolio.pages import SCRIPT, form_of, html, now, to

pytestmark = pytest.mark.django_db
SEED = 20_270_419
HOW_MANY = 240
ACTIVE = re.compile(r"<script|onerror|onclick|onload|javascript:|srcdoc|style=", re.IGNORECASE)
FORM = "application/x-www-form-urlencoded"
TOLD = "Dit is nog niet bewaard."
MARKUP = {"story", "note", "how"}
KEPT, REFUSED = {200, 303}, {HTTPStatus.UNPROCESSABLE_ENTITY}
SENTENCES = {HTTPStatus.BAD_REQUEST: "niet volledig, of te groot", HTTPStatus.CONFLICT: ""}
"""What stands on the page of who sends more than any form holds, or changes an older text than the one that stands."""


def state(sheet: Sheet) -> tuple[object, ...]:
    """All that a save could change."""
    row = now(sheet)
    return row.answers, row.title, row.revision, row.layer, row.pupils, SheetVersion.objects.filter(sheet=sheet).count()


def test_a_bad_answer_is_kept_clean_or_refused_with_a_sentence(placement: Placement, student: Client) -> None:
    sheet = make.sheet(placement, KIND, answers=ANSWERS, is_ready=False)
    form = form_of(student, to(sheet, "write"))
    outcomes = {"kept": 0, "refused": 0, "turned away": 0}
    for number, sent in enumerate(bad_answers.posts(SEED, form, HOW_MANY)):
        before = state(sheet)
        sent.setdefault("revision", str(form["revision"]))
        headers = SCRIPT if number % 4 else {}
        answer = student.post(to(sheet, "write"), body_of(sent), FORM, headers=headers)
        if answer.status_code in KEPT:
            outcomes["kept"] += 1
            assert faults_of(KIND, now(sheet).answers, whole=False) == ()
            assert [said for said in texts(now(sheet).answers) if ACTIVE.search(said)] == []
        elif answer.status_code in REFUSED:
            outcomes["refused"] += 1
            assert (state(sheet), TOLD in html(answer)) == (before, True)
        else:
            outcomes["turned away"] += 1
            assert (state(sheet), SENTENCES[HTTPStatus(answer.status_code)] in html(answer)) == (before, True)
    assert sum(outcomes.values()) == HOW_MANY
    assert min(outcomes.values()) > 0, outcomes


def body_of(sent: QueryDict) -> str:
    """A form as it travels, halves of signs among it."""
    return urlencode([(name, each) for name in sent for each in sent.getlist(name)], errors="surrogatepass")


def texts(answers: object) -> list[str]:
    """Every long text of the answers, which pages show as markup."""
    if isinstance(answers, dict):
        return [
            *(value for key, value in answers.items() if key in MARKUP and isinstance(value, str)),
            *(text for value in answers.values() if not isinstance(value, str) for text in texts(value)),
        ]
    return [text for each in answers for text in texts(each)] if isinstance(answers, list) else []
