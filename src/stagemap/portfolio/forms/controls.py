"""One form control for each type of field, and what was filled in as ``core.sheets`` writes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from stagemap.core.sheets import Field, FieldType, Option
from stagemap.kit import formats
from stagemap.kit.forms import Date, MinutesField, Pick, PickMany
from stagemap.planning.forms import minutes_in

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PILLS = 6
"""With more options than this, one choice is a list."""
ROLE_ICONS = {"observing": "eye", "participating": "users", "active": "lightning"}

TAKEN_AWAY = gettext_lazy("a file that was taken away")
UNKNOWN = gettext_lazy("This is not one of the options. Choose one that is offered.")

Named = Sequence[tuple[str, str]]


def nothing(_asked: Field) -> Named:
    """What a form that is only read offers."""
    return ()


@dataclass(frozen=True, slots=True)
class Around:
    """The language of the page, and what its questions may name besides the kind's own options.

    ``find`` answers the pupil codes, blocks, other sheets or attachments that a question offers, each as value and
    words; it is asked only when the question is drawn.
    """

    language: str
    find: Callable[[Field], Named] = nothing


class LengthField(forms.Field):
    """How long something took, as whole minutes; reads ``1 u 40``, ``1:40``, ``1,5 u``, ``100 min`` and ``100``."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})
    default_error_messages = {
        "unread": gettext_lazy("“%(value)s” is not a length of time. Write it as 50 min or 1 h 40."),
    }

    def to_python(self, value: Any) -> int | None:
        """Minutes, or None for nothing typed; raises ValidationError with what was typed and what is expected."""
        text = str(value if value is not None else "").strip().lower()
        minutes = minutes_in(text) if text else None
        if text and minutes is None:
            raise ValidationError(self.error_messages["unread"], code="unread", params={"value": text})
        return minutes

    def prepare_value(self, value: Any) -> Any:
        """``1 u 40`` for 100; what cannot be read is shown as it was typed."""
        return formats.duration(value, lang=get_language() or "nl") if isinstance(value, int) else value


class DayField(forms.DateField):
    """A day, as ``2027-04-22``."""

    widget = Date
    default_error_messages = {"invalid": gettext_lazy("“%(value)s” is not a day. Write it as 22-04-2027.")}

    def to_python(self, value: Any) -> Any:
        """The day as ISO writes it, or None; raises ValidationError with what was typed and what is expected."""
        try:
            day = super().to_python(value)
        except ValidationError as wrong:
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"value": value}) from wrong
        return day.isoformat() if isinstance(day, dt.date) else None


class NumberField(forms.IntegerField):
    """A whole number."""

    default_error_messages = {"invalid": gettext_lazy("“%(value)s” is not a whole number. Write it in figures, as 12.")}

    def to_python(self, value: Any) -> int | None:
        """The number, or None; raises ValidationError with what was typed and what is expected."""
        try:
            return super().to_python(value)
        except ValidationError as wrong:
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"value": value}) from wrong


class AnyOf(forms.MultipleChoiceField):
    """Several of what the portfolio holds; the rules judge them, so that reading a form needs no list of them."""

    def valid_value(self, value: Any) -> bool:  # noqa: ARG002 - every value passes
        """Any."""
        return True


class AnyOne(forms.ChoiceField):
    """One of what the roster holds; the rules judge it."""

    def valid_value(self, value: Any) -> bool:  # noqa: ARG002 - every value passes
        """Any."""
        return True


def choices_of(options: Sequence[Option], language: str) -> list[tuple[str, str]]:
    """Options as a form offers them."""
    return [(option.key, option.name.in_(language)) for option in options]


def control(asked: Field, around: Around, answer: Any = None) -> forms.Field:
    """The control of one field; ``answer`` is what stands in it, offered even where nothing else knows it any more.

    Nothing is required here and no length is held: a draft may be incomplete, and ``core.sheets.faults_of`` says what
    is wrong. Scales, tables and consents are made of several controls (``sheet``).
    """
    return labelled(_TYPED.get(asked.type, _chosen)(_Asked(asked, around, answer)), asked, around.language)


@dataclass(frozen=True, slots=True)
class _Asked:
    field: Field
    around: Around
    answer: Any


