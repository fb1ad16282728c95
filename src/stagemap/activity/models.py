from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One thing that somebody did. ``actor`` is a plain id (``user:7``), so that erasing a person needs no update."""

    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=40)
    placement_id = models.BigIntegerField(null=True)
    fields = models.JSONField(default=list)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["placement_id", "id"], name="activity_placement")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.verb} {self.kind} {self.object_id}"
