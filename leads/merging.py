"""Two records of one person become one, and two again when that was wrong.

The lead that is taken in stays as a row that leads nowhere but to the other: its address goes on
finding the person. Everything about it moves: conversations with their answers and files, ledger
lines, consents, notes, links. The lead that stays keeps its own contact and gets what it lacked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from bot.model import CONTACT_SLOTS
from bot.score import LeadDefinition
from leads import arrival, behaving, ledger, mail_presses, suspicion
from leads.merge_record import difference, digest, restore, snapshot
from leads.personal import HOLDINGS, conversation_columns, conversations_of, lead_columns
from leads.score import rescore
from store.tables import TABLES

_LEADS, _LINKS, _LINES = TABLES["leads"], TABLES["lead_links"], TABLES["ledger"]
_MERGES, _PAIRS = TABLES["merges"], TABLES["duplicates"]

#: What the lead that stays takes over where it has nothing itself.
_FILLED = (*CONTACT_SLOTS, "language", "owner_id")


class CannotMerge(Exception):
    """These two cannot become one; the message says why, for who asked."""


class CannotUndo(Exception):
    """This merge cannot be taken back, or not yet; the message says why, for who asked."""


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decided: a person of the studio, or a program by its name."""

    user_id: int | None = None
    program: str | None = None


def merge(
    connection: Connection,
    into_id: int,
    from_id: int,
    definition: LeadDefinition,
    by: Decider,
    at: datetime,
) -> int:
    """Take `from_id` into `into_id`; returns the merge's number. Raises `CannotMerge`."""
    into, taken = _both(connection, into_id, from_id)
    both = (into_id, from_id)
    talks = conversations_of(connection, both)
    before = snapshot(connection, both, talks)
    moved_before = update(_LEADS).where(_LEADS.c.merged_into_id == from_id)
    connection.execute(moved_before.values(merged_into_id=into_id))
    _move_rows(connection, into_id, from_id)
    _take_in(connection, into, taken, at)
    _count_once(connection, into_id, at)
    suspicion.settle(connection, into_id)
    rescore(connection, into_id, definition, at, cause="merge")
    pair = or_(
        (_PAIRS.c.first_lead_id == into_id) & (_PAIRS.c.second_lead_id == from_id),
        (_PAIRS.c.first_lead_id == from_id) & (_PAIRS.c.second_lead_id == into_id),
    )
    decided = {"decision": "merged", "decided_at": at, "user_id": by.user_id}
    connection.execute(update(_PAIRS).where(pair).values(decided))
    after = snapshot(connection, both, talks)
    row = {
        "into_lead_id": into_id,
        "from_lead_id": from_id,
        "at": at,
        "user_id": by.user_id,
        "actor": by.program,
        "record": difference(before, after) | {"talks": talks, "left_at": digest(after)},
    }
    return int(connection.execute(insert(_MERGES).returning(_MERGES.c.id), row).scalar_one())


def _both(connection: Connection, into_id: int, from_id: int) -> tuple[Row[Any], Row[Any]]:
    if into_id == from_id:
        raise CannotMerge("This is one and the same lead: there is nothing to merge.")
    locked = select(_LEADS).where(_LEADS.c.id.in_((into_id, from_id))).order_by(_LEADS.c.id)
    found = {row.id: row for row in connection.execute(locked.with_for_update())}
    for lead_id in (into_id, from_id):
        row = found.get(lead_id)
        if row is None:
            raise CannotMerge(f"There is no lead {lead_id}.")
        if row.merged_into_id is not None:
            raise CannotMerge(f"Lead {lead_id} was merged into lead {row.merged_into_id} already.")
        if row.erased_at is not None:
            raise CannotMerge(f"Lead {lead_id} was erased: nothing is known that could be merged.")
    return found[into_id], found[from_id]


# ---------------------------------------------------------------- what moves


def _move_rows(connection: Connection, into_id: int, from_id: int) -> None:
    for name, holding in HOLDINGS.items():
        if holding.merge == "move":
            for column in lead_columns(TABLES[name]):
                _move(connection, TABLES[name], column, into_id, from_id)
    for column, other in (("from_lead_id", "to_lead_id"), ("to_lead_id", "from_lead_id")):
        # A link between the two would lead from the person to themself: it stays as it is.
        kept = _LINKS.c[other] != into_id
        _move(connection, _LINKS, column, into_id, from_id, kept)


def _move(
    connection: Connection,
    table: Table,
    column: str,
    into_id: int,
    from_id: int,
    *conditions: Any,
) -> None:
    """Give rows to the other lead; one that it has already (by a unique key) stays."""
    mine = (table.c[column] == from_id, *conditions)
    if not any(index.unique and column in index.columns for index in table.indexes):
        connection.execute(update(table).where(*mine).values({column: into_id}))
        return
    for key in connection.execute(select(*table.primary_key).where(*mine)).all():
        one = [part == value for part, value in zip(table.primary_key, key, strict=True)]
        try:
            with connection.begin_nested():
                connection.execute(update(table).where(*one).values({column: into_id}))
        except IntegrityError:
            continue


