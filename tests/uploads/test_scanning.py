"""ClamAV's daemon is asked by its own protocol: a small one of the same tongue answers here."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from stagemap.core.refusals import Impossible
from stagemap.kit.uploads import scanning
from tests.uploads.clamd import BAD, answering


def on_file(folder: Path) -> tuple[socket.socket, str]:
    """A socket file."""
    server, where = socket.socket(socket.AF_UNIX), str(folder / "clamd")
    server.bind(where)
    return server, where


def on_port(_folder: Path) -> tuple[socket.socket, str]:
    """A port of this machine."""
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    return server, f"127.0.0.1:{server.getsockname()[1]}"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A file of several pieces."""
    path = tmp_path / "came"
    path.write_bytes(b"goed" * 50_000)
    return path


def test_without_a_scanner_nothing_is_asked(source: Path, settings: Settings) -> None:
    settings.CLAMAV = ""
    scanning.demand_harmless(source)


@pytest.mark.parametrize("place", [on_file, on_port])
def test_a_file_in_which_nothing_is_found_passes_whole(
    place: Callable[[Path], tuple[socket.socket, str]], source: Path, settings: Settings
) -> None:
    server, settings.CLAMAV = place(source.parent)
    with answering(server) as daemon:
        scanning.demand_harmless(source)
    assert daemon.heard == source.read_bytes()


def test_a_file_with_a_virus_is_refused(source: Path, settings: Settings) -> None:
    source.write_bytes(b"goed" * 50_000 + BAD)
    server, settings.CLAMAV = on_file(source.parent)
    with answering(server), pytest.raises(Impossible) as refused:
        scanning.demand_harmless(source)
    assert refused.value.reason == scanning.INFECTED


@pytest.mark.parametrize("says", [b"INSTREAM size limit exceeded. ERROR", b"", b"stream: OK " + b"x" * 9_000])
def test_an_answer_that_is_neither_yes_nor_no_lets_nothing_by(says: bytes, source: Path, settings: Settings) -> None:
    server, settings.CLAMAV = on_file(source.parent)
    with answering(server, says=says), pytest.raises(Impossible) as refused:
        scanning.demand_harmless(source)
    assert refused.value.reason == scanning.UNCHECKED


def test_a_scanner_that_is_not_there_lets_nothing_by(source: Path, settings: Settings) -> None:
    settings.CLAMAV = str(source.parent / "nobody")
    with pytest.raises(Impossible) as refused:
        scanning.demand_harmless(source)
    assert refused.value.reason == scanning.UNCHECKED


def test_the_scanner_is_asked_whether_it_lives(tmp_path: Path, settings: Settings) -> None:
    server, settings.CLAMAV = on_file(tmp_path)
    with answering(server):
        assert scanning.ask(b"PING") == "PONG"
