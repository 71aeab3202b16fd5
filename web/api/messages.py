"""The talk with a person over JSON: ask for one, say something, hear what came."""

from __future__ import annotations

from flask import Response, jsonify, request
from pydantic import Field

from store.types import now
from store.writing import read_connection
from web import conversations, live
from web.api import blueprint
from web.api.bodies import Body, MessageBody, read_body
from web.api.conversations import turn_response
from web.api.persons import message_of, person_of
from web.conversations import talks
from web.conversations.faults import mind_faults
from web.conversations.talks import Spoken, Talk
from web.limits import WAITING, limit_visitors, limiter


class MessageQuery(Body):
    """Which messages are wanted, and whether to wait for one."""

    after: int = Field(0, ge=0, le=2**53, description="The id of the last message known.")
    wait: int = Field(
        0,
        ge=0,
        le=live.LONGEST_WAIT,
        description="Seconds to wait for a message that is not there yet.",
    )


@blueprint.get("/conversations/<token>/messages")
@limiter.limit(WAITING)
def messages(token: str) -> Response:
    """What was said in the talk with a person (whoever holds the id)."""
    query = MessageQuery.model_validate(request.args.to_dict())
    found, said = _heard(token, query.after)
    response = jsonify(
        {
            "person": person_of(found) if found else None,
            "messages": [message_of(one) for one in said],
        }
    )
    if found is not None and found.is_open and not said:
        response.headers["Retry-After"] = str(live.pause(found.wanted_at, now()))
        live.wait_for_news(found.conversation_id, found.messages, found.state, query.wait)
    return response


@blueprint.post("/conversations/<token>/messages")
@limit_visitors
def say(token: str) -> Response:
    """Say something to the person, or ask for one (whoever holds the id)."""
    body = read_body(MessageBody)
    return turn_response(conversations.ask_person(token, body.turn, words=body.text))


@mind_faults
def _heard(token: str, after: int) -> tuple[Talk | None, list[Spoken]]:
    with read_connection() as connection:
        found = talks.talk_of(connection, token)
        if found is not None:
            return found, talks.messages_after(connection, found.conversation_id, after)
    conversations.current(token)  # a 404 where there is no such conversation
    return None, []
