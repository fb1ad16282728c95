"""The process that cleans: what it answers, what it may use, and that nothing it meets takes anything else down."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from django.utils.translation import gettext, override

from stagemap.core.refusals import Impossible
from stagemap.kit.uploads import cleaning
from stagemap.kit.uploads.kinds import MOST_BYTES, Media, Why
from stagemap.kit.uploads.washing import process
from tests.uploads import samples

DEVICE_THAT_IS_FULL = Path("/dev/full")


def cleaned(data: bytes, folder: Path) -> tuple[Media, Path]:
    """What the process makes of ``data``."""
    source, target = folder / "came", folder / "made"
    source.write_bytes(data)
    return cleaning.clean(source, target), target


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (samples.picture("JPEG"), Media.JPEG),
        (samples.picture("PNG"), Media.PNG),
        (samples.picture("WEBP"), Media.WEBP),
        (samples.heic(), Media.JPEG),
        (samples.pdf(), Media.PDF),
        (samples.docx(), Media.DOCX),
        (samples.odt(), Media.ODT),
    ],
)
def test_a_good_file_is_cleaned(data: bytes, media: Media, tmp_path: Path) -> None:
    made, target = cleaned(data, tmp_path)
    assert (made, samples.tells(target)) == (media, False)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", Why.EMPTY),
        (samples.picture().ljust(MOST_BYTES + 1), Why.TOO_LONG),
        (b"MZ", Why.UNKNOWN),
        (samples.picture()[:300], Why.BROKEN),
        (samples.zipped({"a": "b"}), Why.NO_TEXT),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence(data: bytes, why: Why, tmp_path: Path) -> None:
    with pytest.raises(Impossible) as refused:
        cleaned(data, tmp_path)
    assert refused.value.reason == cleaning.SENTENCES[why]


def test_every_reason_has_a_sentence_in_both_languages() -> None:
    assert set(cleaning.SENTENCES) == set(Why) - {Why.DISK_FULL}
    with override("nl"):
        assert [why for why, sentence in cleaning.SENTENCES.items() if gettext(sentence) == sentence] == []


def test_a_text_that_takes_more_memory_than_there_may_be_is_refused(tmp_path: Path) -> None:
    text = b"<d>" + b"<a/>" * 2_900_000 + b"</d>"
    data = samples.docx_with(parts={"word/document.xml": text, "word/x": samples.noise(400_000)})
    with pytest.raises(Impossible) as refused:
        cleaned(data, tmp_path)
    assert refused.value.reason == cleaning.SENTENCES[Why.TOO_HEAVY]


def test_a_process_that_dies_refuses_the_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dies = tmp_path / "dies.py"
    dies.write_text("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n", encoding="utf-8")
    monkeypatch.setattr(cleaning, "PROCESS", dies)
    with pytest.raises(Impossible) as refused:
        cleaned(samples.picture(), tmp_path)
    assert refused.value.reason == cleaning.SENTENCES[Why.TOO_HEAVY]


def test_a_process_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sleeps = tmp_path / "sleeps.py"
    sleeps.write_text("import time\ntime.sleep(600)\n", encoding="utf-8")
    monkeypatch.setattr(cleaning, "PROCESS", sleeps)
    monkeypatch.setattr(cleaning, "SECONDS", 0.2)
    with pytest.raises(Impossible) as refused:
        cleaned(samples.picture(), tmp_path)
    assert refused.value.reason == cleaning.SENTENCES[Why.TOO_HEAVY]


def test_whoever_waits_too_long_for_another_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "SECONDS", 0.1)
    with cleaning._one_at_a_time, pytest.raises(Impossible) as refused:
        cleaned(samples.picture(), tmp_path)
    assert refused.value.reason == cleaning.BUSY


def test_a_full_disk_is_not_blamed_on_the_file(tmp_path: Path) -> None:
    source = tmp_path / "came"
    source.write_bytes(samples.picture())
    with pytest.raises(OSError, match="no room") as full:
        cleaning.clean(source, DEVICE_THAT_IS_FULL)
    assert full.value.errno == errno.ENOSPC


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (samples.picture(), {"media": Media.JPEG}),
        (samples.pdf(), {"media": Media.PDF}),
        (samples.docx(), {"media": Media.DOCX}),
        (samples.odt(), {"media": Media.ODT}),
        (b"MZ", {"why": Why.UNKNOWN, "values": {}}),
        (samples.picture()[:300], {"why": Why.BROKEN}),
        (samples.heic()[:500], {"why": Why.BROKEN}),
    ],
)
def test_the_process_answers_what_it_made_or_why_it_did_not(
    data: bytes, answer: dict[str, object], tmp_path: Path
) -> None:
    source = tmp_path / "came"
    source.write_bytes(data)
    assert process.answer(source, tmp_path / "made") == answer


def test_the_process_tells_the_memory_that_it_took() -> None:
    assert process.peak() > 0


def test_the_process_gives_up_memory_time_and_room_for_good() -> None:
    pid = os.fork()
    if pid == 0:
        process.narrow()
        try:
            os._exit(3 if bytearray(process.MOST_ADDRESSES) else 4)
        except MemoryError:
            os._exit(5)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 5
