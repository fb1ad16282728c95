"""Reading the outbox. Whoever shows it passes a door first: these pages belong to coordinators and to a demo."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from stagemap.post.models import Mail

TROUBLED = (Mail.Status.UNCERTAIN, Mail.Status.FAILED)


def latest(limit: int = 100) -> QuerySet[Mail]:
    """The mails that were written last, latest first."""
    return Mail.objects.order_by("-id")[:limit]


def mail(mail_id: int) -> Mail | None:
    """One mail."""
    return Mail.objects.filter(pk=mail_id).first()


def troubled() -> QuerySet[Mail]:
    """Mails that somebody has to look at: perhaps arrived, or not at all."""
    return Mail.objects.filter(status__in=TROUBLED, next_try_at=None).order_by("-id")


def how_many() -> dict[str, int]:
    """How many mails there are by status."""
    found = Mail.objects.order_by().values_list("status").annotate(number=Count("pk"))
    return dict.fromkeys(Mail.Status.values, 0) | dict(found)
