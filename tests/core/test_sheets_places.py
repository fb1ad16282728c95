"""Where in a sheet something stands, for who has to find it."""

from __future__ import annotations

import pytest

from stagemap.core.sheets import Place, place_of
from stagemap.core.sheets.faults import Path
from tests.core.sheet_sample import KIND, text

PARTS = {field.key: part.name for part in KIND.parts for field in part.fields}


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("what",), Place(PARTS["what"], text("what"))),
        (("level", "comment"), Place(PARTS["level"], text("level"))),
        (("events",), Place(PARTS["events"], text("events"))),
        (("events", 1), Place(PARTS["events"], text("events"), 2)),
        (("events", 0, "seen"), Place(PARTS["events"], text("events"), 1, text("seen"))),
        (("events", 2, "step", "comment"), Place(PARTS["events"], text("events"), 3, text("step"))),
        (("events", 2, "nothing"), Place(PARTS["events"], text("events"), 3)),
        (("elsewhere",), None),
        ((), None),
    ],
)
def test_a_path_leads_to_part_question_row_and_column(path: Path, place: Place | None) -> None:
    assert place_of(KIND, path) == place
