"""How long a portfolio on paper takes: one sheet of three pages, and a dossier of sixty with twenty photos.

``python -m bench.dossier`` prints medians of wall time, the least CPU time and the most memory of the process that set
it.
"""

from __future__ import annotations

import os
import resource
from functools import partial
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PIL import Image
from pypdf import PdfReader

from .documents import measured

if TYPE_CHECKING:
    from stagemap.documents.files.dossier import Dossier, Leaf, Picture

RUNS = 5
QUESTIONS, WORDS = 20, "Een kind legt het potlood neer, kijkt naar de deur en begint opnieuw met de kaart. " * 6


def main() -> None:
    """Print one line for each."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    with TemporaryDirectory() as folder:
        _line("sheet", 150, _dossier(1, Path(folder), photos=0), Path(folder))
        _line("dossier", 2_000, _dossier(20, Path(folder), photos=20), Path(folder))
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    print(f"  most memory of a process that set one: {most:.0f} MB, at most 400")


def _line(name: str, most: int, dossier: Dossier, folder: Path) -> None:
    from stagemap.documents.files.dossier import dossier_pdf

    wall, cpu, size = measured(partial(dossier_pdf, dossier, pictures=folder), RUNS)
    pages = len(PdfReader(BytesIO(dossier_pdf(dossier, pictures=folder))).pages)
    print(
        f"  {name:7} of {pages:2} pages  {wall:6.0f} ms wall (least CPU {cpu:5.0f} ms), {size / 1000:6.0f} kB,"
        f" at most {most} ms"
    )


def _dossier(leaves: int, folder: Path, *, photos: int) -> Dossier:
    """Sheets of nearly three pages each, the first ones with a photo."""
    from stagemap.documents.files.dossier import Dossier, Section

    made = tuple(_leaf(number, [_photo(folder, number)] if number < photos else []) for number in range(leaves))
    return Dossier(
        language="nl",
        title="De stagemap van Noor Verhaegen",
        subtitle="Zorgstage",
        facts=(("Student", "Noor Verhaegen"),),
        sections=(Section("Activiteiten", made),),
        contents="Inhoud" if leaves > 1 else "",
        files="Bijlagen",
        mark="besloten",
        owner="Noor Verhaegen",
        page="blad {page} van {pages}",
    )


def _leaf(number: int, pictures: list[Picture]) -> Leaf:
    from stagemap.documents.files.dossier import Answer, Leaf, Stretch
    from stagemap.documents.files.prose import plain_passage

    answers = tuple(Answer(f"Vraag {each}", (plain_passage(WORDS),)) for each in range(QUESTIONS))
    return Leaf(f"Blad {number}", "klaar", (Stretch("Wat ik zag", answers),), tuple(pictures))


def _photo(folder: Path, number: int) -> Picture:
    """A picture as large as those that are kept, in which nothing repeats."""
    from stagemap.documents.files.dossier import Picture

    path = folder / f"{number}.jpg"
    noise = Image.frombytes("RGB", (500, 375), Random(number).randbytes(500 * 375 * 3))  # noqa: S311 - a picture
    noise.resize((2_000, 1_500)).save(path, "JPEG", quality=82)
    return Picture(f"/{path.name}", "jpg", "Een stappenkaart op een bank", f"Foto {number + 1}", "")


if __name__ == "__main__":
    main()
