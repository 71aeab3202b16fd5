"""What sales do with a lead by one press: take it, say it was reached, give it to somebody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection
from werkzeug import Response

from leads import contradictions, handover
from leads.handover import By, StepRefused
from store.types import now
from store.writing import writing
from web.studio import blueprint
from web.studio.lead import find_lead
from web.studio.lead_handover import owner_choices
from web.studio.sessions import signed_in

#: Rooms with these buttons, and where each leads back to.
_BACK = {"inbox": "studio.inbox", "brief": "studio.lead_brief"}


@blueprint.post("/leads/<int:id>/take")
def take_lead(id: int) -> ResponseReturnValue:
    """ "I take it" (sales, admin)."""
    return _done(id, handover.take, "It is yours. The clock runs until you reach them.", "Yours.")


@blueprint.post("/leads/<int:id>/reached")
def reach_lead(id: int) -> ResponseReturnValue:
    """ "Reached" (sales, admin)."""
    return _done(id, handover.reach, "Reached: the clock has stopped.", "Reached again.")


@blueprint.post("/leads/<int:id>/owner")
def change_owner(id: int) -> ResponseReturnValue:
    """Give a lead to somebody who sells, or to nobody (sales, admin)."""
    find_lead(id)
    chosen = request.form.get("owner", "")
    names = dict(owner_choices())
    if chosen not in names:
        abort(400, description="Choose somebody who sells.")
    owner_id = int(chosen) if chosen else None
    with writing() as rows:
        changed = handover.assign(rows.connection(), id, owner_id, _by(), now())
    if changed:
        flash(f"Now it is {names[chosen]}’s." if chosen else "Now it is nobody’s.", "good")
    return back_to(id)


@blueprint.post("/leads/<int:id>/faults/<int:fault_id>/settle")
def settle_fault(id: int, fault_id: int) -> ResponseReturnValue:
    """Say that something about the data is all right (sales, admin)."""
    find_lead(id)
    with writing() as rows:
        if not contradictions.settle(rows.connection(), id, fault_id, now()):
            abort(404)
    flash("Settled. It comes up again only if it says something else.", "good")
    return redirect(url_for("studio.lead", id=id), 303)


def back_to(lead_id: int) -> Response:
    """To the room that the form was in: inbox, brief, or else the lead's page."""
    endpoint = _BACK.get(request.form.get("back", ""))
    if endpoint == "studio.inbox":
        return redirect(url_for(endpoint), 303)
    if endpoint is not None:
        return redirect(url_for(endpoint, id=lead_id), 303)
    return redirect(url_for("studio.lead", id=lead_id) + "#status", 303)


def _by() -> By:
    return By(user_id=signed_in().id)


def _done(
    lead_id: int, step: Callable[[Connection, int, By, Any], bool], first: str, again: str
) -> ResponseReturnValue:
    find_lead(lead_id)
    try:
        with writing() as rows:
            changed = step(rows.connection(), lead_id, _by(), now())
        flash(first if changed else again, "good")
    except StepRefused as refusal:
        flash(str(refusal), "bad")
    return back_to(lead_id)
