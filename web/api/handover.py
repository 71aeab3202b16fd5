"""Hand-over over the API: whose a lead is, that it was reached, what to know before the call."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from flask import Response, jsonify
from pydantic import Field, StringConstraints
from sqlalchemy import Connection, select

from leads import handover
from leads.gaps import gaps_of
from leads.handover import By, StepRefused
from leads.identity import email_key
from store.audit import Deed
from store.database import db
from store.leads import Lead
from store.tables import TABLES
from store.types import now
from store.users import User
from web.api import blueprint
from web.api.bodies import Body, read_body
from web.api.keys import api_key, needs
from web.api.lead_writes import living
from web.api.leads import summary_of
from web.api.problems import Problem
from web.api.writes import Answer, write_once
from web.conversations.faults import mind_faults
from web.limits import VISITOR, limiter
from web.rules.present import active_definition
from web.studio.brief import facts_for_call

_LEADS = TABLES["leads"]


class OwnerBody(Body):
    """Whose lead it is from now on."""

    owner: Annotated[str, StringConstraints(max_length=300)] | None = Field(
        description="The e-mail address of somebody who sells; null: nobody."
    )


@blueprint.put("/leads/<int:lead_id>/owner")
@limiter.limit(VISITOR)
@mind_faults
@needs("leads:write")
def change_lead_owner(lead_id: int) -> Response:
    """Give a lead to somebody who sells, or to nobody (API key with leads:write)."""
    body = read_body(OwnerBody)

    def do(connection: Connection) -> Answer:
        living(connection, lead_id)
        owner_id = _seller(connection, body.owner) if body.owner else None
        handover.assign(connection, lead_id, owner_id, _program(), now())
        return _shown(connection, lead_id, Deed("did:change_owner", "lead", lead_id))

    return write_once(do)


@blueprint.post("/leads/<int:lead_id>/reached")
@limiter.limit(VISITOR)
@mind_faults
@needs("leads:write")
def lead_reached(lead_id: int) -> Response:
    """Say that somebody has spoken with the lead (API key with leads:write)."""

    def do(connection: Connection) -> Answer:
        living(connection, lead_id)
        try:
            handover.reach(connection, lead_id, _program(), now())
        except StepRefused as refusal:
            raise Problem(409, "Lead closed", str(refusal)) from refusal
        return _shown(connection, lead_id, Deed("did:reach_lead", "lead", lead_id))

    return write_once(do)


@blueprint.get("/leads/<int:lead_id>/brief")
@limiter.limit(VISITOR)
@mind_faults
@needs("leads:read")
def show_brief(lead_id: int) -> Response:
    """What to know before the call (API key with leads:read)."""
    lead = db.session.get(Lead, lead_id)
    if lead is None or lead.erased_at is not None:
        raise Problem(404, "Lead not found", "There is no such lead; it may have been erased.")
    facts = facts_for_call(lead)
    row = db.session.execute(select(_LEADS).where(_LEADS.c.id == lead_id)).one()
    opening = facts["opening"]
    return jsonify(
        {
            "lead": summary_of(row),
            "first_sentence": opening
            and {"text": opening.text, "language": opening.language, "outcome": opening.outcome},
            "said": {
                topic["axis"]: [_said(one) for one in topic["said"]] for topic in facts["topics"]
            },
            "open": [_said(one) for one in facts["open"]],
            "missing": list(gaps_of(lead, active_definition())),
            "played": [_plain(one) for one in facts["played"]],
            "consents": [_plain(one) for one in facts["consents"]],
            "handed_over": _handed_over(lead_id),
        }
    )


def _program() -> By:
    return By(actor=f"API key {api_key().name}")


def _seller(connection: Connection, email: str) -> int:
    found = connection.execute(
        select(User.id).where(
            User.email == email_key(email),
            User.active.is_(True),
            User.role.in_(("sales", "admin")),
        )
    ).scalar()
    if found is None:
        raise Problem(422, "Wrong shape", "/owner: nobody who sells has this address.")
    return int(found)


def _shown(connection: Connection, lead_id: int, deed: Deed) -> Answer:
    row = connection.execute(select(_LEADS).where(_LEADS.c.id == lead_id)).one()
    return Answer(summary_of(row), deed, lead_id=lead_id)


def _handed_over(lead_id: int) -> dict[str, Any] | None:
    row = handover.open_handover(db.session.connection(), lead_id)
    names = ("stage", "since", "taken_at", "first_contact_at")
    return _plain({name: getattr(row, name) for name in names}) if row is not None else None


def _said(answer: dict[str, Any]) -> dict[str, Any]:
    names = ("slot", "question", "shown", "raw", "flow", "language", "at")
    return _plain({name: answer[name] for name in names})


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
    }
