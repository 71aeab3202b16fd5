"""Leads for other systems, with an API key: a list by cursor, what changed, one lead whole."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from flask import Response, jsonify, request
from pydantic import Field, StringConstraints
from sqlalchemy import Row, select

from bot.model import CONTACT_SLOTS
from leads import history
from leads.changes import START, Change, CursorAhead, changes_after, read_place
from leads.filters import LeadFilter
from leads.gaps import gaps_of
from leads.lists import is_place, lead_page
from leads.verification.states import states_of
from store.database import db
from store.leads import AXES
from store.tables import TABLES
from web.api import blueprint
from web.api.bodies import Body
from web.api.keys import needs
from web.api.lead_now import parts_of_now
from web.api.problems import Problem
from web.conversations.faults import mind_faults
from web.limits import VISITOR, limiter
from web.rules.present import active_definition

_LEADS = TABLES["leads"]

#: Rows a page when the caller does not say.
PAGE = 50

Word = Annotated[str, StringConstraints(max_length=200)]
Cursor = Annotated[str, StringConstraints(max_length=500)]


class LeadQuery(Body):
    """The list's parameters."""

    stage: Word = Field("", description="A stage of lead.yml, or `none`.")
    status: Literal["", "open", "won", "lost", "not_a_lead"] = Field(
        "", description="What sales made of it."
    )
    flow: Word = Field("", description="A flow the lead has played.")
    source: Word = Field("", description="The campaign's source or the referring site.")
    q: Word = Field("", description="Words that name, e-mail or company begin with.")
    made_since: date | None = Field(None, description="Made on or after this day (UTC).")
    made_until: date | None = Field(None, description="Made on or before this day (UTC).")
    suspected: bool = Field(False, description="true lists suspected bots as well.")
    missing: Literal["", "need", "budget", "authority", "timing", "interest", "contact"] = Field(
        "", description="What is not known of the lead yet."
    )
    almost: Word = Field(
        "", description="The one answer short of the highest stage, such as `budget`, or `any`."
    )
    owner: int | None = Field(
        None, ge=0, lt=2**53, description="The number of the owner; 0: nobody's."
    )
    fault: Literal["", "any", "bounced", "phone", "contradiction"] = Field(
        "", description="What is wrong about the data."
    )
    confirmed: bool | None = Field(
        None, description="true: with a confirmed e-mail address; false: without."
    )
    since: Cursor | None = Field(
        None,
        description="Gives what changed instead of the list, oldest change first: `start`, or the "
        "`next` of the answer before.",
    )
    cursor: Cursor | None = Field(
        None, description="The `next` of the page before, of the list without `since`."
    )
    limit: int = Field(PAGE, ge=1, le=200, description="Rows a page.")


@blueprint.get("/leads")
@limiter.limit(VISITOR)
@mind_faults
@needs("leads:read")
def list_leads() -> Response:
    """Leads, newest first, or what changed since a cursor (API key with leads:read)."""
    asked = LeadQuery.model_validate(request.args.to_dict())
    if asked.since is not None:
        return _changed_leads(asked, asked.since)
    if asked.cursor and not is_place(asked.cursor):
        # The first page again would let the caller go round for ever.
        raise Problem(422, "Wrong shape", "/cursor: send the `next` of the page before as it is.")
    page = lead_page(db.session.connection(), _filter(asked), after=asked.cursor, size=asked.limit)
    return jsonify({"leads": [summary_of(row) for row in page.leads], "next": page.after})


def _changed_leads(asked: LeadQuery, since: str) -> Response:
    if asked.cursor is not None:
        raise Problem(
            422, "Wrong shape", "/cursor: goes on in the list; with `since` leave it out."
        )
    after = read_place(since)
    if after is None:
        raise Problem(
            422,
            "Wrong shape",
            f"/since: send the `next` of the answer before as it is, or `{START}` to begin. Leads "
            "made since a day are `made_since`.",
        )
    try:
        page = changes_after(db.session.connection(), _filter(asked), after, asked.limit)
    except CursorAhead as error:
        raise Problem(
            422,
            "Cursor ahead",
            "/since: this cursor is later than anything that changed here: the database was put "
            f"back to an older copy, or is another one. Begin again with `{START}`.",
        ) from error
    return jsonify(
        {
            "leads": [_told(change) for change in page.changes],
            "next": page.cursor,
            "more": page.more,
        }
    )


