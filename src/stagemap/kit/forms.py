"""Forms that look like the design: renderer, widgets, and fields drawn with their label, help and errors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from stagemap.kit import drawing, formats
from stagemap.kit.icons import icon

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField, BoundWidget
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

DAY_MINUTES = 24 * 60
_CLOCK = re.compile(r"(?P<hours>\d{1,2})(?:\s*[.:uUhH]\s*(?P<minutes>\d{2})?)?(?:\s*(?:uur|u|h))?")


class Renderer(DjangoTemplates):
    """Draw ``{{ form }}`` and every field of it with the kit's own shapes."""

    form_template_name = "kit/form.html"
    field_template_name = "kit/as_field.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """A control drawn at once where we can, by its template otherwise."""
        drawn = drawing.draw(template_name, context)
        return super().render(template_name, context, request) if drawn is None else drawn


class _Options:
    """Choices with an icon, a help text or a level beside their label, each by the choice's value.

    ``fill`` gives all of them the same width.
    """

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Iterable[tuple[Any, Any]] = (),
        *,
        icons: Mapping[str, str] | None = None,
        helps: Mapping[str, StrOrPromise] | None = None,
        levels: Mapping[str, str] | None = None,
        fill: bool = False,
    ) -> None:
        super().__init__(attrs, choices)  # type: ignore[call-arg]  # the widget that this is mixed into takes both
        self.icons, self.helps, self.levels = icons or {}, helps or {}, levels or {}
        self.fill = fill


class Pick(_Options, forms.RadioSelect):
    """One of a few, as pills."""

    shape = "pick"


class PickMany(_Options, forms.CheckboxSelectMultiple):
    """Any of a few, as pills."""

    shape = "pick"


class Choices(_Options, forms.RadioSelect):
    """One of a few, as cards with a help text each."""

    shape = "choice"


class Date(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class Time(forms.TimeInput):
    """The browser's own clock, in steps of five minutes; a value may be minutes after midnight."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"step": "300", **(attrs or {})}, format="%H:%M")

    def format_value(self, value: Any) -> str | None:
        """``08:30`` for 510 and for 8.30 uur; what cannot be read is shown as it was typed."""
        if isinstance(value, int):
            return f"{value // 60:02}:{value % 60:02}"
        return super().format_value(value)


class MinutesField(forms.Field):
    """A clock time as minutes after midnight (0 to 1439); reads ``8.30``, ``8:30``, ``8u30``, ``8 uur``."""

    widget = Time
    default_error_messages = {
        "clock": gettext_lazy("“%(value)s” is not a time. Write it as 8.30."),
    }

    def to_python(self, value: Any) -> int | None:
        """Minutes, or None for nothing typed; raises ValidationError with what was typed and what is expected."""
        text = str(value or "").strip()
        if value in self.empty_values or not text:
            return None
        found = _CLOCK.fullmatch(text.removesuffix(":00") if text.count(":") == 2 else text)
        if found:
            hours, minutes = int(found["hours"]), int(found["minutes"] or 0)
            if hours < 24 and minutes < 60:
                return hours * 60 + minutes
        raise ValidationError(self.error_messages["clock"], code="clock", params={"value": text})


def draw(bound: BoundField, *, css: str = "", label: str = "", hide_label: bool = False) -> SafeString:
    """One field with its label, control, help and errors, linked to each other for a screen reader.

    ``css`` are extra classes of the frame (``s`` and ``m`` keep it narrow), ``label`` replaces the form's own.
    """
    if bound.is_hidden:
        return mark_safe(str(bound))
    widget = bound.field.widget
    said = label or bound.label
    if isinstance(widget, forms.CheckboxInput):
        return _tick(bound, said, css)
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return _group(bound, said, css, hide_label=hide_label)
    return format_html(
        '<div class="field{}"><label for="{}"{}>{}{}</label>{}{}{}</div>',
        f" {css}" if css else "",
        bound.id_for_label,
        mark_safe(' class="vh"') if hide_label else "",
        said,
        _optional(bound),
        _help(bound),
        bound.as_widget(),
        told(bound),
    )


