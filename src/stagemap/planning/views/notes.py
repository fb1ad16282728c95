"""The findings beside the week, drawn without templates: each change of a block draws all of them anew."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString

from stagemap.kit.icons import icon

from .balance import FindingView


def notes(findings: Iterable[FindingView], token: str) -> SafeString:
    """The lines of the list; ``token`` lets a form of theirs through."""
    return SafeString("".join(_note(each, token) for each in findings))  # every text of a person went through escape


def _note(found: FindingView, token: str) -> str:
    title, cite = escape(found.title), f"<cite>{escape(found.cite)}</cite>" if found.cite else ""
    said = title if found.state == "done" else f"<b>{title}</b>"
    press = _press(found, token)
    return f'<li class="note" data-state="{found.state}">{icon(found.icon)}<span>{said}{cite} {press}</span></li>'


def _press(found: FindingView, token: str) -> str:
    """The form or the link that mends it."""
    label, url = escape(found.label), escape(found.url)
    if found.post:
        hidden = (("csrfmiddlewaretoken", token), *found.values)
        fields = "".join(f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in hidden)
        address = escape(found.post)
        return (
            f'<form method="post" action="{address}" hx-post="{address}" hx-target="#week" hx-swap="outerHTML">'
            f'{fields}<button class="btn quiet small">{label}</button></form>'
        )
    dialog = " data-dialog" if found.dialog else ""
    return f'<a class="btn quiet small" href="{url}"{dialog}>{label}</a>' if found.url else ""
