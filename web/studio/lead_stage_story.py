"""What a lead's page says of its stage: that of now by the rules, the choices, every change."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from bot.score import LeadDefinition
from leads import stages
from leads.score import standing_of
from leads.stage import stage_of, stages_ahead
from store.database import db
from store.leads import Lead
from store.types import now
from store.users import User

#: What causes are called where the reason does not say it.
_BY = {
    "turn": "by an answer",
    "time": "by time",
    "rules": "by other rules",
    "verification": "by what was found out",
    "merge": "by a merge",
    "behaviour": "by what they did",
}


def stage_parts(lead: Lead, definition: LeadDefinition) -> dict[str, Any]:
    """The parts of a lead's page about its stage; changes newest first."""
    connection = db.session.connection()
    found, _ = standing_of(connection, lead, definition, now())
    changes = stages.history(connection, lead.id)[::-1]
    ids = {change.user_id for change in changes if change.user_id is not None}
    people = (
        {
            row.id: row.name
            for row in db.session.execute(select(User.id, User.name).where(User.id.in_(ids)))
        }
        if ids
        else {}
    )
    stage_now = stage_of(definition, found.score, found.facts)
    return {
        "stage_now": stage_now,
        "stages_ahead": stages_ahead(definition, stage_now, found.score, found.facts),
        "stage_choices": [
            *((rule.name, rule.name) for rule in reversed(definition.stages)),
            ("-", "No stage"),
        ],
        "stage_changes": [
            change._asdict() | {"by": people.get(change.user_id) or _BY.get(change.cause, "")}
            for change in changes
        ],
    }
