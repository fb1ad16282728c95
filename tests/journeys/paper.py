"""What was printed, read as other programs read it: the code to scan, the words, the tags."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

from pypdf import PdfReader

from tools import debian

WHAT_FOR = "A journey that reads what was printed"
TAG = re.compile(r"^\s*(\w+)", re.MULTILINE)


def words(pdf: bytes) -> str:
    """All words of a document, page after page."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def scanned(pdf: bytes, folder: Path) -> str:
    """What a phone reads in the code on the first page."""
    drawer = debian.program("pdftoppm", "poppler-utils", WHAT_FOR)
    scanner = debian.program("zbarimg", "zbar-tools", WHAT_FOR)
    picture = folder / "card.png"
    command = [drawer, "-png", "-singlefile", "-r", "150", "-"]
    picture.write_bytes(subprocess.run(command, input=pdf, stdout=subprocess.PIPE, check=True).stdout)
    read = subprocess.run([scanner, "-q", "--raw", picture], capture_output=True, text=True, check=True)
    return read.stdout.strip()


def tags(pdf: bytes) -> set[str]:
    """The names of the tags in the structure of a document, as a screen reader meets them."""
    reader = debian.program("pdfinfo", "poppler-utils", WHAT_FOR)
    told = subprocess.run([reader, "-struct", "-"], input=pdf, stdout=subprocess.PIPE, check=True)
    return set(TAG.findall(told.stdout.decode(errors="replace")))


def facts(pdf: bytes) -> dict[str, str]:
    """What a document says of itself: ``Title``, ``Tagged``, ``Pages`` and the like."""
    reader = debian.program("pdfinfo", "poppler-utils", WHAT_FOR)
    told = subprocess.run([reader, "-"], input=pdf, stdout=subprocess.PIPE, check=True).stdout.decode()
    return {name: value.strip() for name, _colon, value in (line.partition(":") for line in told.splitlines())}
