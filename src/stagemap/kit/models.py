"""Two small tables that every process of the site shares: the demo's clock and counted attempts."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint


class SiteClock(models.Model):
    """The clock of a demo site: ``moment`` was set at the real ``set_at`` and has run on since. One row at most."""

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    moment = models.DateTimeField()
    set_at = models.DateTimeField()

    class Meta:
        constraints = [CheckConstraint(condition=Q(id=1), name="kit_siteclock_one_row")]


class Attempt(models.Model):
    """How often one subject did one limited thing in one window.

    ``subject`` is a digest, never an address or a name.
    """

    subject = models.CharField(max_length=64)
    window = models.BigIntegerField()
    ends_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [UniqueConstraint(fields=["subject", "window"], name="kit_attempt_once_a_window")]
