"""Keep a turn: state, answers, points, lead and consents, all in the caller's one transaction."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection

from bot.effects import Answered, ConsentGiven, ContactGiven, Finished, Scored
from bot.score import LeadDefinition
from leads import arrival, consent, ledger, receipts, suspicion
from leads.fit import names_used
from leads.score import rescore
from outreach.checks import ask_for_checks
from web.conversations import gates, people, rows
from web.conversations.answers import answer_rows, slots_given
from web.conversations.questions import keep_questions
from web.conversations.state import dump
from web.conversations.turn import Turn
from web.conversations.visit import Visit

_UTM = ("source", "medium", "campaign", "content", "term")

#: What the worker checks after it was given.
_CHECKED = frozenset({"email", "phone"})


class TurnTaken(Exception):
    """Another request moved the conversation on first: read it again."""


def keep(connection: Connection, turn: Turn, definition: LeadDefinition) -> None:
    """Write what a turn changed. `definition` is the lead.yml of now. Raises `TurnTaken`, and
    what `gates` raises when the conversation may not be finished."""
    if turn.completes and not turn.preview:
        turn.quota_met = gates.no_place(connection, turn.flow, turn.conversation_id)
    _claim(connection, turn)
    _keep_answers(connection, turn)
    _keep_incidents(connection, turn)
    if not people.keep_talk(connection, turn):
        raise TurnTaken
    if turn.preview:
        return
    keep_questions(connection, turn)
    attached = _attach_lead(connection, turn, definition)
    _keep_points(connection, turn, definition, attached)
    assert turn.conversation_id is not None
    consents = turn.all_of(ConsentGiven)
    consent.keep_consents(
        connection,
        consents,
        conversation_id=turn.conversation_id,
        lead_id=turn.lead_id,
        flow=turn.flow.name,
        flow_version_id=turn.pinned.version_id,
        page=turn.page,
        at=turn.at,
    )
    if consents and turn.lead_id is not None:
        receipts.agreed_in(connection, turn.lead_id, turn.conversation_id, turn.at)
    if turn.completes:
        visitor = gates.visitor_digest(turn.visit) if turn.visit else None
        gates.check_finish(connection, turn.flow, turn.conversation_id, visitor, turn.lead_id)
    elif attached is not None:
        gates.check_email(connection, turn.flow, turn.conversation_id, turn.lead_id)


# ---------------------------------------------------------------- the row


def _claim(connection: Connection, turn: Turn) -> None:
    moving = _moving(turn)
    if turn.conversation_id is None:
        turn.conversation_id = rows.begin(connection, _first(turn) | moving)
        return
    assert turn.began_at_turn is not None
    if not rows.claim(connection, turn.conversation_id, turn.began_at_turn, turn.awaiting, moving):
        raise TurnTaken


def _moving(turn: Turn) -> dict[str, Any]:
    action, finished = turn.pending_action(), turn.last_of(Finished)
    done, screen = turn.session.done and turn.quota_met is None, turn.view.screen
    ended, outcome = (turn.kept.finished_at, turn.kept.outcome) if turn.kept else (None, None)
    return {
        "state": dump(turn.session),
        "turn": turn.session.turn,
        "asked": screen.questions[0].slot if screen and screen.questions else None,
        "last_request": turn.digest,
        "awaiting": action.name if action else None,
        "awaiting_since": turn.at if action else None,
        "updated_at": turn.at,
        "finished_at": (ended or turn.at) if done else None,
        "outcome": (finished.outcome if finished else outcome) if done else None,
        "suspicion": turn.suspicion,
    }


def _first(turn: Turn) -> dict[str, Any]:
    visit = turn.visit or Visit()
    return {
        "token": turn.token,
        "flow": turn.flow.name,
        "flow_version_id": turn.pinned.version_id,
        "kind": turn.flow.kind,
        "language": turn.session.language,
        "started_at": turn.at,
        "page": visit.page,
        "referrer": visit.referrer,
        "click_ids": dict(visit.click_ids) or None,
        "device": visit.device,
        "visitor": gates.visitor_digest(visit),
        "preview": visit.preview,
        **{f"utm_{name}": visit.utm.get(name) for name in _UTM},
    }


def _keep_answers(connection: Connection, turn: Turn) -> None:
    changes = answer_rows(turn.pinned.types, turn.before, turn.session, turn.all_of(Answered))
    same = {
        "conversation_id": turn.conversation_id,
        "flow_version_id": turn.pinned.version_id,
        "turn": turn.session.turn,
        "answered_at": turn.at,
    }
    rows.add_answers(connection, [change | same for change in changes])
    turn.answers_kept += sum(change["kind"] == "answer" for change in changes)


def _keep_incidents(connection: Connection, turn: Turn) -> None:
    for action, message in turn.incidents:
        rows.add_incident(
            connection,
            {
                "at": turn.at,
                "kind": "action",
                "place": action,
                "message": message[:2000],
                "flow": turn.flow.name,
                "conversation_id": turn.conversation_id,
            },
        )
    turn.incidents.clear()


# ---------------------------------------------------------------- the lead


def source_of(turn: Turn) -> str:
    """Where the visitor came from: `utm_source`, else the referrer's host, else `direct`."""
    kept, visit = turn.kept, turn.visit
    named = kept.utm_source if kept else visit.utm.get("source") if visit else None
    referrer = kept.referrer if kept else visit.referrer if visit else None
    try:
        host = urlsplit(referrer or "").hostname
    except ValueError:
        host = None
    return (named or host or "direct").lower()[:200]


