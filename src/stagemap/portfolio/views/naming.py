"""What the page of a sheet shows of names in it: notes, their answers, what its script needs (decision 0011)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from stagemap.core.privacy import Why, folded, is_code
from stagemap.core.refusals import Impossible
from stagemap.core.sheets import Field, FieldType, Look, SheetKind, judged_in, names_in
from stagemap.kit.http import Request
from stagemap.kit.pages import language
from stagemap.portfolio import services
from stagemap.portfolio.files.naming import look_for
from stagemap.portfolio.queries import circle_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from stagemap.portfolio.models import Attachment, Sheet

JUDGES = "judges"
NOT_OFFERED = gettext_noop("This is not one of the options. Choose one that is offered.")
SENTENCES: Mapping[str, StrOrPromise] = {
    Why.NAME: gettext_lazy("looks like a name."),
    Why.CAPITAL: gettext_lazy("looks like a name."),
    Why.NATIONAL_NUMBER: gettext_lazy("looks like a national number."),
    Why.PHONE: gettext_lazy("looks like a telephone number."),
    Why.MAIL: gettext_lazy("is a mail address."),
    Why.BIRTH_DATE: gettext_lazy("looks like a date of birth."),
    JUDGES: gettext_lazy("says what you think of it."),
}
LISTS = ("names.txt", "words.txt", "words.bin")
NUMBERS = (Why.NATIONAL_NUMBER, Why.PHONE, Why.MAIL, Why.BIRTH_DATE)
BRACKETS = re.compile(r"\s*\(.*?\)")
MOST_CODES = 6


@dataclass(frozen=True, slots=True)
class Note:
    """A hint under a field, or the shape of some that a script fills in; ``others`` more words wait behind it."""

    whys: tuple[str, ...]
    advice: str
    names_somebody: bool = False
    is_number: bool = False
    word: str = ""
    others: int = 0

    @property
    def sentences(self) -> list[tuple[str, StrOrPromise]]:
        """What is said of the word, by reason."""
        return [(why, SENTENCES[why]) for why in self.whys]


@dataclass(frozen=True, slots=True)
class Naming:
    """All about names on one page: ``notes`` by the control below which each stands, ``codes`` and ``functions`` with
    which a name is replaced, and for the script the words that are known, those that judge, and the year."""

    notes: Mapping[str, Note]
    shapes: tuple[Note, ...]
    codes: tuple[str, ...]
    functions: tuple[tuple[str, str], ...]
    known: str
    judges: str
    year: int
    language: str

    @property
    def next_code(self) -> int:
        """The number of the code that is made next."""
        return max((int(code[1:]) for code in self.codes), default=0) + 1

    @property
    def lists(self) -> list[str]:
        """The addresses of the lists: names, our own words, the dictionary."""
        return [static(f"portfolio/names/{name}") for name in LISTS]


def naming_of(request: Request, sheet: Sheet, kind: SheetKind, codes: Iterable[str]) -> Naming:
    """What the page says of the names in ``sheet`` as it is kept; ``codes`` are those of the portfolio."""
    said, shapes, circle = language(), _shapes(), circle_of(sheet.placement)
    look = look_for(sheet, request.today, said, circle)
    return Naming(
        notes=_notes(sheet, kind, look, shapes),
        shapes=shapes,
        codes=tuple(codes)[-MOST_CODES:],
        functions=functions_of(kind, said),
        known=json.dumps(sorted(circle)),
        judges=" ".join((kind.judges or {}).get(said, ())),
        year=request.today.year,
        language=said,
    )


def functions_of(kind: SheetKind, said: str) -> tuple[tuple[str, str], ...]:
    """The functions of people that a kind offers anywhere, by key: "ouder(s)" as "ouder"."""
    asked = (field for field in _all(kind.fields) if field.type in {FieldType.PERSON, FieldType.CONSENT})
    named = {option.key: BRACKETS.sub("", option.name.in_(said)) for field in asked for option in field.options}
    return tuple(named.items())


def remarks_of(request: Request, sheet: Sheet, kind: SheetKind) -> tuple[tuple[str, str], ...]:
    """What looks like a name in ``sheet`` and waits for an answer: the question in which it stands, and a sentence."""
    found = names_in(kind, sheet.answers, look_for(sheet, request.today, language()))
    said = ((_question(named.path), f"‘{named.hint.word}’ {SENTENCES[named.hint.why]}") for named in found)
    return tuple(dict.fromkeys(said))


def answer_name(request: Request, sheet: Sheet, kind: SheetKind, what: str) -> str:
    """Answer a hint of a sheet that was just kept: ``what`` is an answer, a colon and the word.

    An answer is ``none``, ``gone``, ``new`` for a new code, a code, or the key of a function. Answers the question in
    which the word stood first.
    """
    answer, _colon, word = what.partition(":")
    look = look_for(sheet, request.today, language())
    first = next(
        (named for named in names_in(kind, sheet.answers, look) if folded(named.hint.word) == folded(word)), None
    )
    by, at = request.viewer, request.now
    beside = first is None and any(folded(named) == folded(word) for _file, named, _why in _in_captions(sheet, look))
    if answer == "none":
        services.clear_word(sheet=sheet, word=word, by=by)
    elif first is not None or beside:
        instead = _instead(request, sheet, kind, answer)
        services.rename_in_captions(sheet=sheet, word=word, instead=instead, by=by, at=at)
        said = services.answers_without(sheet=sheet, word=word, instead=instead, by=by, at=at)
        services.save_draft(sheet=sheet, revision=sheet.revision, answers=said, by=by, at=at)
    return "" if first is None else _question(first.path)


def _instead(request: Request, sheet: Sheet, kind: SheetKind, answer: str) -> str:
    """What takes the place of a name; raises ``Impossible`` for an answer that no page offers."""
    if answer == "new":
        return services.make_code(placement=sheet.placement, by=request.viewer, at=request.now).code
    offered = {"gone": "", **dict(functions_of(kind, language()))}
    if answer not in offered and not is_code(answer):
        raise Impossible(NOT_OFFERED)
    return offered.get(answer, answer)


def captions_with_names(request: Request, sheet: Sheet) -> tuple[tuple[Attachment, str], ...]:
    """The files beside ``sheet`` in whose caption something looks like a name, each with a sentence."""
    found = _in_captions(sheet, look_for(sheet, request.today, language()))
    return tuple((file, f"‘{word}’ {SENTENCES[why]}") for file, word, why in found)


def _in_captions(sheet: Sheet, look: Look) -> Iterator[tuple[Attachment, str, str]]:
    for file in sheet.attachments.all():
        for hint in look(file.alt):
            yield file, hint.word, hint.why


def _question(path: tuple[str | int, ...]) -> str:
    """The question in which a text stands: a scale's explanation stands in that of the scale."""
    return _control(path[:-1] if path[-1] == "comment" and len(path) == len(("scale", "comment")) else path)


