"""Everything kept about one person, as JSON or as a page to read, print or send on."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from bot.model import CONTACT_SLOTS
from store.leads import Lead
from store.types import now
from web.studio import blueprint
from web.studio.definition import lead_definition
from web.studio.lead import find_lead
from web.studio.lead_score import ledger_of
from web.studio.lead_story import (
    answers_of,
    consents_of,
    conversations_of,
    lead_name,
    notes_of,
    referrals_of,
)


@blueprint.get("/leads/<int:id>/export.<form>")
def lead_export(id: int, form: str) -> ResponseReturnValue:
    """One person's data (signed in)."""
    if form not in ("json", "html"):
        abort(404)
    lead = find_lead(id)
    data = everything(lead)
    if form == "html":
        return render_template("studio/lead_export.html", name=lead_name(lead), data=data)
    body = json.dumps(data, ensure_ascii=False, indent=2, default=_written)
    response = Response(body + "\n", mimetype="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="lead-{lead.id}.json"'
    return response


def everything(lead: Lead) -> dict[str, Any]:
    """All that is kept about a lead, in plain types."""
    ledger = ledger_of(lead.id, lead.score, lead_definition())
    return {
        "exported_at": now(),
        "lead": {
            "id": lead.id,
            **{slot: getattr(lead, slot) for slot in CONTACT_SLOTS},
            "email_confirmed_at": lead.email_confirmed_at,
            "language": lead.language,
            "source": lead.source,
            "came_at": lead.created_at,
            "last_seen_at": lead.last_seen_at,
            "stage": lead.stage,
            "score": lead.score,
            "axes": lead.axes,
            "status": lead.status,
            "status_reason": lead.status_reason,
            "won_value": lead.won_value,
        },
        "points": [
            {
                "axis": group.axis,
                "points": line.points,
                "rule": line.rule,
                "evidence": line.evidence,
                "at": line.at,
                "flow_version": line.version,
            }
            for group in ledger.groups
            for line in group.lines
        ],
        "answers": [_without(line, "edited") for line in answers_of(lead.id)],
        "conversations": conversations_of(lead.id),
        "consents": consents_of(lead.id),
        "referrals": [_without(line, "url") for line in referrals_of(lead.id)],
        "notes": [_without(line, "own") for line in notes_of(lead.id, 0)],
    }


def _without(line: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in line.items() if key != name}


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    raise TypeError(f"{type(value).__name__} has no JSON form")
