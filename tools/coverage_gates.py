"""The coverage gates: every line and branch of ``core`` and of every ``access``, 95 % of the rest."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

REST = 95.0


def whole(name: str) -> bool:
    """Whether a file must be covered wholly, branches included."""
    parts = PurePosixPath(name).parts
    inside = parts[parts.index("stagemap") + 1 :] if "stagemap" in parts else parts
    return inside[:1] == ("core",) or "access" in inside[1:] or inside[-1] == "access.py"


def gaps(root: Path) -> list[str]:
    """What falls short, as sentences; an empty list when every gate is held."""
    report = _report(root)
    if not report:
        return ["Coverage: nothing was measured."]
    files: dict[str, dict[str, Any]] = report["files"]
    short = [_sentence(name, entry) for name, entry in sorted(files.items()) if whole(name) and _share(entry) < 100]
    rest = [entry for name, entry in files.items() if not whole(name)]
    covered = sum(_covered(entry) for entry in rest)
    possible = sum(_possible(entry) for entry in rest)
    share = 100 * covered / possible if possible else 0.0
    if share < REST:
        worst = sorted(
            ((n, e) for n, e in files.items() if not whole(n)), key=lambda pair: _covered(pair[1]) - _possible(pair[1])
        )
        short.append(f"Coverage outside core and access is {share:.1f} %, wanted {REST:.0f} %. The most is missing in:")
        short += [_sentence(name, entry) for name, entry in worst[:15]]
    return short


def _report(root: Path) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "coverage.json"
        command = [str(Path(sys.executable).parent / "coverage"), "json", "--quiet", "-o", str(file)]
        subprocess.run(command, cwd=root, capture_output=True, check=False)
        loaded: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return loaded


def _covered(entry: dict[str, Any]) -> int:
    summary = entry["summary"]
    return int(summary["covered_lines"] + summary["covered_branches"])


def _possible(entry: dict[str, Any]) -> int:
    summary = entry["summary"]
    return int(summary["num_statements"] + summary["num_branches"])


def _share(entry: dict[str, Any]) -> float:
    return 100 * _covered(entry) / _possible(entry) if _possible(entry) else 100.0


def _sentence(name: str, entry: dict[str, Any]) -> str:
    branches = [f"{a}->{b}" for a, b in entry.get("missing_branches", [])]
    missing = ", ".join([*map(str, entry["missing_lines"]), *branches])
    return f"  {name}: {_share(entry):.0f} %, missing {missing}"
