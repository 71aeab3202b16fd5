"""Proof of work: a sum that a browser does in a moment and that makes flooding a flow costly.

A flow asks for it with `settings: {proof_of_work: true}`; who looks very much like a program is
asked for it whatever the flow. The challenge is altcha's. It is signed with a key of its own for
each conversation, so that a solution is worth nothing in another one, and nothing has to be kept.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any, Literal

from flask import current_app

from store.types import now
from web.visitor.proof_words import WORDS

#: Guesses a browser makes at most: well under a second, a few on an old phone.
HARDEST = 60_000
#: How long a page may stand open before its sum is over.
GOOD_FOR = timedelta(hours=2)
#: Characters of a solution.
LONGEST = 2_000


class ProofMissing(Exception):
    """The answer came without a solution, or with one that is not this conversation's."""


def challenge(token: str) -> str:
    """What the browser of a conversation has to solve, as JSON."""
    from altcha import v1  # by the few pages that need it

    expires = now() + GOOD_FOR
    made = v1.create_challenge(
        v1.ChallengeOptions(hmac_key=_key(token), max_number=HARDEST, expires=expires)
    )
    told: dict[str, Any] = {
        "algorithm": made.algorithm,
        "challenge": made.challenge,
        "maxnumber": HARDEST,
        "salt": made.salt,
        "signature": made.signature,
    }
    return json.dumps(told)


def is_solved(token: str, solution: str) -> bool:
    """Whether it solves a challenge of this conversation that is not over."""
    return bool(solution) and len(solution) <= LONGEST and judged(token, solution) == "solved"


def judged(token: str, solution: str | dict[str, Any]) -> Literal["solved", "over", "wrong"]:
    """What becomes of a solution: the browser's text, or its members as the API takes them."""
    from altcha import v1

    given: Any = solution
    try:
        solved, why_not = v1.verify_solution(given, _key(token))
    except (ValueError, TypeError, KeyError, AttributeError):
        return "wrong"  # not of the shape that the library expects
    if why_not == "Altcha payload expired":
        return "over"
    return "solved" if solved else "wrong"


def _key(token: str) -> str:
    secret = str(current_app.secret_key).encode()
    return hmac.new(secret, f"proof-of-work:{token}".encode(), hashlib.sha256).hexdigest()


def proof_word(key: str, language: str) -> str:
    """The words for `key` in the language, else in English."""
    return (WORDS.get(language.split("-")[0]) or WORDS["en"])[key]
