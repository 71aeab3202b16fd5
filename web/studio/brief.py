"""The call brief: all that somebody needs before they dial, on one screen and on one sheet."""

from __future__ import annotations

from typing import Any

from flask import render_template
from sqlalchemy import func, select

from bot import engine
from bot.engine.opening import Opening
from bot.errors import BotError
from bot.flowfile.names import CODE_SLOTS
from bot.texts import plain_text
from leads.gaps import gaps_of
from leads.mail_links import READ
from store.behaviour import Behaviour
from store.conversations import Conversation
from store.database import db
from store.flow_versions import FlowVersion
from store.leads import Lead
from web.conversations.state import load
from web.studio import blueprint
from web.studio.definition import lead_definition
from web.studio.flow_texts import flow_of_version
from web.studio.lead import find_lead
from web.studio.lead_faults import faults_shown
from web.studio.lead_forms import status_form_of
from web.studio.lead_handover import sales_of
from web.studio.lead_score import axes_shown, greatest_score, known_axes
from web.studio.lead_story import (
    answers_of,
    consents_of,
    contact_of,
    lead_name,
    notes_of,
    referrals_of,
)
from web.studio.sessions import signed_in

#: What is asked on a call, in this order; `fit` is who they are and stands with the contact.
CALL_AXES = ("need", "budget", "authority", "timing", "interest")

#: Slots whose answers are objections or questions of the visitor's own.
_OPEN_SLOTS = frozenset({"objection", "objections", "concern", "concerns", "question", "questions"})
_OPEN_TYPES = frozenset({"long_text"})

#: Conversations looked at; older ones stand on the timeline.
CONVERSATIONS = 6


@blueprint.get("/leads/<int:id>/brief")
def lead_brief(id: int) -> str:
    """One lead's brief (sales, admin)."""
    lead = find_lead(id)
    definition = lead_definition()
    return render_template(
        "studio/brief.html",
        lead=lead,
        name=lead_name(lead),
        most=greatest_score(definition),
        contact=contact_of(lead),
        sales=sales_of(lead),
        faults=faults_shown(id),
        gaps=gaps_of(lead, definition),
        pages=_pages(id),
        referrals=referrals_of(id),
        notes=notes_of(id, signed_in().id)[:3],
        status_form=status_form_of(lead),
        **facts_for_call(lead),
    )


def facts_for_call(lead: Lead) -> dict[str, Any]:
    """What they said by topic, what is open, what they played and agreed to, how to begin."""
    answers = [answer for answer in answers_of(lead.id) if not answer["changed"]]
    talks = _talks(lead.id)
    axes = {axis.name: axis for axis in axes_shown(known_axes(lead), lead_definition())}
    return {
        "topics": [_topic(axis, answers, axes) for axis in CALL_AXES if axis in axes],
        "others": _once([answer for answer in answers if _is_other(answer)]),
        "open": _once([answer for answer in answers if _is_open(answer)]),
        "opening": _opening(talks),
        "played": [_played(talk, version) for talk, version in talks],
        "consents": _latest(consents_of(lead.id)),
    }


def _topic(axis: str, answers: list[dict[str, Any]], axes: dict[str, Any]) -> dict[str, Any]:
    """What was said on an axis, newest first, in the visitor's own words where they typed."""
    said = [answer for answer in answers if answer["axis"] == axis and answer["shown"]]
    return {"axis": axis, "shown": axes[axis], "said": _once(said)}


def _once(answers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Answers newest first, what was said again left out."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for answer in reversed(answers):
        found.setdefault((answer["slot"], answer["shown"]), answer)
    return list(found.values())


def _is_open(answer: dict[str, Any]) -> bool:
    """What is still to be answered on the phone: words not understood, questions, free text."""
    own = answer["slot"] in _OPEN_SLOTS or answer["type"] in _OPEN_TYPES
    return bool(answer["unparsed"] or own) and bool(answer["shown"] or answer["raw"])


def _is_other(answer: dict[str, Any]) -> bool:
    return (
        answer["axis"] not in CALL_AXES
        and not _is_open(answer)
        and not answer["contact"]
        and answer["slot"] not in CODE_SLOTS
        and answer["type"] not in ("consent", "hidden")
        and bool(answer["shown"])
    )


def _talks(lead_id: int) -> list[tuple[Conversation, FlowVersion]]:
    rows = db.session.execute(
        select(Conversation, FlowVersion)
        .join(FlowVersion, FlowVersion.id == Conversation.flow_version_id)
        .where(Conversation.lead_id == lead_id)
        .order_by(Conversation.id.desc())
        .limit(CONVERSATIONS)
    )
    return [(talk, version) for talk, version in rows]


def _opening(talks: list[tuple[Conversation, FlowVersion]]) -> Opening | None:
    """The first sentence that the newest ended conversation suggests."""
    for talk, version in talks:
        flow = flow_of_version(version.id) if talk.finished_at and talk.state else None
        if flow is None:
            continue
        try:
            found = engine.first_sentence(flow, load(talk.state))
        except BotError:  # the file it was kept with cannot be walked by today's code
            continue
        if found is not None:
            return found
    return None


def _played(talk: Conversation, version: FlowVersion) -> dict[str, Any]:
    flow = flow_of_version(version.id)
    reached = next((one for one in flow.outcomes if one.id == talk.outcome), None) if flow else None
    offer = flow.offers.get(reached.offer or "") if flow and reached else None
    return {
        "title": version.title,
        "at": talk.started_at,
        "ended": talk.finished_at is not None,
        "outcome": talk.outcome,
        "offer": plain_text(offer.title, "en") if offer else None,
        "page": talk.page,
    }


def _pages(lead_id: int) -> list[dict[str, Any]]:
    """What they looked at, the most looked at first; programs' visits are left out."""
    count = func.count().label("times")
    rows = db.session.execute(
        select(Behaviour.kind, Behaviour.url, count, func.max(Behaviour.at).label("last"))
        .where(Behaviour.lead_id == lead_id, Behaviour.suspicion.is_(None))
        .group_by(Behaviour.kind, Behaviour.url)
        .order_by(count.desc())
        .limit(6)
    )
    return [
        {
            "kind": row.kind,
            "url": f"Read the {row.url}" if row.kind == READ and row.url else row.url,
            "times": row.times,
            "at": row.last,
        }
        for row in rows
    ]


def _latest(consents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The latest word on each purpose."""
    found: dict[str, dict[str, Any]] = {}
    for consent in consents:  # newest first
        found.setdefault(consent["purpose"], consent)
    return list(found.values())