def _all(fields: Iterable[Field]) -> Iterator[Field]:
    for field in fields:
        yield field
        yield from _all(field.columns)


def _shapes() -> tuple[Note, ...]:
    return (
        Note((Why.NAME, Why.CAPITAL), _("Use a code or a function."), names_somebody=True),
        Note(NUMBERS, _("It tells who somebody is."), is_number=True),
        Note((JUDGES,), _("Describe what you saw and heard.")),
    )


def _notes(sheet: Sheet, kind: SheetKind, look: Look, shapes: tuple[Note, ...]) -> dict[str, Note]:
    """The first word of each control that waits for an answer, with how many more do."""
    waiting: dict[str, dict[str, str]] = {}
    for named in names_in(kind, sheet.answers, look):
        waiting.setdefault(_control(named.path), {}).setdefault(named.hint.word, named.hint.why)
    for file, word, why in _in_captions(sheet, look):
        waiting.setdefault(f"caption:{file.pk}", {}).setdefault(word, why)
    for judged in judged_in(kind, sheet.answers, language()):
        words = {word: JUDGES for word in judged.words if folded(word) not in sheet.cleared}
        if words:
            waiting.setdefault(_control(judged.path), {}).update(words)
    return {control: _note(words, shapes) for control, words in waiting.items()}


def _control(path: Iterable[str | int]) -> str:
    return "-".join(map(str, path))


def _note(words: Mapping[str, str], shapes: tuple[Note, ...]) -> Note:
    word, why = next(iter(words.items()))
    shape = next(each for each in shapes if why in each.whys)
    return replace(shape, whys=(why,), word=word, others=len(words) - 1)
