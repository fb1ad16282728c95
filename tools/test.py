"""Runs the checks and the tests: ``python -m tools.test check|fast|all``, and closes with one count of everything."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, STDOUT
from tempfile import TemporaryDirectory
from typing import Self
from xml.etree import ElementTree

from tools import browser, debian, postgres
from tools.coverage_gates import gaps

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
GATE = (
    ("Format", ("ruff", "format", "--check", ".")),
    ("Lint", ("ruff", "check", ".")),
    ("Types", ("mypy",)),
    ("Templates", ("djlint", "src", "--lint", "--quiet")),
    ("Imports", ("lint-imports", "--no-logo")),
    ("Texts", ("python", "-m", "tools.messages", "--check")),
    ("Migrations", ("python", "-m", "tools.manage", "makemigrations", "--check", "--dry-run")),
    ("Start", ("python", "-m", "tools.manage", "check", "--fail-level", "WARNING")),
)
PAPER = (("pdfinfo", "poppler-utils"), ("zbarimg", "zbar-tools"))
UNIT = ("-m", "not journey and not slow")
LOCKS = "tests/house"
PAGES = "tests/journeys/test_every_page.py"
"""The half of the journeys that has a run of its own; whatever else drives the browser is in the other."""


@dataclass
class Count:
    """How many passed, failed and were skipped."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __iadd__(self, other: Count) -> Self:
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        return self


def static_gate() -> Count:
    """The static gate: each tool once, with its output only where it found something."""
    count = Count()
    for name, command in GATE:
        began = time.monotonic()
        done = subprocess.run([BIN / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
        good = done.returncode == 0
        line = f"{'passed' if good else 'FAILED'}  {name} ({time.monotonic() - began:.1f} s)"
        print(line if good else f"{line}\n{done.stdout}{done.stderr}", flush=True)
        count += Count(passed=good, failed=not good)
    return count


def run_pytest(title: str, *arguments: str, covered: bool = False, database: str = "") -> Count:
    """One pytest run in a process of its own; a run that crashes or runs nothing counts as failed.

    What it prints comes out in one piece at its end, so that two runs side by side stay readable.
    """
    print(f"begun   {title}", flush=True)
    environment = {**os.environ, **({"STAGEMAP_TEST_DATABASE": database} if database else {})}
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        runner = [BIN / "coverage", "run", "-m", "pytest"] if covered else [BIN / "pytest"]
        command = [*runner, "-q", f"--junit-xml={report}", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=environment, stdout=PIPE, stderr=STDOUT, text=True, check=False)
        count = _counted(report) if report.exists() else Count(failed=1)
    if done.returncode and not count.failed:
        count.failed = 1
    print(f"\n== {title}: pytest ended with {done.returncode}\n{done.stdout}", flush=True)
    return count


def _counted(report: Path) -> Count:
    suite = ElementTree.parse(report).getroot().find("testsuite")  # noqa: S314 - pytest wrote it a moment ago
    if suite is None:
        return Count(failed=1)
    total, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
    failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
    return Count(passed=max(total - failed - skipped, 0), failed=failed, skipped=skipped)


def coverage_gate() -> Count:
    """Holds what the SQLite run covered against the gates."""
    subprocess.run([BIN / "coverage", "combine", "--quiet"], cwd=ROOT, check=False)
    found = gaps(ROOT)
    print("\n".join(found) or "Coverage: every gate is held.", flush=True)
    return Count(passed=not found, failed=bool(found))


def on_postgres() -> Count:
    """Whatever asks a database, but the browser's, on a throw-away PostgreSQL."""
    with postgres.cluster() as address:
        return run_pytest("Tests on PostgreSQL", *UNIT, database=address)


def on_sqlite() -> Count:
    """The whole suite but the locks and the browser's on SQLite, with coverage and its gates."""
    subprocess.run([BIN / "coverage", "erase"], cwd=ROOT, check=False)
    count = run_pytest("Tests on SQLite", *UNIT, f"--ignore={LOCKS}", covered=True)
    count += coverage_gate()
    return count


def locks() -> Count:
    """What holds the house up, on SQLite: it walks past all doors, where coverage need not follow."""
    return run_pytest("The locks on SQLite", *UNIT, LOCKS)


def journeys() -> Count:
    """Every journey in Chromium but those through all pages."""
    return run_pytest("Journeys in Chromium", "-m", "journey", "tests/journeys", f"--ignore={PAGES}")


def pages() -> Count:
    """Every page in Chromium."""
    return run_pytest("Every page in Chromium", "-m", "journey", PAGES)


def started() -> Count:
    """The wheel and the started site."""
    return run_pytest("The wheel and the started site", "-m", "slow and not journey")


def everything() -> Count:
    """What ``make test`` stands for: the static gate, then the runs, the longest first, by two at a time."""
    os.environ["CHROMIUM"] = browser.find()
    postgres.programs()
    for name, package in PAPER:
        debian.program(name, package, "A journey that reads what was printed")
    count = static_gate()
    with ThreadPoolExecutor(max_workers=2) as cores:
        for done in [cores.submit(part) for part in (journeys, on_sqlite, pages, on_postgres, locks, started)]:
            count += done.result()
    return count


def main() -> int:
    """Runs one of the three sets; 1 when anything failed."""
    sets = {"check": static_gate, "fast": lambda: run_pytest("Tests on SQLite", *UNIT), "all": everything}
    chosen = sets.get(sys.argv[1] if len(sys.argv) > 1 else "all")
    if chosen is None:
        print(f"Wanted: one of {', '.join(sets)}.")
        return 2
    began = time.monotonic()
    try:
        count = chosen()
    except debian.Missing as missing:
        print(missing)
        count = Count(failed=1)
    print(f"\nTook {time.monotonic() - began:.0f} s")
    skipped = f", {count.skipped} skipped" if count.skipped else ""
    print(f"{count.passed} passed, {count.failed} failed{skipped}", flush=True)
    return 1 if count.failed or not count.passed else 0


if __name__ == "__main__":
    sys.exit(main())