def summary(*some: forms.BaseForm) -> SafeString:
    """What is wrong with the ``some`` forms, on top of the page, each error a link to its field; empty when nothing.

    A form with a method ``place_of`` calls its fields by what that says of them, so that one among many is found.
    """
    lines: list[SafeString] = []
    for form in some:
        lines.extend(format_html("<li>{}</li>", text) for text in form.non_field_errors())
        for bound in form:
            lines.extend(_error_line(bound, _named(form, bound), str(text)) for text in bound.errors)
    if not lines:
        return mark_safe("")
    head = _("This is not saved yet. One thing asks for your attention.")
    if len(lines) > 1:
        head = _("This is not saved yet. %(count)s things ask for your attention.") % {"count": len(lines)}
    return format_html(
        '<div class="note" data-state="late" role="alert" tabindex="-1" data-focus>{}'
        "<div><b>{}</b><ul>{}</ul></div></div>",
        icon("warning-circle"),
        head,
        mark_safe("".join(lines)),
    )


def hidden(form: forms.BaseForm) -> SafeString:
    """The hidden fields of ``form``."""
    return mark_safe("".join(str(bound) for bound in form.hidden_fields()))


def describe_minutes(value: int | None) -> str:
    """``8.30 uur`` in the language of the page, for a form's own sentences; empty for None."""
    return "" if value is None else formats.clock_text(value, lang=get_language() or "nl")


def _error_line(bound: BoundField, named: StrOrPromise, text: str) -> SafeString:
    target = bound.id_for_label or f"{bound.auto_id}_0"
    return format_html('<li><a href="#{}">{}</a>: {}</li>', target, named, text)


def _named(form: forms.BaseForm, bound: BoundField) -> StrOrPromise:
    place_of = getattr(form, "place_of", None)
    return place_of(bound) if place_of else bound.label


def expect(form: forms.BaseForm, *names: str) -> None:
    """Draw these fields without "(optional)": they may be empty now, but are asked for in the end."""
    for name in names:
        form.fields[name].expected = True  # type: ignore[attr-defined]  # read where a label is drawn


def _optional(bound: BoundField) -> SafeString | str:
    """Most fields are needed; those that are not, say so."""
    silent = bound.field.required or getattr(bound.field, "expected", False)
    return "" if silent else format_html(" <small>{}</small>", _("(optional)"))


def _help(bound: BoundField) -> SafeString | str:
    if not bound.help_text:
        return ""
    return format_html('<small id="{}_helptext">{}</small>', bound.auto_id, bound.help_text)


def told(bound: BoundField) -> SafeString | str:
    """What is wrong with one field, as it stands below its control; empty when nothing."""
    if not bound.errors:
        return ""
    return format_html(
        '<span class="error" id="{}_error">{}<span>{}</span></span>',
        bound.auto_id,
        icon("warning-circle"),
        format_html_join(" ", "{}", ((text,) for text in bound.errors)),
    )


def _tick(bound: BoundField, said: StrOrPromise, css: str) -> SafeString:
    return format_html(
        '<div class="field{}"><label class="tick">{}<span>{}</span></label>{}{}</div>',
        f" {css}" if css else "",
        bound.as_widget(),
        said,
        _help(bound),
        told(bound),
    )


def _group(bound: BoundField, said: StrOrPromise, css: str, *, hide_label: bool) -> SafeString:
    widget = bound.field.widget
    shape = getattr(widget, "shape", "choice")
    described = bound.aria_describedby
    return format_html(
        '<fieldset class="field{}"{}><legend{}>{}{}</legend>{}<div class="{}">{}</div>{}</fieldset>',
        f" {css}" if css else "",
        format_html(' aria-describedby="{}"', described) if described else "",
        mark_safe(' class="vh"') if hide_label else "",
        said,
        _optional(bound),
        _help(bound),
        f"{shape} fill" if getattr(widget, "fill", False) else shape,
        mark_safe("".join(_option(option, widget, shape) for option in bound.subwidgets)),
        told(bound),
    )


def _option(option: BoundWidget, widget: Any, shape: str) -> SafeString:
    """One radio button or checkbox in its label, with icon, level and help text where the widget names them."""
    value = str(option.data["value"])
    name, text, level = (getattr(widget, kind, {}).get(value) for kind in ("icons", "helps", "levels"))
    mark = icon(name) if name else ""
    if shape == "choice":
        inner = format_html('<span class="row">{}{}</span>', mark, option.choice_label)
        if text:
            inner += format_html("<small>{}</small>", text)
    else:
        inner = format_html("{}{}", mark, option.choice_label)
    around = format_html(' data-level="{}"', level) if level else ""
    return format_html("<label{}>{}{}</label>", around, option.tag(), inner)
