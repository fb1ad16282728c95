"""Cleaning a file: looked at, scanned where a scanner is set, and made anew in a process of its own."""

from __future__ import annotations

import errno
import json
import logging
import os
import subprocess
import sys
import time
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from django.utils.translation import gettext_noop

from stagemap.core.refusals import Impossible
from stagemap.kit.uploads import scanning
from stagemap.kit.uploads.kinds import HEAD_BYTES, MEGABYTE, MOST_BYTES, Media, Unclean, Why, media_of

PROCESS = Path(__file__).resolve().parent / "washing" / "process.py"
SECONDS = 40
"""Of the clock; of the processor the process allows itself fewer."""

SENTENCES = {
    Why.EMPTY: gettext_noop("This file is empty. Nothing was kept."),
    Why.TOO_LONG: gettext_noop("A file may be at most %(most)s MB. Make it smaller and choose it again."),
    Why.UNKNOWN: gettext_noop(
        "This is not a picture, PDF or text document. Choose a JPG, PNG, WebP, HEIC, PDF, DOCX or ODT."
    ),
    Why.OLD_WORD: gettext_noop(
        "This is an older Word file, or one with a password. Save it as DOCX without a password, or as PDF."
    ),
    Why.NO_TEXT: gettext_noop("This is not a text document. Of the documents only PDF, DOCX and ODT are taken."),
    Why.MACROS: gettext_noop("This document holds macros. Save it as DOCX without macros, or as PDF."),
    Why.LOCKED: gettext_noop("This file is locked with a password. Save it without one and choose it again."),
    Why.BROKEN: gettext_noop("This file cannot be read: it is damaged, or a part of it is missing. Save it anew."),
    Why.TOO_MANY_PIXELS: gettext_noop(
        "This picture has %(found)s megapixels, and at most %(most)s are taken. Save it smaller and choose it again."
    ),
    Why.TOO_DENSE: gettext_noop("This document unfolds to far more than a text needs. Save it as PDF and choose that."),
    Why.TOO_HEAVY: gettext_noop("This file takes too much to read. Save it smaller, or as PDF."),
    Why.PICTURE_INSIDE: gettext_noop(
        "A picture in this document cannot be read. Save the document as PDF and choose that."
    ),
}
BUSY = gettext_noop("Other files are being cleaned just now. Try again in a minute.")

log = logging.getLogger("stagemap.uploads")
_one_at_a_time = BoundedSemaphore()


def clean(source: Path, target: Path) -> Media:
    """Write what is fit to keep of ``source`` as ``target`` and say what that is.

    Raises ``core.refusals.Impossible`` with the sentence for who handed it in; ``target`` may then hold anything.
    ``OSError`` with ``ENOSPC`` means that the disk is full. A worker cleans one file at a time.
    """
    try:
        _look(source)
    except Unclean as error:
        raise Impossible(SENTENCES[error.why], **error.values) from error
    scanning.demand_harmless(source)
    if not _one_at_a_time.acquire(timeout=SECONDS):
        raise Impossible(BUSY)
    try:
        began = time.monotonic()
        told = _washed(source, target)
    finally:
        _one_at_a_time.release()
    return _judged(told, time.monotonic() - began)


def _look(source: Path) -> None:
    """What can be refused without opening the file."""
    if source.stat().st_size > MOST_BYTES:
        raise Unclean(Why.TOO_LONG, most=MOST_BYTES // MEGABYTE)
    with source.open("rb") as file:
        media_of(file.read(HEAD_BYTES))


def _washed(source: Path, target: Path) -> dict[str, Any]:
    """What the process answers; one that is ended, or dies, answers that the file was too much for it."""
    command = [sys.executable, "-I", "-S", str(PROCESS), _folders(), str(source), str(target)]
    try:
        done = subprocess.run(  # noqa: S603 - every part is ours, the paths too
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            env={"MALLOC_ARENA_MAX": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"why": Why.TOO_HEAVY, "status": "timeout"}
    try:
        told: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        return {"why": Why.TOO_HEAVY, "status": done.returncode}
    return told


def _judged(told: dict[str, Any], seconds: float) -> Media:
    """The media type that was made, or the refusal; the log tells what it took and nothing of the file."""
    outcome = told.get("media") or told["why"]
    log.info("cleaned: %s in %.2f s, %s kB, %s", outcome, seconds, told.get("peak", "?"), told.get("status", "well"))
    if "media" in told:
        return Media(told["media"])
    why = Why(told["why"])
    if why is Why.DISK_FULL:
        raise OSError(errno.ENOSPC, "no room for a cleaned file")
    raise Impossible(SENTENCES[why], **told.get("values", {}))


@cache
def _folders() -> str:
    """Where the process finds its libraries and ourselves: found here, without loading them into this process."""
    found = {
        Path(spec.origin).parent.parent
        for name in ("stagemap", "PIL", "pillow_heif", "pikepdf", "lxml")
        if (spec := find_spec(name)) and spec.origin
    }
    return os.pathsep.join(map(str, sorted(found)))
