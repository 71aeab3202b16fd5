"""What the site tells of itself: a line an event, on standard output, as `key='value'` pairs.

Every part logs through `logging.getLogger("lodestone.<part>")`; facts go into `extra`.
"""

from __future__ import annotations

import logging
import sys
import traceback
from datetime import UTC, datetime

_NAME = "lodestone"

#: What every record has; anything else was said in `extra`.
_OF_EVERY_RECORD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class KeyValues(logging.Formatter):
    """A record on one line: when (UTC), how grave, what, and its facts."""

    def format(self, record: logging.LogRecord) -> str:
        """Values as Python writes them, so that a line stays one line whatever is in it."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z")
        pairs = {"timestamp": at, "level": record.levelname.lower(), "event": record.getMessage()}
        pairs |= {key: value for key, value in vars(record).items() if key not in _OF_EVERY_RECORD}
        if record.exc_info and record.exc_info[0] is not None:
            pairs["exception"] = "".join(traceback.format_exception(*record.exc_info)).rstrip()
        return " ".join(f"{key}={value!r}" for key, value in pairs.items())


class _Output(logging.Handler):
    """Writes to what standard output is at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            sys.stdout.write(self.format(record) + "\n")
            sys.stdout.flush()
        except Exception:
            self.handleError(record)


def set_up_logs(level: str) -> None:
    """Write what is at least as grave as `level` (debug, info, warning or error)."""
    output = _Output()
    output.setFormatter(KeyValues())
    logger = logging.getLogger(_NAME)
    logger.handlers = [output]
    logger.setLevel(level.upper())
