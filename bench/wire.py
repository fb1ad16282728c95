"""Bytes over the wire, cold: the page and everything it links, compressed as the site sends them."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from stagemap.placements.models import Placement

from .site import client

LINKED = re.compile(rb'(?:href|src)="(/static/[^"#]+)')
IMPORTED = re.compile(r'from\s*"(\./[^"]+|/static/[^"]+)"')
PAGES = (("sign-in page", "", "/sign-in/"), ("student home", "noor.verhaegen@student.example", "/"))


def main() -> None:
    """Print a line a page."""
    jonas = Placement.objects.get(student__email="jonas.wouters@student.example")
    planner = reverse("planning:planner", args=[jonas.pk])
    print("Over the wire, cold and compressed: planner at most 120 kB with 40 kB of script, others 80 kB with 25 kB")
    pages = (
        *PAGES,
        ("planner", "jonas.wouters@student.example", planner),
        ("list of 200", "lies.goossens@hogeschool.example", "/students/"),
    )
    for name, email, path in pages:
        body = client(email).get(path, secure=True).content
        files = linked(body)
        script = sum(size for file, size in files.items() if file.endswith(".js"))
        total = len(gzip.compress(body)) + sum(files.values())
        print(f"  {name:14} {total / 1000:6.1f} kB in all, {script / 1000:5.1f} kB of script, {len(files)} files")


def linked(body: bytes) -> dict[str, int]:
    """Each file that a page makes the browser fetch, with its bytes as they are sent."""
    wanted = [found.decode() for found in LINKED.findall(body)]
    sizes: dict[str, int] = {}
    while wanted:
        address = wanted.pop()
        if address in sizes:
            continue
        path = Path(settings.STATIC_ROOT) / address.removeprefix(settings.STATIC_URL)
        sizes[address] = sent(path)
        if address.endswith(".js"):
            wanted += [beside(address, found) for found in IMPORTED.findall(path.read_text(encoding="utf-8"))]
    return sizes


def sent(path: Path) -> int:
    """The bytes of a file as the site sends it: the smallest of its compressed forms, or itself."""
    forms = (path, path.with_name(f"{path.name}.gz"), path.with_name(f"{path.name}.br"))
    return min(form.stat().st_size for form in forms if form.exists())


def beside(address: str, imported: str) -> str:
    """The address of an imported module."""
    return imported if imported.startswith("/") else f"{address.rsplit('/', 1)[0]}/{imported.removeprefix('./')}"
