"""The browser and the server find the same names: each rule is written twice, and held equal here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from stagemap.core.privacy import replaced
from stagemap.portfolio.files import wordlists
from tests.core.named import ADULTS, TODAY, found, sentences

STATIC = wordlists.FOLDER.parent
KINDS = {".js": "text/javascript", ".txt": "text/plain", ".bin": "application/octet-stream"}
LOOK = """async ({texts, known, own, year, language}) => {
  const {hintsIn} = await import("/js/names/finding.js");
  const {lists} = await import("/js/names/lists.js");
  const read = await lists("/names/names.txt /names/words.txt /names/words.bin");
  const circle = {lists: read, known: new Set(known), own: new Set(own), year, language};
  return texts.map(text => hintsIn(text, circle).map(({start, end, word, why}) => [start, end, word, why]));
}"""
INSTEAD = """async ({texts, hints, by, language}) => {
  const {instead} = await import("/js/names/places.js");
  return texts.map((text, at) => {
    let made = text;
    for (const [start, end, word] of hints[at].toReversed()) {
      const change = instead(text, {start, end, word, why: ""}, by, language);
      made = made.slice(0, change.start) + change.words + made.slice(change.end);
    }
    return made;
  });
}"""
ODD = [
    "Zoë's bank, Łukasz, İrem en ’t Hof: “Ben je er?” - Ben\n- Lente\n1. Dan\n* Door",
    "Jan.Peeters@school.be 0470/12.34.56, 85.07.30-033.28 en 85073003329 en 170312-12321",
    "e\u0301e\u0301n, Rene\u0301e en Rene\u0301es tas",
    "meneer De Smet van der Elst-El Amrani; juf.  Griet. Van den Berg kwam. Ik zag Van den Berg",
    "(‘Griet’) 'Lies' «Wout» [Roos] {Noa} <Mila> *Lars* _Stan_ Finn/Vic",
    "Geboren 1/2/18, 1.2.2018, 2018-02-01, 1 feb. 2018, Feb 1, 2018",
    "o.a. Ben, bv. Dan. Ben! Nr. 5. Ben? (Ben) 😀 Wout 😀 wout",
]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which nothing stands, beside the static files of the portfolio."""
    context = browser.new_context()
    opened = context.new_page()
    opened.route("http://names.test/**", answer)
    opened.goto("http://names.test/")
    yield opened
    context.close()


def answer(route: Route) -> None:
    """A static file, or an empty page."""
    path = STATIC / route.request.url.removeprefix("http://names.test/")
    if path.is_file():
        route.fulfill(body=path.read_bytes(), content_type=KINDS[path.suffix])
    else:
        route.fulfill(body="<!doctype html><title>.</title>", content_type="text/html")


def written(language: str) -> list[str]:
    """All that is looked at in one language."""
    return [*(sentence.text for sentence in sentences(language)), *ODD]


def in_units(text: str, place: int) -> int:
    """A place in a text as a browser counts it: some signs are two."""
    return len(text[:place].encode("utf-16-le")) // 2


def by_server(text: str, language: str) -> list[list[object]]:
    """The hints of the server, as the browser tells its own."""
    return [
        [in_units(text, hint.start), in_units(text, hint.end), hint.word, hint.why.value]
        for hint in found(text, language)
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_browser_and_server_hint_at_the_same(page: Page, language: str) -> None:
    texts = written(language)
    asked = {"texts": texts, "known": sorted(ADULTS), "own": [], "year": TODAY.year, "language": language}
    assert dict(zip(texts, page.evaluate(LOOK, asked), strict=True)) == {
        text: by_server(text, language) for text in texts
    }


@pytest.mark.parametrize(
    ("by", "language"), [("#2", "nl"), ("zorgleerkracht", "nl"), ("CLB", "nl"), ("care teacher", "en")]
)
def test_browser_and_server_put_the_same_in_the_place_of_a_name(page: Page, by: str, language: str) -> None:
    texts = [text for text in written(language) if "😀" not in text]
    hints = [[[hint.start, hint.end, hint.word] for hint in found(text, language)] for text in texts]
    made = page.evaluate(INSTEAD, {"texts": texts, "hints": hints, "by": by, "language": language})
    assert made == [replaced(text, found(text, language), by, language) for text in texts]


def test_the_names_of_the_own_class_are_always_hinted_at(page: Page) -> None:
    texts = ["Blad viel, en vis las. Toen kwam Ben.", "Ben je er?"]
    asked = {"texts": texts, "known": [], "own": ["blad", "vis", "ben"], "year": 2027, "language": "nl"}
    assert [[hint[2] for hint in hints] for hints in page.evaluate(LOOK, asked)] == [["Blad", "vis", "Ben"], ["Ben"]]
