from __future__ import annotations

from django.db import models

from .sheet import Sheet


class PupilCode(models.Model):
    """A pupil of one placement, under a number and nothing else. Whose it is stands on the mentor's paper card."""

    placement = models.ForeignKey("placements.Placement", on_delete=models.CASCADE, related_name="pupil_codes")
    number = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["placement", "number"], name="portfolio_code_once")]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """As it is written in a text."""
        return f"#{self.number}"


class Attachment(models.Model):
    """A file beside a sheet, cleaned; it lies under its SHA-256 outside the web root, in the layer of its sheet.

    The id follows from the sheet and the bytes that came: the same file beside the same sheet is one attachment. What
    the file was called is never kept; ``number`` counts the pictures, PDFs and documents of a sheet, each on their own.
    ``size`` is in bytes, of what was kept. ``alt`` says what it shows, for who cannot see it. ``small`` is the digest
    of a small copy of a picture, empty for everything else.
    """

    id = models.UUIDField(primary_key=True)
    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="attachments")
    number = models.PositiveSmallIntegerField()
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, db_index=True)
    small = models.CharField(max_length=64, blank=True, db_index=True)
    alt = models.CharField(max_length=300, blank=True)
    added_by = models.CharField(max_length=40)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "id"]

    def __str__(self) -> str:
        return str(self.pk)


class Upload(models.Model):
    """A file on its way, in pieces: what came so far lies in a file of its own until it is whole and cleaned.

    It bears the id that the attachment will have. ``size`` and ``received`` are in bytes.
    """

    id = models.UUIDField(primary_key=True)
    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="uploads")
    size = models.PositiveIntegerField()
    received = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()

    class Meta:
        ordering = ["begun_at", "id"]

    def __str__(self) -> str:
        return str(self.pk)


class DayNote(models.Model):
    """A line of the mentor about a day, written from the personal link and in the portfolio the same second."""

    placement = models.ForeignKey("placements.Placement", on_delete=models.CASCADE, related_name="day_notes")
    person = models.ForeignKey("placements.SchoolPerson", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    text = models.CharField(max_length=600)
    at = models.DateTimeField()

    class Meta:
        ordering = ["day", "id"]

    def __str__(self) -> str:
        return f"note of {self.day}"
