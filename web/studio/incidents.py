"""What went wrong behind visitors' backs: failed actions, and flow files with problems now."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from store.conversations import Conversation
from store.database import db
from store.incidents import Incident
from store.types import now
from store.writing import writing
from web.studio import blueprint
from web.studio.flows import problem_lines

PAGE = 50
_TITLES = {
    "action": "The action {place} failed",
    "flow": "The flow {place} could not be read",
    "outbox": "Something could not be delivered: {place}",
}


@blueprint.get("/incidents")
def incidents() -> str:
    """Open or settled incidents, newest first (marketer, admin)."""
    show = "settled" if request.args.get("show") == "settled" else "open"
    rows = _rows(show == "settled", request.args.get("before", type=int), PAGE + 1)
    after = None
    if len(rows) > PAGE:
        after = url_for("studio.incidents", show=show, before=rows[PAGE - 1]["id"])
    return render_template(
        "studio/incidents.html",
        show=show,
        incidents=rows[:PAGE],
        problems=problem_lines(),
        after_url=after,
    )


@blueprint.post("/incidents/<int:id>/settle")
def settle_incident(id: int) -> ResponseReturnValue:
    """Mark an incident as settled (marketer, admin)."""
    with writing() as rows:
        incident = rows.get(Incident, id) or abort(404)
        incident.seen_at = incident.seen_at or now()
    flash("Settled.", "good")
    return redirect(url_for("studio.incidents"), 303)


def newest_incidents(count: int) -> list[dict[str, Any]]:
    """The newest open incidents, for the overview."""
    return _rows(False, None, count)


def _rows(settled: bool, before: int | None, count: int) -> list[dict[str, Any]]:
    seen = Incident.seen_at.is_not(None) if settled else Incident.seen_at.is_(None)
    statement = (
        select(Incident, Conversation.lead_id)
        .outerjoin(Conversation, Conversation.id == Incident.conversation_id)
        .where(seen)
        .order_by(Incident.id.desc())
        .limit(count)
    )
    if before is not None:
        statement = statement.where(Incident.id < before)
    return [_shown(incident, lead_id) for incident, lead_id in db.session.execute(statement)]


def _shown(incident: Incident, lead_id: int | None) -> dict[str, Any]:
    title = _TITLES.get(incident.kind, "{kind}: {place}")
    return {
        "id": incident.id,
        "title": title.format(kind=incident.kind.capitalize(), place=incident.place),
        "message": incident.message,
        "at": incident.at,
        "open": incident.seen_at is None,
        "facts": [("flow", incident.flow)] if incident.flow else [],
        "lead_url": url_for("studio.lead", id=lead_id) if lead_id else None,
    }
