"""The roster as PDF: tagged, PDF/UA-1, fonts inside, set by Typst in a process of its own."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from dataclasses import asdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from django.utils.translation import gettext_noop

from stagemap.core.refusals import Impossible

from .glyphs import each_text, legible
from .sheet import RosterSheet

PAPER = Path(__file__).resolve().parent.parent / "paper"
TYPESET = Path(__file__).resolve().parent / "typeset.py"
SECONDS = 20
CANNOT_PRINT = gettext_noop("The PDF could not be made just now. Try again in a minute, or take the Word file.")

log = logging.getLogger("stagemap.documents")


def roster_pdf(sheet: RosterSheet) -> bytes:
    """The bytes of the PDF; the same sheet gives the same bytes.

    Raises ``core.refusals.Impossible`` when Typst fails or takes longer than 20 seconds; the log says why, without
    any word of the roster.
    """
    data = json.dumps(asdict(each_text(sheet, legible)), ensure_ascii=False).encode()
    return typeset(PAPER / "roster.typ", data, seconds=SECONDS)


def typeset(template: Path, data: bytes, *, seconds: float, root: Path = PAPER) -> bytes:
    """Set ``template`` with ``data`` in a process that is ended after ``seconds`` and reads only below ``root``."""
    places = (_typst_folder(), template, PAPER / "fonts", root)
    command = [sys.executable, "-I", "-S", str(TYPESET), *map(str, places)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, env={}, check=False)  # noqa: S603 - every part is ours
    except (OSError, subprocess.TimeoutExpired) as error:
        log.error("typst did not answer: %s", type(error).__name__)
        raise Impossible(CANNOT_PRINT) from error
    if done.returncode != 0:
        log.error("typst failed with status %d: %s", done.returncode, _reason(done.stderr))
        raise Impossible(CANNOT_PRINT)
    return done.stdout


def _reason(stderr: bytes) -> str:
    """The kind of error that the process died of; its words may quote the student, so they stay out of the log."""
    lines = stderr.decode(errors="replace").strip().splitlines()
    return lines[-1].split(":")[0] if lines else "no reason given"


@cache
def _typst_folder() -> str:
    """Where the child finds Typst: found here, without loading it into this process."""
    spec = find_spec("typst")
    if spec is None or spec.origin is None:
        raise Impossible(CANNOT_PRINT)
    return str(Path(spec.origin).parent.parent)
