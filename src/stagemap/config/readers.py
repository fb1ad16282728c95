"""Typed readers of ``STAGEMAP_*`` variables. Each refuses nonsense and says what it wanted.

A variable ``STAGEMAP_X`` may be given as ``STAGEMAP_X_FILE``: the address of a file that holds the value (for secrets).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

PREFIX = "STAGEMAP_"
TRUE = frozenset({"1", "yes", "true", "on"})
FALSE = frozenset({"0", "no", "false", "off"})
SMTP_PORTS = {"smtp": 587, "smtps": 465}


class BadSetting(Exception):
    """A setting that cannot be used: which one, what it held (never a secret) and what was wanted."""


class Readers:
    """Reads settings from an environment and remembers which names were read, so that a wrong name can be told."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.known: set[str] = set()

    def text(self, name: str, default: str | None = None, *, wanted: str = "a text") -> str:
        """The value of ``STAGEMAP_<name>``, or of the file it points to; without either the default, or BadSetting."""
        variable = PREFIX + name
        self.known |= {variable, variable + "_FILE"}
        value, file = self.environ.get(variable, ""), self.environ.get(variable + "_FILE", "")
        if value and file:
            raise BadSetting(f"{variable} and {variable}_FILE are both set: keep one of them.")
        if file:
            value = _content(variable + "_FILE", Path(file))
        if value.strip():
            return value.strip()
        if default is None:
            raise BadSetting(f"{variable} is not set. Wanted: {wanted}.")
        return default

    def choice(self, name: str, choices: Iterable[str], default: str) -> str:
        """One of the given words."""
        allowed = tuple(choices)
        value = self.text(name, default).lower()
        if value not in allowed:
            raise BadSetting(f"{PREFIX}{name} is {value!r}. Wanted: one of {', '.join(allowed)}.")
        return value

    def flag(self, name: str, *, default: bool) -> bool:
        """Yes or no."""
        value = self.text(name, "yes" if default else "no").lower()
        if value not in TRUE | FALSE:
            raise BadSetting(f"{PREFIX}{name} is {value!r}. Wanted: yes or no.")
        return value in TRUE

    def number(self, name: str, default: int, *, least: int, most: int) -> int:
        """A whole number between two others, both included."""
        value = self.text(name, str(default))
        if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
            raise BadSetting(f"{PREFIX}{name} is {value!r}. Wanted: a whole number from {least} to {most}.")
        return int(value)

    def secret(self, name: str, default: str | None = None, *, length: int) -> str:
        """A long random text; what it holds is never repeated in a message."""
        value = self.text(name, default, wanted=f"at least {length} random characters")
        if len(value) < length:
            raise BadSetting(f"{PREFIX}{name} has {len(value)} characters. Wanted: at least {length} random ones.")
        return value

    def folder(self, name: str, default: str | None = None, *, absolute: bool) -> Path:
        """A folder for data; it need not exist yet."""
        path = Path(self.text(name, default, wanted="the absolute path of a folder for data"))
        if absolute and not path.is_absolute():
            raise BadSetting(f"{PREFIX}{name} is {str(path)!r}. Wanted: an absolute path, as /var/lib/stagemap.")
        if path.exists() and not path.is_dir():
            raise BadSetting(f"{PREFIX}{name} is {str(path)!r}, which is a file. Wanted: a folder.")
        return path.resolve()

    def address(self, name: str, default: str | None = None, *, secure: bool) -> SplitResult:
        """The address at which people reach the site: scheme, host and perhaps port, nothing behind it."""
        wanted = "https://stage.example.org" if secure else "http://127.0.0.1:8000"
        value = self.text(name, default, wanted=f"the address of the site, as {wanted}")
        parts = urlsplit(value)
        schemes = ("https",) if secure else ("http", "https")
        if parts.scheme not in schemes or not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
            raise BadSetting(f"{PREFIX}{name} is {value!r}. Wanted: {wanted}, without a path.")
        if _port(name, parts) is None and "@" not in parts.netloc:
            return parts
        if "@" in parts.netloc:
            raise BadSetting(f"{PREFIX}{name} holds a name before the @. Wanted: {wanted}.")
        return parts

    def mail_address(self, name: str, default: str | None = None) -> str:
        """A mail address, with a name before it or not."""
        value = self.text(name, default, wanted="a mail address, as Stagemap <stage@example.org>")
        bare = value.rpartition("<")[2].rstrip(">")
        if bare.count("@") != 1 or not all(bare.split("@")) or any(c.isspace() for c in bare) or "\n" in value:
            raise BadSetting(f"{PREFIX}{name} is {value!r}. Wanted: a mail address, as Stagemap <stage@example.org>.")
        return value

    def mail_server(self, name: str) -> dict[str, Any]:
        """Django's mail settings from ``smtp://name:word@host:587`` (STARTTLS) or ``smtps://...:465``; {} when unset.

        ``smtp://host:25?tls=no`` speaks plainly, for a relay on the same machine.
        """
        value = self.text(name, "")
        if not value:
            return {}
        parts = urlsplit(value)
        if parts.scheme not in SMTP_PORTS or not parts.hostname:
            raise BadSetting(
                f"{PREFIX}{name} is not a mail server. Wanted: smtp://name:password@host:587, smtps://... or "
                "smtp://host:25?tls=no."
            )
        return {
            "EMAIL_HOST": parts.hostname,
            "EMAIL_PORT": _port(name, parts) or SMTP_PORTS[parts.scheme],
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_SSL": parts.scheme == "smtps",
            "EMAIL_USE_TLS": parts.scheme == "smtp" and dict(parse_qsl(parts.query)).get("tls", "yes") in TRUE,
        }

    def socket(self, name: str) -> str:
        """A socket file or ``host:port`` at which another program answers; empty when unset."""
        value = self.text(name, "")
        host, _colon, port = value.rpartition(":")
        if value and not value.startswith("/") and not (host and port.isascii() and port.isdigit()):
            raise BadSetting(
                f"{PREFIX}{name} is {value!r}. Wanted: a socket file as /run/clamav/clamd.ctl, or host:port."
            )
        return value

    def database(self, name: str, data: Path) -> dict[str, Any]:
        """Django's database settings: SQLite in the data folder, another file, or PostgreSQL.

        ``sqlite:////absolute/file``, ``postgres://user:word@host:5432/base``, and for a socket folder
        ``postgres:///base?host=/run/postgresql`` (with ``&user=`` and ``&port=`` where needed).
        """
        value = self.text(name, f"sqlite:///{data / 'stagemap.sqlite3'}")
        parts = urlsplit(value)
        if parts.scheme == "sqlite" and parts.path.startswith("//"):
            return _sqlite(Path(unquote(parts.path[1:])))
        if parts.scheme in ("postgres", "postgresql") and len(parts.path) > 1:
            return _postgres(parts, _port(name, parts))
        raise BadSetting(
            f"{PREFIX}{name} is not a database. Wanted: sqlite:////absolute/file.sqlite3, "
            "postgres://user:password@host:5432/base or postgres:///base?host=/run/postgresql."
        )

    def unknown(self) -> list[str]:
        """Names in the environment that begin like a setting and are none: most likely a slip of the pen."""
        return sorted(name for name in self.environ if name.startswith(PREFIX) and name not in self.known)


def _content(variable: str, path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(f"{variable} names {str(path)!r}, which cannot be read ({type(error).__name__}).") from error


def _port(name: str, parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError as error:
        raise BadSetting(f"{PREFIX}{name} has a port that is no number from 1 to 65535.") from error


def _sqlite(file: Path) -> dict[str, Any]:
    """SQLite with a write-ahead log; each transaction takes the write lock at once and is on the disk when it ends."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


def _postgres(parts: SplitResult, port: int | None) -> dict[str, Any]:
    """PostgreSQL. A lost server is noticed within seconds, and a connection is asked for health before it is used."""
    query = dict(parse_qsl(parts.query))
    named = {key: query.pop(key) for key in ("host", "port", "user", "password") if key in query}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "HOST": unquote(parts.hostname or "") or named.get("host", ""),
        "PORT": str(port or named.get("port", "")),
        "USER": unquote(parts.username or "") or named.get("user", ""),
        "PASSWORD": unquote(parts.password or "") or named.get("password", ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, **query},
    }
