"""Every route of the placements for every standing person: open, not there, or sign in; and nothing leaks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from stagemap.core.roles import Relation, Viewer
from stagemap.placements.models import Placement
from tests import factories as make

pytestmark = pytest.mark.django_db

STORY = dt.datetime(2027, 3, 24, 9, tzinfo=dt.UTC)
CANARY = "Kanarie"
OPEN, SAVED, UNSAVED, GONE, SIGN_IN = 200, 303, 422, 404, 302
S, M, K, C = Relation.STUDENT, Relation.MENTOR, Relation.SUPERVISOR, Relation.COORDINATOR
READERS = frozenset({S, M, K, C})
TALKERS = frozenset({S, M, K})


@dataclass(frozen=True)
class Door:
    """A route with its method, who comes in, and with which status."""

    name: str
    keys: tuple[str, ...]
    who: frozenset[Relation]
    method: str = "get"
    status: int = OPEN


def only(*relations: Relation) -> frozenset[Relation]:
    return frozenset(relations)


DOORS = (
    Door("list", ("edition",), only(C)),
    Door("create", ("edition",), only(C)),
    Door("create", ("edition",), only(C), "post", UNSAVED),
    Door("school", ("school",), only(C)),
    Door("school_change", ("school",), only(C)),
    Door("school_change", ("school",), only(C), "post", UNSAVED),
    Door("site_new", ("school",), only(C)),
    Door("site_new", ("school",), only(C), "post", UNSAVED),
    Door("closure_new", ("school",), only(C)),
    Door("closure_new", ("school",), only(C), "post", UNSAVED),
    Door("standing_new", ("school",), only(C)),
    Door("standing_new", ("school",), only(C), "post", UNSAVED),
    Door("part_removal", ("school", "kind", "site"), only(C), "post", SAVED),
    Door("person_new", ("school",), only(C)),
    Door("person_new", ("school",), only(C), "post", UNSAVED),
    Door("person", ("school", "person"), only(C)),
    Door("person", ("school", "person"), only(C), "post", UNSAVED),
    Door("person_removal", ("school", "spare"), only(C), "post", SAVED),
    Door("placement", ("placement",), READERS),
    Door("change", ("placement",), only(C)),
    Door("change", ("placement",), only(C), "post", UNSAVED),
    Door("supervisors", ("placement",), only(C)),
    Door("supervisors", ("placement",), only(C), "post", UNSAVED),
    Door("lead", ("placement", "supervisor"), only(C), "post", SAVED),
    Door("release", ("placement", "supervisor"), only(C), "post", SAVED),
    Door("papers", ("placement",), only(S, C)),
    Door("papers", ("placement",), only(S, C), "post", OPEN),
    Door("moments", ("placement",), READERS),
    Door("moment", ("placement", "one"), only(S)),
    Door("moment", ("placement", "one"), only(S), "post", SAVED),
    Door("moment_holding", ("placement", "one"), only(S), "post", SAVED),
    Door("moment_reopening", ("placement", "one"), only(S), "post", SAVED),
    Door("agreements", ("placement",), READERS),
    Door("agreement_new", ("placement",), only(S, M), "post", UNSAVED),
    Door("agreement_completion", ("placement", "agreement"), only(S, M), "post", SAVED),
    Door("agreement_reopening", ("placement", "agreement"), only(S, M), "post", SAVED),
    Door("messages", ("placement",), TALKERS),
    Door("message_new", ("placement",), TALKERS, "post", UNSAVED),
    Door("readers", ("placement",), only(M)),
    Door("readers", ("placement",), only(M), "post", UNSAVED),
    Door("reader_withdrawal", ("placement", "reading"), only(M), "post", SAVED),
    Door("invitations", ("placement",), only(C)),
    Door("invitation_student", ("placement",), only(C), "post", SAVED),
    Door("invitation_mentor", ("placement",), only(C), "post", SAVED),
    Door("link_revocation", ("placement", "link"), only(C), "post", SAVED),
)


@dataclass(frozen=True)
class World:
    """One placement full of canaries, its persons, and what its routes need."""

    placement: Placement
    viewers: dict[Relation, Viewer]
    keys: dict[str, object]

    def url(self, door: Door) -> str:
        return reverse(f"placements:{door.name}", args=[self.keys[key] for key in door.keys])


def a_world() -> World:
    edition = make.edition()
    school = make.school(edition.programme, name=f"{CANARY}school")
    student = make.user(f"{CANARY} Verhaegen")
    placement = make.placement(edition, student=student, school=school)
    known = make.viewers(placement)
    assert placement.mentor is not None
    make.paper(placement)
    make.moment(placement, look_for=f"{CANARY} kijk", notes=f"{CANARY} notitie")
    make.message(placement, text=f"{CANARY} bericht")
    supervision = placement.supervisions.get()
    keys = {
        "edition": edition.pk,
        "school": school.pk,
        "kind": "site",
        "site": make.site(school).pk,
        "person": placement.mentor.pk,
        "spare": make.person(school, "Nele Aerts").pk,
        "placement": placement.pk,
        "supervisor": supervision.supervisor_id,
        "one": 1,
        "agreement": make.agreement(placement, f"{CANARY} afspraak").pk,
        "reading": placement.readings.order_by("-id")[0].pk,
        "link": make.link(placement, placement.mentor).pk,
    }
    return World(placement, known.all(), keys)


def ask(client: Client, world: World, door: Door) -> tuple[int, str]:
    response = client.get(world.url(door)) if door.method == "get" else client.post(world.url(door), {})
    return response.status_code, response.content.decode()


@pytest.mark.parametrize("door", DOORS, ids=lambda door: f"{door.name}-{door.method}")
@time_machine.travel(STORY, tick=False)
def test_a_door_is_open_or_does_not_exist(client: Client, door: Door) -> None:
    world = a_world()
    status, text = ask(client, world, door)
    assert (status, CANARY in text) == (SIGN_IN, False)
    other = make.account(make.coordinator(make.programme("other"), "Bart Segers"))
    shut = [world.viewers[relation] for relation in Relation if relation not in door.who]
    for viewer in (other, *shut):
        make.sign_in(client, viewer, world.placement)
        status, text = ask(client, world, door)
        assert (viewer.name, status, CANARY in text.replace(viewer.name, "me")) == (viewer.name, GONE, False)
    for relation in sorted(door.who):
        make.sign_in(client, world.viewers[relation], world.placement)
        assert (relation, ask(client, world, door)[0]) == (relation, door.status)


@pytest.mark.parametrize("relation", sorted(Relation))
@time_machine.travel(STORY, tick=False)
def test_the_list_of_schools_is_for_coordinators(client: Client, relation: Relation) -> None:
    world = a_world()
    make.sign_in(client, world.viewers[relation], world.placement)
    response = client.get(reverse("placements:schools"))
    text = response.content.decode().replace(world.viewers[relation].name, "me")
    assert (response.status_code, CANARY in text) == ((OPEN, True) if relation is C else (GONE, False))
    new = client.get(reverse("placements:school_new", args=["zorgstage"]))
    assert new.status_code == (OPEN if relation is C else GONE)


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("part_removal", ("school", "kind", "site")),
        ("person", ("school", "person")),
        ("person_removal", ("school", "spare")),
        ("lead", ("placement", "supervisor")),
        ("release", ("placement", "supervisor")),
        ("moment", ("placement", "one")),
        ("agreement_completion", ("placement", "agreement")),
        ("reader_withdrawal", ("placement", "reading")),
        ("link_revocation", ("placement", "link")),
    ],
)
@time_machine.travel(STORY, tick=False)
def test_a_part_of_another_placement_or_school_does_not_exist(client: Client, name: str, keys: tuple[str, ...]) -> None:
    mine, foreign = a_world(), a_world()
    other = make.placement(make.edition(make.programme("other")))
    assert other.mentor is not None
    assert other.school is not None
    foreign.keys.update(
        site=make.site(other.school).pk,
        person=other.mentor.pk,
        spare=other.mentor.pk,
        supervisor=make.supervision(other).supervisor_id,
        one=3,
        agreement=make.agreement(other).pk,
        reading=make.reading(other, other.mentor).pk,
        link=make.link(other, other.mentor).pk,
    )
    keys_of = [mine.keys[keys[0]], *(foreign.keys[key] for key in keys[1:])]
    url = reverse(f"placements:{name}", args=keys_of)
    for relation in (S, M, C):
        make.sign_in(client, mine.viewers[relation], mine.placement)
        assert client.post(url, {}).status_code == GONE


def test_methods_that_a_page_does_not_know_change_nothing(client: Client) -> None:
    world = a_world()
    make.sign_in(client, world.viewers[S], world.placement)
    url = reverse("placements:moment", args=[world.placement.pk, 1])
    for method in (client.put, client.patch, client.delete):
        assert method(url).status_code == 405
    assert client.head(url).status_code == OPEN
