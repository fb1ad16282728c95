"""The Chromium that the journeys drive."""

from __future__ import annotations

import os
import shutil

from tools import debian

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-sandbox",  # Chromium's own sandbox does not start as root or in a container
)


def find() -> str:
    """The path of a Chromium: the one in ``CHROMIUM``, one of the machine's, or Debian's, installed now.

    Raises ``tools.debian.Missing`` with a sentence that says how to get one.
    """
    for name in (os.environ.get("CHROMIUM", ""), *NAMES):
        if name and (path := shutil.which(name)):
            return path
    return debian.program("chromium", "chromium", "A browser journey")
