"""Long texts: what plain text can say comes back the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stagemap.core.sheets.richtext import html_of, plain_of

SAID = {
    "Eén zin.": "<p>Eén zin.</p>",
    "Eerst.\n\nDan.": "<p>Eerst.</p><p>Dan.</p>",
    "Een regel\nen nog een": "<p>Een regel<br>en nog een</p>",
    "- gaten\n- hoeken": "<ul><li>gaten</li><li>hoeken</li></ul>",
    "1. kijken\n2. luisteren": "<ol><li>kijken</li><li>luisteren</li></ol>",
    "Ik zag:\n\n- #1 keek op\n- #1 schreef\n\nDaarna niets.": (
        "<p>Ik zag:</p><ul><li>#1 keek op</li><li>#1 schreef</li></ul><p>Daarna niets.</p>"
    ),
    "5 < 7 & 7 > 5": "<p>5 &lt; 7 &amp; 7 &gt; 5</p>",
    "": "",
}
WORDS = st.text(alphabet="abcé#1<&>\"'.", min_size=1, max_size=12).map(lambda word: f"w{word}")
LINES = st.lists(WORDS, min_size=1, max_size=3)
BLOCKS = st.one_of(
    LINES.map("\n".join),
    LINES.map(lambda lines: "\n".join(f"- {line}" for line in lines)),
    LINES.map(lambda lines: "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))),
)


@pytest.mark.parametrize(("plain", "html"), SAID.items())
def test_what_plain_text_says_is_stored_as_small_html_and_comes_back(plain: str, html: str) -> None:
    assert (html_of(plain), plain_of(html)) == (html, plain)


@pytest.mark.parametrize(
    ("plain", "html"),
    [
        ("Ik zag:\n- #1 keek op\nen wachtte", "<p>Ik zag:</p><ul><li>#1 keek op</li></ul><p>en wachtte</p>"),
        ("  een \t twee  \r\n\r\n \r\n drie ", "<p>een twee</p><p>drie</p>"),
        ("* ster\n• punt\n3) haakje", "<ul><li>ster</li><li>punt</li></ul><ol><li>haakje</li></ol>"),
        ("\n \n", ""),
    ],
)
def test_what_people_type_is_read_as_they_mean_it(plain: str, html: str) -> None:
    assert html_of(plain) == html


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("<p>Dat was <strong>heel</strong> <em>stil</em>.</p>", "Dat was heel stil."),
        ("los<p>in</p>los", "los\n\nin\n\nlos"),
        ("<ul><li>een<ul><li>twee</li></ul></li></ul>", "- een\n- twee"),
        ("<li>wees</li></ul>", "- wees"),
        ("<p></p><p>&eacute;&nbsp;n</p>", "é n"),
    ],
)
def test_any_html_has_a_plain_form(html: str, plain: str) -> None:
    assert plain_of(html) == plain


@given(st.lists(BLOCKS, max_size=4).map("\n\n".join))
def test_plain_text_survives_being_stored(plain: str) -> None:
    assert plain_of(html_of(plain)) == plain


@given(st.text(max_size=200))
def test_what_is_stored_once_is_stored_the_same_again(typed: str) -> None:
    stored = html_of(typed)
    assert html_of(plain_of(stored)) == stored
