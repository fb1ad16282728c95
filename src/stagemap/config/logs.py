"""Log lines for a machine's journal: when, how bad, where, what. No value that a person typed."""

from __future__ import annotations

import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType

from django.db import OperationalError
from django.template import TemplateDoesNotExist, TemplateSyntaxError

# What these say comes from the sources or the installation, never from what a person typed.
OWN_WORDS = (ImportError, AttributeError, NameError, TemplateDoesNotExist, TemplateSyntaxError, OperationalError)
type_of_info = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PlainFormatter(logging.Formatter):
    """``2027-03-01T12:00:00Z WARNING django.request message``; a failure adds its frames but never its values.

    Messages of database errors quote the row that they refused, so of most exceptions only the kind is written.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line for the event, and one for each frame of a failure."""
        at = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        line = f"{at} {record.levelname} {record.name} {' '.join(record.getMessage().split())}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line

    def formatException(self, ei: type_of_info) -> str:  # noqa: N802 - the standard library's name
        """The kinds and the frames of a failure and of what caused it."""
        lines = []
        error = ei[1]
        while error is not None:
            frames = traceback.extract_tb(error.__traceback__)
            said = f": {' '.join(str(error).split())}" if isinstance(error, OWN_WORDS) else ""
            lines += [f"  {type(error).__qualname__}{said}"]
            lines += [f"    {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)
