"""Signs that it is a program that answers: a field nobody sees, an answer nobody gives so fast.

What is suspected is marked and kept, never refused: a person who is taken for a program loses
nothing.
"""

from __future__ import annotations

import re
import time

from flask import current_app
from itsdangerous import Signer

#: Seconds under which nobody has read a question and tapped.
FASTEST_TAP = 0.5

#: Seconds under which nobody has filled a page of several questions.
FASTEST_PAGE = 1.5

#: Signs that are no news once a proof of work was done. Together they are asked for one: it takes
#: back no more than them, as a program that fills every field may well do sums.
ANSWERED_BY_PROOF = frozenset({"too_fast", "agent"})

#: From how many questions on it is a page to fill.
PAGE = 3

_PROGRAMS = re.compile(
    r"bot\b|crawl|spider|curl|wget|python-|scrapy|httpclient|go-http|libwww|java/", re.IGNORECASE
)


def _signer() -> Signer:
    return Signer(str(current_app.secret_key), salt="visitor-rendered")


def rendered_mark(token: str) -> str:
    """Says when the page was drawn, to the millisecond, signed with its token."""
    drawn = str(round(time.time() * 1000))
    signature = _signer().get_signature(f"{token}.{drawn}").decode("ascii")
    return f"{drawn}.{signature}"


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
    """Seconds since the page was drawn; 0 for a mark that is not ours."""
    drawn, _, signature = mark.partition(".")
    sound = drawn.isascii() and drawn.isdigit() and signature.isascii()
    if not sound or not _signer().verify_signature(f"{token}.{drawn}", signature):
        return 0.0
    return time.time() - int(drawn) / 1000
