"""In which layers of the portfolio a sheet may lie (G17): with the code of a pupil it is never open."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from stagemap.core.privacy import codes_in
from stagemap.core.sheets.answers import Answers, texts_of
from stagemap.core.sheets.kinds import Layer, SheetKind


class Refusal(StrEnum):
    """Why a sheet cannot lie in a layer; each is its own message id."""

    NOT_OF_THE_KIND = "This kind of sheet cannot lie there."
    PUPIL_CODE = "A pupil code stands in this sheet, so it cannot lie open in the class."


def codes_of(kind: SheetKind, answers: Answers, title: str = "") -> tuple[str, ...]:
    """The pupil codes that stand anywhere in a sheet, each once, in the order in which they first occur."""
    return tuple(dict.fromkeys(code for text in (title, *texts_of(kind, answers)) for code in codes_in(text)))


def layers_of(kind: SheetKind, answers: Answers, title: str = "") -> Mapping[Layer, str | None]:
    """Every layer, with None where the sheet may lie in it and the reason where it may not."""
    coded = bool(codes_of(kind, answers, title))
    return {layer: _refusal(kind, layer, coded=coded) for layer in Layer}


def _refusal(kind: SheetKind, layer: Layer, *, coded: bool) -> Refusal | None:
    if layer not in kind.layers:
        return Refusal.NOT_OF_THE_KIND
    return Refusal.PUPIL_CODE if coded and layer is Layer.OPEN else None
