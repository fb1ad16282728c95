"""Refusals to start: no view, our own or a library's, goes without an action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Tags as CheckTags
from django.urls import URLPattern, URLResolver, get_resolver

from stagemap.core.roles import Action


def leaves(patterns: Sequence[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route below ``patterns`` with its whole path, depth first."""
    for pattern in patterns:
        where = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from leaves(pattern.url_patterns, where)
        else:
            yield where, pattern


@cache
def nameless(urlconf: str) -> tuple[str, ...]:
    """The paths of ``urlconf`` whose view names no ``core.roles.Action``."""
    found = leaves(get_resolver(urlconf).url_patterns)
    return tuple(where for where, leaf in found if not isinstance(getattr(leaf.callback, "action", None), Action))


@register(CheckTags.urls)
def every_view_names_its_action(
    app_configs: Sequence[AppConfig] | None,
    **kwargs: Any,
) -> list[CheckMessage]:
    """One error for each route whose view has no action."""
    return [
        Error(
            f"The route '{where}' names no action.",
            hint="Make it with stagemap.kit.routes.route(..., action=...).",
            id="kit.E001",
        )
        for where in nameless(settings.ROOT_URLCONF)
    ]
