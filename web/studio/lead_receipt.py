"""A lead's consents as a receipt to print, and taking them back on the person's word."""

from __future__ import annotations

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from leads.consent import told, withdraw
from leads.rights_links import rights_url
from store.audit import Deed
from store.database import db
from store.types import now
from store.writing import writing
from web.auditing import audited
from web.site import site
from web.studio import blueprint
from web.studio.lead import find_lead
from web.studio.lead_person import agreed_purposes
from web.studio.lead_story import lead_name

#: What is kept as the words of a withdrawal that somebody of the studio noted.
_WORDS = "Withdrawn on the person's word, noted by staff."


@blueprint.get("/leads/<int:id>/receipt")
def lead_receipt(id: int) -> str:
    """All consents in their exact words (signed in)."""
    lead = find_lead(id)
    secret = str(current_app.secret_key)
    return render_template(
        "studio/receipt.html",
        lead=lead,
        name=lead_name(lead),
        consents=told(db.session.connection(), id),
        agreed=agreed_purposes(id),
        printed_at=now(),
        own_page=rights_url(site().settings.public_url, secret, id),
    )


@blueprint.post("/leads/<int:id>/withdraw")
def withdraw_lead_consent(id: int) -> ResponseReturnValue:
    """Note that the person took a consent back (sales, admin)."""
    find_lead(id)
    purpose = request.form.get("purpose", "")
    with writing() as rows:
        gone = withdraw(
            rows.connection(),
            id,
            [purpose],
            words=_WORDS,
            language="en",
            origin="staff",
            page=None,
            at=now(),
        )
        if not gone:
            abort(404)
        deed = Deed("did:withdraw_lead_consent", "lead", id, {"purposes": gone})
        audited(rows.connection(), deed)
    flash("Noted: withdrawn.", "good")
    return redirect(url_for("studio.lead_receipt", id=id), 303)
