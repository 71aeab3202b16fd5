"""Handing leads to sales, and what sales make of them.

A lead is handed over when it reaches the highest stage of lead.yml, or the stage that an owner's
rule names. From then on a clock runs until somebody has reached the person. Every step is kept
with who took it and when; a lead that was won, lost or no lead can be opened again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from bot.score import LeadDefinition
from leads import owners, telling
from leads.touching import touch
from store.handovers import Handover
from store.prepared import Prepared
from store.tables import TABLES

#: How a lead can end.
ENDS = ("won", "lost", "not_a_lead")

_LEADS, _STEPS = TABLES["leads"], TABLES["sales_steps"]
_HANDOVERS = TABLES["handovers"]


class StepRefused(Exception):
    """The step makes no sense as the lead stands; the message says why, to people."""


@dataclass(frozen=True, slots=True)
class By:
    """Who takes a step: somebody of the studio, or a program by its name."""

    user_id: int | None = None
    actor: str | None = None


# ---------------------------------------------------------------- handed over


_OPEN = Prepared(
    select(_HANDOVERS).where(
        _HANDOVERS.c.lead_id == bindparam("lead_id"), _HANDOVERS.c.closed_at.is_(None)
    )
)


def open_handover(connection: Connection, lead_id: int) -> Any:
    """The lead's open hand-over; None when there is none."""
    return _OPEN.first(connection, {"lead_id": lead_id})


def stage_changed(
    connection: Connection,
    lead: Row[Any],
    definition: LeadDefinition,
    stage: str | None,
    at: datetime,
    *,
    tells: bool = True,
) -> None:
    """Hand a lead over, or note that it is hotter now; `lead` is its row before the change.

    To be called whenever a stage changes, in the transaction that keeps the change. Suspected bots
    and leads that ended are left alone, and whoever falls back stays with their owner. `tells`: the
    new owner is told by mail, which a thousand leads judged anew at once would not bear.
    """
    names = [rule.name for rule in definition.stages]
    if stage not in names or lead.suspected or lead.status != "open":
        return
    rank = names.index(stage)
    if lead.stage in names and rank <= names.index(lead.stage):
        return
    highest = rank == len(names) - 1
    present = open_handover(connection, lead.id)
    if present is not None:
        _note_stage(connection, present, stage, at if highest else None)
        return
    rule = owners.rule_for(connection, lead, definition, rank, at.date())
    if rule is None and not highest:
        return
    owner_id = lead.owner_id
    if owner_id is None:
        chosen = owners.choose(connection, rule)
        owner_id = chosen.owner_id
        if owner_id is not None:
            _own(connection, lead.id, owner_id, at, By(), chosen.rule)
    _open(connection, lead, owner_id, stage, at)
    if tells:
        _tell(connection, lead, owner_id, at, By())


def _note_stage(connection: Connection, present: Any, stage: str, hot_at: datetime | None) -> None:
    values: dict[str, Any] = {"stage": stage}
    if hot_at is not None and present.first_contact_at is None:
        values["since"] = hot_at
    connection.execute(update(Handover).where(Handover.id == present.id).values(**values))


def _open(
    connection: Connection, lead: Any, owner_id: int | None, stage: str | None, at: datetime
) -> None:
    row = {
        "lead_id": lead.id,
        "owner_id": owner_id,
        "flow": lead.first_flow,
        "stage": stage,
        "opened_at": at,
        "since": at,
    }
    connection.execute(insert(_HANDOVERS), row)


def _tell(connection: Connection, lead: Any, owner_id: int | None, at: datetime, by: By) -> None:
    """Tell the owner by mail, unless they did it themselves."""
    if owner_id is not None and owner_id != by.user_id:
        telling.tell_owner(connection, lead.id, owner_id, lead.first_flow, at)


# ---------------------------------------------------------------- steps


def _lead(connection: Connection, lead_id: int) -> Any:
    """The lead's row, locked. Raises `LookupError` when it is gone."""
    row = connection.execute(
        select(_LEADS).where(_LEADS.c.id == lead_id, _LEADS.c.erased_at.is_(None)).with_for_update()
    ).first()
    if row is None:
        raise LookupError(lead_id)
    return row


def _step(
    connection: Connection, lead_id: int, kind: str, by: By, at: datetime, **more: Any
) -> None:
    row = {"lead_id": lead_id, "kind": kind, "user_id": by.user_id, "actor": by.actor, "at": at}
    connection.execute(insert(_STEPS), row | more)


def _change(connection: Connection, lead_id: int, at: datetime, **values: Any) -> None:
    statement = update(_LEADS).where(_LEADS.c.id == lead_id)
    connection.execute(statement.values(updated_at=at, **values))


