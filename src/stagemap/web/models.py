from __future__ import annotations

from django.db import models


class Standing(models.Model):
    """What ``core.journey`` says of one placement on one day, kept for lists; never a second truth.

    Rebuilt on every write of its placement and when the day changes. ``turn`` is the party that is awaited for
    ``milestone``, the most urgent open one; ``state`` is that milestone's state.
    """

    placement = models.OneToOneField("placements.Placement", on_delete=models.CASCADE, related_name="standing")
    on = models.DateField()
    stage = models.CharField(max_length=10)
    milestone = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, blank=True)
    turn = models.CharField(max_length=12, blank=True)
    due = models.DateField(null=True)
    done_count = models.PositiveSmallIntegerField()
    stop_count = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["on"], name="web_standing_on")]

    def __str__(self) -> str:
        return f"standing of placement {self.placement_id}"