def _attach_lead(
    connection: Connection, turn: Turn, definition: LeadDefinition
) -> arrival.Attached | None:
    """The lead of a contact that changed, made or found, with what came before given to it."""
    contact = turn.last_of(ContactGiven)
    if contact is None:
        return None
    attached = arrival.attach(
        connection,
        arrival.Arrival(
            conversation_id=turn.conversation_id,
            lead_id=turn.lead_id,
            contact=contact.slots,
            flow=turn.flow.name,
            language=turn.session.language,
            source=source_of(turn),
            suspected=turn.suspicion is not None,
            at=turn.at,
        ),
    )
    if attached is None:
        return None
    if not slots_given(turn.before, turn.session).isdisjoint(_CHECKED):
        ask_for_checks(connection, attached.lead_id, contact.slots, turn.at)
    if attached.lead_id != turn.lead_id:
        assert turn.conversation_id is not None
        rows.attach(connection, turn.conversation_id, attached.lead_id)
        ledger.give_to_lead(connection, turn.conversation_id, attached.lead_id)
        consent.give_to_lead(connection, turn.conversation_id, attached.lead_id)
        turn.lead_id, turn.found_lead = attached.lead_id, True
        if attached.left is not None:
            rescore(connection, attached.left, definition, turn.at)
    return attached


def _counting(connection: Connection, turn: Turn) -> list[ledger.KeptLine]:
    """The conversation's lines that count so far."""
    if turn.kept is None and turn.began_at_turn is None:
        return []
    assert turn.conversation_id is not None
    return ledger.lines_of_conversation(connection, turn.conversation_id)


def _keep_points(
    connection: Connection,
    turn: Turn,
    definition: LeadDefinition,
    attached: arrival.Attached | None,
) -> None:
    scored = turn.last_of(Scored)
    # An axis that lead.yml has now and that is not applied yet counts once it is.
    axes = definition.axes.keys() | turn.flow.lead.axes.keys()
    lines = [line for line in scored.lines if line.axis in axes] if scored else []
    place = ledger.Place(
        turn.conversation_id,
        turn.lead_id,
        turn.flow.name,
        turn.pinned.version_id,
        turn.session.turn,
        turn.at,
    )
    changed = scored is not None and ledger.replace_lines(
        connection, place, _counting(connection, turn), lines
    )
    if turn.lead_id is None:
        return
    speaks = turn.suspicion is None
    if not speaks or (attached is not None and attached.suspected):
        marked = suspicion.settle(connection, turn.lead_id)
        speaks = speaks or marked
    if (changed or turn.found_lead) and speaks and (lines or _counting(connection, turn)):
        ledger.void_older(connection, place)
    refit = attached is not None or not turn.answered_slots().isdisjoint(names_used(definition))
    if changed or refit or turn.completes:
        rescore(connection, turn.lead_id, definition, turn.at, seen=speaks, fit=refit)
