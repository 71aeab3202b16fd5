"""Consents of visitors: kept in the exact words shown, the latest of a purpose counts.

A consent is never changed: whoever withdraws adds a no in the words of the page that took it. What
may be added later is the proof that the yes came from who owns the address.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from bot.effects import ConsentGiven
from leads.touching import touch
from store.prepared import Prepared, insertion
from store.tables import TABLES

_CONSENTS = TABLES["consents"]
_INSERT = insertion(
    _CONSENTS,
    "purpose",
    "given",
    "words",
    "language",
    "slot",
    "conversation_id",
    "lead_id",
    "flow",
    "flow_version_id",
    "page",
    "at",
)
_GIVE = Prepared(
    update(_CONSENTS)
    .where(_CONSENTS.c.conversation_id == bindparam("of_conversation"))
    .values(lead_id=bindparam("to_lead"))
)


def keep_consents(
    connection: Connection,
    given: Sequence[ConsentGiven],
    *,
    conversation_id: int,
    lead_id: int | None,
    flow: str,
    flow_version_id: int,
    page: str | None,
    at: datetime,
) -> None:
    """Keep what was just agreed to or refused."""
    rows: list[dict[str, Any]] = [
        {
            "purpose": consent.purpose,
            "given": consent.given,
            "words": consent.words,
            "language": consent.language,
            "slot": consent.slot,
            "conversation_id": conversation_id,
            "lead_id": lead_id,
            "flow": flow,
            "flow_version_id": flow_version_id,
            "page": page,
            "at": at,
        }
        for consent in given
    ]
    _INSERT.run_each(connection, rows)
    if rows and lead_id is not None:
        touch(connection, lead_id)


def give_to_lead(connection: Connection, conversation_id: int, lead_id: int) -> None:
    """Attach a conversation's consents to its lead."""
    _GIVE.run(connection, {"of_conversation": conversation_id, "to_lead": lead_id})


def standing(connection: Connection, lead_id: int) -> dict[str, Row[Any]]:
    """The latest consent of each purpose; look at `given`, as it may be a refusal."""
    latest: dict[str, Row[Any]] = {}
    rows = connection.execute(
        select(_CONSENTS).where(_CONSENTS.c.lead_id == lead_id).order_by(_CONSENTS.c.id)
    )
    for row in rows:
        latest[row.purpose] = row
    return latest


def has_agreed(connection: Connection, lead_id: int, purpose: str) -> bool:
    """Whether the lead's latest word on a purpose was yes; never asked is no."""
    found = standing(connection, lead_id).get(purpose)
    return bool(found is not None and found.given)


def told(connection: Connection, lead_id: int) -> list[Row[Any]]:
    """Every word of a lead on any purpose, oldest first, with `version` of its flow."""
    versions = TABLES["flow_versions"]
    return list(
        connection.execute(
            select(_CONSENTS, versions.c.version)
            .outerjoin(versions, versions.c.id == _CONSENTS.c.flow_version_id)
            .where(_CONSENTS.c.lead_id == lead_id)
            .order_by(_CONSENTS.c.id)
        )
    )


def withdraw(
    connection: Connection,
    lead_id: int,
    purposes: Collection[str] | None,
    *,
    words: str,
    language: str,
    origin: str,
    page: str | None,
    at: datetime,
) -> list[str]:
    """Take back what a lead agreed to: some purposes, or with None all of them.

    Returns the purposes that were given until now; withdrawing again changes nothing.
    """
    given = {
        purpose: row
        for purpose, row in standing(connection, lead_id).items()
        if row.given and (purposes is None or purpose in purposes)
    }
    rows = [
        {
            "purpose": purpose,
            "given": False,
            "words": words,
            "language": language,
            "slot": "",
            "conversation_id": None,
            "lead_id": lead_id,
            "flow": row.flow,
            "flow_version_id": None,
            "page": page,
            "at": at,
            "origin": origin,
        }
        for purpose, row in given.items()
    ]
    if rows:
        connection.execute(insert(_CONSENTS), rows)
        touch(connection, lead_id)
    return sorted(given)


def prove(
    connection: Connection,
    lead_id: int,
    proof: str,
    at: datetime,
    conversation_id: int | None = None,
) -> int:
    """Note how it was confirmed that the address is the person's, at each yes that lacks it, or
    at those of one conversation alone.

    `proof` names the way, such as "link in a mail to the address opened"; returns how many."""
    mine = [_CONSENTS.c.lead_id == lead_id, _CONSENTS.c.given, _CONSENTS.c.proof.is_(None)]
    if conversation_id is not None:
        mine.append(_CONSENTS.c.conversation_id == conversation_id)
    proven = update(_CONSENTS).where(*mine).values(proof=proof, confirmed_at=at)
    return int(connection.execute(proven).rowcount)
