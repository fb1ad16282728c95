"""Tags and filters of every page (kit/README.md tells each of them)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache, wraps
from typing import TYPE_CHECKING, Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from stagemap.kit import formats
from stagemap.kit import forms as kit_forms
from stagemap.kit.icons import icon as draw_icon

if TYPE_CHECKING:
    from django.forms import BaseForm
    from django.forms.boundfield import BoundField

register = template.Library()

ROLE_ICONS = {"o": "eye", "p": "users", "a": "lightning"}
STATE_ICONS = {
    "done": "check-circle",
    "now": "busy",
    "busy": "busy",
    "soon": "clock",
    "late": "warning-circle",
    "open": "circle-dashed",
    "read": "checks",
}
NOTE_ICONS = {"done": "check-circle", "soon": "warning-circle", "late": "warning-circle"}
NEEDS = {"roster": ("numbers", "planner"), "planner": ("numbers",), "hours": ("shares",), "road": ("shares",)}
NEEDS |= {"college": ("shares",), "compare": ("shares",)}


def _lang() -> str:
    return get_language() or "nl"


# --- assets


@register.simple_tag
def css(*names: str) -> SafeString:
    """Links to stylesheets, each once, with those they need; a bare name is one of the kit's."""
    return _links(names)


@cache
def _links(names: tuple[str, ...]) -> SafeString:
    wanted = dict.fromkeys(each for name in names for each in (*NEEDS.get(name, ()), name))
    paths = [name if "/" in name else f"kit/css/{name}.css" for name in wanted]
    return mark_safe("\n  ".join(format_html('<link rel="stylesheet" href="{}">', static(path)) for path in paths))


@register.simple_tag
def js(*paths: str) -> SafeString:
    """Scripts as ES modules, which run when the page has been read."""
    return _scripts(paths)


@cache
def _scripts(paths: tuple[str, ...]) -> SafeString:
    return mark_safe("\n  ".join(format_html('<script type="module" src="{}"></script>', static(p)) for p in paths))


@register.simple_tag
def page_lang() -> str:
    """The language of the page as HTML wants it."""
    return "en" if _lang().startswith("en") else "nl-BE"


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """A symbol of the sprite."""
    return draw_icon(name, css)


@register.simple_tag
def constant(name: str) -> SafeString:
    """A template that says the same to everybody, rendered once for each language."""
    return _constant(name, _lang())


@cache
def _constant(name: str, lang: str) -> SafeString:
    del lang  # which is active while this is rendered, so it belongs to the key
    return render_to_string(name)


# --- components


@register.simple_tag
def chip_level(level: str, label: str, *, bare: bool = False) -> SafeString:
    """The level of a task: shape, word and colour."""
    return _chip_level(level, str(label), bare)


@lru_cache(maxsize=256)
def _chip_level(level: str, label: str, bare: bool) -> SafeString:  # noqa: FBT001 - a cache key
    return format_html(
        '<span class="chip{}" data-level="{}">{}{}</span>', " bare" if bare else "", level, draw_icon(level), label
    )


@register.simple_tag
def chip_role(role: str, label: str, *, full: bool = False) -> SafeString:
    """The role in a task: icon and letter with the word hidden, or (``full``) icon and word."""
    return _chip_role(role, str(label), full, _lang())


@lru_cache(maxsize=256)
def _chip_role(role: str, label: str, full: bool, lang: str) -> SafeString:  # noqa: FBT001 - a cache key
    del lang  # the hidden sentence is translated, so the language belongs to the key
    mark = draw_icon(ROLE_ICONS.get(role[:1].lower(), "user"))
    if full:
        return format_html('<span class="chip role">{}{}</span>', mark, label)
    return format_html(
        '<span class="chip role">{}<span aria-hidden="true">{}</span><span class="vh">{}</span></span>',
        mark,
        label[:1].upper(),
        _("role: %(role)s") % {"role": label},
    )


@register.simple_tag
def chip_state(state: str, text: str) -> SafeString:
    """A state as icon and word."""
    return format_html(
        '<span class="chip" data-state="{}">{}{}</span>', state, draw_icon(STATE_ICONS.get(state, "circle")), text
    )


@register.simple_tag
def state_icon(state: str) -> SafeString:
    """The icon of a state, for a stop on the road or a cell of the matrix."""
    return draw_icon(STATE_ICONS.get(state, "circle"))


@register.simple_tag
def who(initials: str) -> SafeString:
    """Initials in a circle, hidden from screen readers: the name stands beside it."""
    return format_html('<span class="who" aria-hidden="true">{}</span>', initials)


@register.simple_tag
def saved(text: str, state: str = "") -> SafeString:
    """Whether what was typed is safe; ``late`` when it is not."""
    cloud = "cloud-warning" if state == "late" else "cloud-slash" if state == "soon" else "cloud-check"
    around = format_html(' data-state="{}"', state) if state else ""
    return format_html('<span class="saved" role="status"{}>{}{}</span>', around, draw_icon(cloud), text)


@register.simple_block_tag
def note(content: SafeString, state: str = "", *, icon: str = "", role: str = "") -> SafeString:
    """A remark with its icon; the content may hold ``<b>``, ``<cite>``, a list, a row of buttons."""
    return format_html(
        '<div class="note"{}{}>{}<div>{}</div></div>',
        format_html(' data-state="{}"', state) if state else "",
        format_html(' role="{}"', role) if role else "",
        draw_icon(icon or NOTE_ICONS.get(state, "info")),
        content,
    )


# --- forms


@register.simple_tag
def field(bound: BoundField, css: str = "", *, label: str = "", hide_label: bool = False) -> SafeString:
    """One field of a form, whole."""
    return kit_forms.draw(bound, css=css, label=label, hide_label=hide_label)


@register.simple_tag
def errors(*some: BaseForm) -> SafeString:
    """What is wrong, on top."""
    return kit_forms.summary(*some)


@register.simple_tag
def told(bound: BoundField) -> SafeString | str:
    """What is wrong with one field."""
    return kit_forms.told(bound)


@register.simple_tag
def hidden(form: BaseForm) -> SafeString:
    """The hidden fields."""
    return kit_forms.hidden(form)


@register.simple_tag(takes_context=True)
def next_url(context: Context) -> SafeString:
    """A hidden field with the address of this page, for a form that comes back to it."""
    request: Any = context["request"]
    return format_html('<input type="hidden" name="next" value="{}">', request.get_full_path())


@register.simple_tag(takes_context=True)
def in_dialog(context: Context) -> SafeString:
    """The attributes that keep a form's answers within the dialog, when it was fetched into one; else nothing."""
    request: Any = context["request"]
    if not request.htmx or request.htmx.target != "dialog":
        return mark_safe("")
    return format_html('hx-post="{}" hx-target="#dialog"', request.get_full_path())


# --- times and days


def _spoken(function: Callable[..., str]) -> Callable[..., str]:
    """A function of ``kit.formats`` in the language of the page."""

    @wraps(function)
    def said(*values: Any) -> str:
        return function(*values, lang=_lang())

    return said


for said_by in (
    *(formats.clock, formats.clock_text, formats.span, formats.duration),
    *(formats.day, formats.day_long, formats.day_year, formats.date_text, formats.weekday, formats.weekday_short),
    *(formats.days, formats.days_long, formats.moment, formats.near_day),
):
    register.filter(said_by.__name__, _spoken(said_by))


@register.filter
def share(part: float, whole: float) -> int:
    """0 to 100"""
    return formats.share(part, whole)


@register.filter
def initials(name: str) -> str:
    """``NV``"""
    return formats.initials(name)
