"""Where a lead stands with sales: whose it is, since when it waits, who could own it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from leads import handover
from store.database import db
from store.leads import Lead
from store.users import User
from web.studio.sessions import signed_in


def owner_choices() -> list[tuple[str, str]]:
    """Who may own leads, as a select's options; empty is nobody."""
    people = db.session.execute(
        select(User.id, User.name)
        .where(User.active.is_(True), User.role.in_(("sales", "admin")))
        .order_by(User.name)
    )
    return [("", "Nobody"), *((str(id), name) for id, name in people)]


def sales_of(lead: Lead) -> dict[str, Any]:
    """Where a lead stands with sales: owner, clock, what can be done next."""
    row = handover.open_handover(db.session.connection(), lead.id)
    owner = db.session.get(User, lead.owner_id) if lead.owner_id else None
    choices = owner_choices()
    if owner is not None and str(owner.id) not in dict(choices):
        choices.append((str(owner.id), f"{owner.name} (left)"))
    return {
        "owner": owner.name if owner else None,
        "owner_choice": str(lead.owner_id or ""),
        "owners": choices,
        "mine": lead.owner_id == signed_in().id,
        "open": lead.status == "open",
        "since": row.since if row else None,
        "taken": row.taken_at if row else None,
        "reached": row.first_contact_at if row else None,
        "wait": row.first_contact_at - row.since if row and row.first_contact_at else None,
    }