def labelled(made: forms.Field, asked: Field, language: str) -> forms.Field:
    """``made`` with the question's own words; that it may stay empty needs no saying in a draft."""
    made.required, made.label = False, asked.name.in_(language)
    made.help_text = "" if asked.help is None else asked.help.in_(language)
    made.expected = True  # type: ignore[attr-defined]  # kit.forms.expect
    return made


def _line(asked: _Asked) -> forms.Field:
    return forms.CharField(widget=forms.TextInput(attrs=_most(asked) | looked_at(asked.field)))


def _text(asked: _Asked) -> forms.Field:
    written = {"data-html": asked.answer} if asked.answer else {}
    attrs = {"rows": 2, "data-rich": True, **_most(asked), **looked_at(asked.field), **written}
    return forms.CharField(strip=False, widget=forms.Textarea(attrs=attrs))


def _most(asked: _Asked) -> dict[str, Any]:
    """How long a text may be, for the script that counts; the browser is not to cut off what somebody pastes."""
    return {} if asked.field.most is None else {"data-most": asked.field.most}


def looked_at(asked: Field) -> dict[str, bool]:
    """That the script looks for names in a text, and for words of judgement where only a camera should look."""
    return {"data-names": True} | ({"data-camera": True} if asked.camera else {})


def _yes_no(_asked: _Asked) -> forms.Field:
    return choice(Pick(), [("yes", _("yes")), ("no", _("no"))])


def _chosen(asked: _Asked) -> forms.Field:
    """One of some options: as pills when they are few, else as a list."""
    options = choices_of(asked.field.options, asked.around.language)
    if len(options) > PILLS:
        return choice(forms.Select(), [("", _("choose …")), *options])
    icons = ROLE_ICONS if {key for key, _name in options} <= set(ROLE_ICONS) else {}
    return choice(Pick(icons=icons), options)


def choice(widget: forms.Widget, options: Named) -> forms.Field:
    """One of some options; anything else gets our own sentence."""
    return forms.ChoiceField(widget=widget, choices=options, error_messages={"invalid_choice": UNKNOWN})


def _block(asked: _Asked) -> forms.Field:
    answers = [asked.answer] if asked.answer else []
    return AnyOne(choices=lambda: [("", _("choose …")), *_with(asked.around.find(asked.field), answers)])


def _some(asked: _Asked) -> forms.Field:
    """Any of the kind's own options."""
    options = _with(choices_of(asked.field.options, asked.around.language), asked.answer or [])
    wrong = {"invalid_choice": UNKNOWN, "invalid_list": UNKNOWN}
    return forms.MultipleChoiceField(widget=PickMany(), choices=options, error_messages=wrong)


def _several(asked: _Asked) -> forms.Field:
    """Any of what the portfolio holds."""
    return AnyOf(widget=PickMany(), choices=lambda: _with(asked.around.find(asked.field), asked.answer or []))


def _files(asked: _Asked) -> forms.Field:
    """Any of the files beside the sheet; one that was answered and taken away since is called so."""
    return AnyOf(
        widget=PickMany(), choices=lambda: _with(asked.around.find(asked.field), asked.answer or [], called=TAKEN_AWAY)
    )


def _with(options: Named, answers: Sequence[str], called: StrOrPromise = "") -> list[tuple[str, StrOrPromise]]:
    """The options, and whatever else was answered before: an answer never disappears because an option did.

    ``called`` are the words for one of which nothing else is known.
    """
    known = {key for key, _name in options}
    return [*options, *((str(each), called or str(each)) for each in answers if str(each) not in known)]


_TYPED = {
    FieldType.SHORT_TEXT: _line,
    FieldType.LONG_TEXT: _text,
    FieldType.NUMBER: lambda _asked: NumberField(),
    FieldType.DURATION: lambda _asked: LengthField(),
    FieldType.YES_NO: _yes_no,
    FieldType.DATE: lambda _asked: DayField(),
    FieldType.TIME: lambda _asked: MinutesField(),
    FieldType.CHOICES: _some,
    FieldType.BLOCK: _block,
    FieldType.PUPIL: _several,
    FieldType.SHEET: _several,
    FieldType.ATTACHMENT: _files,
}
