"""Erasing one person for good, after typing who it is."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from leads.erase import erase
from store.audit import Deed
from store.database import db
from store.scrubbing import scrub
from store.writing import writing
from web.auditing import audited
from web.studio import blueprint
from web.studio.lead import find_lead, lead_page
from web.studio.lead_forms import EraseForm, erase_phrase


@blueprint.post("/leads/<int:id>/erase")
def erase_lead(id: int) -> ResponseReturnValue:
    """Erase a lead (admin)."""
    lead = find_lead(id)
    form = EraseForm(erase_phrase(lead))
    if not form.validate_on_submit():
        return lead_page(lead, erase_form=form), 422
    with writing() as rows:
        erase(rows.connection(), id)
        audited(rows.connection(), Deed("did:erase_lead", "lead", id))
    db.session.rollback()  # whoever asked was read for the audit log: no reader of ours in the way
    scrub(db.engine)
    flash("Erased. Nothing about this person is kept.", "good")
    return redirect(url_for("studio.leads"), 303)
