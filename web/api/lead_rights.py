"""A person's rights over the API: consents, withdrawal, export, erasing."""

from __future__ import annotations

from typing import Annotated, Any

from flask import Response, jsonify
from pydantic import Field, StringConstraints
from sqlalchemy import Connection

from leads.consent import told, withdraw
from leads.erase import erase, export
from store.audit import Deed
from store.database import db
from store.scrubbing import scrub
from store.types import now
from web.api import blueprint
from web.api.bodies import Body, read_body
from web.api.keys import needs
from web.api.lead_writes import living
from web.api.writes import Answer, write_once
from web.conversations.faults import mind_faults
from web.limits import VISITOR, limiter

Purpose = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class WithdrawBody(Body):
    """Which consents the person takes back."""

    purposes: list[Purpose] | None = Field(
        None, max_length=50, description="Left out or null: all of them."
    )


@blueprint.get("/leads/<int:lead_id>/consents")
@limiter.limit(VISITOR)
@mind_faults
@needs("leads:read")
def list_consents(lead_id: int) -> Response:
    """Every word on every purpose, oldest first (API key with leads:read)."""
    living(db.session.connection(), lead_id)
    return jsonify({"consents": _consents(db.session.connection(), lead_id)})


@blueprint.post("/leads/<int:lead_id>/withdraw")
@limiter.limit(VISITOR)
@mind_faults
@needs("leads:write")
def withdraw_consents(lead_id: int) -> Response:
    """Note that the person took consents back (API key with leads:write)."""
    body = read_body(WithdrawBody)

    def do(connection: Connection) -> Answer:
        lead = living(connection, lead_id)
        gone = withdraw(
            connection,
            lead_id,
            body.purposes,
            words="Withdrawn by a program on the person's behalf.",
            language=lead.language or "en",
            origin="api",
            page=None,
            at=now(),
        )
        deed = Deed("did:withdraw_consent", "lead", lead_id, {"purposes": gone})
        return Answer({"withdrawn": gone}, deed, lead_id=lead_id)

    return write_once(do)


@blueprint.get("/leads/<int:lead_id>/export")
@limiter.limit(VISITOR)
@mind_faults
@needs("leads:read")
def export_lead(lead_id: int) -> Response:
    """Everything kept about the person (API key with leads:read)."""
    connection = db.session.connection()
    living(connection, lead_id)
    return jsonify(export(connection, lead_id))


@blueprint.delete("/leads/<int:lead_id>")
@limiter.limit(VISITOR)
@mind_faults
@needs("leads:erase")
def erase_lead(lead_id: int) -> Response:
    """Erase the person for good (API key with leads:erase)."""

    def do(connection: Connection) -> Answer:
        living(connection, lead_id)
        erase(connection, lead_id)
        return Answer({"erased": lead_id}, Deed("did:erase_lead", "lead", lead_id))

    response = write_once(do)
    db.session.rollback()  # whoever asked was read for the audit log: no reader of ours in the way
    scrub(db.engine)
    return response


def _consents(connection: Connection, lead_id: int) -> list[dict[str, Any]]:
    return [
        {
            "purpose": row.purpose,
            "given": row.given,
            "words": row.words,
            "language": row.language,
            "flow": row.flow,
            "version": row.version,
            "page": row.page,
            "origin": row.origin,
            "proof": row.proof,
            "confirmed_at": row.confirmed_at.isoformat() if row.confirmed_at else None,
            "at": row.at.isoformat(),
        }
        for row in told(connection, lead_id)
    ]
