"""Set a lead's stage by hand, with the reason, and let the rules decide again."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from leads import stages
from leads.score import rescore
from store.types import now
from store.writing import write_connection
from web.studio import blueprint
from web.studio.definition import lead_definition
from web.studio.lead import find_lead
from web.studio.sessions import signed_in

LONGEST_REASON = 500

#: Stands for "below the first stage" in the form.
NONE = "-"


@blueprint.post("/leads/<int:id>/stage")
def set_stage(id: int) -> ResponseReturnValue:
    """Set and hold a stage (sales, admin)."""
    lead, definition = find_lead(id), lead_definition()
    chosen = request.form.get("stage", "")
    reason = request.form.get("reason", "").strip()[:LONGEST_REASON]
    try:
        with write_connection() as connection:
            stages.hold(
                connection, lead.id, definition, None if chosen == NONE else chosen, reason,
                at=now(), user_id=signed_in().id,
            )  # fmt: skip
    except stages.StageRefused as refusal:
        flash(f"{refusal} Nothing was changed.", "bad")
    else:
        flash("The stage is set, and held until you release it.", "good")
    return redirect(url_for("studio.lead", id=id) + "#stage", 303)


@blueprint.post("/leads/<int:id>/stage/release")
def release_stage(id: int) -> ResponseReturnValue:
    """Let the rules decide again (sales, admin)."""
    lead, definition = find_lead(id), lead_definition()
    at = now()
    try:
        with write_connection() as connection:
            stages.release(connection, lead.id, definition, at=at, user_id=signed_in().id)
            rescore(connection, lead.id, definition, at, cause="hand")
    except stages.StageRefused as refusal:
        flash(str(refusal), "info")
    else:
        flash("Released: the rules decide again.", "good")
    return redirect(url_for("studio.lead", id=id) + "#stage", 303)
