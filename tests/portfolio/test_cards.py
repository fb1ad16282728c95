"""The card in the class: what it shows, who gets in, and that it shows nothing else (G17)."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from stagemap.activity.models import Entry
from stagemap.core.refusals import Impossible
from stagemap.core.roles import Viewer
from stagemap.core.sheets import Layer
from stagemap.placements.models import Placement
from stagemap.planning import services as planning
from stagemap.portfolio.models import CardOpening, ClassCard, OpenPrint
from stagemap.portfolio.queries import cards as queries
from stagemap.portfolio.services import cards as services
from tests import factories as make

pytestmark = pytest.mark.django_db

MONDAY = dt.date(2027, 4, 19)
FRIDAY = MONDAY + dt.timedelta(days=4)
COOKIE = "stagemap-class"


def student_of(placement: Placement) -> Viewer:
    """The student of a placement."""
    return Viewer(user_id=placement.student_id, name=placement.student.name)


@pytest.fixture
def placement(placement: Placement) -> Placement:
    """With a week, a roster that was sent, and one sheet of each layer."""
    placement.week = MONDAY
    placement.save()
    plan = make.plan(placement, description="Voorspelbaar starten in 5A", goals="Elk kind kent de eerste stap")
    make.block(plan, title="Co-teaching rekenen #97", at_what="met #97", pupils="#97", day=MONDAY)
    planning.send_roster(plan=plan, by=student_of(placement), at=make.AT, reason="Alles volgt")
    for title, layer in (("Open blad", Layer.OPEN), ("Besloten blad", Layer.ANNEX), ("Eigen blad", Layer.PRIVATE)):
        make.sheet(placement, layer=layer, answers={"subject": title, "story": f"<p>{title} verteld</p>"})
    make.sheet(placement, layer=Layer.OPEN, answers={"subject": "Klad blad"}, is_ready=False)
    make.sheet(placement, layer=Layer.OPEN, answers={"subject": "Over #97"}, pupils="#97")
    return placement


def published(placement: Placement) -> ClassCard:
    """The card of a placement, made today."""
    return services.publish_card(placement=placement, by=student_of(placement), at=make.AT, today=make.TODAY)


def door_of(card: ClassCard) -> str:
    """The address on the card, without its key."""
    return reverse("portfolio:class_door", args=[card.public_id])


def opened(card: ClassCard, browser: Client | None = None) -> Client:
    """A browser that scanned the card and typed its pin."""
    keys = queries.keys_of(card)
    used = browser or Client()
    answer = used.post(door_of(card), {"secret": keys.secret, "pin": keys.pin})
    assert answer.status_code == 303
    return used


def words(browser: Client, card: ClassCard) -> str:
    """Every page of the folder, as one text."""
    front = browser.get(reverse("portfolio:class_tab", args=[card.public_id, "about"])).content.decode()
    tabs = re.findall(rf"/class/{card.public_id}/[a-z_]+/", front)
    pages = [browser.get(tab).content.decode() for tab in tabs]
    leaves = re.findall(rf"/class/{card.public_id}/[a-z_]+/[0-9]+/", "".join(pages))
    return front + "".join(pages) + "".join(browser.get(leaf).content.decode() for leaf in leaves)


def test_the_class_reads_the_open_layer_and_nothing_else(placement: Placement) -> None:
    card = published(placement)
    said = words(opened(card), card)
    shown = {
        text: text in said
        for text in (
            *("Noor Verhaegen", "Voorspelbaar starten in 5A", "Co-teaching rekenen", "Open blad verteld"),
            *("Besloten blad", "Eigen blad", "Klad blad", "Over een leerling", "#97"),
        )
    }
    assert [text for text, is_there in shown.items() if is_there] == [
        "Noor Verhaegen", "Voorspelbaar starten in 5A", "Co-teaching rekenen", "Open blad verteld",
    ]  # fmt: skip
    assert placement.student.email not in said


def test_a_snapshot_holds_no_code_and_no_address(placement: Placement) -> None:
    kept = json.dumps(published(placement).snapshot)
    mentor = placement.mentor
    assert mentor is not None
    assert [
        text for text in ("#97", "Besloten", "Eigen", "Klad", mentor.email, placement.student.email) if text in kept
    ] == []


def test_a_page_of_the_class_reads_the_card_and_the_programme_alone(placement: Placement) -> None:
    card = published(placement)
    browser = opened(card)
    page = reverse("portfolio:class_tab", args=[card.public_id, "meetings"])
    browser.get(page)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert browser.get(page).status_code == 200
    tables = sorted({name for query in asked for name in re.findall(r'FROM "(\w+)"', query["sql"])})
    assert tables == ["portfolio_cardopening", "portfolio_classcard"]


def test_what_is_written_later_is_shown_when_the_student_says_so(placement: Placement) -> None:
    card = published(placement)
    assert queries.new_since(card) == 0
    make.sheet(placement, layer=Layer.OPEN, answers={"subject": "Nieuw blad", "story": "<p>Nieuw verteld</p>"})
    browser = opened(card)
    assert (queries.new_since(card), "Nieuw verteld" in words(browser, card)) == (1, False)

    by = student_of(placement)
    services.renew_card(placement=placement, by=by, at=make.AT, today=make.TODAY)

    card.refresh_from_db()
    assert (queries.new_since(card), "Nieuw verteld" in words(browser, card)) == (0, True)


@pytest.mark.parametrize("press", ["reopening", "layer"])
def test_what_is_taken_back_leaves_the_class_at_once(placement: Placement, press: str) -> None:
    card = published(placement)
    browser = opened(card)
    sheet = placement.sheets.get(title="Open blad")
    student = make.sign_in(Client(), student_of(placement), placement)
    before = "Open blad" in words(browser, card)

    student.post(reverse(f"portfolio:{press}", args=[placement.pk, sheet.pk]), {"layer": "annex"})

    card.refresh_from_db()
    assert (before, "Open blad" in words(browser, card), "Open blad" in json.dumps(card.snapshot)) == (
        True, False, False,
    )  # fmt: skip
    assert "Voorspelbaar starten in 5A" in words(browser, card)


def test_the_keys_of_a_card_are_stored_nowhere_and_always_the_same(placement: Placement) -> None:
    card = published(placement)
    keys, again = queries.keys_of(card), queries.keys_of(ClassCard.objects.get())
    assert keys == again
    assert (len(keys.secret), len(keys.pin), keys.in_groups.replace(" ", "")) == (26, 6, keys.secret)
    assert keys.secret not in json.dumps(list(ClassCard.objects.values()), default=str)
    assert queries.keys_of(make.class_card(make.placement(student=make.user("Jonas Wouters")))) != keys


def test_a_card_may_be_copied_from_paper(placement: Placement) -> None:
    card = published(placement)
    keys = queries.keys_of(card)
    answer = Client().post(door_of(card), {"secret": keys.in_groups.upper(), "pin": f"{keys.pin[:3]} {keys.pin[3:]}"})
    assert (answer.status_code, answer.cookies[COOKIE]["httponly"], answer.cookies[COOKIE]["max-age"]) == (
        303, True, 12 * 3600,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"secret": "", "pin": "000000"}, "Scan de code op de kaart, of neem de sleutel hier over."),
        ({"secret": "abcd", "pin": "000000"}, "Scan de code op de kaart, of neem de sleutel hier over."),
        ({"pin": ""}, "Typ de zes cijfers die op de kaart staan."),
        ({"pin": "12345"}, "Dit is niet de pincode van de kaart. Kijk nog eens op de kaart in de klas."),
    ],
)
def test_a_wrong_key_or_pin_is_told_and_opens_nothing(placement: Placement, typed: dict[str, str], said: str) -> None:
    card = published(placement)
    answer = Client().post(door_of(card), {"secret": queries.keys_of(card).secret} | typed)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not CardOpening.objects.exists()


def test_five_wrong_pins_shut_the_card_for_a_while_for_the_right_pin_too(placement: Placement) -> None:
    card = published(placement)
    keys = queries.keys_of(card)
    typed = [{"secret": keys.secret, "pin": f"{(int(keys.pin) + n + 1) % 10**6:06}"} for n in range(5)]
    assert [Client().post(door_of(card), each).status_code for each in typed] == [422] * 5
    assert Client().post(door_of(card), {"secret": keys.secret, "pin": keys.pin}).status_code == 429
    with time_machine.travel(make.AT + dt.timedelta(minutes=15), tick=False):
        opened(card)


def test_who_has_no_card_cannot_shut_it_for_the_class(placement: Placement) -> None:
    card = published(placement)
    for _ in range(6):
        assert Client().post(door_of(card), {"secret": "geraden", "pin": "000000"}).status_code == 422
    opened(card)


def test_a_whole_class_gets_in_with_the_right_pin(placement: Placement) -> None:
    card = published(placement)
    for _ in range(7):
        opened(card)
    assert queries.card_of(placement).opened == 7  # type: ignore[union-attr]  # annotated


def test_a_browser_reads_on_for_a_school_day(placement: Placement) -> None:
    card = published(placement)
    browser = opened(card)
    page = reverse("portfolio:class_tab", args=[card.public_id, "about"])
    assert browser.get(page).status_code == 200
    with time_machine.travel(make.AT + dt.timedelta(hours=12, minutes=1), tick=False):
        answer = browser.get(page)
    assert (answer.status_code, answer.headers["Location"]) == (302, door_of(card))


def test_one_press_shuts_the_folder_for_every_browser(placement: Placement) -> None:
    card = published(placement)
    browser = opened(card)
    services.stop_card(placement=placement, by=student_of(placement), at=make.AT)
    pages = [door_of(card), reverse("portfolio:class_tab", args=[card.public_id, "about"])]
    assert [browser.get(page).status_code for page in pages] == [404, 404]


def test_a_new_card_ends_the_old_one(placement: Placement) -> None:
    first = published(placement)
    second = published(placement)
    assert [Client().get(door_of(card)).status_code for card in (first, second)] == [404, 200]
    assert ClassCard.objects.filter(stopped_at=None).get() == second


def test_unknown_stopped_and_over_look_alike(placement: Placement) -> None:
    card = published(placement)
    unknown = Client().get(reverse("portfolio:class_door", args=["bestaatniet"]))
    with time_machine.travel(dt.datetime(2027, 4, 24, 9, tzinfo=dt.UTC), tick=False):
        over = Client().get(door_of(card))
    bodies = [
        re.sub(rb'value="/class/[^"]*"|"X-CSRFToken": "[^"]*"|token" value="[^"]*"', b"", each.content)
        for each in (unknown, over)
    ]
    assert (unknown.status_code, over.status_code, bodies[0] == bodies[1]) == (404, 404, True)


def test_the_door_names_nobody_until_the_pin_was_right(placement: Placement) -> None:
    page = Client().get(door_of(published(placement))).content.decode()
    assert [name for name in ("Noor", "Verhaegen", "5A") if name in page] == []


def test_a_leaf_that_is_not_there_is_the_same_polite_page(placement: Placement) -> None:
    card = published(placement)
    browser = opened(card)
    pages = [f"/class/{card.public_id}/nergens/", f"/class/{card.public_id}/about/9/"]
    assert [browser.get(page).status_code for page in pages] == [404, 404]


def test_a_card_opens_until_the_last_day_with_contact(placement: Placement) -> None:
    assert published(placement).valid_until == FRIDAY
    make.block(placement.plan, title="Inhaaldag", day=dt.date(2027, 4, 27))
    assert published(placement).valid_until == dt.date(2027, 4, 27)


@pytest.mark.parametrize(("week", "reason"), [(None, services.NO_WEEK), (dt.date(2027, 3, 15), services.WEEK_OVER)])
def test_there_is_no_card_before_a_week_is_chosen_or_after_it(
    placement: Placement, week: dt.date | None, reason: str
) -> None:
    placement.plan.blocks.all().delete()
    placement.week = week
    with pytest.raises(Impossible) as refused:
        published(placement)
    assert (refused.value.reason, ClassCard.objects.count()) == (reason, 0)


def test_a_card_that_is_not_there_is_not_renewed(placement: Placement) -> None:
    by = student_of(placement)
    with pytest.raises(Impossible) as refused:
        services.renew_card(placement=placement, by=by, at=make.AT, today=make.TODAY)
    assert refused.value.reason == services.NO_CARD


def test_the_print_is_said_once_and_taken_back(placement: Placement) -> None:
    by = student_of(placement)
    for _ in range(2):
        services.lay_print(placement=placement, by=by, at=make.AT)
    assert OpenPrint.objects.count() == 1
    for _ in range(2):
        services.take_print_back(placement=placement, by=by)
    assert OpenPrint.objects.count() == 0
    assert [entry.verb for entry in Entry.objects.filter(kind="open layer")] == ["printed", "took back"]


def test_every_write_leaves_a_line(placement: Placement) -> None:
    by = student_of(placement)
    opened(published(placement))
    services.renew_card(placement=placement, by=by, at=make.AT, today=make.TODAY)
    services.stop_card(placement=placement, by=by, at=make.AT)
    lines = [(entry.actor, entry.verb) for entry in Entry.objects.filter(kind="class card").order_by("id")]
    assert lines == [(by.actor, "published"), ("nobody", "opened"), (by.actor, "renewed"), (by.actor, "stopped")]
