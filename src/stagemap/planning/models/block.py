from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from .plan import OwnTask, Plan


class Block(models.Model):
    """One block of the roster (G11, G15); see ``core.roster.Block`` for what its fields mean.

    ``revision`` guards against two people writing at once. ``pupils`` holds codes only (``#1``) and never
    reaches supervisor, print or calendar.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="blocks")
    revision = models.PositiveIntegerField(default=1)
    package = models.CharField(max_length=12)
    kind = models.CharField(max_length=20)
    slot = models.CharField(max_length=8)
    day = models.DateField(null=True)
    start = models.PositiveSmallIntegerField(null=True)
    minutes = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    task = models.CharField(max_length=10, blank=True)
    own_task = models.ForeignKey(OwnTask, on_delete=models.SET_NULL, null=True, related_name="blocks")
    level = models.CharField(max_length=20, blank=True)
    role = models.CharField(max_length=20, blank=True)
    where = models.CharField(max_length=120, blank=True)
    at_what = models.CharField(max_length=400, blank=True)
    pupils = models.CharField(max_length=60, blank=True)
    outside_hours = models.BooleanField(default=False)
    outcome = models.CharField(max_length=10, default="planned")
    true_minutes = models.PositiveSmallIntegerField(null=True)
    outcome_reason = models.CharField(max_length=300, blank=True)
    outcome_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["day", "start", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__gte=5) & models.Q(minutes__lte=1440), name="planning_block_minutes"
            ),
            models.CheckConstraint(
                condition=models.Q(slot="clock", start__isnull=False) | ~models.Q(slot="clock") & models.Q(start=None),
                name="planning_block_clock_has_start",
            ),
            models.CheckConstraint(
                condition=models.Q(slot__in=["ahead", "behind"], day=None)
                | ~models.Q(slot__in=["ahead", "behind"]) & models.Q(day__isnull=False),
                name="planning_block_day_by_slot",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def own_group(self) -> str:
        """The group of the school's own task, empty when it is for none."""
        return "" if self.own_task is None else self.own_task.group


class BlockChange(models.Model):
    """One change of the blocks, with what stood there before and after: the way back for undo.

    ``before`` and ``after`` map block ids to their fields, or to null where the block did not exist. ``base`` and
    ``made`` are the revisions of the plan before and after it.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="block_changes")
    verb = models.CharField(max_length=20)
    before = models.JSONField()
    after = models.JSONField()
    base = models.PositiveIntegerField(default=0)
    made = models.PositiveIntegerField(default=0)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.verb} in plan {self.plan_id}"


class BlockComment(models.Model):
    """A remark of mentor, class mentor, supervisor or student on one block."""

    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="comments")
    author_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    author_person = models.ForeignKey("placements.SchoolPerson", on_delete=models.PROTECT, null=True, related_name="+")
    text = models.CharField(max_length=1000)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(author_user__isnull=False) ^ models.Q(author_person__isnull=False),
                name="planning_comment_one_author",
            ),
        ]

    def __str__(self) -> str:
        return f"comment on block {self.block_id}"
