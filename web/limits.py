"""Rate limits, by the visitor's address. RATE_LIMIT=off switches them off, for benchmarks only.

The counts are one for all processes of the site (`web.limit_counts`), and with REDIS_URL for all
its machines.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from time import time
from typing import ParamSpec, TypeVar

from flask import current_app, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import parse
from werkzeug.exceptions import TooManyRequests

P = ParamSpec("P")
R = TypeVar("R")

limiter = Limiter(key_func=get_remote_address, headers_enabled=False, strategy="fixed-window")

#: Answers a minute from one address: an office behind one address may hold many visitors.
VISITOR = "240 per minute"
#: Looks for news a minute from one address, each of which may wait.
WAITING = "600 per minute"
_VISITOR = parse(VISITOR)
_WINDOW = _VISITOR.get_expiry()
#: Attempts to sign in a minute from one address.
SIGN_IN = "10 per minute; 60 per hour"


@limiter.request_filter
def _switched_off() -> bool:
    """By the app's own setting: the limiter is one for all apps of a process."""
    return not current_app.config["RATELIMIT_ENABLED"]


def limit_visitors(view: Callable[P, R]) -> Callable[P, R]:
    """`VISITOR` for a view on the turn's path: what `limiter.limit` does, for a tenth of the work.

    Raises `TooManyRequests`, which says when to come again.
    """

    @wraps(view)
    def limited(*args: P.args, **more: P.kwargs) -> R:
        if limiter.enabled and current_app.config["RATELIMIT_ENABLED"]:
            _count(get_remote_address(), request.endpoint or "")
        return view(*args, **more)

    return limited


def _count(address: str, place: str) -> None:
    counts = limiter.storage
    key = f"visitors/{place}/{address}"
    if counts.incr(key, _WINDOW) > _VISITOR.amount:
        raise TooManyRequests(retry_after=max(1, int(counts.get_expiry(key) - time()) + 1))
