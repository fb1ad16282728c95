"""What every page that a journey meets is held against: axe, width, one language, a focus that can be seen."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from babel.messages.mofile import read_mo
from django.apps import apps
from django.utils import translation
from playwright.sync_api import Page

DESK, PHONE, ENLARGED = (1280, 900), (390, 844), (320, 640)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SOURCE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
ALL = {"runOnly": RULES, "resultTypes": ["violations"]}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}

NAMING = """
  const path = location.pathname.replace(/(?<=link\\/)[\\w-]+|[0-9a-f-]{36}|[0-9]+/g, "#");
  const where = e => e.closest(".toast") ? "" : path;
  const one = e => [where(e), e.tagName, ...[...e.classList].sort(), e.dataset.state ?? ""].join(" ");
  const all = [...document.body.querySelectorAll("*")].filter(e => !e.closest("svg"));
  const heads = [...document.querySelectorAll("h1, h2, h3, h4")].filter(e => e.checkVisibility())
    .map(e => e.tagName[1]);
  const steps = new Set(heads.map((level, at) => (heads[at - 1] ?? 0) + level));
  const whole = [path, ...[...steps].sort()].join(" ");
"""
PARTS = "() => {NAMING return [...new Set(all.map(one)), whole]; }".replace("NAMING", NAMING)
MARK = """names => {NAMING
  const found = new Set(all.filter(e => names.includes(one(e))));
  const tops = [...found].filter(e => !found.has(e.parentElement));
  window.unseen = names.includes(whole) ? [document.documentElement] : tops;
}""".replace("NAMING", NAMING)
LOOK = """async options => {
  if (!window.axe) window.startAxe();
  const include = window.unseen.filter(e => e.isConnected);
  return include.length ? (await axe.run({ include }, options)).violations : [];
}"""
AXE = f"window.startAxe = () => {{ {SOURCE} }};"
"""For every page that may be looked at: starting it costs nothing until somebody does."""

WORDS = """() => {
  const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.parentElement.closest("script, template, [lang], body");
    if (at === document.body) found.push(walk.currentNode.data);
  }
  for (const e of document.querySelectorAll("[aria-label], [placeholder], [title], [alt]"))
    found.push(e.ariaLabel, e.getAttribute("placeholder"), e.title, e.getAttribute("alt"));
  return [document.title.split(" · ")[0], ...found].filter(Boolean).map(text => text.replace(/\\s+/g, " ").trim());
}"""

UNSEEN = """() => {
  const stops = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const before = document.activeElement, scroll = [scrollX, scrollY], faint = [];
  const drawn = style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const label = e => e.closest("label") ?? (e.id ? document.querySelector(`label[for="${e.id}"]`) : null);
  const kind = e => [e.parentElement.className, e.tagName, e.type, e.className].join();
  const kinds = new Map([...document.querySelectorAll(stops)].filter(e => e.checkVisibility() && !e.disabled)
    .map(e => [kind(e), e]));
  for (const e of kinds.values()) {
    e.focus();
    if (document.activeElement !== e || !e.matches(":focus-visible")) continue;
    const around = [e, e.parentElement, label(e)];
    if (!around.some(each => each && drawn(getComputedStyle(each)))) faint.push(e.outerHTML.slice(0, 120));
  }
  before?.focus(); scrollTo(...scroll);
  return faint;
}"""


def parts(page: Page) -> set[str]:
    """What the page is made of, without its texts and numbers: a page of known parts need not be looked at twice."""
    return set(page.evaluate(PARTS))


def faults(page: Page, new: set[str]) -> list[str]:
    """Everything that axe, the width of a phone and 400 % find, light and dark; the page is left as it was.

    ``new`` names the parts that nobody looked at yet.
    """
    before = page.viewport_size or {"width": DESK[0], "height": DESK[1]}
    focus = page.evaluate_handle("document.activeElement")
    page.evaluate(MARK, sorted(new))
    found = []
    for size, name in ((DESK, "desk"), (PHONE, "phone")):
        _unroll(page, *size)
        found += [f"{name}, light: {each}" for each in axe(page, ALL)]
        page.emulate_media(color_scheme="dark")
        found += [f"{name}, dark: {each}" for each in axe(page, CONTRAST)]
        page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": ENLARGED[0], "height": ENLARGED[1]})
    found += too_wide(page)
    page.set_viewport_size(before)
    focus.evaluate("e => e === document.activeElement || e.focus({ preventScroll: true })")  # a width may hide it
    return found


def _unroll(page: Page, width: int, height: int) -> None:
    """A screen so high that the whole page is on it: then no bar at its edge lies over what is being looked at."""
    page.set_viewport_size({"width": width, "height": height})
    whole = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": max(height, whole)})


def axe(page: Page, options: dict[str, Any]) -> list[str]:
    """The violations among the parts that are new: rule, what it says, the first elements."""
    return [
        f"{each['id']} ({each['help']}): " + " | ".join(node["html"][:160] for node in each["nodes"][:4])
        for each in page.evaluate(LOOK, options)
    ]


def too_wide(page: Page) -> list[str]:
    """Whether one has to scroll sideways, and past what."""
    script = """() => {
      const most = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= most) return [];
      return [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > most + 1
        && !e.closest(".scroll, svg")).slice(0, 4).map(e => e.outerHTML.slice(0, 120));
    }"""
    return [f"wider than {ENLARGED[0]} px: {each}" for each in page.evaluate(script)]


def faint_focus(page: Page) -> list[str]:
    """Every kind of stop of Tab whose focus cannot be seen: one of each."""
    page.keyboard.press("Tab")
    return [f"focus without a ring: {each}" for each in page.evaluate(UNSEEN)]


@cache
def texts(language: str) -> frozenset[str]:
    """Every text of our own catalogues in a language, those without a value in them."""
    said: set[str] = set()
    for app in apps.get_app_configs():
        file = Path(app.path, "locale", "nl", "LC_MESSAGES", "django.mo")
        if app.name.startswith("stagemap.") and file.exists():
            with file.open("rb") as stream:
                for message in read_mo(stream):
                    forms = message.string if language == "nl" else message.id
                    said |= {forms} if isinstance(forms, str) else set(forms or ())
    return frozenset(text for text in said if text and "%(" not in text)


def foreign(page: Page) -> list[str]:
    """What stands on the page in the other language: the whole of a text of ours, as a text or as a name."""
    language: str = page.evaluate("document.documentElement.lang")[:2]
    other = {"nl": "en", "en": "nl"}[language]
    wrong = texts(other) - texts(language)
    return [f"in the wrong language ({other}): {text}" for text in page.evaluate(WORDS) if text in wrong]


def say(language: str, text: str, **values: object) -> str:
    """A text of the catalogues in a language, with its values; what they do not hold is answered as it is."""
    with translation.override(language):
        said = translation.gettext(text)
    return said % values if values else said
