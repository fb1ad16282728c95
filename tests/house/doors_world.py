"""The world behind the table of doors: placements full of canaries, and a browser for every persona."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.test import Client

from stagemap.core.roles import Viewer
from stagemap.core.sheets import Layer, Part
from stagemap.kit.tokens import digest
from stagemap.kit.uploads import store
from stagemap.people.models import User
from stagemap.placements.models import Link, LinkOpening, LinkSession, Placement
from stagemap.planning import services
from stagemap.planning.models import CalendarFeed
from stagemap.portfolio.models import Attachment, Sheet
from stagemap.post.models import Mail
from tests import factories as make
from tests.factories import AT

TOKEN = "kanarie-feed"
CARD = "kanariekaart"
CANARIES = {
    "Kanarieschool": "SMTZBC",  # where
    "Kanarienotitie": "SMBC",  # observation moments and agreements
    "Kanariebericht": "SMB",  # messages
    "Kanarieplan": "SMB",  # what stands in the plan and was not sent
    "Kanarierooster": "SMTZBC",  # what was sent
    "Kanariedraft": "S",  # a sheet that is not ready, and what was written on since in one that is
    "Kanariebijlage": "SMZB",  # a sheet in the annex, and a note about a day
    "Kanarieopen": "SMTZB",  # a sheet in the open layer
    "Kanariefoto": "SMTZB",  # a file beside a sheet in the open layer
    "#97": "SMZ",  # which pupil: student, mentor and care team alone
}
"""What each placement holds, and the personas (by their letter) who may read it."""
SCHOOL, NOTE, MESSAGE, PLAN, ROSTER, DRAFT, ANNEX, OPEN, PHOTO, PUPIL = CANARIES
MONDAY = dt.date(2027, 4, 19)
LONG_AGO = dt.date(2026, 5, 4)
JUST_OVER = dt.date(2027, 3, 15)
Keys = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Home:
    """One placement with its people (by letter), and the ids that its addresses need."""

    placement: Placement
    people: Mapping[str, Viewer]
    keys: Keys


@dataclass(frozen=True, slots=True)
class World:
    """The placement that everybody asks for, the same after its week and closed, another one; browsers by persona."""

    here: Home
    after: Home
    closed: Home
    elsewhere: Home
    browsers: Mapping[str, Client]
    ended: Mapping[str, Client]
    """Nobody's browsers: without a session, with a link that was revoked, expired or left idle, of a calendar."""
    later: Mapping[str, Mapping[str, Client]]
    """Browsers of the people of ``after`` and ``closed``."""


def a_world() -> World:
    """Everything that the table asks for."""
    here, elsewhere = _home("hier", canaries=True), _home("elders", canaries=False, programme="andere")
    after, closed = _home("na", canaries=True, week=JUST_OVER), _home("dicht", canaries=True, closed_at=AT)
    CalendarFeed.objects.create(
        placement=here.placement, person=here.placement.class_mentor, token_hash=digest(TOKEN), issued_at=AT
    )
    make.link(here.placement, _person(here, "T"))
    make.class_card(here.placement, public_id=CARD)
    for home in (elsewhere, after, closed):
        make.class_card(home.placement)
    browsers = {letter: browser_of(here, letter) for letter in here.people}
    browsers |= {letter.lower(): browser_of(elsewhere, letter) for letter in "SMBC"}
    browsers["a"] = _signed_in(make.user("Ada Beheerder"))
    later = {
        name: {letter: browser_of(home, letter) for letter in home.people}
        for name, home in (("after", after), ("closed", closed))
    }
    return World(here, after, closed, elsewhere, browsers, _ended(here), later)


def _home(name: str, *, canaries: bool, programme: str = "", **fields: Any) -> Home:
    """A placement with people, plan and a roster that was sent; everything in it sings when there are ``canaries``."""
    edition = make.edition(make.programme(programme)) if programme else make.edition()
    say = {key: key if canaries else name for key in CANARIES}
    school = make.school(edition.programme, name=f"{say[SCHOOL]} {name}")
    placement = make.placement(edition, school=school, **{"week": MONDAY, "closed_at": None} | fields)
    known = make.viewers(placement)
    make.paper(placement)
    moment = make.moment(placement, look_for=say[NOTE], notes=say[NOTE])
    keys = _around(placement, say) | {"number": moment.number, "edition_id": edition.pk, "school_id": school.pk}
    more = _plan(placement, known, say) | _portfolio(placement, say)
    people = {"S": known.student, "M": known.mentor, "T": known.class_mentor, "Z": known.care_team}
    people |= {"B": known.supervisor, "C": known.coordinator}
    return Home(placement, people, keys | more | {"programme": edition.programme.key, "key": edition.programme.key})


