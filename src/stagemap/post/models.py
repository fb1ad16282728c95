from __future__ import annotations

from django.db import models


class Mail(models.Model):
    """One mail that has to leave, or has left; unique on what it is about, for whom, and the day it was due.

    ``next_try_at`` says when it is tried (again); empty means that nobody tries any more. In ``sending`` it is the
    moment after which the attempt counts as broken off. ``holds_secret``: its text goes as soon as it was sent.
    """

    class Status(models.TextChoices):
        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"
        UNCERTAIN = "uncertain"
        FAILED = "failed"

    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=80)
    recipient = models.EmailField()
    due_on = models.DateField()
    message_id = models.CharField(max_length=120, unique=True)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.QUEUED)
    queued_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)
    holds_secret = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id", "recipient", "due_on"], name="post_mail_once"),
        ]
        indexes = [models.Index(fields=["status", "next_try_at"], name="post_mail_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} ({self.status})"
