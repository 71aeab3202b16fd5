"""Everything kept about one person, as JSON or as a page to read, print or send on."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from bot.model import CONTACT_SLOTS
from leads.erase import export
from store.database import db
from store.leads import Lead
from store.types import now
from web.studio import blueprint
from web.studio.definition import lead_definition
from web.studio.lead import find_lead
from web.studio.lead_score import known_axes, ledger_of
from web.studio.lead_story import (
    answers_of,
    consents_of,
    conversations_of,
    lead_name,
    notes_of,
    referrals_of,
)
from web.studio.people_story import words_with
from web.studio.questions import questions_of


@blueprint.get("/leads/<int:id>/export.<form>")
def lead_export(id: int, form: str) -> ResponseReturnValue:
    """One person's data (signed in): `json` has everything as it is kept, `html` in plain words."""
    if form not in ("json", "html"):
        abort(404)
    lead = find_lead(id)
    if form == "html":
        page = {"name": lead_name(lead), "data": in_words(lead), "lead_id": id}
        return render_template("studio/lead_export.html", **page)
    data = export(db.session.connection(), id)
    body = json.dumps(data, ensure_ascii=False, indent=2)
    response = Response(body + "\n", mimetype="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="lead-{id}.json"'
    return response


def in_words(lead: Lead) -> dict[str, Any]:
    """All that is kept about a lead, as people read it."""
    ledger = ledger_of(lead.id, lead_definition(), now())
    person = {slot: getattr(lead, slot) for slot in CONTACT_SLOTS}
    for name in ("email_confirmed_at", "language", "source", "created_at", "last_seen_at"):
        person[name] = getattr(lead, name)
    for name in ("stage", "score", "status", "status_reason", "won_value"):
        person[name] = getattr(lead, name)
    return {
        "exported_at": now(),
        "lead": person | known_axes(lead),
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
        "answers": [_only(line, _ANSWER) for line in answers_of(lead.id)],
        "conversations": conversations_of(lead.id),
        "consents": consents_of(lead.id),
        "referrals": [_only(line, _REFERRAL) for line in referrals_of(lead.id)],
        "questions": [_only(line, _QUESTION) for line in questions_of(lead.id)],
        "talks": words_with(lead.id),
        "notes": [_only(line, _NOTE) for line in notes_of(lead.id, 0)],
    }


_ANSWER = ("question", "shown", "raw", "at", "flow", "changed")
_REFERRAL = ("name", "words", "at")
_QUESTION = ("text", "at", "flow", "answered_at")
_NOTE = ("text", "author", "at")


def _only(line: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {("answer" if name == "shown" else name): line[name] for name in names}
