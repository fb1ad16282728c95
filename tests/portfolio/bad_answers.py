"""Bad answers by the hundred, the same ones for the same seed: a form that was filled in, with some of it made bad."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from django.http import QueryDict

CANARY = "<script>canary()</script>"
HOSTILE = (
    CANARY,
    f"<p onclick=canary()>x</p><img src=x onerror=canary()>{CANARY}",
    "<svg/onload=canary()><a href='javascript:canary()'>x</a>",
    "<p style='background:url(javascript:canary())'>x",
    "<iframe srcdoc='<script>canary()</script>'></iframe>",
    "<" * 4_000,
    "<p>" * 3_000,
    "&#x" * 2_000,
    "{{ secret }} {% load x %} ${7*7} %(name)s {0.__class__}",
    "' OR 1=1; DROP TABLE portfolio_sheet; --",
)
STRANGE = (
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",
    "\u202e\u2066omgekeerd",
    "\ufeff",
    "é" * 50,
    "x" * 5_000,
    "x" * 90_000,
    "woord " * 4_000,
    "\r\n" * 2_000,
    "-1",
    "1e309",
    "NaN",
    "٣",
    "99999999999999999999999",
    "0x10",
    "1,5",
    "31-02-2027",
    "2027-13-45",
    "0000-00-00",
    "9999-12-31",
    "25:61",
    "24:00",
    "-1:00",
    "#0",
    "#1'",
    "#999999999999",
    "Lotte",
    "../../etc/passwd",
    "6f1c5f5e-4f07-4f57-8f0e-0d8b9b1f6a99",
    "not-a-uuid",
    "null",
    "[]",
    '{"step": "solid"}',
    "true",
)
EXTRA = (
    "agreements-999999-what",
    "agreements--1-what",
    "agreements-٣-what",
    "agreements-0-unknown",
    "agreements-what",
    "agreements",
    "__proto__",
    "csrfmiddlewaretoken",
    "pick-story",
    "cleared",
    "do",
    "note",
)
Damage = Callable[[Random, QueryDict], None]


def posts(seed: int, form: QueryDict, how_many: int) -> Iterator[QueryDict]:
    """``how_many`` copies of a form, each damaged in one to four ways."""
    rolls = Random(seed)  # noqa: S311 - bad luck, not a secret
    for _number in range(how_many):
        sent = form.copy()
        for _time in range(rolls.randint(1, 4)):
            rolls.choice(_DAMAGES)(rolls, sent)
        yield sent


def _replaced(rolls: Random, sent: QueryDict) -> None:
    """An answer of another kind than was asked for."""
    sent[rolls.choice([*sent])] = rolls.choice(STRANGE)


def _hostile(rolls: Random, sent: QueryDict) -> None:
    """An answer that would be more than a text."""
    sent[rolls.choice([*sent])] = rolls.choice(HOSTILE)


def _doubled(rolls: Random, sent: QueryDict) -> None:
    """Several answers where one was asked for, or a hundred."""
    name = rolls.choice([*sent])
    sent.setlist(name, [*sent.getlist(name), rolls.choice(STRANGE)] * rolls.choice([1, 2, 100]))


def _absent(rolls: Random, sent: QueryDict) -> None:
    """A control that no browser sent."""
    del sent[rolls.choice([*sent])]


def _added(rolls: Random, sent: QueryDict) -> None:
    """A control that no page drew."""
    sent[rolls.choice(EXTRA)] = rolls.choice([*STRANGE, *HOSTILE])


_DAMAGES: tuple[Damage, ...] = (_replaced, _replaced, _hostile, _doubled, _absent, _added)
