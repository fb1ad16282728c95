"""Run as a process of its own for one file: folders of the libraries, the file, what to make; answers a line of JSON.

It first takes away from itself what a hostile file could use: memory, time, room on the disk. Whatever goes wrong
inside a library then costs this process and nothing else.
"""

from __future__ import annotations

import errno
import json
import os
import resource
import sys
from contextlib import suppress
from pathlib import Path

MEBIBYTE = 2**20
MOST_DATA = 268 * MEBIBYTE
MOST_ADDRESSES = 352 * MEBIBYTE
"""Program code that is mapped beside the data counts here: what is resident stays below 300 MB."""
MOST_SECONDS = 25
MOST_WRITTEN = 24 * MEBIBYTE

Answer = dict[str, object]


def narrow() -> None:
    """Give up memory, processor time, large files and core dumps for good."""
    for what, most in (
        (resource.RLIMIT_DATA, MOST_DATA),
        (resource.RLIMIT_AS, MOST_ADDRESSES),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, MOST_WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def answer(source: Path, target: Path) -> Answer:
    """Clean one file: the ``media`` that was made of it, or ``why`` it is not taken, with the ``values`` of that."""
    from stagemap.kit.uploads.kinds import Unclean, Why

    try:
        return {"media": wash(source, target)}
    except Unclean as error:
        return {"why": error.why, "values": error.values}
    except MemoryError:
        return {"why": Why.TOO_HEAVY}
    except OSError as error:
        told = {errno.ENOSPC: Why.DISK_FULL, errno.EDQUOT: Why.DISK_FULL, errno.EFBIG: Why.TOO_HEAVY}
        return {"why": told.get(error.errno or 0, Why.BROKEN)}
    except Exception:  # noqa: BLE001 - whatever a hostile file makes a library raise
        return {"why": Why.BROKEN}


def wash(source: Path, target: Path) -> str:
    """Clean one file by its kind; each kind loads its own library alone."""
    from stagemap.kit.uploads.kinds import HEAD_BYTES, PICTURES, Media, media_of

    with source.open("rb") as file:
        media = media_of(file.read(HEAD_BYTES))
    if media in PICTURES:
        from stagemap.kit.uploads.washing import pictures

        return pictures.wash(source, target, media)
    if media is Media.PDF:
        from stagemap.kit.uploads.washing import pdf

        return pdf.wash(source, target)
    if media is Media.ODT:
        from stagemap.kit.uploads.washing import odt

        return odt.wash(source, target)
    from stagemap.kit.uploads.washing import docx

    return docx.wash(source, target)


def peak() -> int:
    """The most memory that was resident, in kilobytes; 0 where the system does not tell."""
    with suppress(OSError, StopIteration):
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1])
    return 0


if __name__ == "__main__":
    sys.path[:0] = sys.argv[1].split(os.pathsep)
    narrow()
    told = answer(Path(sys.argv[2]), Path(sys.argv[3]))
    sys.stdout.write(json.dumps({**told, "peak": peak()}))
