"""A small daemon that speaks as ClamAV's does."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

BAD = b"X5O!P%@AP"


class Daemon:
    """Speaks as clamd does for one question: PING, or INSTREAM with pieces of which the last is empty."""

    def __init__(self, server: socket.socket, *, says: bytes | None = None) -> None:
        self.server, self.says = server, says
        self.heard = b""

    def run(self) -> None:
        """Answer once."""
        line, _address = self.server.accept()
        with line, line.makefile("rwb") as stream:
            word = b""
            while not word.endswith(b"\0"):
                word += stream.read(1)
            if word == b"zINSTREAM\0":
                while length := int.from_bytes(stream.read(4), "big"):
                    self.heard += stream.read(length)
            found = b"stream: Eicar FOUND" if BAD in self.heard else b"stream: OK"
            answer = b"PONG" if word == b"zPING\0" else found
            stream.write((answer if self.says is None else self.says) + b"\0")


@contextmanager
def answering(server: socket.socket, *, says: bytes | None = None) -> Iterator[Daemon]:
    """A daemon behind ``server`` for as long as the test asks."""
    with server:
        server.listen()
        daemon = Daemon(server, says=says)
        thread = threading.Thread(target=daemon.run)
        thread.start()
        yield daemon
        thread.join()
