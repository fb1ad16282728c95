from __future__ import annotations

from django.conf import settings
from django.db import models

from .plan import Plan


class RosterVersion(models.Model):
    """A numbered, frozen version of the roster, as it was sent (G07).

    ``content`` is ``core.roster.plan_to_data`` plus the header fields of G15; ``findings`` are the faults and
    warnings that travelled with it; ``reason`` is the student's answer to the faults.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    revision = models.PositiveIntegerField()
    content = models.JSONField()
    findings = models.JSONField(default=list)
    reason = models.TextField(blank=True, max_length=2000)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="planning_version_once")]

    def __str__(self) -> str:
        return f"version {self.number} of plan {self.plan_id}"


class Answer(models.Model):
    """What a supervisor says to a version: acknowledged, or a change asked for with a comment."""

    class Kind(models.TextChoices):
        ACKNOWLEDGED = "acknowledged"
        CHANGE_ASKED = "change_asked"

    version = models.ForeignKey(RosterVersion, on_delete=models.CASCADE, related_name="answers")
    supervisor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    comment = models.TextField(blank=True, max_length=2000)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.version_id}"


class CalendarFeed(models.Model):
    """A private calendar address of one account or person of a school; only the hash of its token is stored."""

    placement = models.ForeignKey("placements.Placement", on_delete=models.CASCADE, related_name="feeds")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey("placements.SchoolPerson", on_delete=models.CASCADE, null=True, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=False) ^ models.Q(person__isnull=False),
                name="planning_feed_one_holder",
            ),
        ]

    def __str__(self) -> str:
        return f"feed of placement {self.placement_id}"
