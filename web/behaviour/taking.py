"""`POST /behaviour`: one thing a visitor did on a page of the host.

Who it was is known only by the token of a conversation that the same browser held on that page.
"""

from __future__ import annotations

from typing import Annotated, Literal

from flask import Response, request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from sqlalchemy import Connection, select

from leads import behaving
from leads.scanners import suspicion_of_request
from store.conversations import Conversation
from store.leads import Lead
from store.types import now
from store.writing import write_connection
from web.behaviour import blueprint
from web.conversations.faults import mind_faults
from web.limits import limiter
from web.rules.present import active_definition
from web.site import site

#: Things done a minute from one address: an office behind one address may hold many visitors.
OFTEN = "240 per minute"

#: Bytes of a body.
LARGEST = 4096

Token = Annotated[str, StringConstraints(min_length=16, max_length=64)]


class Sent(BaseModel):
    """What the script sends."""

    model_config = ConfigDict(extra="forbid")

    visitor: Token
    kind: Literal["page", "download", "link", "offer", "start", "known"]
    url: Annotated[str, StringConstraints(max_length=1000)] = ""
    flow: Annotated[str, StringConstraints(max_length=64)] = ""
    conversations: list[Token] = Field(default_factory=list, max_length=20)


@blueprint.route("/behaviour", methods=["OPTIONS"])
@limiter.exempt
def ask_first() -> Response:
    """What browsers ask before they send JSON from another site (anyone)."""
    response = _answer(204)
    response.headers["Access-Control-Allow-Methods"] = "POST"
    response.headers["Access-Control-Allow-Headers"] = "Content-Type"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response


@blueprint.post("/behaviour")
@limiter.limit(OFTEN)
@mind_faults
def take_behaviour() -> Response:
    """Keep what was done (pages of the origins that the flows allow)."""
    if (request.content_length or 0) > LARGEST:
        return _answer(413)
    try:
        sent = Sent.model_validate_json(request.get_data(cache=False)[: LARGEST + 1])
    except ValidationError:
        return _answer(422)
    if not _welcome(sent.flow):
        return _answer(403)
    definition, at = active_definition(), now()
    visitor = behaving.visitor_key(sent.visitor)
    suspicion = suspicion_of_request(request.method, request.headers.get("User-Agent"))
    with write_connection() as connection:
        lead_id = _lead_of(connection, sent.conversations)
        if kind := _kind(sent):
            done = behaving.Noted(
                kind, at, sent.url or None, visitor, lead_id, sent.flow or None, suspicion
            )
            behaving.note(connection, done)
        if lead_id is not None:
            behaving.attach(connection, visitor, lead_id, at)
            behaving.count_anew(connection, lead_id, definition, at, seen=not suspicion)
    return _answer(204)


def _kind(sent: Sent) -> str | None:
    """What is kept: beginning a calculator is using it; other flows have answers of their own."""
    if sent.kind == "known":
        return None
    if sent.kind != "start":
        return sent.kind
    published = site().library.flow(sent.flow)
    return "calculator" if published and published.flow.kind == "calculator" else None


def _lead_of(connection: Connection, tokens: list[str]) -> int | None:
    """Whose the newest of some conversations is; suspected ones and the author's say nothing."""
    if not tokens:
        return None
    return connection.execute(
        select(Conversation.lead_id)
        .join(Lead, Lead.id == Conversation.lead_id)
        .where(
            Conversation.token.in_(tokens),
            Conversation.suspicion.is_(None),
            ~Conversation.preview,
            Lead.erased_at.is_(None),
        )
        .order_by(Conversation.id.desc())
        .limit(1)
    ).scalar()


def _welcome(flow: str) -> bool:
    """Whether the page that sends may: its origin is one of the flow's, or of any flow's where it
    names none. Flows without origins take all."""
    origin = request.headers.get("Origin", "")
    flows = site().library.flows
    if flow:
        return flow in flows and _allows(flows[flow].flow.settings.origins, origin)
    return any(_allows(one.flow.settings.origins, origin) for one in flows.values())


def _allows(origins: tuple[str, ...], origin: str) -> bool:
    return not origins or origin.rstrip("/") in {one.rstrip("/") for one in origins}


def _answer(status: int) -> Response:
    response = Response(status=status)
    # No credentials are taken and nothing is told, so every page may see that it was received.
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
