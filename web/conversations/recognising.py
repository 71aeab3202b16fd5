"""Somebody who proved who they are: what is known of them goes to the conversation as data."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import cast

from sqlalchemy import Connection, bindparam, select

from bot import engine
from bot.events import ActionDone, ActionFailed
from bot.flowfile.confirming import LINKED, SEND_LINK
from bot.model import Json
from bot.session import Entry, Session
from leads.gaps import known_answers, known_axes
from leads.identity import email_key
from leads.verification.confirming import confirmed_in
from leads.verification.states import abouts
from store.database import db
from store.prepared import Prepared
from store.tables import TABLES
from store.writing import read_connection
from web.conversations.turn import Turn

_LEADS = TABLES["leads"]

_CONFIRMATIONS = TABLES["confirmations"]
_PRESSED = Prepared(
    select(_CONFIRMATIONS.c.address)
    .where(
        _CONFIRMATIONS.c.conversation_id == bindparam("conversation_id"),
        _CONFIRMATIONS.c.kind == "link",
        _CONFIRMATIONS.c.used_at.is_not(None),
    )
    .order_by(_CONFIRMATIONS.c.id.desc())
    .limit(1)
)

_EMAIL = ("answer", "email")

#: What actions call the slot by which they tell that an address or number was confirmed.
_PROOF = "_confirmed_as"


def known_at_start(lead_id: int | None) -> dict[str, Mapping[str, Json]]:
    """What `Start` is told of a lead whose person is proven to be there; empty for strangers."""
    if lead_id is None:
        return {}
    with read_connection() as connection:
        known = _as_data(connection, lead_id, None)
        return {"known": known, "axes": dict(known_axes(connection, lead_id))}


def with_link_pressed(turn: Turn) -> Session:
    """The session, which learns that the link mailed in this conversation was pressed by whoever
    reads the address: wherever that was, as the conversation looks by itself.

    It is `email_confirmed` from then on, and no more: what is known of the person is for who types
    the code (docs/adr/0008). It waits while another question would be asked by it all at once.
    """
    session = turn.session
    at = next((n for n, one in enumerate(session.log) if _is_open_link(one)), None)
    if at is None or turn.conversation_id is None:
        return session
    with read_connection() as connection:
        row = _PRESSED.first(connection, {"conversation_id": turn.conversation_id})
    given = _given_as(session, row.address) if row is not None else None
    if given is None:
        return session
    entry = session.log[at]
    value: dict[str, Json] = {**cast(dict[str, Json], entry.value), "slots": {LINKED: given}}
    log = [*session.log]
    log[at] = entry._replace(value=value)
    learned = dataclasses.replace(session, log=tuple(log))
    before = engine.view(turn.flow, session).screen
    after = engine.view(turn.flow, learned).screen
    asked = [screen and [one.slot for one in screen.questions] for screen in (before, after)]
    return learned if asked[0] == asked[1] else session


def _given_as(session: Session, key: str) -> str | None:
    """The address as it was given here last."""
    given = (one.value for one in reversed(session.log) if (one.kind, one.name) == _EMAIL)
    return next((one for one in given if isinstance(one, str) and email_key(one) == key), None)


def _is_open_link(entry: Entry) -> bool:
    """A link that was mailed and not seen to be pressed."""
    is_link = entry.kind == "action" and entry.name == SEND_LINK
    return is_link and isinstance(entry.value, dict) and entry.value.get("slots") == {}


def with_known(
    turn: Turn, result: ActionDone | ActionFailed, connection: Connection | None
) -> ActionDone | ActionFailed:
    """An action's result, with what is known of the lead once a code proved who they are."""
    if not isinstance(result, ActionDone) or turn.lead_id is None or turn.conversation_id is None:
        return result
    if not any(name.endswith(_PROOF) and value for name, value in result.slots.items()):
        return result
    if connection is not None:
        return _added(connection, turn.lead_id, turn.conversation_id, result)
    with db.engine.connect() as own:
        return _added(own, turn.lead_id, turn.conversation_id, result)


def _added(
    connection: Connection, lead_id: int, conversation_id: int, result: ActionDone
) -> ActionDone:
    lead = connection.execute(select(_LEADS).where(_LEADS.c.id == lead_id)).first()
    proven = confirmed_in(connection, conversation_id)
    if lead is None or proven.isdisjoint(abouts(lead).items()):
        return result
    return dataclasses.replace(result, known=_as_data(connection, lead_id, conversation_id))


def _as_data(connection: Connection, lead_id: int, besides: int | None) -> dict[str, Json]:
    return {
        slot: {
            "value": answer.value,
            "type": answer.type,
            "on": answer.at.date().isoformat(),
            "flow": answer.flow,
        }
        for slot, answer in known_answers(connection, lead_id, besides).items()
    }
