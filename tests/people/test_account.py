"""One's own account: what may be changed, other devices, and the language of the site."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from stagemap.activity.models import Entry
from stagemap.core.roles import SYSTEM, Viewer
from stagemap.people import queries
from stagemap.people.models import User
from stagemap.people.services import invite_account
from stagemap.post.models import Mail
from tests import factories
from tests.factories import AT
from tests.placements.links import issued, opened

pytestmark = pytest.mark.django_db
HILDE = Viewer(user_id=1, name="Hilde Wouters")


def signed_in(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def test_the_owner_changes_name_telephone_and_language() -> None:
    noor = factories.user()

    answer = signed_in(noor).post("/account/", {"name": " Noor V ", "telephone": "0470 12 34 56", "language": "en"})

    noor.refresh_from_db()
    assert (answer.status_code, answer.headers["Location"]) == (303, "/account/")
    assert (noor.name, noor.telephone, noor.language) == ("Noor V", "0470 12 34 56", "en")
    assert Entry.objects.get(verb="changed").fields == ["name", "telephone", "language"]


def test_nothing_changed_leaves_no_line() -> None:
    noor = factories.user()

    signed_in(noor).post("/account/", {"name": noor.name, "telephone": "", "language": "nl"})

    assert not Entry.objects.filter(verb="changed").exists()


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("telephone", "call me"), ("language", "fr"), ("name", "x" * 121)]
)
def test_a_wrong_value_gets_a_sentence_and_nothing_is_saved(field: str, value: str) -> None:
    noor = factories.user()
    data = {"name": "Somebody Else", "telephone": "02 000 00 00", "language": "en", field: value}

    answer = signed_in(noor).post("/account/", data)

    known = User.objects.get(pk=noor.pk)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert (known.name, known.telephone, known.language) == (noor.name, noor.telephone, noor.language)
    assert 'value="Somebody Else"' in answer.content.decode() or field == "name"


def test_the_address_is_not_the_owners_to_change() -> None:
    noor = factories.user()
    email = noor.email

    signed_in(noor).post(
        "/account/", {"name": "Noor", "telephone": "", "language": "nl", "email": "other@student.example"}
    )

    noor.refresh_from_db()
    assert noor.email == email


def test_signing_out_everywhere_else_leaves_only_this_device() -> None:
    noor = factories.user()
    here, there, other = signed_in(noor), signed_in(noor), signed_in(factories.user("Lars Peeters"))

    answer = here.post("/account/sessions/end/")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/account/")
    assert [browser.get("/account/").status_code for browser in (here, there, other)] == [200, 302, 200]


def test_an_account_page_is_for_accounts() -> None:
    mentor = opened(issued(factories.placement(week=None)))

    assert Client().get("/account/").headers["Location"] == "/sign-in/?next=%2Faccount%2F"
    assert [mentor.get("/account/").status_code, mentor.post("/account/sessions/end/").status_code] == [404, 404]


# --- language


def language(browser: Client) -> str:
    return browser.get("/sign-in/second-step/").headers["Content-Language"]


def test_dutch_comes_first_whatever_the_browser_prefers() -> None:
    assert Client().get("/sign-in/", headers={"Accept-Language": "en"}).headers["Content-Language"] == "nl"
    assert '<html lang="nl-BE">' in Client().get("/sign-in/").content.decode()


def test_a_stranger_chooses_a_language_by_cookie() -> None:
    browser = Client()

    answer = browser.post("/language/", {"language": "en", "next": "/sign-in/"})

    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in/")
    assert language(browser) == "en"
    assert '<html lang="en">' in browser.get("/sign-in/").content.decode()


def test_an_accounts_choice_is_kept_and_outranks_the_cookie() -> None:
    noor = factories.user()
    browser = signed_in(noor)
    browser.post("/language/", {"language": "en", "next": "/"})
    browser.cookies["language"] = "nl"

    noor.refresh_from_db()
    assert (noor.language, language(browser)) == ("en", "en")
    assert Entry.objects.get(verb="changed").fields == ["language"]


def test_the_language_of_a_mentor_is_that_of_the_cookie_else_their_own() -> None:
    placement = factories.placement(week=None)
    assert placement.mentor is not None
    placement.mentor.language = "en"
    placement.mentor.save()
    browser = opened(issued(placement))

    assert language(browser) == "en"
    browser.cookies["language"] = "nl"
    assert language(browser) == "nl"


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example/", "", "javascript:alert(1)"])
def test_a_choice_never_leads_to_another_site(target: str) -> None:
    assert Client().post("/language/", {"language": "en", "next": target}).headers["Location"] == "/"


@pytest.mark.parametrize("wanted", ["fr", "", "nl'--", "EN"])
def test_an_unknown_language_changes_nothing(wanted: str) -> None:
    answer = Client().post("/language/", {"language": wanted, "next": "/sign-in/"})

    assert (answer.status_code, answer.cookies.keys() & {"language"}) == (303, set())


def test_a_cookie_with_nonsense_reads_dutch() -> None:
    browser = Client()
    browser.cookies["language"] = "xx"

    assert language(browser) == "nl"


# --- invitations


def test_an_invitation_makes_an_account_and_mails_how_to_sign_in() -> None:
    user = invite_account(email=" Noor@Student.example ", name="Noor Verhaegen", telephone="0470", by=HILDE, at=AT)

    mail = Mail.objects.get()
    assert (user.email, user.name, user.telephone, user.language) == (
        "noor@student.example",
        "Noor Verhaegen",
        "0470",
        "nl",
    )
    assert (mail.recipient, mail.subject) == ("noor@student.example", "Je account in Stagemap")
    assert "Hilde Wouters maakte een account voor je" in mail.text
    assert "http://127.0.0.1:8000/sign-in/" in mail.text
    assert list(Entry.objects.values_list("actor", "verb", "kind", "object_id", "fields")) == [
        ("user:1", "invited", "account", str(user.pk), ["email"])
    ]


def test_somebody_known_keeps_what_they_said_and_is_mailed_once_a_day() -> None:
    first = invite_account(email="noor@student.example", name="Noor Verhaegen", by=HILDE, at=AT)
    second = invite_account(email="NOOR@student.example", name="N. V.", language="en", by=HILDE, at=AT)
    invite_account(email="noor@student.example", name="Noor", by=SYSTEM, at=AT + dt.timedelta(days=1))

    first.refresh_from_db()
    assert (second, first.name, first.language) == (first, "Noor Verhaegen", "nl")
    assert Mail.objects.count() == 2


def test_an_account_that_a_command_made_names_nobody_who_made_it() -> None:
    invite_account(email="hilde@hogeschool.example", name="Hilde Wouters", by=SYSTEM, at=AT)
    (mail,) = Mail.objects.all()
    assert mail.text.splitlines()[2].startswith("Er is een account voor je in Stagemap.")


def test_an_english_reader_is_invited_in_english() -> None:
    invite_account(email="john@student.example", name="John O'Neill", language="en", by=Viewer(), at=AT)

    text = Mail.objects.get().text
    assert "Hello John" in text
    assert "There is an account for you in Stagemap" in text


def test_accounts_are_found_by_id_and_by_address() -> None:
    noor = factories.user()

    assert queries.account(noor.pk) == noor
    assert queries.account(0) is None
    assert queries.account_with_mail(f" {noor.email.upper()} ") == noor
    assert queries.account_with_mail("nobody@elsewhere.example") is None
    assert User.objects.get_by_natural_key(noor.email.upper()) == noor
    assert (str(noor), noor.first_name, noor.initials) == ("Noor Verhaegen", "Noor", "NV")
