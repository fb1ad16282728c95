"""What stands in a portfolio, worded as leaves of a dossier."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from stagemap.core.programme import Edition
from stagemap.core.roster import Plan
from stagemap.core.sheets import Answers, Field, Layer, SheetKind, Shown
from stagemap.documents.files.dossier import Answer, Grid, Leaf, Picture, Stretch
from stagemap.documents.files.prose import PARAGRAPH, Passage, Run, passages_of, plain_passage
from stagemap.kit import formats
from stagemap.kit.pages import language
from stagemap.kit.uploads import store
from stagemap.kit.uploads.kinds import Media
from stagemap.planning.views.days import ItemView, days_view
from stagemap.portfolio.queries import Family, family_of
from stagemap.portfolio.views.files import file_views, label_of
from stagemap.portfolio.views.prose import Said, Speaker
from stagemap.portfolio.views.words import layer_mark, state_mark

if TYPE_CHECKING:
    from stagemap.portfolio.models import Attachment
    from stagemap.portfolio.queries import NoteLine, SheetPage


FORMATS = {Media.JPEG: "jpg", Media.PNG: "png", Media.WEBP: "webp"}
"""The pictures that are kept, as Typst calls them."""


def sheet_leaf(page: SheetPage) -> Leaf:
    """A sheet as its reader's page shows it, with its state, its layer and the names of its files."""
    day = page.sheet.day
    marks = (state_mark(page.state), layer_mark(Layer(page.sheet.layer)))
    words = (page.kind.name.in_(language()), "" if day is None else formats.day(day, lang=language()))
    named = {key: (title, "") for key, title in page.cited.items()}
    files = file_views(page.attachments, page.sheet.placement_id)
    named |= {str(each.id): (each.said, "") for each in files}
    pictures = tuple(_pictures(page.attachments))
    printed = {picture.name for picture in pictures}
    return Leaf(
        title=page.title,
        meta=_dotted(*(word for word in words if word != page.title), *(str(mark.text) for mark in marks)),
        stretches=(*_counted(page), *stretches_of(page.kind, page.parts, page.answers, named)),
        pictures=pictures,
        files=tuple(each.said for each in files if each.label not in printed),
    )


def _pictures(attachments: Iterable[Attachment]) -> Iterable[Picture]:
    """The pictures beside a sheet whose file is there; one that a restore did not bring back is named as the others."""
    for each in attachments:
        path = store.kept(each.digest)
        if family_of(each.media_type) is Family.PHOTO and path.exists():
            label = label_of(each)
            place = f"/{path.relative_to(store.folder())}"
            yield Picture(place, FORMATS[Media(each.media_type)], each.alt or label, label, each.alt)


def _counted(page: SheetPage) -> tuple[Stretch, ...]:
    """The counts of a sheet of which its reader has no more than those."""
    counts = Passage("ul", tuple((Run(str(tally)),) for tally in page.summary))
    return (Stretch("", (Answer(_("Counted"), (counts,)),)),) if page.summary else ()


def stretches_of(
    kind: SheetKind, parts: Iterable[Shown], answers: Answers, named: dict[str, tuple[str, str]] | None = None
) -> tuple[Stretch, ...]:
    """The parts of a sheet in which something was filled in."""
    speaker = Speaker(kind, language(), named)
    worded = (
        Stretch(
            shown.part.name.in_(language()),
            tuple(
                _answer(field, speaker.said(field, answers[field.key]))
                for field in shown.fields
                if field.key in answers
            ),
        )
        for shown in parts
    )
    return tuple(stretch for stretch in worded if stretch.answers)


def project_leaf(plan: Plan) -> Leaf:
    """The project, of which planning is the one home (G14)."""
    project = plan.project
    asked = (
        (_("Description"), [project.description]),
        (_("Goals"), project.goals),
        (_("Desired result"), [project.desired_result]),
        (_("Learning questions"), plan.learning_questions),
        (_("Learning goals"), plan.learning_goals),
    )
    answers = tuple(Answer(label, _listed(said)) for label, said in asked if any(said))
    return Leaf(_("The project"), project.class_label, (Stretch("", answers),))


def roster_leaf(edition: Edition, plan: Plan, title: str, meta: str) -> Leaf:
    """A roster as a list to read: a table for each day, one for what lies before and one for what lies after."""
    read = days_view(edition, plan, language=language())
    days = [(day.name, day.items) for day in read["days"]]
    days += [(_("Before the week"), tuple(read["ahead"])), (_("After the week"), tuple(read["behind"]))]
    answers = tuple(Answer(name, grid=_grid(items)) for name, items in days if items)
    return Leaf(title, meta, (Stretch("", answers),))


def notes_leaf(notes: Iterable[NoteLine]) -> Leaf:
    """The lines of the mentor about the days."""
    answers = tuple(
        Answer(f"{formats.day(note.day, lang=language())}, {note.by}", (plain_passage(note.text),)) for note in notes
    )
    return Leaf(_("Notes of the mentor"), "", (Stretch("", answers),))


def _answer(field: Field, said: Said) -> Answer:
    label = field.name.in_(language())
    if said.rows:
        return Answer(label, grid=Grid(said.head, tuple(tuple(cell.text for cell in row) for row in said.rows)))
    if said.html:
        return Answer(label, passages_of(said.html))
    if said.links:
        return Answer(label, (Passage("ul", tuple((Run(text),) for text, _url in said.links)),))
    return Answer(label, (plain_passage(said.text),))


def _listed(said: Iterable[str]) -> tuple[Passage, ...]:
    """One text as a paragraph, several as a list."""
    texts = [text for text in said if text]
    if len(texts) == 1:
        return (Passage(PARAGRAPH, tuple((Run(line),) for line in texts[0].splitlines() if line.strip())),)
    return (Passage("ul", tuple((Run(text),) for text in texts)),)


def _grid(items: Iterable[ItemView]) -> Grid:
    heads = (_("When"), _("What"), _("Role"), _("Where and at what"))
    return Grid(
        heads,
        tuple(
            (_dotted(item.time, item.place), item.title, item.role or item.kind, _dotted(item.where, item.at_what))
            for item in items
        ),
    )


def _dotted(*words: str) -> str:
    return " · ".join(word for word in words if word)
