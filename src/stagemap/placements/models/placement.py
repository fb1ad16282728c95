from __future__ import annotations

from django.conf import settings
from django.db import models

from stagemap.core.roles import Relation

from .school import School, SchoolPerson, Site


class Placement(models.Model):
    """One student in one school for one edition: the bond that all else hangs on (G03-G06, G15, G18).

    ``week`` is the Monday of the active week, empty until it is chosen. ``class_label`` and ``grades`` are the
    class of the project (such as 5A, ["L5"]). ``relation`` is what the viewer for whom ``access`` loaded it is to it.
    """

    relation: Relation

    edition = models.ForeignKey("programmes.Edition", on_delete=models.PROTECT, related_name="placements")
    student = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="placements")
    student_group = models.CharField(max_length=40)
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, related_name="placements")
    site = models.ForeignKey(Site, on_delete=models.SET_NULL, null=True, related_name="placements")
    class_label = models.CharField(max_length=20, blank=True)
    grades = models.JSONField(default=list)
    mentor = models.ForeignKey(SchoolPerson, on_delete=models.PROTECT, null=True, related_name="mentored")
    class_mentor = models.ForeignKey(SchoolPerson, on_delete=models.PROTECT, null=True, related_name="class_mentored")
    care_coordinator = models.ForeignKey(
        SchoolPerson, on_delete=models.PROTECT, null=True, related_name="care_coordinated"
    )
    week = models.DateField(null=True)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "student"], name="placements_one_per_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.student} ({self.edition_id})"


class Supervision(models.Model):
    """A supervisor of a placement; one of them leads (G18)."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="supervisions")
    supervisor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="supervisions")
    is_lead = models.BooleanField(default=False)

    class Meta:
        ordering = ["-is_lead", "id"]
        constraints = [
            models.UniqueConstraint(fields=["placement", "supervisor"], name="placements_supervisor_once"),
            models.UniqueConstraint(fields=["placement"], condition=models.Q(is_lead=True), name="placements_one_lead"),
        ]

    def __str__(self) -> str:
        return f"{self.supervisor_id} supervises {self.placement_id}"


class Reading(models.Model):
    """Somebody of the school who reads along by a link that the mentor invites (G17)."""

    class Part(models.TextChoices):
        CLASS_MENTOR = "class_mentor"
        CARE_TEAM = "care_team"

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="readings")
    person = models.ForeignKey(SchoolPerson, on_delete=models.CASCADE, related_name="readings")
    part = models.CharField(max_length=20, choices=Part.choices)
    invited_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["placement", "person"], name="placements_reading_once")]

    def __str__(self) -> str:
        return f"{self.person_id} reads {self.placement_id}"


class ObservationMoment(models.Model):
    """One of the observation moments before the active week (G03): when, what to look for, what was seen."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="observation_moments")
    number = models.PositiveSmallIntegerField()
    day = models.DateField(null=True)
    start = models.PositiveSmallIntegerField(null=True)
    end = models.PositiveSmallIntegerField(null=True)
    look_for = models.TextField(blank=True, max_length=2000)
    notes = models.TextField(blank=True, max_length=4000)
    held_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["placement", "number"], name="placements_moment_once")]

    def __str__(self) -> str:
        return f"{self.placement_id}: observation {self.number}"


class Agreement(models.Model):
    """Something agreed between the people of a placement: what, who, by when, done (G05, G06)."""

    class Who(models.TextChoices):
        STUDENT = "student"
        MENTOR = "mentor"
        CLASS_MENTOR = "class_mentor"
        SUPERVISOR = "supervisor"

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="agreements")
    what = models.CharField(max_length=300)
    who = models.CharField(max_length=20, choices=Who.choices)
    by_day = models.DateField(null=True)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.what


class Message(models.Model):
    """A message between the people of a placement; its author is an account or a person of the school."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="messages")
    author_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    author_person = models.ForeignKey(SchoolPerson, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField(max_length=4000)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(author_user__isnull=False) ^ models.Q(author_person__isnull=False),
                name="placements_message_one_author",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id}: message {self.pk}"


class Seen(models.Model):
    """Up to which message somebody has read the conversation of a placement."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(SchoolPerson, on_delete=models.CASCADE, null=True, related_name="+")
    message_id = models.BigIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["placement", "user"], name="placements_seen_by_user_once"),
            models.UniqueConstraint(fields=["placement", "person"], name="placements_seen_by_person_once"),
        ]

    def __str__(self) -> str:
        return f"placement {self.placement_id} seen up to message {self.message_id}"


class Paper(models.Model):
    """One paper of the internship agreement: status and date only, never the paper itself."""

    class Kind(models.TextChoices):
        INTERNSHIP_AGREEMENT = "internship_agreement"
        RISK_ANALYSIS = "risk_analysis"
        CRIMINAL_RECORD_CHECK = "criminal_record_check"

    class Status(models.TextChoices):
        MISSING = "missing"
        ON_ITS_WAY = "on_its_way"
        IN_ORDER = "in_order"
        NOT_NEEDED = "not_needed"

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=30, choices=Kind.choices)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.MISSING)
    on = models.DateField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["placement", "kind"], name="placements_paper_once")]

    def __str__(self) -> str:
        return f"{self.placement_id}: {self.kind} {self.status}"
