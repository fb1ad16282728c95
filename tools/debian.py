"""Programs of the machine that the tests need: found, installed from Debian when that may be, or told how."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


class Missing(Exception):
    """A program that is not there and could not be installed; the message says how to get it."""


def install(package: str, what_for: str) -> None:
    """Installs one of Debian's packages as root; raises Missing with a sentence that says how to do it otherwise."""
    how = f"On Debian: apt-get install {package}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Missing(f"{what_for} needs Debian's package {package}, which is not here. {how}")
    sys.stderr.write(f"Installing Debian's package {package} for {what_for}\n")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", package]):
        done = subprocess.run(["apt-get", *arguments], env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise Missing(f"{what_for} needs Debian's package {package}; installing it failed: {last}. {how}")


def program(name: str, package: str, what_for: str) -> str:
    """The path of a program of the machine, installed now from its package of Debian when it is missing.

    Raises ``Missing`` with a sentence that says how to get it.
    """
    if not shutil.which(name):
        install(package, what_for)
    found = shutil.which(name)
    if found is None:
        raise Missing(f"Debian's package {package} was installed, but {name} is not on the PATH.")
    return found
