"""What sales made of a lead: open, won with its value, lost or not a lead with the reason."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from store.leads import Lead
from store.types import now
from store.writing import writing
from web.studio import blueprint
from web.studio.lead import find_lead, lead_page
from web.studio.lead_forms import StatusForm
from web.studio.wording import STATUS_WORDS


@blueprint.post("/leads/<int:id>/status")
def change_status(id: int) -> ResponseReturnValue:
    """Set the status (sales, admin)."""
    lead = find_lead(id)
    form = StatusForm()
    if not form.validate_on_submit():
        return lead_page(lead, status_form=form), 422
    status = form.status.data
    with writing() as rows:
        kept = rows.get_one(Lead, id)
        kept.status = status
        kept.won_value = form.amount()
        kept.status_reason = (form.reason.data or None) if status != "open" else None
        kept.updated_at = now()
    flash(f"Status saved: {STATUS_WORDS[status].lower()}.", "good")
    return redirect(url_for("studio.lead", id=id) + "#status", 303)
