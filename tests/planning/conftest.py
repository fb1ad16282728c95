"""A browser for every standing person, on Wednesday 24 March 2027."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from stagemap.core.roles import Action, Viewer
from stagemap.kit.clock import real_now
from stagemap.kit.tokens import digest
from stagemap.people.models import User
from stagemap.placements.models import Link, LinkOpening, LinkSession, Placement
from stagemap.placements.services.link_cookie import cookie_name
from stagemap.planning import access
from stagemap.planning.models import Plan
from tests import factories as make

Browser = Callable[[Viewer], Client]
Door = Callable[[Viewer, Action], Plan]


@pytest.fixture(autouse=True)
def _on_the_day_of_the_story() -> Iterator[None]:
    with time_machine.travel(make.AT, tick=False):
        yield


@pytest.fixture
def placement() -> Placement:
    """The placement of the story, with a supervisor and no plan."""
    made = make.placement()
    make.supervision(made)
    return made


@pytest.fixture
def who(placement: Placement) -> make.Viewers:
    """The standing persons of the placement."""
    return make.viewers(placement)


@pytest.fixture
def door(placement: Placement) -> Door:
    """The plan as somebody's door gives it."""
    return lambda viewer, action: access.get_for(viewer, placement.pk, action)


@pytest.fixture
def browser(placement: Placement) -> Browser:
    """A browser in which somebody is signed in, or opened their personal link."""

    def opened(viewer: Viewer) -> Client:
        client = Client()
        if viewer.user_id is not None:
            client.force_login(User.objects.get(pk=viewer.user_id))
        for grant in viewer.grants:
            key = f"key-{grant.person_id}"
            now = real_now()
            session = LinkSession.objects.create(key_hash=digest(key), started_at=now, seen_at=now)
            link = Link.objects.create(
                public_id=f"link-{grant.person_id}",
                secret_hash=digest("secret"),
                placement=placement,
                person_id=grant.person_id,
                issued_at=make.AT,
            )
            LinkOpening.objects.create(session=session, link=link, at=now)
            client.cookies[cookie_name()] = key
        return client

    return opened


@pytest.fixture
def plan(placement: Placement, who: make.Viewers) -> Plan:
    """The plan as the student's door gives it."""
    return access.get_for(who.student, placement.pk, Action.PLAN)


@pytest.fixture
def student(who: make.Viewers, browser: Browser) -> Client:
    """The student's browser."""
    return browser(who.student)


@pytest.fixture
def mentor(who: make.Viewers, browser: Browser) -> Client:
    """The mentor's browser."""
    return browser(who.mentor)


@pytest.fixture
def supervisor(who: make.Viewers, browser: Browser) -> Client:
    """The supervisor's browser."""
    return browser(who.supervisor)
