"""Signs that it is a program that answers: a field nobody sees, an answer nobody gives so fast.

What is suspected is marked and kept, never refused: a person who is taken for a program loses
nothing.
"""

from __future__ import annotations

import re
import time

from flask import current_app
from itsdangerous import BadSignature, TimestampSigner

#: Seconds under which nobody has read a question and tapped.
FASTEST_TAP = 0.5

#: Seconds under which nobody has filled a page of several questions.
FASTEST_PAGE = 1.5

#: From how many questions on it is a page to fill.
PAGE = 3

_PROGRAMS = re.compile(
    r"bot\b|crawl|spider|curl|wget|python-|scrapy|httpclient|go-http|libwww|java/", re.IGNORECASE
)


def _signer() -> TimestampSigner:
    return TimestampSigner(str(current_app.secret_key), salt="visitor-rendered")


def rendered_mark(token: str) -> str:
    """Says when the page was drawn, signed with its token."""
    return _signer().sign(token).decode("ascii").removeprefix(token)


def suspicion(token: str, mark: str, lure: str, agent: str, questions: int) -> tuple[str, ...]:
    """What speaks for a program: `honeypot`, `too_fast`, `agent`."""
    reasons = []
    if lure:
        reasons.append("honeypot")
    if _seconds_since(token, mark) < (FASTEST_PAGE if questions >= PAGE else FASTEST_TAP):
        reasons.append("too_fast")
    if not agent or _PROGRAMS.search(agent):
        reasons.append("agent")
    return tuple(reasons)


def _seconds_since(token: str, mark: str) -> float:
    """Seconds since the page was drawn, to a second's precision; 0 for a mark that is not ours."""
    try:
        _, drawn = _signer().unsign(token + mark, return_timestamp=True)
    except BadSignature:
        return 0.0
    return time.time() - drawn.timestamp()
