"""Routes that say what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, path

from stagemap.core.roles import Action

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponseBase


def route(where: str, view: Callable[..., HttpResponseBase], *, action: Action, name: str) -> URLPattern:
    """A Django path whose view carries the ``action`` that its door asks for.

    Raises ImproperlyConfigured when the same view already names another action: one view has one door.
    """
    known = getattr(view, "action", action)
    if known is not action:
        raise ImproperlyConfigured(f"{name}: its view already stands for {known}; give {action} a view of its own.")
    view.action = action  # type: ignore[attr-defined]  # a function takes attributes, its type says nothing of them
    return path(where, view, name=name)
