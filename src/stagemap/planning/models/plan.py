from __future__ import annotations

from django.conf import settings
from django.db import models


class Plan(models.Model):
    """The one plan of a placement: the grid and the project (G05, G07, G14).

    ``revision`` names the state of what is agreed on: every change gives it a number that it never had
    (``last_revision`` is the highest), undoing gives it its old number back; ticking a block as done is no change.
    ``described_at`` is when the project was first described: from then on it counts as chosen (G13).
    ``project_revision`` guards the project's own texts against two people writing at once.
    """

    placement = models.OneToOneField("placements.Placement", on_delete=models.CASCADE, related_name="plan")
    revision = models.PositiveIntegerField(default=0)
    last_revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    project_revision = models.PositiveIntegerField(default=0)
    project_example = models.CharField(max_length=40, blank=True)
    description = models.TextField(blank=True, max_length=4000)
    goals = models.TextField(blank=True, max_length=4000)
    desired_result = models.TextField(blank=True, max_length=4000)
    described_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"plan of placement {self.placement_id}"


class ExtraClass(models.Model):
    """Another class than the one of the project, with the reason why it takes part (G13)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="extra_classes")
    label = models.CharField(max_length=20)
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.label


class LearningAim(models.Model):
    """A personal learning question or learning goal of the student: one list (G14, G16)."""

    class Kind(models.TextChoices):
        QUESTION = "question"
        GOAL = "goal"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="learning_aims")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.CharField(max_length=400)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.text


class OwnTask(models.Model):
    """A task of the school itself, added by student or mentor beside the inspiration list (G12)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="own_tasks")
    title = models.CharField(max_length=200)
    level = models.CharField(max_length=20)
    group = models.CharField(max_length=10, blank=True)
    added_by = models.CharField(max_length=40)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title


class TaskChoice(models.Model):
    """A task that the student means to do, whether or not it stands in the week already (G10, G12)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="choices")
    task = models.CharField(max_length=10, blank=True)
    own_task = models.ForeignKey(OwnTask, on_delete=models.CASCADE, null=True, related_name="choices")
    chosen_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "task"], condition=~models.Q(task=""), name="planning_task_chosen_once"
            ),
            models.UniqueConstraint(
                fields=["plan", "own_task"],
                condition=models.Q(own_task__isnull=False),
                name="planning_own_task_chosen_once",
            ),
        ]

    def __str__(self) -> str:
        return self.task or f"own task {self.own_task_id}"


class Proposal(models.Model):
    """A task, perhaps with a moment, that the mentor proposes (G05, G10).

    It is taken while a block carries its task: that follows from the blocks, so that removing the block opens it again.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="proposals")
    task = models.CharField(max_length=10, blank=True)
    own_task = models.ForeignKey(OwnTask, on_delete=models.CASCADE, null=True, related_name="proposals")
    day = models.DateField(null=True)
    start = models.PositiveSmallIntegerField(null=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    where = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=400, blank=True)
    person = models.ForeignKey("placements.SchoolPerson", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    declined_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.task or f"own task {self.own_task_id}"


class Approval(models.Model):
    """The mentor's agreement to the plan as it stood at ``revision``; it holds while the plan is unchanged (G07)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="approvals")
    revision = models.PositiveIntegerField()
    person = models.ForeignKey("placements.SchoolPerson", on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    remark = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["plan", "revision"], name="planning_approved_once")]

    def __str__(self) -> str:
        return f"approval of plan {self.plan_id} at revision {self.revision}"
