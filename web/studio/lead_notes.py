"""Notes on a lead: add one, delete one's own."""

from __future__ import annotations

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from store.leads import Note
from store.writing import writing
from web.studio import blueprint
from web.studio.lead import find_lead, lead_page
from web.studio.lead_forms import NoteForm
from web.studio.sessions import signed_in


@blueprint.post("/leads/<int:id>/notes")
def add_note(id: int) -> ResponseReturnValue:
    """Add a note (sales, admin)."""
    lead = find_lead(id)
    form = NoteForm()
    if not form.validate_on_submit():
        return lead_page(lead, note_form=form), 422
    with writing() as rows:
        rows.add(Note(lead_id=id, user_id=signed_in().id, text=form.text.data))
    flash("Note added.", "good")
    return redirect(url_for("studio.lead", id=id) + "#notes", 303)


@blueprint.post("/leads/<int:id>/notes/<int:note_id>/delete")
def delete_note(id: int, note_id: int) -> ResponseReturnValue:
    """Delete one's own note (sales, admin)."""
    with writing() as rows:
        note = rows.get(Note, note_id)
        if note is None or note.lead_id != id:
            abort(404)
        if note.user_id != signed_in().id:
            abort(403)
        rows.delete(note)
    flash("Note deleted.", "good")
    return redirect(url_for("studio.lead", id=id) + "#notes", 303)
