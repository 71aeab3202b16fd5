"""What is verified of a lead: every rung with its state, marking by hand, sending a link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms.validators import DataRequired, Length

from leads.verification.codes import To, TooMany
from leads.verification.confirming import BY_HAND, Confirmed, confirm, unconfirm
from leads.verification.states import PASSED, abouts, states_of
from outreach.carriers import carriers
from outreach.confirmations import send_link
from store.database import db
from store.leads import Lead
from store.tables import TABLES
from store.types import now
from store.users import User
from store.writing import write_connection
from web.studio import blueprint
from web.studio.definition import lead_definition
from web.studio.fields import Line
from web.studio.lead import find_lead, lead_page
from web.studio.sessions import signed_in
from web.studio.wording import RUNG_WORDS

_LEADS = TABLES["leads"]

_STATES = {
    "passed": ("Yes", "good"),
    "failed": ("No", "bad"),
    "not_checked": ("Not checked", "warm"),
    "": ("Not yet", "bare"),
}


@dataclass(frozen=True, slots=True)
class Rung:
    """One line of the ladder."""

    words: str
    state: str
    tone: str
    at: datetime | None
    detail: str
    by: str


class MarkForm(FlaskForm):  # type: ignore[misc]
    """Why somebody takes an address or number as confirmed, or no longer does."""

    reason = Line(
        "How do you know?",
        [
            DataRequired("Say how you know: others rely on it."),
            Length(max=300, message="At most %(max)d characters."),
        ],
        id="mark-reason",
    )


def verification_parts(lead: Lead, form: MarkForm | None = None) -> dict[str, Any]:
    """What the lead's page shows about it."""
    states = states_of(db.session.connection(), lead)
    users = {state.by_user for state in states.values() if state.by_user}
    found = db.session.execute(select(User.id, User.name).where(User.id.in_(users)))
    names = {row.id: row.name for row in found}
    return {
        "rungs": [
            Rung(
                RUNG_WORDS[rung],
                *_STATES[state.state],
                state.at,
                state.detail or "",
                names.get(state.by_user or 0, ""),
            )
            for rung, state in states.items()
        ],
        "confirmed": {
            channel: states[f"{channel}_confirmed"].state == PASSED
            for channel, about in abouts(lead).items()
            if about
        },
        "can_mail": bool(lead.email) and carriers().mail is not None,
        "form": form or MarkForm(formdata=None),
    }


@blueprint.post("/leads/<int:id>/confirmed/<channel>")
def mark_confirmed(id: int, channel: str) -> ResponseReturnValue:
    """Take an address or number as confirmed, or take that back; with the reason and by whom
    (sales, admin)."""
    lead = find_lead(id)
    if channel not in ("email", "phone"):
        abort(404)
    form = MarkForm()
    if not form.validate_on_submit():
        return lead_page(lead, mark_form=form), 422
    at, reason, person = now(), str(form.reason.data), signed_in().id
    with write_connection() as connection:
        row = connection.execute(select(_LEADS).where(_LEADS.c.id == id)).one()
        about = abouts(row)[channel]
        if about is None:
            flash("There is nothing to confirm.", "info")
            return redirect(url_for("studio.lead", id=id) + "#verification", 303)
        is_confirmed = states_of(connection, row)[f"{channel}_confirmed"].state == PASSED
        if is_confirmed:
            unconfirm(connection, row, channel, reason, lead_definition(), at, person)
        else:
            how = f"{BY_HAND}: {reason}"
            confirmed = Confirmed(channel, about, how, at, user_id=person)
            confirm(connection, id, confirmed, lead_definition())
    flash("No longer marked as confirmed." if is_confirmed else "Marked as confirmed.", "good")
    return redirect(url_for("studio.lead", id=id) + "#verification", 303)


@blueprint.post("/leads/<int:id>/confirmation")
def send_confirmation(id: int) -> ResponseReturnValue:
    """Mail a link that confirms the lead's address (sales, admin)."""
    lead = find_lead(id)
    key = abouts(lead)["email"]
    if key is None or not lead.email:
        flash("There is no address to mail to.", "info")
        return redirect(url_for("studio.lead", id=id) + "#verification", 303)
    to = To("email", key, id, None, lead.language or "en")
    try:
        with write_connection() as connection:
            send_link(connection, to, lead.email, "", now())
    except TooMany:
        flash("This address got several codes and links already. Try again tomorrow.", "bad")
    else:
        waits = "" if carriers().mail else " It waits until a mail server is set."
        flash(f"A link to confirm the address is on its way.{waits}", "good")
    return redirect(url_for("studio.lead", id=id) + "#verification", 303)
