from __future__ import annotations

from django.conf import settings
from django.db import models


class Programme(models.Model):
    """One kind of internship that the college runs; ``key`` is its folder's name in the library."""

    key = models.SlugField(max_length=40, unique=True)
    name_nl = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key


class PinnedText(models.Model):
    """The whole text of an edition as it stood when it was opened, under its SHA-256; never changed."""

    digest = models.CharField(max_length=64, primary_key=True)
    body = models.TextField()

    class Meta:
        ordering = ["digest"]

    def __str__(self) -> str:
        return self.digest[:12]


class Edition(models.Model):
    """An academic year of a programme that is in use, such as 2026-2027, with the text that it is pinned to."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="editions")
    year = models.CharField(max_length=9)
    text = models.ForeignKey(PinnedText, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["-year", "programme_id"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "year"], name="programmes_edition_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.year}"


class Coordination(models.Model):
    """Somebody who coordinates a programme: opens its editions and makes its placements."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="coordinations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="coordinations")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "user"], name="programmes_coordinator_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} coordinates {self.programme_id}"


class KindVersion(models.Model):
    """One version of a kind of sheets in an edition, pinned like the edition itself; new sheets take the latest.

    ``kind`` is its key, ``number`` the version that its file gives it. Sheets that were begun keep their own text.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="kind_versions")
    kind = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    text = models.ForeignKey(PinnedText, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        ordering = ["kind", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind", "number"], name="programmes_kind_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
