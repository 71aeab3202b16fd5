"""Requests that wait for news: the view says what it waits for, the server puts the request aside.

A view that has nothing new to tell calls `wait_for_news` and answers that there is nothing. Where
the server can put requests aside (`web.serve.gateway`) that answer is not sent: the request is
asked again as soon as there is something, or when its time is over. Elsewhere, and when too many
wait already, the answer goes out at once, and its `Retry-After` says when to ask again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import request

#: Seconds a request may wait; proxies in front give up on silence after 30 or 60.
LONGEST_WAIT = 25

#: Keys of a WSGI environment: whether this request may be put aside, and its wish to be.
MAY_WAIT = "lodestone.may_wait"
WISH = "lodestone.wish"

#: Seconds between two questions of a client whose requests cannot wait, by how long the talk has
#: been going: quick while somebody is likely to answer, slower with time.
_PAUSES = ((timedelta(minutes=2), 1), (timedelta(minutes=10), 3), (timedelta(hours=1), 10))
_LONGEST_PAUSE = 30


@dataclass(frozen=True, slots=True)
class Wish:
    """What a request waits for: that the talk's messages or its state are others than these."""

    conversation_id: int
    messages: int
    state: str
    seconds: float


def wait_for_news(conversation_id: int, messages: int, state: str, seconds: float) -> bool:
    """Let this request be answered when the talk has changed; False when it cannot wait."""
    environ: dict[str, Any] = request.environ
    if not environ.get(MAY_WAIT) or seconds <= 0:
        return False
    environ[WISH] = Wish(conversation_id, messages, state, min(seconds, LONGEST_WAIT))
    return True


def pause(since: datetime, at: datetime) -> int:
    """Seconds after which to ask again about a talk that began then."""
    age = at - since
    return next((seconds for limit, seconds in _PAUSES if age < limit), _LONGEST_PAUSE)
