"""The page of a link that confirms an address: what it asks, and what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection, Row, select

from leads.verification import codes
from leads.verification.codes import To, TooMany
from leads.verification.confirming import BY_LINK, Confirmed, confirm
from leads.verification.states import abouts
from outreach.confirmations import send_link
from store.database import db
from store.tables import TABLES
from store.types import now
from store.writing import write_connection
from web.limits import VISITOR, limiter
from web.person_pass import remember
from web.rules.present import active_definition
from web.verification import blueprint
from web.verification.page import ConfirmPage
from web.visitor.rendering import asset

_LEADS = TABLES["leads"]


@blueprint.get("/confirm/<token>")
@limiter.limit(VISITOR)
def confirm_page(token: str) -> ResponseReturnValue:
    """What the link is for, and a button; opening it changes nothing."""
    with db.engine.connect() as connection:
        link = codes.link_of(connection, token)
    return _shown(link, _state(link, now()))


@blueprint.post("/confirm/<token>")
@limiter.limit(VISITOR)
def use_confirm_link(token: str) -> ResponseReturnValue:
    """Confirm the address; or with `do=again` mail another link in place of one that is over."""
    at = now()
    with write_connection() as connection:
        link = codes.link_of(connection, token)
        state = _state(link, at)
        if link is not None and state == "ask" and codes.use_link(connection, link.id, at):
            confirmed = Confirmed(link.channel, link.address, BY_LINK, at, link.conversation_id)
            confirm(connection, link.lead_id, confirmed, active_definition())
            state = "done"
        elif link is not None and state == "over" and request.form.get("do") == "again":
            state = _again(connection, link, at)
    if link is not None and state == "done":
        answer = redirect(url_for("verification.confirm_page", token=token), 303)
        if link.used_at is None:  # pressed for the first time, so by who was mailed it
            remember(answer, link.lead_id, link.address)
        return answer
    return _shown(link, state)


def _state(link: Row[Any] | None, at: datetime) -> str:
    if link is None:
        return "unknown"
    if link.used_at is not None:
        return "done"
    return "ask" if link.expires_at > at else "over"


def _again(connection: Connection, link: Row[Any], at: datetime) -> str:
    """Mail another link, to the lead's address as it is now and only if it is still this one."""
    lead = connection.execute(select(_LEADS).where(_LEADS.c.id == link.lead_id)).first()
    if lead is None or lead.erased_at is not None or abouts(lead)["email"] != link.address:
        return "unknown"
    to = To("email", link.address, link.lead_id, link.conversation_id, link.language)
    try:
        send_link(connection, to, cast(str, lead.email), "", at)
    except TooMany:
        return "too_many"
    return "sent"


#: What a state is told with; the others are fine.
_STATUS = {"unknown": 404, "over": 410, "too_many": 429}


def _shown(link: Row[Any] | None, state: str) -> Response:
    wanted = link.language if link is not None else request.headers.get("Accept-Language", "")
    page = ConfirmPage.of(state, wanted, link.address if link is not None else "")
    html = render_template("verification/confirm.html", p=page, asset=asset)
    response = make_response(html, _STATUS.get(state, 200))
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"  # the address is a secret
    return response
