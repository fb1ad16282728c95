"""``stagemap programme``: check, show, appoint."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from stagemap.people.models import User
from stagemap.programmes.files import LIBRARY, shipped
from stagemap.programmes.models import Coordination
from tests import factories

KINDS = shipped()["zorgstage"].kinds["2026-2027"]


def run(*words: str) -> str:
    told = io.StringIO()
    call_command("programme", *words, stdout=told)
    return told.getvalue()


def test_check_says_that_the_shipped_programme_is_in_order() -> None:
    years, kinds = run("check", str(LIBRARY / "zorgstage")).splitlines()
    assert years == "zorgstage is in order: 2020-2021, 2026-2027."
    shown = ", ".join(f"{key} {kind.version}" for key, kind in KINDS.items())
    assert kinds == f"24 kinds of sheets in 9 tabs, each with its version: {shown}."


def test_check_lists_the_faults_and_fails(tmp_path: Path) -> None:
    folder = tmp_path / "zorgstage"
    shutil.copytree(LIBRARY / "zorgstage", folder)
    written = (folder / "programme.yaml").read_text()
    (folder / "programme.yaml").write_text(written.replace("target: 50 h", "target: 50:00"))
    told = io.StringIO()
    with pytest.raises(CommandError, match=r"^1 thing is wrong in zorgstage\.$"):
        call_command("programme", "check", str(folder), stdout=told)
    assert told.getvalue() == (
        'programme.yaml:8:11: hours.target: expected a duration such as "50 h" or "45 h 30", found "50:00".\n'
    )


def test_check_lists_the_faults_of_the_kinds_of_sheets_with_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "zorgstage"
    shutil.copytree(LIBRARY / "zorgstage", folder)
    for name, was, becomes in (
        ("sheets/diary.yaml", "tab: diary", "tab: days"),
        ("sheets/activity.yaml", "version: 1", "version: one"),
        ("texts.yaml", "texts:", "text:"),
    ):
        written = (folder / name).read_text()
        assert was in written
        (folder / name).write_text(written.replace(was, becomes, 1))
    told = io.StringIO()
    with pytest.raises(CommandError, match=r"^4 things are wrong in zorgstage\.$"):
        call_command("programme", "check", str(folder), stdout=told)
    tabs = "about, school, roster, project, activities, meetings, observations, diary, looking_back"
    assert told.getvalue().splitlines() == [
        'sheets/activity.yaml:4:10: version: expected a whole number such as 7, found "one".',
        f'sheets/diary.yaml:6:6: tab: expected one of {tabs}, found "days".',
        'texts.yaml:2:1: text: unknown key; did you mean "texts"? The keys here are texts.',
        'texts.yaml:2:1: the key "texts" is missing.',
    ]


def test_check_refuses_what_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere is no folder\.$"):
        run("check", str(tmp_path / "nowhere"))


def test_show_lists_what_ships() -> None:
    assert run("show") == run("show", "zorgstage") == "zorgstage: 2020-2021, 2026-2027\n"


def test_show_tells_what_an_edition_says() -> None:
    lines = run("show", "zorgstage", "2020-2021").splitlines()
    assert lines[:6] == [
        "Care internship 2020-2021, Odisee, bachelor of primary education",
        "period    2021-04-19 to 2021-05-28",
        "hours     50, from 45 to 55",
        "halves    40 to 60 % each",
        "moments   2 of observation",
        "tasks     60 in 11 groups on 3 levels",
    ]
    assert lines[6] == "sheets    24 kinds in 9 tabs"
    assert lines[9:15] == [
        "  2021-04-19  5 school days",
        "  2021-04-26  5 school days",
        "  2021-05-03  5 school days",
        "  2021-05-10  3 school days; 2021-05-13 Ascension Day; 2021-05-14 Day after Ascension",
        "  2021-05-17  5 school days",
        "  2021-05-24  4 school days; 2021-05-24 Whit Monday",
    ]
    at = lines.index("tab School and care policy")
    assert lines[at - 3 : at - 1] == [
        "  closed               supervisor       no date",
        "tab About this internship",
    ]
    assert lines[at + 1 : at + 3] == [
        f"  document             version {KINDS['document'].version}   Document",
        f"  policy_sketch        version {KINDS['policy_sketch'].version}   Sketch of the care policy",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["talentstage"], "The library holds zorgstage; there is no talentstage."),
        (["zorgstage", "1999-2000"], "zorgstage holds 2020-2021, 2026-2027; there is no 1999-2000."),
    ],
)
def test_show_names_what_there_is_when_asked_for_something_else(words: list[str], told: str) -> None:
    with pytest.raises(CommandError) as refusal:
        run("show", *words)
    assert str(refusal.value) == told


@pytest.mark.django_db
def test_appoint_lets_somebody_with_an_account_coordinate() -> None:
    user = factories.user("Hilde Wouters", email="hilde@college.example")
    assert run("appoint", "Hilde@College.example") == "Hilde Wouters coordinates zorgstage.\n"
    assert Coordination.objects.get().user == user


@pytest.mark.django_db
def test_appoint_says_who_or_what_is_not_known() -> None:
    with pytest.raises(
        CommandError, match=r"^Nobody has an account with niemand@college\.example\. Give --name to make one\.$"
    ):
        run("appoint", "niemand@college.example")
    user = factories.user(email="hilde@college.example")
    with pytest.raises(CommandError, match=r"^This programme is not in the library\.$"):
        run("appoint", user.email, "--programme", "talentstage")


@pytest.mark.django_db
def test_appoint_makes_and_invites_an_account_when_it_gets_a_name() -> None:
    assert (
        run("appoint", "hilde@college.example", "--name", "Hilde Wouters") == "Hilde Wouters coordinates zorgstage.\n"
    )
    user = Coordination.objects.get().user
    assert (user.email, user.name) == ("hilde@college.example", "Hilde Wouters")


@pytest.mark.django_db
def test_appoint_makes_no_account_for_a_programme_that_does_not_ship() -> None:
    with pytest.raises(CommandError, match=r"^This programme is not in the library\.$"):
        run("appoint", "hilde@college.example", "--name", "Hilde Wouters", "--programme", "talentstage")
    assert User.objects.count() == 0
