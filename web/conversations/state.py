"""The bot's session as the JSON text that a conversation keeps.

Sessions written or read here lately stay in memory by their text, so that the next turn finds the
one that `bot.engine` still knows the walk of. A text says all of a session: another process that
wrote another text is never mistaken for it.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from typing import Any

from bot.session import (
    Entry,
    Session,
    aside_from_json,
    aside_to_json,
    proposal_from_json,
    proposal_to_json,
)

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

#: Sessions kept in memory.
MOST = 64

_sessions: OrderedDict[str, Session] = OrderedDict()
_lock = threading.Lock()


def _remember(text: str, session: Session) -> None:
    with _lock:
        _sessions[text] = session
        if len(_sessions) > MOST:
            _sessions.popitem(last=False)


def dump(session: Session) -> str:
    """The session as text; short, as it is written with every turn."""
    state: dict[str, Any] = {
        "language": session.language,
        "today": session.today,
        "turn": session.turn,
        "log": session.log,
    }
    for name in ("kept", "context", "prefill", "known", "axes"):
        if value := getattr(session, name):
            state[name] = dict(value)
    for name in ("misses", "notice", "notice_first", "done"):
        if value := getattr(session, name):
            state[name] = value
    if session.proposal is not None:
        state["proposal"] = proposal_to_json(session.proposal)
    if session.aside is not None:
        state["aside"] = aside_to_json(session.aside)
    text = _encode(state)
    _remember(text, session)
    return text


def load(text: str) -> Session:
    """The session that `dump` wrote."""
    found = _sessions.get(text)
    if found is None:
        found = read(text)
        _remember(text, found)
    return found


def read(text: str) -> Session:
    """The same for one that no turn will follow: it does not stay in memory."""
    state = json.loads(text)
    log = tuple(map(Entry._make, state.pop("log")))
    proposal = proposal_from_json(state.pop("proposal", None))
    aside = aside_from_json(state.pop("aside", None))
    return Session(log=log, proposal=proposal, aside=aside, **state)
