"""Rate limits, by the visitor's address. RATE_LIMIT=off switches them off, for benchmarks only."""

from __future__ import annotations

from flask import current_app
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(key_func=get_remote_address, headers_enabled=False, strategy="fixed-window")

#: Answers a minute from one address: an office behind one address may hold many visitors.
VISITOR = "240 per minute"
#: Looks for news a minute from one address, each of which may wait.
WAITING = "600 per minute"
#: Attempts to sign in a minute from one address.
SIGN_IN = "10 per minute; 60 per hour"


@limiter.request_filter
def _switched_off() -> bool:
    """By the app's own setting: the limiter is one for all apps of a process."""
    return not current_app.config["RATELIMIT_ENABLED"]
