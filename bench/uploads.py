"""What becomes of 1,200 bad uploads, and what good ones take: ``python -m bench.uploads [how many] [seed]``.

Printed: how many were refused or cleaned, what went otherwise than it should, the most memory that one process took.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.uploads.hostile import Bad

SEED = 20_270_419
MOST_KILOBYTES = 300_000
PEAK = re.compile(r"(\d+) kB")


class Peaks(logging.Handler):
    """Listens to what the cleaning says of its memory."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = [0]

    def emit(self, record: logging.LogRecord) -> None:
        """Note the figure of one line."""
        self.seen += [int(found) for found in PEAK.findall(record.getMessage())]


def main(how_many: int = 104, seed: int = SEED) -> None:
    """Print one line of figures, and one for every upload that went wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from tests.uploads import hostile, samples

    peaks, log = Peaks(), logging.getLogger("stagemap.uploads")
    log.handlers, log.propagate, log.level = [peaks], False, logging.INFO
    with tempfile.TemporaryDirectory(prefix="stagemap-uploads-") as folder:
        began = time.monotonic()
        became = Counter(_outcome(bad, Path(folder)) for bad in hostile.uploads(seed, how_many))
        seconds = time.monotonic() - began
        print(f"Bad uploads: {dict(became)} of {how_many} in {seconds:.0f} s")
        print(f"  most memory of one process {max(peaks.seen) / 1000:.0f} MB, at most {MOST_KILOBYTES // 1000} MB")
        for name, data in (("photo, 12 MP", samples.picture("JPEG", (4000, 3000))), ("PDF", samples.pdf())):
            print(f"  {name}: {_milliseconds(data, Path(folder)):.0f} ms")


def _outcome(bad: Bad, folder: Path) -> str:
    """What became of one bad upload, and whether it should have."""
    from stagemap.core.refusals import Impossible
    from stagemap.kit.uploads import cleaning
    from tests.uploads import hostile, samples

    source, target = folder / "came", folder / "made"
    source.write_bytes(bad.make())
    try:
        cleaning.clean(source, target)
        became = hostile.CLEANED
    except Impossible:
        became = hostile.REFUSED
    if bad.outcome not in {became, hostile.EITHER} or (became == hostile.CLEANED and samples.tells(target)):
        print(f"  WRONG: {bad.family} became {became}")
        return "wrong"
    return became


def _milliseconds(data: bytes, folder: Path) -> float:
    from stagemap.kit.uploads import cleaning

    source = folder / "came"
    source.write_bytes(data)
    began = time.perf_counter()
    cleaning.clean(source, folder / "made")
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:] or ["1200"]))
