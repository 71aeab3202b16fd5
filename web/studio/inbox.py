"""The inbox: whom to call, the new hot ones first, each with its clock running."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import render_template
from sqlalchemy import Select, func, select

from store.database import db
from store.handovers import Handover
from store.tables import TABLES
from store.users import User
from web.studio import blueprint
from web.studio.definition import lead_definition
from web.studio.fields import argument
from web.studio.flows import flow_titles
from web.studio.lead_lines import LeadLine
from web.studio.lead_score import greatest_score
from web.studio.sessions import signed_in

#: Rows that a part of the inbox shows.
PAGE = 50
WHOSE = {"mine": "Mine", "nobody": "Nobody’s", "all": "Everybody’s"}
_LEADS = TABLES["leads"]

#: Parts of the inbox in the order of urgency: heading, what it means, when a hand-over is in it.
PARTS = (
    (
        "new",
        "New: call now",
        "Nobody has taken these yet. The clock has run since they became hot.",
        Handover.taken_at.is_(None),
    ),
    (
        "taken",
        "Taken, not reached yet",
        "The clock stops when somebody has spoken with them.",
        Handover.taken_at.is_not(None) & Handover.first_contact_at.is_(None),
    ),
    (
        "talking",
        "In talks",
        "Reached, and not yet won, lost or no lead.",
        Handover.first_contact_at.is_not(None),
    ),
)


@dataclass(frozen=True, slots=True)
class InboxLine:
    """A lead in the inbox; `reached` is None while the clock still runs."""

    id: int
    line: LeadLine
    owner: str | None
    since: datetime
    reached: datetime | None


@blueprint.get("/inbox")
def inbox() -> str:
    """Open hand-overs (sales, admin), one's own unless `whose` says otherwise."""
    whose = argument("whose")
    whose = whose if whose in WHOSE else "mine"
    parts = []
    for key, heading, words, condition in PARTS:
        lines, more = _lines(whose, condition, newest_first=key == "new")
        parts.append({"key": key, "heading": heading, "words": words, "lines": lines, "more": more})
    return render_template(
        "studio/inbox.html",
        whose=whose,
        choices=WHOSE,
        parts=parts,
        any=any(part["lines"] for part in parts),
        most=greatest_score(lead_definition()),
        nobodys=waiting(None) if whose == "mine" else 0,
    )


def waiting(owner_id: int | None) -> int:
    """How many leads wait to be taken from somebody's inbox (None: nobody's), up to a hundred."""
    rows = _open(owner_id).where(Handover.taken_at.is_(None)).limit(100).subquery()
    return int(db.session.scalar(select(func.count()).select_from(rows)) or 0)


def _open(owner_id: int | None) -> Select[Any]:
    owned = Handover.owner_id.is_(None) if owner_id is None else Handover.owner_id == owner_id
    return _handed().where(owned)


def _handed() -> Select[Any]:
    return (
        select(Handover.since, Handover.first_contact_at, User.name.label("owner_name"), _LEADS)
        .join(_LEADS, _LEADS.c.id == Handover.lead_id)
        .outerjoin(User, User.id == Handover.owner_id)
        .where(
            Handover.closed_at.is_(None),
            _LEADS.c.erased_at.is_(None),
            _LEADS.c.suspected.is_(False),
        )
    )


def _lines(whose: str, condition: Any, newest_first: bool) -> tuple[list[InboxLine], bool]:
    """The lines of a part: the new ones newest first, those who wait longest first elsewhere."""
    statement = _handed() if whose == "all" else _open(signed_in().id if whose == "mine" else None)
    order = Handover.since.desc() if newest_first else Handover.since
    rows = db.session.execute(statement.where(condition).order_by(order).limit(PAGE + 1)).all()
    definition, titles = lead_definition(), flow_titles()
    lines = [
        InboxLine(
            row.id,
            LeadLine.of(row, definition, titles),
            row.owner_name,
            row.since,
            row.first_contact_at,
        )
        for row in rows[:PAGE]
    ]
    return lines, len(rows) > PAGE
