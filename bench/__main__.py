"""``make bench``: the figures of the site, with the conditions under which they were taken. Never part of the tests."""

from __future__ import annotations

import os
import platform
import tempfile
from importlib.metadata import version
from pathlib import Path

HOST = "bench.example"


def settle(folder: str) -> None:
    """A site as in production, with data and static files in ``folder``."""
    os.environ |= {
        "STAGEMAP_MODE": "production",
        "STAGEMAP_DATA": folder,
        "STAGEMAP_STATIC": str(Path(folder) / "static"),
        "STAGEMAP_SECRET_KEY": "a key for measurements alone, never for a site that people use",
        "STAGEMAP_URL": f"https://{HOST}",
        "STAGEMAP_MAIL": "smtp://127.0.0.1:9",
        "STAGEMAP_MAIL_FROM": "Stagemap <stagemap@bench.example>",
        "STAGEMAP_LOG_LEVEL": "error",
        "DJANGO_SETTINGS_MODULE": "stagemap.config.settings",
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    from stagemap.config import gunicorn

    gunicorn.post_worker_init(None)


def conditions() -> str:
    """The machine, in one line."""
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
        f"Python {platform.python_version()}, Django {version('django')}, SQLite, production settings"
    )


def main() -> None:
    """Print every figure."""
    from bench import documents, dossier, pages, portfolio, rules, site, start, uploads, wire, worker

    print(f"Conditions: {conditions()}\n")
    site.play()
    print_growth = pages.growing()
    pages.main()
    portfolio.main()
    print()
    worker.main()
    print()
    wire.main()
    print()
    rules.main()
    print()
    documents.main()
    dossier.main()
    print()
    uploads.main()
    print()
    print_growth()
    print()
    start.main()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="stagemap-bench-") as folder:
        settle(folder)
        main()
