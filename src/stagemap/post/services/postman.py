"""Mail leaves behind the back of the request that wrote it, so that nobody waits for a mail server.

That also keeps an answer from telling, by the time it takes, whether a mail was written (sign-in, personal links).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from django.conf import settings
from django.db import connections

from stagemap.kit.clock import real_now
from stagemap.post.services.delivery import deliver_due

log = logging.getLogger("stagemap.post")


class Postman:
    """At most one thread a process; it starts when woken and ends when nobody woke it meanwhile."""

    def __init__(self, work: Callable[[], object]) -> None:
        self._work = work
        self._lock = threading.Lock()
        self._is_wanted = False
        self._is_walking = False

    def wake(self) -> threading.Thread | None:
        """Have the work done once from now on; the thread that was started, or None when one is at it."""
        with self._lock:
            self._is_wanted = True
            if self._is_walking:
                return None
            self._is_walking = True
        thread = threading.Thread(target=self._walk, name="postman", daemon=True)
        thread.start()
        return thread

    def _walk(self) -> None:
        while self._take_call():
            try:
                self._work()
            except Exception:
                log.exception("delivery broke off")
            finally:
                connections.close_all()

    def _take_call(self) -> bool:
        with self._lock:
            self._is_walking = self._is_wanted
            self._is_wanted = False
            return self._is_walking


_postman = Postman(lambda: deliver_due(at=real_now()))


def wake() -> None:
    """Deliver what is due, in the background; in the foreground where ``MAIL_IN_BACKGROUND`` is off (tests)."""
    if not settings.MAIL_SERVER:
        return
    if settings.MAIL_IN_BACKGROUND:
        _postman.wake()
    else:
        deliver_due(at=real_now())
