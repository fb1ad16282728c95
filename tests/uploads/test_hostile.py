"""Bad uploads: every one is refused with a sentence or cleaned, within its memory; ``make bench`` takes all 1,200."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest

from stagemap.core.refusals import Impossible
from stagemap.kit.uploads import cleaning
from tests.uploads import hostile, samples

SAMPLE = 78
SEED = 20_270_419
MOST_KILOBYTES = 300_000
PEAK = re.compile(r"(\d+) kB, well")


def outcome(bad: hostile.Bad, folder: Path) -> str:
    """What becomes of one bad upload."""
    source, target = folder / "came", folder / "made"
    source.write_bytes(bad.make())
    try:
        cleaning.clean(source, target)
    except Impossible as refused:
        return hostile.REFUSED if refused.reason in cleaning.SENTENCES.values() else refused.reason
    assert not samples.tells(target)
    return hostile.CLEANED


def test_every_bad_upload_is_refused_or_cleaned_within_its_memory(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "stagemap.uploads")
    wrong = []
    for bad in hostile.uploads(SEED, SAMPLE):
        became = outcome(bad, tmp_path)
        if bad.outcome not in {became, hostile.EITHER}:
            wrong.append((bad.family, became))
    assert wrong == []
    peaks = [int(found[1]) for record in caplog.records if (found := PEAK.search(record.getMessage()))]
    assert len(peaks) == sum(record.getMessage().startswith("cleaned") for record in caplog.records)
    assert max(peaks) < MOST_KILOBYTES


def test_the_same_seed_gives_the_same_uploads() -> None:
    first, again = (list(hostile.uploads(7, 52)) for _each in range(2))
    assert [(each.family, each.name, each.outcome) for each in first] == [
        (each.family, each.name, each.outcome) for each in again
    ]
    assert first[4].make() == again[4].make()
