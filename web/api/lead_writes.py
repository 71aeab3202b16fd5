"""Changing leads over the API: contact and status, merging and undoing it."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from flask import Response
from pydantic import Field, StringConstraints, field_validator
from sqlalchemy import Connection, Row, or_, select

from bot.questions.country import countries
from leads import handover
from leads.arrival import fill
from leads.identity import email_key, phone_key
from leads.merging import CannotMerge, CannotUndo, Decider, merge, undo
from leads.score import rescore
from store.audit import Deed
from store.tables import TABLES
from store.types import now
from web.api import blueprint
from web.api.bodies import Body, read_body
from web.api.keys import api_key, needs
from web.api.leads import no_lead, summary_of
from web.api.problems import Problem
from web.api.writes import Answer, write_once
from web.conversations.faults import mind_faults
from web.limits import VISITOR, limiter
from web.rules.present import active_definition

_LEADS, _IDENTITIES = TABLES["leads"], TABLES["identities"]
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
_PHONE = re.compile(r"\+[1-9]\d{6,14}")

Text = Annotated[str, StringConstraints(max_length=300, strip_whitespace=True)]


class ContactBody(Body):
    """Contact fields to change; null empties one, what is left out stays."""

    first_name: Text | None = None
    last_name: Text | None = None
    email: Text | None = None
    phone: Text | None = Field(None, description="In E.164, such as +48601234567.")
    company: Text | None = None
    job_title: Text | None = None
    website: Text | None = None
    address: Text | None = None
    country: Text | None = Field(None, description="ISO 3166-1 alpha-2, such as PL.")

    @field_validator("*")
    @classmethod
    def _printable(cls, value: str | None) -> str | None:
        if value and any(ord(c) < 32 or 0xD800 <= ord(c) <= 0xDFFF for c in value):
            raise ValueError("holds control characters")
        return value or None

    @field_validator("email")
    @classmethod
    def _email(cls, value: str | None) -> str | None:
        if value and (len(value) > 254 or not _EMAIL.fullmatch(value)):
            raise ValueError("is no e-mail address")
        return value

    @field_validator("phone")
    @classmethod
    def _phone(cls, value: str | None) -> str | None:
        if value and not _PHONE.fullmatch(value):
            raise ValueError("is no number in E.164, such as +48601234567")
        return value

    @field_validator("country")
    @classmethod
    def _country(cls, value: str | None) -> str | None:
        if value and value not in countries("en"):
            raise ValueError("is no country of ISO 3166-1, such as PL")
        return value


class LeadBody(Body):
    """What to change about a lead."""

    contact: ContactBody | None = None
    status: Literal["open", "won", "lost", "not_a_lead"] | None = None
    value: float | None = Field(None, ge=0, le=1e12, description="What a deal won is worth.")
    reason: Annotated[str, StringConstraints(max_length=1000)] | None = Field(
        None, description="Why it was lost or is no lead; needed for both."
    )


class MergeBody(Body):
    """The lead to take into this one."""

    lead: int = Field(ge=1, le=2**53)


@blueprint.patch("/leads/<int:lead_id>")
@limiter.limit(VISITOR)
@mind_faults
@needs("leads:write")
def change_lead(lead_id: int) -> Response:
    """Change contact and status (API key with leads:write)."""
    body = read_body(LeadBody)
    if body.status in ("lost", "not_a_lead") and not body.reason:
        raise Problem(422, "Wrong shape", "/reason: say why it was lost or is no lead.")

    def change(connection: Connection) -> Answer:
        lead = living(connection, lead_id)
        changed: list[str] = []
        if body.contact is not None:
            changed += _change_contact(connection, lead, body.contact)
        if body.status is not None:
            _change_status(connection, lead_id, body)
            changed.append("status")
        return _shown(
            connection, lead_id, Deed("did:change_lead", "lead", lead_id, {"of": changed})
        )

    return write_once(change)


@blueprint.post("/leads/<int:lead_id>/merge")
@limiter.limit(VISITOR)
@mind_faults
@needs("leads:write")
def merge_lead(lead_id: int) -> Response:
    """Take another lead into this one (API key with leads:write)."""
    body = read_body(MergeBody)

    def do(connection: Connection) -> Answer:
        living(connection, lead_id)
        by = Decider(program=f"API key {api_key().name}")
        try:
            number = merge(connection, lead_id, body.lead, active_definition(), by, now())
        except CannotMerge as error:
            raise Problem(409, "Cannot merge", str(error)) from error
        deed = Deed("did:merge_leads", "lead", lead_id, {"taken_in": body.lead, "merge": number})
        shown = _shown(connection, lead_id, deed)
        return Answer({"merge": number, "lead": shown.body}, deed, lead_id=lead_id)

    return write_once(do)


@blueprint.post("/merges/<int:merge_id>/undo")
@limiter.limit(VISITOR)
@mind_faults
@needs("leads:write")
def undo_lead_merge(merge_id: int) -> Response:
    """Make two leads of one again (API key with leads:write)."""

    def do(connection: Connection) -> Answer:
        try:
            both = undo(connection, merge_id, active_definition(), now())
        except CannotUndo as error:
            raise Problem(409, "Cannot undo", str(error)) from error
        deed = Deed("did:undo_merge", "lead", both[0], {"given_back": both[1], "merge": merge_id})
        return Answer({"merge": merge_id, "leads": list(both)}, deed)

    return write_once(do)


# ---------------------------------------------------------------- parts


def living(connection: Connection, lead_id: int) -> Row[Any]:
    """The lead, locked. Raises a 404 `Problem`, which names the lead it was merged into."""
    lead = connection.execute(
        select(_LEADS).where(_LEADS.c.id == lead_id).with_for_update()
    ).first()
    if lead is None or lead.erased_at is not None:
        raise no_lead(lead)
    return lead


def _shown(connection: Connection, lead_id: int, deed: Deed) -> Answer:
    row = connection.execute(select(_LEADS).where(_LEADS.c.id == lead_id)).one()
    return Answer(summary_of(row), deed, lead_id=lead_id)


def _change_contact(connection: Connection, lead: Row[Any], contact: ContactBody) -> list[str]:
    given = contact.model_dump(include=contact.model_fields_set)
    changes = {name: value for name, value in given.items() if value != getattr(lead, name)}
    if not changes:
        return []
    email = changes.get("email", lead.email)
    phone = changes.get("phone", lead.phone)
    if not email and not phone:
        raise Problem(422, "Wrong shape", "/contact: a lead needs an e-mail address or a phone.")
    keys = {
        "email_key": email_key(email) if email else None,
        "phone_key": phone_key(phone) if phone and not email else None,
    }
    _refuse_taken(connection, lead.id, keys)
    names = sorted(changes)
    if keys["email_key"] != lead.email_key:
        changes["email_confirmed_at"] = None
    fill(connection, lead, changes | keys, now())
    rescore(connection, lead.id, active_definition(), now())
    return names


def _refuse_taken(connection: Connection, lead_id: int, keys: dict[str, str | None]) -> None:
    """Two people with one address: one of them it is, or both are one."""
    also = select(_IDENTITIES.c.lead_id).where(
        _IDENTITIES.c.kind == "email", _IDENTITIES.c.key == keys["email_key"]
    )
    same = [_LEADS.c[name] == key for name, key in keys.items() if key]
    found = select(_LEADS.c.id, _LEADS.c.merged_into_id).where(
        or_(*same, _LEADS.c.id.in_(also)), _LEADS.c.id != lead_id
    )
    for owner in connection.execute(found):
        other = owner.merged_into_id or owner.id
        if other != lead_id or keys["email_key"]:
            detail = f"This address is lead {other}'s. Merge the two if they are one person."
            raise Problem(409, "Address taken", detail, lead=other)


def _change_status(connection: Connection, lead_id: int, body: LeadBody) -> None:
    by = handover.By(actor=f"API key {api_key().name}")
    if body.status == "open":
        handover.reopen(connection, lead_id, by, now(), body.reason)
    elif body.status is not None:
        end, value = body.status, body.value
        handover.close(connection, lead_id, end, by, now(), value=value, reason=body.reason)
