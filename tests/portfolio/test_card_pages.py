"""The page of the class card: who presses what, and what a press says."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from stagemap.core.roles import Viewer
from stagemap.placements.models import Placement
from stagemap.portfolio.models import ClassCard, OpenPrint
from stagemap.portfolio.queries.cards import card_of
from stagemap.portfolio.views.laid_open import tabs_of
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def placement(placement: Placement) -> Placement:
    """With a week."""
    placement.week = dt.date(2027, 4, 19)
    placement.save()
    return placement


def test_the_student_publishes_and_the_mentor_stops(placement: Placement, who: make.Viewers) -> None:
    student, mentor = (make.sign_in(Client(), viewer, placement) for viewer in (who.student, who.mentor))
    page = reverse("portfolio:card", args=[placement.pk])
    assert student.post(f"{page}publication/").status_code == 303
    said = mentor.get(page).content.decode()
    assert ("0 keer" in said, "Maak een nieuwe kaart" in said, "Stop de kaart" in said) == (True, False, True)
    assert ("Stopt u ze" in said, "of maak een nieuwe" in said) == (True, False)
    assert mentor.post(f"{page}stop/").status_code == 303
    assert "Er is geen kaart." in mentor.get(page).content.decode()


def test_a_double_press_makes_one_card(placement: Placement, who: make.Viewers) -> None:
    student = make.sign_in(Client(), who.student, placement)
    page = reverse("portfolio:card", args=[placement.pk])

    for made in (1, 2):
        sent = re.findall(r'name="instead" value="(\w*)"', student.get(page).content.decode())
        for _ in range(2):
            assert student.post(f"{page}publication/", {"instead": sent[0]}).status_code == 303
        assert (ClassCard.objects.count(), ClassCard.objects.filter(stopped_at=None).count()) == (made, 1)


@pytest.mark.parametrize("press", ["renewal", "publication"])
def test_a_press_that_cannot_be_done_says_why(placement: Placement, press: str) -> None:
    placement.week = None
    placement.save()
    browser = make.sign_in(Client(), Viewer(user_id=placement.student_id), placement)
    page = reverse("portfolio:card", args=[placement.pk])
    answer = browser.post(f"{page}{press}/", follow=True)
    wanted = {"renewal": "Er is geen kaart om te vernieuwen", "publication": "Kies eerst je stageweek"}[press]
    assert (answer.status_code, wanted in answer.content.decode()) == (200, True)


def test_once_the_week_is_over_no_card_is_offered(placement: Placement) -> None:
    placement.week = dt.date(2027, 3, 8)
    placement.save()
    browser = make.sign_in(Client(), Viewer(user_id=placement.student_id), placement)
    said = browser.get(reverse("portfolio:card", args=[placement.pk])).content.decode()
    assert ("De stageweek is voorbij" in said, "Maak de kaart" in said) == (True, False)


def test_a_sheet_without_a_title_lies_open_by_the_name_of_its_kind(placement: Placement) -> None:
    make.sheet(placement, make.sheet_kind("log", title_from=()), title="", layer="open")
    browser = make.sign_in(Client(), Viewer(user_id=placement.student_id), placement)
    page = reverse("portfolio:card", args=[placement.pk])
    browser.post(f"{page}publication/")
    card = card_of(placement)
    assert card is not None
    shown = tabs_of(card)
    assert (browser.get(page).context["titles"], shown[-1].leaves[-1].title) == (("Log",), "Log")


def test_the_student_says_that_the_print_lies_there(placement: Placement) -> None:
    browser = make.sign_in(Client(), Viewer(user_id=placement.student_id), placement)
    page = reverse("portfolio:card", args=[placement.pk])
    browser.post(f"{page}print/")
    assert "ligt sinds" in browser.get(page).content.decode()
    browser.post(f"{page}print/", {"laid": "no"})
    assert OpenPrint.objects.count() == 0
