"""A file is what it holds, whatever it is called."""

from __future__ import annotations

import pytest

from stagemap.kit.uploads.kinds import HEAD_BYTES, Media, Unclean, Why, media_of
from tests.uploads import hostile, samples


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (samples.picture("JPEG"), Media.JPEG),
        (samples.picture("PNG"), Media.PNG),
        (samples.picture("WEBP"), Media.WEBP),
        (samples.heic(), Media.HEIC),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", Media.HEIC),
        (samples.pdf(), Media.PDF),
        (samples.docx(), Media.DOCX),
        (samples.odt(), Media.ODT),
    ],
)
def test_a_file_is_known_by_its_first_bytes(data: bytes, media: Media) -> None:
    assert media_of(data[:HEAD_BYTES]) is media


@pytest.mark.parametrize("head", [each for each in hostile.STRANGE if not each.startswith(b"\xd0\xcf")])
def test_every_other_kind_is_refused(head: bytes) -> None:
    with pytest.raises(Unclean) as refused:
        media_of(head)
    assert refused.value.why is Why.UNKNOWN


@pytest.mark.parametrize(("head", "why"), [(b"", Why.EMPTY), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Why.OLD_WORD)])
def test_an_empty_file_and_an_older_word_file_have_their_own_sentence(head: bytes, why: Why) -> None:
    with pytest.raises(Unclean) as refused:
        media_of(head)
    assert refused.value.why is why
