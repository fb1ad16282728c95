"""Long texts for paper: what a sheet stores, as passages and runs."""

from __future__ import annotations

import pytest

from stagemap.documents.files.prose import Passage, Run, passages_of, plain_passage


@pytest.mark.parametrize(
    ("html", "passages"),
    [
        ("<p>Eén zin.</p>", (Passage("p", ((Run("Eén zin."),),)),)),
        (
            "<p>Dat was <strong>heel <em>stil</em></strong>.</p>",
            (
                Passage(
                    "p", ((Run("Dat was "), Run("heel ", bold=True), Run("stil", bold=True, italic=True), Run(".")),)
                ),
            ),
        ),
        ("<p>een<br>twee</p>", (Passage("p", ((Run("een"),), (Run("twee"),))),)),
        (
            "<ul><li>gaten</li><li></li></ul><ol><li>eerst</li></ol>",
            (Passage("ul", ((Run("gaten"),),)), Passage("ol", ((Run("eerst"),),))),
        ),
        ("los &amp; vast", (Passage("p", ((Run("los & vast"),),)),)),
        ("<p> </p>", ()),
        ("", ()),
    ],
)
def test_a_stored_text_is_read_as_passages(html: str, passages: tuple[Passage, ...]) -> None:
    assert passages_of(html) == passages


def test_a_plain_text_keeps_its_lines() -> None:
    assert plain_passage("een\n\ntwee") == Passage("p", ((Run("een"),), (Run("twee"),)))
