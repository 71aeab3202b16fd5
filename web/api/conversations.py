"""Conversations over JSON: begin, answer, back, edit, see. The conversation's id is its key."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, request

from web import conversations
from web.api import blueprint
from web.api.bodies import AnswerBody, BackBody, BeginBody, EditBody, read_body
from web.api.figures import refuse_two_numbers
from web.api.problems import Problem
from web.api.proofs import proven_token
from web.api.turns import turn_of
from web.conversations import Reply, Visit
from web.limits import limit_visitors
from web.visits import device_of

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

UTM = ("source", "medium", "campaign", "content", "term")


@blueprint.after_request
def _allow_other_origins(response: Response) -> Response:
    """Conversations are open to any page: their id is the key and no cookie is read."""
    asked = request._get_current_object()  # type: ignore[attr-defined]
    response.headers.add("Cache-Control", "no-store")
    if "/conversations" in asked.path:
        response.headers.add("Access-Control-Allow-Origin", "*")
        if asked.method == "OPTIONS":
            response.headers.add("Access-Control-Allow-Headers", "Content-Type")
            response.headers.add("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
    return response


def turn_response(reply: Reply, status: int = 200) -> Response:
    """The turn as JSON."""
    return Response(_encode(turn_of(reply)), status, mimetype="application/json")


def _visit(body: BeginBody) -> Visit:
    agent = request.headers.get("User-Agent", "")[:400]
    utm = {name.removeprefix("utm_"): value for name, value in body.utm.items()}
    return Visit(
        language=body.language or request.accept_languages.best,
        page=body.page,
        referrer=body.referrer,
        utm={name: value for name, value in utm.items() if name in UTM},
        click_ids={},
        prefill=body.prefill,
        device=device_of(agent),
        returning=False,
        address=request.remote_addr or "",
        agent=agent,
        suspicion=(),
        preview=False,
    )


@blueprint.post("/flows/<flow>/conversations")
@limit_visitors
def begin(flow: str) -> Response:
    """Begin a conversation (anyone)."""
    body = read_body(BeginBody)
    visit = _visit(body)
    reply = conversations.begin(flow, visit, proven_token(flow, visit, body.proof))
    response = turn_response(reply, 201)
    response.headers["Location"] = f"/api/v1/conversations/{reply.token}"
    return response


@blueprint.get("/conversations/<token>")
@limit_visitors
def show(token: str) -> Response:
    """The current turn (whoever holds the id)."""
    return turn_response(conversations.current(token))


@blueprint.post("/conversations/<token>/answers")
@limit_visitors
def answer(token: str) -> Response:
    """Answer the turn's question (whoever holds the id)."""
    body = read_body(AnswerBody)
    given: dict[str, Any] = {}
    if body.text is not None:
        given["text"] = body.text
    if "value" in body.model_fields_set:
        given["value"] = body.value
    if len(given) != 1:
        raise Problem(422, "Wrong shape", "Send exactly one of `value` and `text`.")
    refuse_two_numbers(token, body.turn, body.slot, body.value)
    return turn_response(conversations.answer(token, body.turn, slot=body.slot, **given))


@blueprint.post("/conversations/<token>/back")
@limit_visitors
def back(token: str) -> Response:
    """Back to the question before (whoever holds the id)."""
    body = read_body(BackBody)
    turn = body.turn if body.turn is not None else conversations.current(token).turn
    return turn_response(conversations.back(token, turn, one=True))


@blueprint.post("/conversations/<token>/edit")
@limit_visitors
def edit(token: str) -> Response:
    """Change an earlier answer (whoever holds the id)."""
    body = read_body(EditBody)
    refuse_two_numbers(token, body.turn, body.slot, body.value)
    return turn_response(conversations.edit(token, body.turn, body.slot, body.value))
