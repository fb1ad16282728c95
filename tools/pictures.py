"""``make pictures``: the pictures of the README, taken from a fresh demo on its story's day, in ``docs/pictures``."""

from __future__ import annotations

import base64
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tools import browser as chromium
from tools import debian

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "pictures"
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
LIMIT = 150_000
GAP = 55
COLOURS = {"roster": 24, "card": 48}
MOST_COLOURS = 256

# Puts pictures side by side and brings them down to the colours that they use most: a third of the bytes.
REDUCE = """async ([shots, gap, most]) => {
  const images = await Promise.all(shots.map(async (shot) => {
    const image = new Image();
    image.src = "data:image/png;base64," + shot;
    await image.decode();
    return image;
  }));
  const width = images.reduce((sum, image) => sum + image.width, gap * (images.length - 1));
  const height = Math.max(...images.map((image) => image.height));
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, width, height);
  let left = 0;
  for (const image of images) { pen.drawImage(image, left, 0); left += image.width + gap; }
  const pixels = pen.getImageData(0, 0, width, height).data;
  const counts = new Map();
  const colours = new Uint32Array(width * height);
  for (let i = 0; i < colours.length; i += 1) {
    const colour = (pixels[4 * i] << 16) | (pixels[4 * i + 1] << 8) | pixels[4 * i + 2];
    colours[i] = colour;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const kept = [...counts].sort((a, b) => b[1] - a[1]).slice(0, most).map(([colour]) => colour);
  const apart = (a, b) => [16, 8, 0].reduce((sum, by) => sum + (((a >> by) & 255) - ((b >> by) & 255)) ** 2, 0);
  const nearest = new Map(kept.map((colour, index) => [colour, index]));
  for (const colour of counts.keys()) {
    if (nearest.has(colour)) continue;
    let best = 0;
    kept.forEach((each, index) => { if (apart(each, colour) < apart(kept[best], colour)) best = index; });
    nearest.set(colour, best);
  }
  let text = "";
  for (const colour of colours) text += String.fromCharCode(nearest.get(colour));
  return { width, height, palette: kept, indexes: btoa(text) };
}"""


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def demo(folder: Path) -> Iterator[str]:
    """A fresh demo that runs as ``make serve`` would have it; gives its address."""
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("STAGEMAP_", "DJANGO_"))}
    environment = kept | {"STAGEMAP_DATA": str(folder), "PORT": str(port)}
    command = [sys.executable, "-m", "tools.serve"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        if not any(line.startswith("Ctrl+C") for line in process.stdout or ()):
            raise RuntimeError("The demo ended before it was ready.")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


@contextmanager
def shoes(browser: Browser, address: str, persona: str, size: Mapping[str, Any]) -> Iterator[Page]:
    """A page on which somebody of the demo has just arrived."""
    context: BrowserContext = browser.new_context(
        base_url=address,
        viewport={"width": size["width"], "height": size["height"]},
        locale="nl-BE",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto("/demo/")
    page.locator(f'form[action="/demo/shoes/{persona}/"] button').click()
    if persona == "mentor":
        page.get_by_role("button", name="Open mijn pagina").click()
        page.wait_for_url("**/mentor/")
    page.wait_for_load_state("networkidle")
    yield page
    context.close()


def shot(page: Page, path: str, *, height: int = 0) -> bytes:
    """What a page shows, from its top; ``height`` in pixels when it is to be higher than the window."""
    if path:
        page.goto(path)
        page.wait_for_load_state("networkidle")
    if height and page.viewport_size:
        page.set_viewport_size({"width": page.viewport_size["width"], "height": height})
    return page.screenshot()


def paper(page: Page, path: str) -> bytes:
    """The first page of a PDF of the site, as wide as the other pictures."""
    drawer = debian.program("pdftoppm", "poppler-utils", "The picture of the paper roster")
    pdf = page.request.get(path).body()
    command = [drawer, "-png", "-singlefile", "-scale-to-x", str(WIDE["width"]), "-scale-to-y", "-1", "-"]
    return subprocess.run(command, input=pdf, stdout=subprocess.PIPE, check=True).stdout


def small(page: Page, shots: Sequence[bytes], colours: int) -> bytes:
    """The pictures side by side as one PNG of at most so many colours."""
    found = page.evaluate(REDUCE, [[base64.b64encode(each).decode() for each in shots], GAP, colours])
    width, height, indexes = found["width"], found["height"], base64.b64decode(found["indexes"])
    rows = b"".join(b"\0" + indexes[at : at + width] for at in range(0, width * height, width))
    palette = b"".join(colour.to_bytes(3, "big") for colour in found["palette"])
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


def student(browser: Browser, address: str) -> dict[str, list[bytes]]:
    """The student's home and planner."""
    with shoes(browser, address, "student", WIDE) as page:
        return {"home": [shot(page, "/", height=880)], "planner": [shot(page, "/placements/1/planner/", height=1240)]}


def phones(browser: Browser, address: str) -> dict[str, list[bytes]]:
    """The mentor's page, where the mentor agrees, and the student's week, each on a phone."""
    with shoes(browser, address, "mentor", PHONE) as page:
        shots = [shot(page, "")]
        page.locator("#agree").evaluate("panel => panel.scrollIntoView({block: 'end'})")
        shots.append(page.screenshot())
    with shoes(browser, address, "student", PHONE) as page:
        page.goto("/placements/1/planner/")
        page.locator("nav.days a").first.evaluate("link => link.scrollIntoView({block: 'start'})")
        shots.append(page.screenshot())
    return {"phones": shots}


def college(browser: Browser, address: str) -> dict[str, list[bytes]]:
    """What the supervisor sees of a student, and the roster on paper."""
    with shoes(browser, address, "supervisor", WIDE) as page:
        return {
            "supervisor": [shot(page, "/students/2/", height=1000)],
            "roster": [paper(page, "/placements/2/roster/1/pdf")],
        }


def portfolio(browser: Browser, address: str) -> dict[str, list[bytes]]:
    """A full folder, a sheet that is written, and the card that lays a folder open in the class."""
    with shoes(browser, address, "over", WIDE) as page:
        page.goto("/")
        folder = page.locator("nav.menu a").filter(has_text="Map").get_attribute("href")
        taken = {"folder": [shot(page, f"{folder}?tab=activities", height=1000)]}
    with shoes(browser, address, "student", WIDE) as page:
        page.goto("/placements/1/portfolio/?tab=observations")
        page.locator(".leaf h3 a").first.click()
        page.wait_for_load_state("networkidle")
        taken["sheet"] = [shot(page, "", height=1000)]
        page.goto("/placements/1/portfolio/card/")
        page.locator("main form button.next").click()
        page.wait_for_url("**/card/")
        return {**taken, "card": [paper(page, "/placements/1/portfolio/card/pdf")]}


def changed(browser: Browser, address: str) -> dict[str, list[bytes]]:
    """A second version beside the first: sent, a change asked, sent again."""
    with shoes(browser, address, "student", WIDE) as noor, shoes(browser, address, "supervisor", WIDE) as karim:
        send(noor, "Els is tot vrijdag op nascholing en leest het daarna na.")
        karim.goto("/placements/1/roster/1/")
        karim.locator("[name=comment]").fill("Plan ook iets op schoolniveau: kun je mee naar het zorgteamoverleg?")
        karim.locator("button[value=change_asked]").click()
        noor.goto("/placements/1/planner/blocks/new/?proposal=1&day=2027-04-20&start=735&minutes=50")
        noor.locator("[name=title]").fill("Zorgteamoverleg bijwonen")
        noor.locator("[name=where]").fill("zorgklas")
        noor.locator("[name=at_what]").fill("hoe het team de week verdeelt")
        noor.locator("[name=role][value=observing]").check(force=True)
        noor.locator("main form button.next").first.click()
        noor.wait_for_url("**/planner/*")
        send(noor, "Els is tot vrijdag op nascholing en leest het daarna na.")
        return {"versions": [shot(karim, "/placements/1/roster/2/", height=1000)]}


def send(student: Page, reason: str) -> None:
    """The student sends the roster as it stands."""
    student.goto("/placements/1/roster/send/")
    student.locator("[name=reason]").fill(reason)
    student.locator("main form button.next").click()
    student.wait_for_url("**/roster/*/")


TAKERS: Sequence[Callable[[Browser, str], dict[str, list[bytes]]]] = (student, phones, college, portfolio, changed)


def main() -> int:
    """Takes every picture; 1 when one of them is too large."""
    OUT.mkdir(parents=True, exist_ok=True)
    sizes: dict[str, int] = {}
    with TemporaryDirectory() as folder, demo(Path(folder)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        bench = browser.new_page()
        for take in TAKERS:
            for name, shots in take(browser, address).items():
                picture = small(bench, shots, COLOURS.get(name, MOST_COLOURS))
                (OUT / f"{name}.png").write_bytes(picture)
                sizes[name] = len(picture)
        browser.close()
    print(json.dumps(sizes, indent=1))
    return int(max(sizes.values()) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
