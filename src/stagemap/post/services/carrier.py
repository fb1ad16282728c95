"""Carrying one mail to the mail server, and saying exactly what is known about it afterwards."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

if TYPE_CHECKING:
    from stagemap.post.models import Mail

ACCEPTED = 250
REJECTED = 500
BROKEN = (OSError, smtplib.SMTPException)


class End(Enum):
    """How an attempt ended. UNKNOWN: the line broke after the text went out, so it may have arrived."""

    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt ended and what the server or the network said."""

    end: End
    said: str = ""


SENT = Outcome(End.SENT)


class Carrier:
    """One connection to the mail server, opened at the first mail and used for all of a round."""

    def __init__(self) -> None:
        self._backend = EmailBackend()

    def carry(self, mail: Mail) -> Outcome:
        """Hand ``mail`` over. Never raises for what a network or a server does."""
        try:
            content = _content(mail)
            self._backend.open()
            offered = _offer(self._smtp, mail)
        except ValueError as error:
            return Outcome(End.REFUSED, str(error))
        except BROKEN as error:
            self.drop()
            return Outcome(End.LATER, _said(error))
        return offered or self._hand_over(content)

    def close(self) -> None:
        """Say goodbye to the server, if there was one."""
        try:
            self._backend.close()
        except BROKEN:
            self.drop()

    def drop(self) -> None:
        """Forget a connection that broke."""
        connection, self._backend.connection = self._backend.connection, None
        if connection is not None:
            connection.close()

    @property
    def _smtp(self) -> smtplib.SMTP:
        connection = self._backend.connection
        if connection is None:
            raise smtplib.SMTPServerDisconnected("no connection")
        return connection

    def _hand_over(self, content: bytes) -> Outcome:
        """Send the text itself: from here on a broken line leaves us in the dark."""
        try:
            outcome = _judge(*self._smtp.data(content))
        except smtplib.SMTPDataError as error:
            outcome = _judge(error.smtp_code, _bytes(error.smtp_error))
        except BROKEN as error:
            self.drop()
            return Outcome(End.UNKNOWN, _said(error))
        return outcome


def _content(mail: Mail) -> bytes:
    """The mail as it travels; the same Message-ID at every attempt, so that a second copy can be recognised."""
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        settings.DEFAULT_FROM_EMAIL,
        [mail.recipient],
        reply_to=[settings.MAIL_REPLY_TO],
        headers={
            "Message-ID": mail.message_id,
            "Auto-Submitted": "auto-generated",
            "Content-Language": mail.language,
        },
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    whole: Any = message.message()
    content: bytes = whole.as_bytes(linesep="\r\n")
    return content


def _offer(smtp: smtplib.SMTP, mail: Mail) -> Outcome | None:
    """Name sender and recipient; an outcome when the server wants none of it."""
    smtp.ehlo_or_helo_if_needed()
    sender = sanitize_address(settings.DEFAULT_FROM_EMAIL, "utf-8")
    for code, reply in (
        smtp.mail(_bare(sender)),
        smtp.rcpt(_bare(sanitize_address(mail.recipient, "utf-8"))),
    ):
        if code not in {ACCEPTED, 251}:
            smtp.rset()
            return _judge(code, reply)
    return None


def _bare(address: str) -> str:
    """``a@b`` out of ``Name <a@b>``."""
    return address.rpartition("<")[2].rstrip(">")


def _judge(code: int, reply: bytes) -> Outcome:
    if code == ACCEPTED:
        return SENT
    return Outcome(End.REFUSED if code >= REJECTED else End.LATER, f"{code} {reply.decode('utf-8', 'replace')}")


def _bytes(text: bytes | str) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