def _told(change: Change) -> dict[str, Any]:
    if change.lead is not None:
        return summary_of(change.lead)
    return {"id": change.place.lead_id, "gone": change.gone, "into": change.into}


def _filter(asked: LeadQuery) -> LeadFilter:
    return LeadFilter(
        search=asked.q,
        stage=asked.stage,
        status=asked.status,
        flow=asked.flow,
        source=asked.source,
        since=asked.made_since,
        until=asked.made_until,
        suspected=asked.suspected,
        missing=asked.missing,
        almost=asked.almost,
        owner=asked.owner,
        fault=asked.fault,
        confirmed=asked.confirmed,
    )


@blueprint.get("/leads/<int:lead_id>")
@limiter.limit(VISITOR)
@mind_faults
@needs("leads:read")
def show_lead(lead_id: int) -> Response:
    """One lead, what it answered and why its score is what it is (API key with leads:read)."""
    row = None
    if lead_id < 2**63:
        row = db.session.execute(select(_LEADS).where(_LEADS.c.id == lead_id)).first()
    if row is None or row.erased_at is not None:
        raise no_lead(row)
    parts = {
        "verification": _verification(row),
        "answers": _answers(lead_id),
    }
    return jsonify({**summary_of(row), **parts, **parts_of_now(row)})


def no_lead(row: Row[Any] | None) -> Problem:
    """The refusal where a lead is not there, or no more; it names the one it was merged into."""
    merged = row.merged_into_id if row is not None else None
    where = f" It was merged into lead {merged}." if merged else " It may have been erased."
    extra = {"merged_into": merged} if merged else {}
    return Problem(404, "Lead not found", f"There is no such lead.{where}", **extra)


def _axes(row: Row[Any]) -> dict[str, float | None]:
    """Every axis of lead.yml, null where unknown, and others that older rules gave points on."""
    known = {axis: getattr(row, f"axis_{axis}") for axis in AXES} | (row.other_axes or {})
    shown = {axis: known.get(axis) for axis in active_definition().axes}
    return shown | {axis: points for axis, points in known.items() if points is not None}


def summary_of(row: Row[Any]) -> dict[str, Any]:
    """A lead without its ledger."""
    return {
        "id": row.id,
        "contact": {slot: getattr(row, slot) for slot in CONTACT_SLOTS if getattr(row, slot)},
        "axes": _axes(row),
        "score": row.score,
        "stage": row.stage,
        "status": row.status,
        "owner": row.owner_id,
        "missing": list(gaps_of(row, active_definition())),
        "almost": row.almost,
        "flow": row.first_flow,
        "source": row.source,
        "suspected": row.suspected,
        "email_confirmed_at": (
            row.email_confirmed_at.isoformat() if row.email_confirmed_at else None
        ),
        "created_at": row.created_at.isoformat(),
        "last_seen_at": row.last_seen_at.isoformat() if row.last_seen_at else None,
    }


def _verification(row: Row[Any]) -> list[dict[str, Any]]:
    """Every rung of the address and number there are, from the lowest."""
    return [
        {
            "rung": state.rung,
            "state": state.state or "open",
            "at": state.at.isoformat() if state.at else None,
            "detail": state.detail,
        }
        for state in states_of(db.session.connection(), row).values()
    ]


def _answers(lead_id: int) -> list[dict[str, Any]]:
    """The answers that stand, in the order given; of several conversations each its own."""
    return [
        {
            "conversation": row.conversation_id,
            "flow": row.flow,
            "slot": row.slot,
            "type": row.type,
            "value": row.value,
            "raw": row.raw,
            "at": row.answered_at.isoformat(),
        }
        for row in history.standing_answers(db.session.connection(), lead_id)
    ]
