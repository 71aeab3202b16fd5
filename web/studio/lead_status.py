"""What sales made of a lead: open, won with its value, lost or not a lead with the reason."""

from __future__ import annotations

from flask import flash
from flask.typing import ResponseReturnValue

from leads import handover
from leads.handover import By
from store.types import now
from store.writing import writing
from web.studio import blueprint
from web.studio.lead import find_lead, lead_page
from web.studio.lead_forms import StatusForm
from web.studio.lead_sales import back_to
from web.studio.sessions import signed_in
from web.studio.wording import STATUS_WORDS


@blueprint.post("/leads/<int:id>/status")
def change_status(id: int) -> ResponseReturnValue:
    """Close a lead as won, lost or no lead, or open it again (sales, admin)."""
    lead = find_lead(id)
    form = StatusForm()
    if not form.validate_on_submit():
        return lead_page(lead, status_form=form), 422
    status, by, at = form.status.data, By(user_id=signed_in().id), now()
    reason = form.reason.data or None
    with writing() as rows:
        connection = rows.connection()
        if status == "open":
            handover.reopen(connection, id, by, at, reason)
        else:
            handover.close(connection, id, status, by, at, value=form.amount(), reason=reason)
    flash(f"Status saved: {STATUS_WORDS[status].lower()}.", "good")
    return back_to(id)
