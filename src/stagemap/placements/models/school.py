from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models


class School(models.Model):
    """A school that hosts students of one programme (G15).

    ``lessons`` is the rhythm of its week: five lists (Monday to Friday) of ``[start, end]`` in minutes after
    midnight, in order of time.
    """

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="schools")
    name = models.CharField(max_length=120)
    institution_number = models.CharField(max_length=6, validators=[RegexValidator(r"^\d{6}$")])
    street = models.CharField(max_length=120)
    postcode = models.CharField(max_length=10)
    city = models.CharField(max_length=80)
    telephone = models.CharField(max_length=30, blank=True)
    lessons = models.JSONField(default=list)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "institution_number", "name"], name="placements_school_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The full address on one line."""
        return f"{self.street}, {self.postcode} {self.city}"


class Site(models.Model):
    """A physical site (vestigingsplaats) of a school, with an address of its own."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="sites")
    name = models.CharField(max_length=120)
    street = models.CharField(max_length=120)
    postcode = models.CharField(max_length=10)
    city = models.CharField(max_length=80)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The full address on one line."""
        return f"{self.street}, {self.postcode} {self.city}"


class Closure(models.Model):
    """Days on which one school is closed beside the Flemish school holidays, both ends included (G08)."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="closures")
    first_day = models.DateField()
    last_day = models.DateField()
    reason = models.CharField(max_length=120)

    class Meta:
        ordering = ["first_day", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="placements_closure_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day} - {self.last_day}: {self.reason}"


class StandingMoment(models.Model):
    """A moment that returns every week in a school, such as the care meeting on Thursday at 13.15; Monday is 0."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="standing_moments")
    weekday = models.PositiveSmallIntegerField()
    start = models.PositiveSmallIntegerField()
    end = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)

    class Meta:
        ordering = ["weekday", "start", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weekday__lte=4) & models.Q(end__gt=models.F("start")) & models.Q(end__lte=1440),
                name="placements_standing_moment_in_week",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SchoolPerson(models.Model):
    """Somebody of a school: mentor, care coordinator, class mentor. No account: a personal link by mail."""

    class Function(models.TextChoices):
        CARE_COORDINATOR = "care_coordinator"
        CARE_TEACHER = "care_teacher"
        CLASS_TEACHER = "class_teacher"
        HEAD = "head"
        OTHER = "other"

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="people")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    telephone = models.CharField(max_length=30, blank=True)
    function = models.CharField(max_length=20, choices=Function.choices)
    language = models.CharField(max_length=2, default="nl")

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["school", "email"], name="placements_person_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        """The given name, for use after the first mention."""
        return self.name.split(" ")[0]
