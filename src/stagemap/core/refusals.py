"""Refusals of the domain: the right person asked, and the answer is no, with a reason that the page shows.

Refused
├── NotAllowed   this person may not do this here (access answers it as a page that does not exist)
├── WrongPhase   the person may, but not now
├── Stale        somebody else changed the same thing meanwhile: both versions are shown
└── Impossible   what was asked cannot be done (a block that does not fit, an empty roster)

A reason is an English sentence and the message id under which the upper floors translate it.
"""

from __future__ import annotations


class Refused(Exception):
    """A refusal of the domain; ``reason`` is a message id, ``values`` fill its ``%(placeholders)s``."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values


class NotAllowed(Refused):
    """This relation never has this right."""


class WrongPhase(Refused):
    """This relation has the right in another phase of the placement."""


class Impossible(Refused):
    """What was asked contradicts a fact, such as a split outside the block."""


class Stale(Refused):
    """The revision that was read is no longer the latest; ``revision`` is the one that stands now."""

    def __init__(self, reason: str, *, revision: int) -> None:
        super().__init__(reason, revision=revision)
        self.revision = revision
