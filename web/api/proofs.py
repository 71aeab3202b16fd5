"""Proof of work over JSON: the refusal brings a sum to do, the next try its solution.

The sum is signed for one conversation that is still to be, by its id: a solution begins that one
and no other, and nothing has to be kept before.
"""

from __future__ import annotations

import json

from store.types import now
from web import conversations
from web.api.bodies import ProofBody
from web.api.problems import Problem
from web.api.turns import turn_of
from web.conversations import Visit, gates, new_token
from web.conversations.errors import ConversationNotFound
from web.conversations.faults import mind_faults
from web.site import site
from web.visitor import proof

_WRONG = {
    "wrong": "This is no solution of a challenge made here for this conversation.",
    "over": f"This challenge is over: it holds for {proof.GOOD_FOR.seconds // 3600} hours.",
}


@mind_faults
def proven_token(flow: str, visit: Visit, given: ProofBody | None) -> str | None:
    """The id for a conversation, proven where the flow asks for it; None: any.

    Raises `Problem` with a challenge where a solution is missing or none, and where it was used;
    and what a flow that is closed raises, before anybody does a sum for nothing.
    """
    published = site().library.flow(flow)
    if published is None or not published.flow.settings.proof_of_work:
        return None
    gates.check_open(published.flow, visit, now(), answering=False)
    if given is None:
        raise _refusal(403, "Proof of work needed", "This flow asks for a proof of work.")
    token = given.conversation
    verdict = proof.judged(token, given.model_dump(exclude={"conversation", "maxnumber"}))
    if verdict != "solved":
        raise _refusal(422, "Proof refused", _WRONG[verdict])
    _refuse_used(token)
    return token


def _refusal(status: int, title: str, detail: str) -> Problem:
    token = new_token()
    challenge = {"conversation": token, **json.loads(proof.challenge(token))}
    how = "Solve `proof` and send it, with its `number`, as `proof` of the body."
    return Problem(status, title, f"{detail} {how}", proof=challenge)


def _refuse_used(token: str) -> None:
    try:
        begun = conversations.current(token)
    except ConversationNotFound:
        return
    raise Problem(
        409,
        "Proof used",
        f"This proof has begun the conversation {token} already; go on there, or begin without "
        "`proof` to get another one.",
        turn=turn_of(begun),
    )
