"""Pupil codes: where they stand in a text, and the text without them (G17).

A pupil is ``#1``, ``#2``, ... and never a name. A code is known to mentor, student and care team; in what goes
beyond them, such as the printed roster, a calendar, or the college's pages, it is left out.
"""

from __future__ import annotations

import re
from dataclasses import replace

from stagemap.core.roster import Block, ExtraClass, Plan, Project

_CODE = r"#[0-9]{1,3}(?![0-9])"
_ONE = re.compile(_CODE)
_PUPIL = r"(?:(?:\b(?:de|een|the|a)\s+)?\b(?:leerling(?:en)?|pupils?)\s+)?"
_AND = r"\s*(?:,|/|&|\b(?:en|and)\b)?\s*"
_SOME = re.compile(rf"{_PUPIL}{_CODE}(?P<more>(?:{_AND}{_CODE})+)?", re.IGNORECASE)
_NAMED = {"nl": ("een leerling", "enkele leerlingen"), "en": ("a pupil", "some pupils")}
_PREPOSITIONS = {
    *("aan", "bij", "door", "met", "naar", "naast", "om", "onder", "over", "rond", "samen", "tegen", "tot", "tussen"),
    *("van", "voor", "zonder"),
    *("about", "around", "beside", "by", "for", "from", "of", "on", "to", "with", "without"),
}
_BEGINS = re.compile(r"(?:^|[.!?]\s)\s*$")
_WORD = re.compile(r"\w")
_LAST_WORD = re.compile(r"(\w+)\s*$")
_EMPTY = re.compile(r"[(\[]\s*[)\]]")
_BEFORE_SIGN = re.compile(r"\s+([,;:.)])")
_SPACES = re.compile(r"\s{2,}")


def is_code(text: str) -> bool:
    """Whether ``text`` is a pupil code and nothing else."""
    return _ONE.fullmatch(text) is not None


def codes_in(text: str) -> tuple[str, ...]:
    """The pupil codes in ``text``, each once, in the order in which they first occur."""
    return tuple(dict.fromkeys(_ONE.findall(text)))


def without_codes(text: str, language: str) -> str:
    """``text`` with "een leerling" or "a pupil" for each code, and "enkele leerlingen" for several in a row.

    Text in any other language than English reads Dutch. What holds no code comes back as it was.
    """
    return _SOME.sub(lambda match: _in_words(match, language), text)


def _in_words(match: re.Match[str], language: str) -> str:
    one, several = _NAMED["en" if language == "en" else "nl"]
    words = several if match["more"] else one
    return words[0].upper() + words[1:] if _BEGINS.search(match.string[: match.start()]) else words


def title_without_codes(title: str, language: str) -> str:
    """A short title without its codes: "ABC-observatie #1" becomes "ABC-observatie".

    Where it cannot be missed it is put in words, at the beginning and after a preposition: "Zorgoverleg over #1"
    becomes "Zorgoverleg over een leerling".
    """

    def words(match: re.Match[str]) -> str:
        before = title[: match.start()]
        last = _LAST_WORD.search(before)
        needed = _WORD.search(before) is None or (last is not None and last[1].casefold() in _PREPOSITIONS)
        return _in_words(match, language) if needed else ""

    return _tidied(_SOME.sub(words, title)) if codes_in(title) else title


def _tidied(title: str) -> str:
    """A title from which words were taken: no empty brackets, no double spaces, no sign at its end."""
    bare = _EMPTY.sub(" ", title)
    return _BEFORE_SIGN.sub(r"\1", _SPACES.sub(" ", bare)).strip(" ,;:-–/")


def block_without_codes(block: Block, language: str) -> Block:
    """``block`` as it may leave the school: no code in its title, place, subject or reason."""
    return replace(
        block,
        title=title_without_codes(block.title, language),
        where=without_codes(block.where, language),
        at_what=without_codes(block.at_what, language),
        outcome_reason=without_codes(block.outcome_reason, language),
    )


def plan_without_codes(plan: Plan, language: str) -> Plan:
    """``plan`` as it may leave the school: no code in any text that people write."""

    def each(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(without_codes(text, language) for text in texts)

    return replace(
        plan,
        blocks=tuple(block_without_codes(block, language) for block in plan.blocks),
        project=_project_without_codes(plan.project, language),
        learning_questions=each(plan.learning_questions),
        learning_goals=each(plan.learning_goals),
    )


def _project_without_codes(project: Project, language: str) -> Project:
    return replace(
        project,
        description=without_codes(project.description, language),
        goals=tuple(without_codes(goal, language) for goal in project.goals),
        desired_result=without_codes(project.desired_result, language),
        extra_classes=tuple(
            ExtraClass(extra.label, without_codes(extra.reason, language)) for extra in project.extra_classes
        ),
    )
