"""Duplicates: two records that may be one person, side by side; merge them, or say they are two."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import aliased

from bot.model import CONTACT_SLOTS
from leads.merging import CannotMerge, CannotUndo, Decider, merge, undo
from store.audit import Deed
from store.conversations import Conversation
from store.database import db
from store.leads import Lead
from store.merges import Duplicate, Merge
from store.types import now
from store.writing import writing
from web.auditing import audited
from web.studio import blueprint
from web.studio.definition import lead_definition
from web.studio.lead_story import lead_name
from web.studio.sessions import signed_in
from web.studio.wording import country_name, plural

PAGE = 20
REASONS = {"phone": "Same phone number", "name_company": "Like name and company"}

#: What is compared, besides the score and the rest that is there for both.
_FIELDS = {slot: slot.replace("_", " ").capitalize() for slot in CONTACT_SLOTS}


@blueprint.get("/duplicates")
def duplicates() -> str:
    """Pairs nobody has decided yet, the likeliest first (sales, admin)."""
    first, second = aliased(Lead), aliased(Lead)
    statement = (
        select(Duplicate, first, second)
        .join(first, first.id == Duplicate.first_lead_id)
        .join(second, second.id == Duplicate.second_lead_id)
        .where(Duplicate.decision.is_(None), first.erased_at.is_(None), second.erased_at.is_(None))
        .order_by(Duplicate.likeness.desc(), Duplicate.id)
        .limit(PAGE + 1)
    )
    rows = db.session.execute(statement).all()
    return render_template(
        "studio/duplicates.html",
        pairs=[_pair(pair, (one, two)) for pair, one, two in rows[:PAGE]],
        more=len(rows) > PAGE,
        merges=_merges(),
    )


@blueprint.post("/duplicates/<int:id>/different")
def dismiss_duplicate(id: int) -> ResponseReturnValue:
    """Say that they are two people: they are not proposed again (sales, admin)."""
    with writing() as rows:
        pair = rows.get(Duplicate, id) or abort(404)
        decided = {"decision": "different", "decided_at": now(), "user_id": signed_in().id}
        rows.execute(
            update(Duplicate)
            .where(Duplicate.id == id, Duplicate.decision.is_(None))
            .values(decided)
        )
        both = [pair.first_lead_id, pair.second_lead_id]
        deed = Deed("did:dismiss_duplicate", "lead", both[0], {"leads": both})
        audited(rows.connection(), deed)
    flash("Kept as two people.", "good")
    return redirect(url_for("studio.duplicates"), 303)


@blueprint.post("/leads/<int:id>/merge")
def merge_leads(id: int) -> ResponseReturnValue:
    """Take the lead of the field `other` into this one (sales, admin)."""
    other = request.form.get("other", type=int)
    if other is None or not 0 < other < 2**63:
        abort(400, description="Say by its number which lead to take in.")
    try:
        with writing() as rows:
            by = Decider(user_id=signed_in().id)
            merge_id = merge(rows.connection(), id, other, lead_definition(), by, now())
            deed = Deed("did:merge_leads", "lead", id, {"taken_in": other, "merge": merge_id})
            audited(rows.connection(), deed)
    except CannotMerge as error:
        flash(f"{error} Nothing was changed.", "bad")
        return redirect(url_for("studio.duplicates"), 303)
    flash("Merged. Everything is kept, and you can undo it on this page.", "good")
    return redirect(url_for("studio.lead", id=id) + "#merged", 303)


@blueprint.post("/merges/<int:id>/undo")
def undo_merge(id: int) -> ResponseReturnValue:
    """Make two leads of one again (sales, admin)."""
    try:
        with writing() as rows:
            into, taken = undo(rows.connection(), id, lead_definition(), now())
            deed = Deed("did:undo_merge", "lead", into, {"given_back": taken, "merge": id})
            audited(rows.connection(), deed)
    except CannotUndo as error:
        flash(f"{error} Nothing was changed.", "bad")
        return redirect(request.referrer or url_for("studio.duplicates"), 303)
    flash("Undone: they are two leads again.", "good")
    return redirect(url_for("studio.lead", id=into), 303)


# ---------------------------------------------------------------- what is shown


def _pair(pair: Duplicate, both: tuple[Lead, Lead]) -> dict[str, Any]:
    return {
        "id": pair.id,
        "reason": REASONS.get(pair.reason, pair.reason),
        "likeness": round(pair.likeness),
        "leads": [
            {
                "id": lead.id,
                "name": lead_name(lead),
                "url": url_for("studio.lead", id=lead.id),
                "other": both[1 - place].id,
                "score": lead.score,
                "stage": lead.stage,
                "status": lead.status,
                "came": lead.created_at,
                "seen": lead.last_seen_at,
                "conversations": plural(_conversations(lead.id), "conversation"),
            }
            for place, lead in enumerate(both)
        ],
        "fields": list(_compared(both)),
    }


def _conversations(lead_id: int) -> int:
    count = select(func.count()).where(Conversation.lead_id == lead_id)
    return int(db.session.scalar(count) or 0)


def _compared(both: tuple[Lead, Lead]) -> Any:
    for slot, name in _FIELDS.items():
        values = [getattr(lead, slot) for lead in both]
        if slot == "country":
            values = [country_name(value) if value else value for value in values]
        if any(values):
            yield {"name": name, "values": values, "same": values[0] == values[1]}


def merges_of(lead_id: int) -> list[dict[str, Any]]:
    """Leads that were taken into a lead and still are, the latest first."""
    return _merges(Merge.into_lead_id == lead_id)


def _merges(*conditions: Any) -> list[dict[str, Any]]:
    rows = db.session.execute(
        select(Merge, Lead)
        .join(Lead, Lead.id == Merge.from_lead_id)
        .where(Merge.undone_at.is_(None), or_(*conditions) if conditions else Merge.id > 0)
        .order_by(Merge.id.desc())
        .limit(PAGE)
    )
    return [
        {
            "id": merged.id,
            "name": lead_name(lead),
            "email": lead.email,
            "phone": lead.phone,
            "into_url": url_for("studio.lead", id=merged.into_lead_id),
            "into_id": merged.into_lead_id,
            "from_id": merged.from_lead_id,
            "at": merged.at,
        }
        for merged, lead in rows
    ]
