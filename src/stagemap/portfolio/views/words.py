"""The words of the portfolio's pages: states, layers, who reads what."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stagemap.core.roles import layers_for
from stagemap.core.sheets import Layer, School, SheetKind
from stagemap.kit.icons import icon
from stagemap.kit.routes import path_to
from stagemap.portfolio.queries import State
from stagemap.programmes.queries import record_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from stagemap.placements.models import Placement

LAYERS: Mapping[Layer, tuple[str, StrOrPromise]] = {
    Layer.OPEN: ("door-open", gettext_lazy("Open in the class")),
    Layer.ANNEX: ("lock-simple", gettext_lazy("Closed annex")),
    Layer.PRIVATE: ("user", gettext_lazy("Only I")),
}
STATES: Mapping[State, tuple[str, str, StrOrPromise]] = {
    State.DRAFT: ("busy", "busy", gettext_lazy("draft")),
    State.READY: ("done", "check-circle", gettext_lazy("ready")),
    State.READ: ("done", "checks", gettext_lazy("read by the mentor")),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A chip: its icon and words, with a state where it has one."""

    icon: str
    text: str
    state: str = ""


@lru_cache(maxsize=256)
def drawn(mark: Mark) -> SafeString:
    """A chip as it stands on a page; its words are in the language of that page already."""
    shape = f'chip" data-state="{mark.state}' if mark.state else "chip bare soft"
    return SafeString(f'<span class="{shape}">{icon(mark.icon)}{escape(mark.text)}</span>')


@dataclass(frozen=True, slots=True)
class LayerView:
    """One of the three layers, with who reads what lies in it."""

    layer: Layer
    key: str
    icon: str
    name: StrOrPromise
    who: str


def state_mark(state: State) -> Mark:
    """The state of a sheet."""
    key, mark, text = STATES[state]
    return Mark(mark, str(text), key)


def layer_mark(layer: Layer) -> Mark:
    """The layer of a sheet."""
    mark, name = LAYERS[layer]
    return Mark(mark, str(name).lower())


def layer_views(placement: Placement, kind: SheetKind | None = None) -> tuple[LayerView, ...]:
    """The layers that the viewer for whom access loaded ``placement`` reads, each with who else does, by first name.

    With a ``kind`` it is who reads a sheet of that kind there.
    """
    read = layers_for(placement.relation)
    return tuple(
        LayerView(layer, layer.value, *LAYERS[layer], _who(layer, placement, kind)) for layer in Layer if layer in read
    )


def _who(layer: Layer, placement: Placement, kind: SheetKind | None) -> str:
    names = {
        "student": placement.student.first_name,
        "mentor": placement.mentor.first_name if placement.mentor else _("the mentor"),
    }
    if layer is Layer.OPEN:
        return _("Everybody of this internship, and whoever opens the card in the class. Never anything of pupils.")
    if layer is Layer.ANNEX and kind is not None and kind.school is School.MENTOR:
        return _("%(student)s, %(mentor)s and the college, nobody else at the school.") % names
    if layer is Layer.ANNEX:
        return _("%(student)s, %(mentor)s and the care team. The college reads it without pupil codes.") % names
    return _("%(student)s alone, until it is moved. %(mentor)s cannot read it then.") % names


def start_of(kind: SheetKind, language: str) -> Mapping[str, str]:
    """A kind of sheet that can be begun; with the id that it brings a double press makes one sheet."""
    about = "" if kind.about is None else kind.about.in_(language)
    return {"kind": kind.key, "name": kind.name.in_(language), "about": about, "id": str(uuid.uuid4())}


def crumbs_of(placement: Placement, kind: SheetKind, language: str) -> tuple[tuple[str, str], ...]:
    """The way back from a sheet: the folder, and the tab in which it lies."""
    folder = path_to("portfolio:folder", placement.pk)
    names = {tab.key: tab.name.in_(language) for tab in record_of(placement.edition).tabs}
    return (folder, _("Stagemap")), (f"{folder}?tab={kind.tab}", names.get(kind.tab, kind.name.in_(language)))
