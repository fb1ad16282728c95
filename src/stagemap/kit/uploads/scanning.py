"""Asking ClamAV about a file, where one is set (``STAGEMAP_CLAMAV``): its daemon's own protocol over a socket."""

from __future__ import annotations

import logging
import socket
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_noop

from stagemap.core.refusals import Impossible

INFECTED = gettext_noop("A virus was found in this file. Nothing of it was kept.")
UNCHECKED = gettext_noop("Files cannot be checked for viruses just now. Try again in a minute.")
SECONDS = 30
_CHUNK = 2**16
_MOST_ANSWER = 4096

log = logging.getLogger("stagemap.uploads")


class NoAnswer(Exception):
    """The scanner is not there, or says something else than yes or no."""


def demand_harmless(source: Path) -> None:
    """Pass in silence when no scanner is set, or when it finds nothing; a scanner that does not answer lets none by.

    Raises ``core.refusals.Impossible`` otherwise.
    """
    if not settings.CLAMAV:
        return
    try:
        said = ask(b"INSTREAM", source)
    except NoAnswer as error:
        log.error("clamav: %s", error)
        raise Impossible(UNCHECKED) from error
    if said.endswith("FOUND"):
        log.warning("clamav: a file was refused")
        raise Impossible(INFECTED)
    if said != "stream: OK":
        log.error("clamav: an answer that is neither yes nor no")
        raise Impossible(UNCHECKED)


def ask(word: bytes, source: Path | None = None) -> str:
    """One command to the daemon, with a file in pieces behind it, and its answer. Raises ``NoAnswer``."""
    try:
        with _connected() as line:
            line.sendall(b"z" + word + b"\0")
            if source is not None:
                _send(line, source)
            return _answer(line)
    except OSError as error:
        raise NoAnswer(type(error).__name__) from error


def _connected() -> socket.socket:
    """A line to the socket file, or to ``host:port``."""
    where = settings.CLAMAV
    if where.startswith("/"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SECONDS)
        try:
            line.connect(where)
        except OSError:
            line.close()
            raise
        return line
    host, _colon, port = where.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)


def _send(line: socket.socket, source: Path) -> None:
    with source.open("rb") as file:
        while piece := file.read(_CHUNK):
            line.sendall(len(piece).to_bytes(4, "big") + piece)
    line.sendall(bytes(4))


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < _MOST_ANSWER:
        piece = line.recv(_CHUNK)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0\n").decode(errors="replace")
