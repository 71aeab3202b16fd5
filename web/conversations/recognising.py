"""Somebody who proved who they are: what is known of them goes to the conversation as data."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from sqlalchemy import Connection, select

from bot.events import ActionDone, ActionFailed
from bot.model import Json
from leads.gaps import known_answers, known_axes
from leads.verification.confirming import confirmed_in
from leads.verification.states import abouts
from store.database import db
from store.tables import TABLES
from store.writing import read_connection
from web.conversations.turn import Turn

_LEADS = TABLES["leads"]

#: What actions call the slot by which they tell that an address or number was confirmed.
_PROOF = "_confirmed_as"


def known_at_start(lead_id: int | None) -> dict[str, Mapping[str, Json]]:
    """What `Start` is told of a lead whose person is proven to be there; empty for strangers."""
    if lead_id is None:
        return {}
    with read_connection() as connection:
        known = _as_data(connection, lead_id, None)
        return {"known": known, "axes": dict(known_axes(connection, lead_id))}


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
