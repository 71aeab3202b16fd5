"""Where a conversation stands: the log of what was answered. All else follows from walking the flow.

A session never holds points, messages or a position: `engine` walks the flow along `log` and finds
them again. Going back or changing an answer is changing the log.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.model import Json


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer (`kind` "answer", `value` None when skipped) or one action's result.

    An action's `value` is `{"slots": {…}, "messages": […]}` or `{"failed": reason}`.
    """

    kind: Literal["answer", "action"]
    name: str  # the slot, or the action's name
    value: Json
    raw: str | None = None  # as typed
    unparsed: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """JSON-serialisable state of one conversation. `turn` counts from 1 and grows with every event taken."""

    language: str
    today: str
    turn: int = 1
    log: tuple[Entry, ...] = ()
    kept: Mapping[str, Json] = field(default_factory=dict)  # answers off the way, by slot
    context: Mapping[str, str | bool | None] = field(default_factory=dict)
    prefill: Mapping[str, str] = field(default_factory=dict)
    misses: int = 0  # how often the current question was answered in words not understood
    notice: str | None = None  # what the bot says first at this turn, such as why an answer was refused
    done: bool = False
