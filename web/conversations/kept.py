"""Who wants to hear of turns that are kept: the figures for operators."""

from __future__ import annotations

from collections.abc import Callable

from web.conversations.turn import Turn

#: Called after each commit of a turn, in its process; they must be quick and never raise.
LISTENERS: list[Callable[[Turn], None]] = []


def tell(turn: Turn) -> None:
    """Tell all listeners of a turn that was committed."""
    for listener in LISTENERS:
        listener(turn)
