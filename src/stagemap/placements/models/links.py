from __future__ import annotations

from django.db import models

from .placement import Placement
from .school import SchoolPerson


class Link(models.Model):
    """A personal link for somebody without an account: one placement, one person.

    The path holds ``public_id``; the secret rides in the URL fragment and only its SHA-256 is stored. What the
    person is to the placement follows from the placement itself, never from the link. ``opened_at`` is the first
    time on the first device: any other device then needs a mailed code.
    """

    public_id = models.CharField(max_length=22, unique=True)
    secret_hash = models.CharField(max_length=64)
    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="links")
    person = models.ForeignKey(SchoolPerson, on_delete=models.CASCADE, related_name="links")
    issued_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"link {self.public_id}"


class LinkCode(models.Model):
    """A mailed six-digit code that opens a link on a new device or without JavaScript; only its hash is stored."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="codes")
    code_hash = models.CharField(max_length=64)
    mailed_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"code of link {self.link_id}"


class LinkSession(models.Model):
    """A browser that opened one or more links; the cookie holds the key, this row only its hash.

    Times are of the real clock, never of the demo clock. It ends after 14 idle days.
    """

    key_hash = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"link session {self.pk}"


class LinkOpening(models.Model):
    """A link that a session opened."""

    session = models.ForeignKey(LinkSession, on_delete=models.CASCADE, related_name="openings")
    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="openings")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["session", "link"], name="placements_opening_once")]

    def __str__(self) -> str:
        return f"session {self.session_id} opened link {self.link_id}"
