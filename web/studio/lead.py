"""A lead's page: who it is, why its score, what it said, what sales made of it."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, render_template, request, url_for

from leads.gaps import gaps_of
from store.database import db
from store.leads import Lead
from store.types import now
from web.studio import blueprint
from web.studio.definition import lead_definition
from web.studio.lead_faults import faults_shown
from web.studio.lead_forms import EraseForm, NoteForm, erase_phrase, status_form_of
from web.studio.lead_handover import sales_of
from web.studio.lead_person import person_parts
from web.studio.lead_score import axes_shown, greatest_score, ledger_of, radar_of
from web.studio.lead_stage_story import stage_parts
from web.studio.lead_story import (
    answers_of,
    consents_of,
    contact_of,
    conversations_of,
    lead_name,
    notes_of,
    referrals_of,
)
from web.studio.people_story import talks_of
from web.studio.questions import questions_of
from web.studio.sessions import signed_in
from web.studio.timeline_pages import newest

#: Entries of the timeline that the page itself shows.
HISTORY = 6


@blueprint.get("/leads/<int:id>")
def lead(id: int) -> str:
    """One lead (signed in)."""
    return lead_page(find_lead(id))


def find_lead(id: int) -> Lead:
    """The lead of this number, or a 404; erased ones are gone, merged ones lead to the other."""
    found = db.session.get(Lead, id) if id < 2**63 else None
    if found is not None and found.merged_into_id is not None:
        abort(redirect(url_for("studio.lead", id=found.merged_into_id), 303))
    if found is None or found.erased_at is not None:
        abort(404)
    return found


def lead_page(lead: Lead, **forms: Any) -> str:
    """The page; `forms` are those that came back with something wrong in them."""
    definition = lead_definition()
    ledger = ledger_of(lead.id, definition, now())
    axes = axes_shown(ledger.axes, definition)
    return render_template(
        "studio/lead.html",
        lead=lead,
        name=lead_name(lead),
        back_url=_back(),
        most=greatest_score(definition),
        axes=axes,
        known=[axis for axis in axes if axis.points is not None],
        unknown=[axis.name for axis in axes if axis.points is None],
        radar=radar_of(axes),
        ledger=ledger,
        **stage_parts(lead, definition),
        contact=contact_of(lead),
        answers=answers_of(lead.id),
        conversations=conversations_of(lead.id),
        consents=consents_of(lead.id),
        referrals=referrals_of(lead.id),
        person_of=person_parts(lead),
        questions=questions_of(lead.id),
        talks=talks_of(lead.id),
        notes=notes_of(lead.id, signed_in().id),
        note_form=forms.get("note_form") or NoteForm(formdata=None),
        sales=sales_of(lead),
        faults=faults_shown(lead.id),
        gaps=gaps_of(lead, definition),
        top_stage=definition.stages[-1].name if definition.stages else None,
        history=newest(lead.id, HISTORY),
        status_form=forms.get("status_form") or status_form_of(lead),
        erase_form=forms.get("erase_form") or EraseForm(erase_phrase(lead), formdata=None),
        confirm_with=erase_phrase(lead),
        verification=_verification(lead, forms.get("mark_form")),
    )


def _verification(lead: Lead, form: Any) -> dict[str, Any]:
    # Its file needs this one, for the page it gives back with errors.
    from web.studio.lead_verification import verification_parts

    return verification_parts(lead, form)


def _back() -> str:
    """The list as it was left, when this page was opened from it."""
    before = request.referrer or ""
    list_url = url_for("studio.leads", _external=True)
    return before if before.split("?")[0] == list_url else url_for("studio.leads")