def _around(placement: Placement, say: Mapping[str, str]) -> dict[str, object]:
    """Messages, agreements, mails and the parts of the school."""
    school, mentor = placement.school, placement.mentor
    assert school is not None
    assert mentor is not None
    make.message(placement, mentor, f"{say[MESSAGE]} over {say[PUPIL]}")
    agreed = make.agreement(placement, say[NOTE])
    site = make.site(school)
    spare = make.person(school, "Nele Aerts")
    link = make.link(placement, mentor)
    reading = placement.readings.first()
    assert reading is not None
    return {
        "placement_id": placement.pk,
        "agreement_id": agreed.pk,
        "kind": "site",
        "part_id": site.pk,
        "person_id": spare.pk,
        "supervisor_id": placement.supervisions.get().supervisor_id,
        "reading_id": reading.pk,
        "link_id": link.pk,
        "public_id": link.public_id,
    }


def _plan(placement: Placement, known: make.Viewers, say: Mapping[str, str]) -> dict[str, object]:
    """A plan of which a roster was sent, and that was changed since."""
    by = known.student
    plan = make.plan(placement, description=say[ROSTER], goals=say[ROSTER], desired_result=say[ROSTER])
    block = make.block(
        plan, title=f"{say[ROSTER]} {say[PUPIL]}", where=say[ROSTER], at_what=say[ROSTER], pupils=say[PUPIL],
        package="exploration", day=placement.week,
    )  # fmt: skip
    services.send_roster(plan=plan, by=by, at=AT, reason="Alles volgt")
    for field in ("description", "goals", "desired_result"):
        setattr(plan, field, f"{say[PLAN]} {say[PUPIL]}")
    plan.save()
    make.block(
        plan, title=f"{say[PLAN]} {say[PUPIL]}", where=say[PLAN], at_what=f"{say[PLAN]} {say[PUPIL]}",
        pupils=say[PUPIL], start=600, outcome_reason=say[PLAN], day=placement.week,
    )  # fmt: skip
    own = services.add_own_task(plan=plan, title=say[PLAN], level="pupil", by=by, at=AT)
    proposal = services.propose(
        plan=plan, fields=services.ProposalFields(task=services.TaskKey(code="H7"), note=say[PLAN]), by=known.mentor,
        at=AT,
    )  # fmt: skip
    other = services.add_extra_class(plan=plan, label="6B", reason=say[PLAN], by=by, at=AT)
    return {
        "block_id": block.pk,
        "own_task_id": own.pk,
        "proposal_id": proposal.pk,
        "extra_class_id": other.pk,
        "mail_id": Mail.objects.latest("id").pk,
        "pk": 1,
    }


def _portfolio(placement: Placement, say: Mapping[str, str]) -> dict[str, object]:
    """A draft, a sheet in the annex, and one in the open layer that was written on since; a note about a day."""
    parts = (
        Part("all", make.text("Alles"), tuple(make.sheet_field(key) for key in ("subject", "story"))),
        Part("may", make.text("Mag dit"), (make.sheet_field("permission", "consent"),)),
    )
    kind = make.sheet_kind(parts=parts)
    make.sheet(placement, kind, answers={"subject": say[DRAFT], "story": say[PUPIL]}, is_ready=False)
    make.sheet(placement, kind, answers={"subject": f"{say[ANNEX]} over {say[PUPIL]}"}, pupils=say[PUPIL])
    shown = {"subject": say[OPEN], "permission": {"on": "2027-03-20"}}
    sheet = make.sheet(placement, kind, answers=shown, layer=Layer.OPEN)
    sheet.answers, sheet.revision = shown | {"story": say[DRAFT]}, 2
    sheet.save()
    make.sheet_version(sheet)
    make.day_note(placement, f"{say[ANNEX]} met {say[PUPIL]}")
    return {"sheet_id": sheet.pk, "field": "permission", "attachment_id": _file(sheet, say).pk, "upload_id": uuid4()}


def _file(sheet: Sheet, say: Mapping[str, str]) -> Attachment:
    """A file beside a sheet, which lies where files lie; what it shows is for who reads the sheet."""
    arriving = store.arriving(f"{sheet.pk}")
    arriving.write_bytes(say[PHOTO].encode())
    return make.attachment(sheet, alt=say[PHOTO], digest=store.keep(arriving))


def _person(home: Home, letter: str) -> Any:
    person = {"M": home.placement.mentor, "T": home.placement.class_mentor}[letter]
    assert person is not None
    return person


def browser_of(home: Home, letter: str) -> Client:
    """A browser of somebody of this placement."""
    return make.sign_in(Client(), home.people[letter], home.placement)


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _ended(here: Home) -> dict[str, Client]:
    """Browsers that are nobody's."""
    mentor = _person(here, "M")
    revoked, expired = Client(), Client()
    Link.objects.filter(pk=make.open_link(revoked, here.placement, mentor).pk).update(revoked_at=AT)
    old = _home("vroeger", canaries=True, week=LONG_AGO)
    link = make.open_link(expired, old.placement, _person(old, "M"))
    Link.objects.filter(pk=link.pk).update(issued_at=AT - dt.timedelta(days=300))
    idle = Client()
    make.open_link(idle, here.placement, mentor)
    session = LinkOpening.objects.latest("id").session
    LinkSession.objects.filter(pk=session.pk).update(seen_at=AT - dt.timedelta(days=14))
    return {"nobody": Client(), "revoked": revoked, "expired": expired, "idle": idle, "feed": Client()}