def _take_in(connection: Connection, into: Row[Any], taken: Row[Any], at: datetime) -> None:
    """Fill what the lead that stays lacks, and let the other lead to it."""
    gone: dict[str, Any] = {"erased_at": at, "merged_into_id": into.id, "unsettled": False}
    values: dict[str, Any] = {
        name: getattr(taken, name)
        for name in _FILLED
        if getattr(into, name) in (None, "") and getattr(taken, name) not in (None, "")
    }
    if into.email_key is None and taken.email_key is not None:
        gone["email_key"] = None
        values |= {"email_key": taken.email_key, "phone_key": None}
    if values.get("email") or into.email_key == taken.email_key:
        values["email_confirmed_at"] = taken.email_confirmed_at
    if into.status == "open" and taken.status != "open":
        for name in ("status", "status_reason", "won_value"):
            values[name] = getattr(taken, name)
    if taken.created_at < into.created_at:
        for name in ("created_at", "first_flow", "source"):
            values[name] = getattr(taken, name)
    values["last_seen_at"] = max(into.last_seen_at, taken.last_seen_at)
    connection.execute(update(_LEADS).where(_LEADS.c.id == taken.id).values(gone))
    words = TABLES["lead_words"]
    connection.execute(delete(words).where(words.c.lead_id == taken.id))
    arrival.fill(connection, into, values | {"unsettled": True}, at)


def _count_once(connection: Connection, lead_id: int, at: datetime) -> None:
    """Of a flow that was played in both, only the latest conversation counts."""
    counting = (
        select(_LINES.c.id, _LINES.c.flow, _LINES.c.conversation_id, _LINES.c.at)
        .where(
            _LINES.c.lead_id == lead_id,
            _LINES.c.origin == "conversation",
            _LINES.c.void_at.is_(None),
            _LINES.c.flow.is_not(None),
        )
        .order_by(_LINES.c.flow, _LINES.c.at.desc(), _LINES.c.id.desc())
    )
    latest: dict[str, int | None] = {}
    older = []
    for line in connection.execute(counting):
        if latest.setdefault(line.flow, line.conversation_id) != line.conversation_id:
            older.append(line.id)
    ledger.void_lines(connection, older, ledger.PLAYED_AGAIN, at)


# ---------------------------------------------------------------- undo


def undo(
    connection: Connection, merge_id: int, definition: LeadDefinition, at: datetime
) -> tuple[int, int]:
    """Make two leads of one again; returns their numbers. Raises `CannotUndo`.

    When nothing has happened since, everything is as it was before. What was said and noted since
    stays where it belongs: with its conversation, else with the lead that stayed.
    """
    merged = _undoable(connection, merge_id)
    both = (merged.into_lead_id, merged.from_lead_id)
    record = merged.record
    as_left = digest(snapshot(connection, both, record["talks"])) == record["left_at"]
    restore(connection, record)
    for lead_id in both:
        arrival.make_words(connection, lead_id)
    if not as_left:
        _send_home(connection, *both)
        pressed = mail_presses.send_home(connection, *both)
        for lead_id in both:
            suspicion.settle(connection, lead_id)
            if pressed:
                behaving.count_anew(connection, lead_id, definition, at, seen=False)
            rescore(connection, lead_id, definition, at, cause="merge")
    connection.execute(update(_MERGES).where(_MERGES.c.id == merge_id).values(undone_at=at))
    return both


def _undoable(connection: Connection, merge_id: int) -> Row[Any]:
    merged = connection.execute(
        select(_MERGES).where(_MERGES.c.id == merge_id).with_for_update()
    ).first()
    if merged is None:
        raise CannotUndo("There is no such merge; one of the two may have been erased since.")
    if merged.undone_at is not None:
        raise CannotUndo("This merge was undone already.")
    both = (merged.into_lead_id, merged.from_lead_id)
    locked = select(_LEADS).where(_LEADS.c.id.in_(both)).order_by(_LEADS.c.id).with_for_update()
    into = {row.id: row for row in connection.execute(locked)}[merged.into_lead_id]
    if into.merged_into_id is not None:
        raise CannotUndo(
            f"Lead {into.id} was itself merged into lead {into.merged_into_id}: undo that first."
        )
    later = connection.execute(
        select(_MERGES.c.from_lead_id).where(
            _MERGES.c.into_lead_id == into.id,
            _MERGES.c.id > merge_id,
            _MERGES.c.undone_at.is_(None),
        )
    ).scalar()
    if later is not None:
        raise CannotUndo(f"Lead {later} was merged into the same lead later: undo that first.")
    return merged


def _send_home(connection: Connection, into_id: int, from_id: int) -> None:
    """What came since to conversations that have gone back goes with them."""
    theirs = conversations_of(connection, (from_id,))
    for name in _with_both():
        table = TABLES[name]
        for column in conversation_columns(table):
            connection.execute(
                update(table)
                .where(table.c[column].in_(theirs), table.c.lead_id == into_id)
                .values(lead_id=from_id)
            )


def _with_both() -> Iterable[str]:
    for name, holding in HOLDINGS.items():
        table = TABLES[name]
        if holding.merge == "move" and "lead_id" in table.c and conversation_columns(table):
            yield name
