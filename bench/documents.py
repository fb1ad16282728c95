"""How long paper takes: the roster of a full week (37 blocks) as PDF, DOCX and ICS, from the plan to the bytes.

``python -m bench.documents`` prints medians of wall time and the least CPU time, children included.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
import resource
import statistics
import time
from collections.abc import Callable
from importlib.metadata import version

RUNS = 15
LIMITS = {"PDF": 100, "DOCX": 50}
"""Milliseconds that a roster may take."""


def main() -> None:
    """Print one line for each kind of paper, and the conditions."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    load = os.getloadavg()[0]
    print(
        f"Paper: {platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {load:.1f}, "
        f"Python {platform.python_version()}, Typst {version('typst')}; median of {RUNS} after one to warm up"
    )
    for name, write in _writers().items():
        wall, cpu, size = measured(write)
        limit = f", at most {LIMITS[name]} ms" if name in LIMITS else ""
        print(f"  roster {name:4}  {wall:6.1f} ms wall (least CPU {cpu:5.1f} ms), {size / 1000:5.1f} kB{limit}")


def _writers() -> dict[str, Callable[[], bytes]]:
    from stagemap.documents.files.docx import roster_docx
    from stagemap.documents.files.ics import calendar_text, of_blocks
    from stagemap.documents.files.pdf import roster_pdf
    from stagemap.documents.files.roster_sheet import lay_out
    from stagemap.documents.files.sheet import RosterSheet
    from tests.documents.samples import EDITION, FACTS, PLAN, TODAY

    def sheet() -> RosterSheet:
        return lay_out(EDITION, PLAN, FACTS, "nl", today=TODAY)

    def calendar() -> bytes:
        blocks = of_blocks(EDITION, PLAN.blocks, "nl", school=FACTS.school, revision=1)
        return calendar_text("Zorgstage", blocks, stamp=dt.datetime(2027, 3, 25, 12, tzinfo=dt.UTC), language="nl")

    return {"PDF": lambda: roster_pdf(sheet()), "DOCX": lambda: roster_docx(sheet()), "ICS": calendar}


def measured(write: Callable[[], bytes], runs: int = RUNS) -> tuple[float, float, int]:
    """Median wall and least CPU milliseconds of a run, and the bytes that it made."""
    size = len(write())
    walls, cpus = [], []
    for _ in range(runs):
        wall, cpu = time.perf_counter(), _cpu()
        write()
        walls.append(time.perf_counter() - wall)
        cpus.append(_cpu() - cpu)
    return statistics.median(walls) * 1000, min(cpus) * 1000, size


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main()
