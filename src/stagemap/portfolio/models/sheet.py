from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from stagemap.core.roles import Relation
from stagemap.core.sheets import Layer


class Sheet(models.Model):
    """One filled sheet of a portfolio, of a kind that the programme defines (G17).

    ``text`` is the kind as it stood when the sheet was begun. ``answers`` are those of ``core.sheets.answers``;
    ``revision`` guards them against two tabs and two devices. ``pupils`` holds the codes that stand anywhere in it,
    such as ``#1 #2``, and ``words`` all that can be sought in it; both follow from title and answers. ``shown`` is the
    version that others than its writer read: the one that was made ready last. ``closed_at`` is when an observation
    was closed, after which it may be explained. ``block`` is kept when the block leaves the roster, so that undoing
    that finds its sheet again. ``relation`` is what the viewer for whom ``access`` loaded it is to its placement,
    ``is_mine`` whether that viewer writes it. ``cleared`` holds the words that were answered to be no names, folded,
    while they stand in it (decision 0011).
    """

    relation: Relation
    is_mine: bool

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    placement = models.ForeignKey("placements.Placement", on_delete=models.CASCADE, related_name="sheets")
    kind = models.CharField(max_length=40)
    text = models.ForeignKey("programmes.PinnedText", on_delete=models.PROTECT, related_name="+")
    block = models.ForeignKey(
        "planning.Block", on_delete=models.DO_NOTHING, null=True, db_constraint=False, related_name="sheets"
    )
    title = models.CharField(max_length=200, blank=True)
    layer = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Layer])
    answers = models.JSONField(default=dict)
    pupils = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    cleared = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=1)
    day = models.DateField(null=True)
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=40)
    changed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    shown = models.ForeignKey("SheetVersion", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["day", "begun_at", "id"]
        indexes = [models.Index(fields=["placement", "kind"], name="portfolio_sheet_kind")]
        constraints = [
            models.UniqueConstraint(
                fields=["block", "kind"], condition=models.Q(block__isnull=False), name="portfolio_sheet_once_a_block"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class SheetVersion(models.Model):
    """What a sheet said at one revision, with who wrote it and when: its history, and what readers see.

    One row a stretch of writing: a later save of the same writer within it takes its place, until the sheet is made
    ready or somebody else writes. ``ready_at`` is when this very version was made ready.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="versions")
    revision = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)
    answers = models.JSONField()
    by = models.CharField(max_length=40)
    begun_at = models.DateTimeField()
    at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["revision"]
        constraints = [models.UniqueConstraint(fields=["sheet", "revision"], name="portfolio_version_once")]

    def __str__(self) -> str:
        return f"{self.sheet_id} at {self.revision}"


class ReadRequest(models.Model):
    """A sheet put up for the mentor to read, by a day (G06)."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="requests")
    by_day = models.DateField(null=True)
    note = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"request for {self.sheet_id}"


class Review(models.Model):
    """The mentor has read a version of a sheet, perhaps with a remark; a later version can be read anew."""

    version = models.ForeignKey(SheetVersion, on_delete=models.CASCADE, related_name="reviews")
    person = models.ForeignKey("placements.SchoolPerson", on_delete=models.PROTECT, related_name="+")
    remark = models.TextField(blank=True, max_length=2000)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="portfolio_reviewed_once")]

    def __str__(self) -> str:
        return f"review of {self.version_id}"


class SheetComment(models.Model):
    """A remark on a sheet, or on one of its fields (``field`` is its key)."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="comments")
    field = models.CharField(max_length=40, blank=True)
    author_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    author_person = models.ForeignKey("placements.SchoolPerson", on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField(max_length=2000)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(author_user__isnull=False) ^ models.Q(author_person__isnull=False),
                name="portfolio_comment_one_author",
            ),
        ]

    def __str__(self) -> str:
        return f"comment on {self.sheet_id}"


class Permission(models.Model):
    """The mentor confirms that the school has the permission which a consent field of a sheet speaks of.

    ``field`` is its key. A permission that was withdrawn stays, with its day; a new one is a row of its own.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="permissions")
    field = models.CharField(max_length=40)
    person = models.ForeignKey("placements.SchoolPerson", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "field"], condition=models.Q(withdrawn_at=None), name="portfolio_permitted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} of {self.sheet_id}"
