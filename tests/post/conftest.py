"""A real mail server on the loopback address, which keeps what it gets and can be told to misbehave."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings


@dataclass
class Sink:
    """``answers`` are given to the coming mails in turn, then all is taken; ``break_after`` hangs up after the text."""

    port: int
    got: list[EmailMessage] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    rcpt_answers: list[str] = field(default_factory=list)
    on_text: list[Callable[[], object]] = field(default_factory=list)
    hang_up: bool = False

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session, options
        if self.rcpt_answers:
            return self.rcpt_answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - the same
        del session
        for call in self.on_text:
            call()
        if self.answers:
            return self.answers.pop(0)
        content: Any = envelope.content
        self.got.append(message_from_bytes(content, policy=policy.default))
        self.senders.append(envelope.mail_from or "")
        if self.hang_up:
            self.hang_up = False
            line: Any = server.transport
            line.abort()
        return "250 OK"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture
def sink(settings: Settings) -> Iterator[Sink]:
    """A mail server to which this site's mails go."""
    made = Sink(port=_free_port())
    controller = Controller(made, hostname="127.0.0.1", port=made.port)
    controller.start()
    point_at(settings, made.port)
    try:
        yield made
    finally:
        controller.stop()


def point_at(settings: Settings, port: int) -> None:
    """Have this site's mails go to a port of this machine."""
    settings.MAIL_SERVER = {"EMAIL_HOST": "127.0.0.1"}
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port


@pytest.fixture
def nobody_listens(settings: Settings) -> None:
    """A mail server that is away."""
    point_at(settings, _free_port())
