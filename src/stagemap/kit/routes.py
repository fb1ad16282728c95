"""Routes that say what they do, and their addresses."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, get_script_prefix, path, reverse

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


def path_to(name: str, *keys: int | UUID) -> str:
    """``reverse(name, args=keys)``, of which the pattern is sought once in a process: a page needs dozens of them."""
    return _pattern(name, tuple(isinstance(key, UUID) for key in keys), get_script_prefix()).format(*keys)


@cache
def _pattern(name: str, are_uuids: tuple[bool, ...], prefix: str) -> str:
    """The address of ``name`` with ``{}`` for each key, in a site that lies under ``prefix``."""
    del prefix  # which Django puts before every address, so it belongs to the key
    stand_ins = [UUID(int=9_000_000_001 + n) if is_uuid else 9_000_000_001 + n for n, is_uuid in enumerate(are_uuids)]
    address = reverse(name, args=stand_ins)
    for stand_in in stand_ins:
        address = address.replace(str(stand_in), "{}")
    return address
