"""The ledger's rules: lines are added and voided, never changed or deleted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select, update

from bot.score import PointLine
from store.prepared import Prepared, insertion
from store.tables import TABLES

ANSWER_CHANGED = "answer changed"
PLAYED_AGAIN = "played again"
CONTACT_CHANGED = "contact changed"

_LINES = TABLES["ledger"]


class KeptLine(NamedTuple):
    """A line that counts, as it stands in the ledger."""

    id: int
    axis: str
    points: float
    rule: str
    evidence: str
    slot: str | None


class Line(NamedTuple):
    """A line with the time it counts: a `bot.score.TimedLine`."""

    id: int
    axis: str
    points: float
    rule: str
    evidence: str
    slot: str | None
    origin: str
    at: datetime
    void_at: datetime | None
    counts_from: datetime | None = None
    conversation_id: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where new lines belong. `lead_id` is None until the lead is known, and for suspected bots."""

    conversation_id: int | None
    lead_id: int | None
    flow: str | None
    flow_version_id: int | None
    turn: int | None
    at: datetime
    origin: str = "conversation"
    counts_from: datetime | None = None  # given later than `at`


_KEPT = (_LINES.c.id, _LINES.c.axis, _LINES.c.points, _LINES.c.rule, _LINES.c.evidence)
_OF_CONVERSATION = Prepared(
    select(*_KEPT, _LINES.c.slot)
    .where(_LINES.c.conversation_id == bindparam("conversation_id"), _LINES.c.void_at.is_(None))
    .order_by(_LINES.c.id)
)
_TIMED = tuple(_LINES.c[name] for name in Line._fields)
_EVER = select(*_TIMED).where(_LINES.c.lead_id == bindparam("lead_id")).order_by(_LINES.c.id)
_OF_LEAD = Prepared(_EVER.where(_LINES.c.void_at.is_(None)))
_EVER_OF_LEAD = Prepared(_EVER)
_VOID = Prepared(
    update(_LINES)
    .where(_LINES.c.id == bindparam("line_id"))
    .values(void_at=bindparam("moment"), void_reason=bindparam("reason"))
)
_VOID_OLDER = Prepared(
    update(_LINES)
    .where(
        _LINES.c.lead_id == bindparam("of_lead"),
        _LINES.c.flow == bindparam("of_flow"),
        _LINES.c.origin == "conversation",
        _LINES.c.conversation_id.is_distinct_from(bindparam("by_conversation")),
        _LINES.c.void_at.is_(None),
    )
    .values(void_at=bindparam("moment"), void_reason=PLAYED_AGAIN)
)
_GIVE = Prepared(
    update(_LINES)
    .where(_LINES.c.conversation_id == bindparam("of_conversation"))
    .values(lead_id=bindparam("to_lead"))
)
_INSERT = insertion(
    _LINES,
    "conversation_id",
    "lead_id",
    "flow",
    "flow_version_id",
    "turn",
    "at",
    "counts_from",
    "origin",
    "axis",
    "points",
    "rule",
    "evidence",
    "slot",
)


def lines_of_conversation(connection: Connection, conversation_id: int) -> list[KeptLine]:
    """The lines of a conversation that count now."""
    rows = _OF_CONVERSATION.rows(connection, {"conversation_id": conversation_id})
    return [KeptLine(*row) for row in rows]


def lines_of_lead(connection: Connection, lead_id: int) -> list[Line]:
    """The lines of a lead that count now."""
    return [Line(*row) for row in _OF_LEAD.rows(connection, {"lead_id": lead_id})]


def lines_ever(connection: Connection, lead_id: int) -> list[Line]:
    """Every line that a lead ever had, those that are void too."""
    return [Line(*row) for row in _EVER_OF_LEAD.rows(connection, {"lead_id": lead_id})]


def differ(
    before: Iterable[KeptLine | Line], lines: Iterable[PointLine]
) -> tuple[list[int], list[PointLine]]:
    """What to void (ids) and what to add, so that `before` becomes `lines`; the same line twice
    counts twice."""
    left: dict[tuple[Any, ...], list[int]] = {}
    for kept in before:
        same_as = (kept.axis, kept.points, kept.rule, kept.evidence, kept.slot)
        left.setdefault(same_as, []).append(kept.id)
    added = []
    for line in lines:
        same = left.get((line.axis, line.points, line.rule, line.evidence, line.slot))
        if same:
            same.pop(0)
        else:
            added.append(line)
    return [line_id for ids in left.values() for line_id in ids], added


def replace_lines(
    connection: Connection,
    place: Place,
    before: Iterable[KeptLine | Line],
    lines: Iterable[PointLine],
    reason: str = ANSWER_CHANGED,
) -> bool:
    """Make `lines` the ones that count in place of `before`; True when anything changed."""
    gone, added = differ(before, lines)
    void_lines(connection, gone, reason, place.at)
    add_lines(connection, place, added)
    return bool(gone or added)


def void_lines(connection: Connection, ids: Sequence[int], reason: str, at: datetime) -> None:
    """Let lines count no more, saying why."""
    _VOID.run_each(
        connection, [{"line_id": line_id, "moment": at, "reason": reason} for line_id in ids]
    )


def add_lines(connection: Connection, place: Place, lines: Sequence[PointLine]) -> None:
    """Add lines that count from now on."""
    if not lines:
        return
    where: dict[str, Any] = {
        "conversation_id": place.conversation_id,
        "lead_id": place.lead_id,
        "flow": place.flow,
        "flow_version_id": place.flow_version_id,
        "turn": place.turn,
        "at": place.at,
        "counts_from": place.counts_from,
        "origin": place.origin,
    }
    rows = [
        where
        | {
            "axis": line.axis,
            "points": line.points,
            "rule": line.rule,
            "evidence": line.evidence,
            "slot": line.slot,
        }
        for line in lines
    ]
    _INSERT.run_each(connection, rows)


def void_older(connection: Connection, place: Place) -> bool:
    """Void what the same person's other conversations of this flow gave; True when there was any.

    Whoever plays again is judged by what they say now, and is not counted twice.
    """
    values = {
        "of_lead": place.lead_id,
        "of_flow": place.flow,
        "by_conversation": place.conversation_id,
        "moment": place.at,
    }
    return _VOID_OLDER.run(connection, values) > 0


def give_to_lead(connection: Connection, conversation_id: int, lead_id: int | None) -> None:
    """Attach a conversation's lines to the lead (None: to nobody)."""
    _GIVE.run(connection, {"of_conversation": conversation_id, "to_lead": lead_id})
