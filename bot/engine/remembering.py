"""The walk that led to a session, kept for the event that follows soon.

Walking a session's log anew gives the same walk; going on with the one that is still there saves
it. This is memory and nothing else: with it or without it `advance` says the same. A walk changes
as it goes on, so it is taken out of memory for that, and put back only when an event was taken.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

from bot.engine.state import Walk
from bot.engine.walking import walked
from bot.model import Flow
from bot.session import Session

#: Walks kept a process; each is some tens of KiB.
MOST = 64

_walks: OrderedDict[int, Walk] = OrderedDict()  # by the id of their session, which they hold
_lock = threading.Lock()


def resumed(flow: Flow, session: Session) -> Walk:
    """The walk of a session, to be moved on by the caller alone."""
    with _lock:
        walk = _walks.pop(id(session), None)
    if walk is None or walk.session is not session or walk.flow is not flow:
        return walked(flow, session)
    return walk


def remember(walk: Walk) -> None:
    """Keep a walk that stands at the end of its session's log and that nobody moves on."""
    if walk.over:
        return
    walk.dropped.clear()
    with _lock:
        _walks[id(walk.session)] = walk
        if len(_walks) > MOST:
            _walks.popitem(last=False)