def _own(
    connection: Connection,
    lead_id: int,
    owner_id: int | None,
    at: datetime,
    by: By,
    rule: str | None = None,
) -> None:
    _change(connection, lead_id, at, owner_id=owner_id)
    _step(connection, lead_id, "owner", by, at, owner_id=owner_id, rule=rule)


def _present(connection: Connection, lead: Any, at: datetime, owner_id: int | None) -> Any:
    """The open hand-over of an open lead, begun now where there is none."""
    if lead.status != "open":
        raise StepRefused("This lead is closed. Open it again first.")
    if open_handover(connection, lead.id) is None:
        _open(connection, lead, owner_id, lead.stage, at)
    return open_handover(connection, lead.id)


def assign(
    connection: Connection, lead_id: int, owner_id: int | None, by: By, at: datetime
) -> bool:
    """Give a lead to somebody, or to nobody; False when it is theirs already. Raises
    `LookupError` when the lead is gone."""
    lead = _lead(connection, lead_id)
    if lead.owner_id == owner_id:
        return False
    _own(connection, lead_id, owner_id, at, by)
    present = open_handover(connection, lead_id)
    if present is not None:
        values: dict[str, Any] = {"owner_id": owner_id}
        if present.first_contact_at is None:
            values["taken_at"] = None  # the next one has yet to take it
        connection.execute(update(Handover).where(Handover.id == present.id).values(**values))
    _tell(connection, lead, owner_id, at, by)
    return True


def take(connection: Connection, lead_id: int, by: By, at: datetime) -> bool:
    """ "I take it": the lead is theirs and being worked on; False when it was already.

    Raises `StepRefused` for a closed lead and `LookupError` when it is gone.
    """
    lead = _lead(connection, lead_id)
    present = _present(connection, lead, at, by.user_id)
    if present.taken_at is not None and lead.owner_id == by.user_id:
        return False
    if lead.owner_id != by.user_id:
        _own(connection, lead_id, by.user_id, at, by)
    connection.execute(
        update(Handover).where(Handover.id == present.id).values(owner_id=by.user_id, taken_at=at)
    )
    _step(connection, lead_id, "taken", by, at)
    touch(connection, lead_id)
    return True


def reach(connection: Connection, lead_id: int, by: By, at: datetime) -> bool:
    """Somebody spoke with the person: the clock stops at the first time. True when it was the
    first. Raises `StepRefused` and `LookupError` as `take`."""
    lead = _lead(connection, lead_id)
    present = _present(connection, lead, at, lead.owner_id or by.user_id)
    _step(connection, lead_id, "reached", by, at)
    if present.first_contact_at is not None:
        return False
    values: dict[str, Any] = {"first_contact_at": at, "taken_at": present.taken_at or at}
    if lead.owner_id is None and by.user_id is not None:
        _own(connection, lead_id, by.user_id, at, by)
        values["owner_id"] = by.user_id
    connection.execute(update(Handover).where(Handover.id == present.id).values(**values))
    touch(connection, lead_id)
    return True


def close(
    connection: Connection,
    lead_id: int,
    end: str,
    by: By,
    at: datetime,
    *,
    value: float | None = None,
    reason: str | None = None,
) -> bool:
    """How it ended: `end` is of `ENDS`, `value` is that of a deal won, in the house's currency.

    False when it ended just so already. Raises `LookupError` when the lead is gone.
    """
    lead = _lead(connection, lead_id)
    kept = {"status": end, "won_value": value if end == "won" else None, "status_reason": reason}
    if all(getattr(lead, name) == now for name, now in kept.items()):
        return False
    _change(connection, lead_id, at, **kept)
    _step(connection, lead_id, end, by, at, value=kept["won_value"], reason=reason)
    connection.execute(
        update(Handover)
        .where(Handover.lead_id == lead_id, Handover.closed_at.is_(None))
        .values(closed_at=at)
    )
    return True


def reopen(
    connection: Connection, lead_id: int, by: By, at: datetime, reason: str | None = None
) -> bool:
    """Open a lead again; a new clock begins, and what was before stays in its history.

    False when it is open. Raises `LookupError` when the lead is gone.
    """
    lead = _lead(connection, lead_id)
    if lead.status == "open":
        return False
    _change(connection, lead_id, at, status="open", won_value=None, status_reason=None)
    _step(connection, lead_id, "reopened", by, at, reason=reason)
    _open(connection, lead, lead.owner_id, lead.stage, at)
    _tell(connection, lead, lead.owner_id, at, by)
    return True
