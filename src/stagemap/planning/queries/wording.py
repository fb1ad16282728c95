"""Findings and differences in words, in the reader's language: the programme words findings, never this code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from stagemap.core.programme import Edition
from stagemap.core.rules import SHAPES, Finding, Mend, Severity, Shape
from stagemap.kit import formats

STATES: Mapping[Severity, str] = {
    Severity.FAULT: "late",
    Severity.WARNING: "soon",
    Severity.NOTE: "open",
    Severity.RIGHT: "done",
}
"""The ``data-state`` under which a note of each severity is drawn."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A finding as a page shows it; ``mend_label`` is the verb on the one press, empty where nothing mends."""

    finding: Finding
    state: str
    title: str
    cite: str
    mend_label: str

    @property
    def mend(self) -> Mend | None:
        """What the press does."""
        return self.finding.mend


def worded(edition: Edition, findings: tuple[Finding, ...], *, language: str) -> tuple[Wording, ...]:
    """The findings in words, in their own order."""
    return tuple(_worded(edition, finding, language) for finding in findings)


def _worded(edition: Edition, finding: Finding, language: str) -> Wording:
    text = edition.findings[finding.key]
    values = {name: _value(edition, name, value, language) for name, value in finding.values.items()}
    return Wording(
        finding=finding,
        state=STATES[finding.severity],
        title=text.title.in_(language).format(**values),
        cite=text.cite.in_(language).format(**values),
        mend_label=text.mend.in_(language).format(**values) if finding.mend is not None else "",
    )


def _value(edition: Edition, name: str, value: str | int, language: str) -> str:
    return _SHOWN[SHAPES[name]](edition, value, language)


_SHOWN: Mapping[Shape, Callable[[Edition, str | int, str], str]] = {
    Shape.TEXT: lambda _, value, __: str(value),
    Shape.NUMBER: lambda _, value, __: str(value),
    Shape.PERCENT: lambda _, value, __: f"{value} %",
    Shape.DAY: lambda _, value, language: formats.day(dt.date.fromisoformat(str(value)), lang=language),
    Shape.CLOCK: lambda _, value, language: formats.clock(int(value), lang=language),
    Shape.DURATION: lambda _, value, language: formats.duration(int(value), lang=language),
    Shape.LEVEL: lambda edition, value, language: edition.level[str(value)].name.in_(language).lower(),
    Shape.PACKAGE: lambda edition, value, language: edition.packages[str(value)].in_(language).lower(),
}
