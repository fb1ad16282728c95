"""Issuing personal links, revoking them, and helping back whoever lost one.

A link goes to one address: the one on file. Nobody who only knows a public id or an address learns anything.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from stagemap.activity.services import record
from stagemap.core.roles import SYSTEM, Relation, Viewer
from stagemap.kit.clock import local_date
from stagemap.kit.tokens import digest, new_secret
from stagemap.placements.models import Link, LinkOpening, LinkSession, Placement, SchoolPerson
from stagemap.placements.queries import links as queries
from stagemap.placements.services.link_codes import mail_code
from stagemap.post.services import write

PUBLIC_ID_BYTES = 16


@transaction.atomic
def issue_link(*, placement: Placement, person: SchoolPerson, by: Viewer, at: datetime) -> str:
    """Make and mail a new link for ``person`` to ``placement``; it takes the place of any earlier one.

    Answers the path with the secret in its fragment; nothing stores it but the mail until that was sent.
    """
    for old in Link.objects.filter(placement=placement, person=person, revoked_at=None):
        _revoke(old, at)
    secret = new_secret()
    link = Link.objects.create(
        public_id=secrets.token_urlsafe(PUBLIC_ID_BYTES),
        secret_hash=digest(secret),
        placement=placement,
        person=person,
        issued_at=at,
    )
    record(actor=by.actor, verb="issued", kind="link", id=link.pk, placement_id=placement.pk)
    path = f"{reverse('placements:link', args=[link.public_id])}#{secret}"
    _mail_link(link, path, by, at)
    return path


@transaction.atomic
def revoke_link(*, link: Link, by: Viewer, at: datetime) -> None:
    """Have ``link`` open no more and end what it opened. Its holder cannot renew it: that takes a new invitation."""
    if link.revoked_at is None:
        _revoke(link, at)
        record(actor=by.actor, verb="revoked", kind="link", id=link.pk, placement_id=link.placement_id)


@transaction.atomic
def help_back(*, public_id: str, at: datetime) -> None:
    """For somebody with an old link: mail the way back to the address on file, in silence.

    When the link was replaced, the way leads to the newest one. A link that somebody revoked is not renewed.
    """
    link = queries.link_of(public_id)
    newest = link and queries.newest_link(link.placement_id, link.person_id)
    if newest is not None and newest.revoked_at is None and queries.has_part(newest):
        _mail_way_back(newest, at)


@transaction.atomic
def help_back_by_mail(*, email: str, at: datetime) -> None:
    """For somebody of a school who typed their address where accounts sign in: the same, for each placement."""
    for link in queries.links_with_mail(email):
        _mail_way_back(link, at)


@transaction.atomic
def keep_language(*, language: str, by: Viewer) -> None:
    """Remember the language that somebody of a school chose, for pages and mails."""
    people = SchoolPerson.objects.filter(pk__in=[grant.person_id for grant in by.grants]).exclude(language=language)
    for person in people:
        person.language = language
        person.save(update_fields=["language"])
        record(actor=by.actor, verb="changed", kind="person", id=person.pk, fields=["language"])


def _mail_way_back(link: Link, at: datetime) -> None:
    """A code while the link still opens, so that no session of its holder ends; else a new link."""
    if queries.opens(link, local_date(at)):
        mail_code(link=link, at=at)
    else:
        issue_link(placement=link.placement, person=link.person, by=SYSTEM, at=at)


def _revoke(link: Link, at: datetime) -> None:
    """Close a link, and every session that it alone kept open."""
    link.revoked_at = at
    link.save(update_fields=["revoked_at"])
    openings = LinkOpening.objects.filter(link=link)
    sessions = list(openings.values_list("session_id", flat=True))
    openings.delete()
    LinkSession.objects.filter(pk__in=sessions, openings=None).delete()


def _mail_link(link: Link, path: str, by: Viewer, at: datetime) -> None:
    placement, person = link.placement, link.person
    invited_by_mentor = any(grant.relation is Relation.MENTOR for grant in by.grants)
    write(
        template="placements/mail/link",
        language=person.language,
        context={
            "person": person,
            "student": placement.student,
            "school": person.school,
            "is_mentor": placement.mentor_id == person.pk,
            "invited_by": by.name if invited_by_mentor else "",
            "url": f"{settings.SITE_URL}{path}",
        },
        kind="link",
        object_id=link.public_id,
        recipient=person.email,
        due_on=local_date(at),
        at=at,
        holds_secret=True,
    )
