"""Bad data about a lead: mail that came back, a number that cannot be, answers that disagree.

What is found stands at the lead until it mends itself or somebody says that it is settled. What was
settled by hand is not brought up again unless it changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import phonenumbers
from sqlalchemy import Connection, Row, insert, select, update

from leads.fit import formula_value
from leads.history import answers
from leads.identity import email_key
from leads.touching import touch
from store.handovers import LeadFault
from store.tables import TABLES

#: Two amounts that differ by more than this factor are not about the same thing.
FAR_APART = 10.0

#: Facts about a company, which two conversations cannot both be right about; and by which factor
#: numbers of them may differ, as people round.
COMPANY_FACTS = frozenset({"company_size", "employees", "team_size", "industry", "country"})
ROUNDING = 2.0

_FAULTS, _LEADS = TABLES["lead_faults"], TABLES["leads"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong, in words for people; `subject` is the slot or the address."""

    kind: str
    subject: str
    detail: str


def bounced(connection: Connection, lead_id: int, address: str, detail: str, at: datetime) -> None:
    """Note that mail to an address came back; for the outbox. `detail` is what the host said.

    An address that the lead no longer has is passed over.
    """
    lead = _lead(connection, lead_id)
    if lead is not None and lead.email_key == email_key(address):
        _keep(connection, lead_id, Fault("bounced", address, detail[:500]), at)


def look(connection: Connection, lead_id: int, at: datetime) -> bool:
    """Look for what is wrong about a lead and settle what no longer is; True when anything
    changed."""
    lead = _lead(connection, lead_id)
    if lead is None:
        return False
    found = [*_phone(lead), *_contradictions(connection, lead_id)]
    changed = [_keep(connection, lead_id, fault, at) for fault in found]
    return any(changed) | _settle_mended(connection, lead, found, at)


def settle(connection: Connection, lead_id: int, fault_id: int, at: datetime) -> bool:
    """Somebody looked, and it is all right; False when there is no such fault to settle."""
    done = connection.execute(
        update(LeadFault)
        .where(
            LeadFault.id == fault_id, LeadFault.lead_id == lead_id, LeadFault.settled_at.is_(None)
        )
        .values(settled_at=at)
    )
    if done.rowcount:
        touch(connection, lead_id)
    return done.rowcount > 0


def faults_of(connection: Connection, lead_id: int) -> list[Row[Any]]:
    """What is wrong about a lead now, oldest first."""
    return list(
        connection.execute(
            select(_FAULTS)
            .where(_FAULTS.c.lead_id == lead_id, _FAULTS.c.settled_at.is_(None))
            .order_by(_FAULTS.c.id)
        ).all()
    )


# ---------------------------------------------------------------- finding


def _lead(connection: Connection, lead_id: int) -> Any:
    return connection.execute(
        select(_LEADS).where(_LEADS.c.id == lead_id, _LEADS.c.erased_at.is_(None))
    ).first()


def _phone(lead: Row[Any]) -> Iterator[Fault]:
    """Impossible is what no number of its country can look like; source: ITU-T E.164 and the
    numbering plans that libphonenumber carries."""
    if not lead.phone:
        return
    try:
        number = phonenumbers.parse(lead.phone, lead.country)
    except phonenumbers.NumberParseException:
        yield Fault("phone", "phone", f"{lead.phone} is no phone number")
        return
    if not phonenumbers.is_possible_number(number):
        yield Fault("phone", "phone", f"No number is as long or short as {lead.phone}")


@dataclass(frozen=True, slots=True)
class _Said:
    """The last answer to a slot in one conversation, as formulas see it."""

    value: Any
    shown: str
    flow: str
    at: datetime


def _contradictions(connection: Connection, lead_id: int) -> Iterator[Fault]:
    by_slot: dict[str, dict[int, _Said]] = {}
    for row in answers(connection, lead_id):
        talks = by_slot.setdefault(row.slot, {})
        if row.kind == "withdrawn":
            talks.pop(row.conversation_id, None)
        elif row.kind == "answer" and row.type in _COMPARED and row.value is not None:
            value = formula_value(row.type, row.value)
            talks[row.conversation_id] = _Said(
                value, str(row.raw or row.value), row.flow, row.answered_at
            )
    for slot, talks in by_slot.items():
        said = list(talks.values())
        pair = next(
            ((one, last) for last in said[-1:] for one in said[:-1] if _disagree(slot, one, last)),
            None,
        )
        if pair is not None:
            yield Fault("contradiction", slot, f"{_quoted(pair[0])}, and {_quoted(pair[1])}")


_COMPARED = frozenset({"money", "number", "slider", "choice", "picture", "country", "percent"})


def _disagree(slot: str, one: _Said, other: _Said) -> bool:
    a, b = one.value, other.value
    if isinstance(a, float) and isinstance(b, float):
        factor = ROUNDING if slot in COMPANY_FACTS else FAR_APART
        low, high = sorted((abs(a), abs(b)))
        return low > 0 and high > low * factor
    return slot in COMPANY_FACTS and type(a) is type(b) and a != b


def _quoted(said: _Said) -> str:
    return f"“{said.shown[:80]}” in {said.flow} on {said.at:%-d %b %Y}"


# ---------------------------------------------------------------- keeping


def _keep(connection: Connection, lead_id: int, fault: Fault, at: datetime) -> bool:
    """Keep a fault; one that was settled comes up again only when it says something else."""
    where = (
        LeadFault.lead_id == lead_id,
        LeadFault.kind == fault.kind,
        LeadFault.subject == fault.subject,
    )
    kept = connection.execute(select(LeadFault.id, LeadFault.detail).where(*where)).first()
    if kept is not None and kept.detail == fault.detail:
        return False
    touch(connection, lead_id)
    if kept is None:
        row = {"kind": fault.kind, "subject": fault.subject, "detail": fault.detail}
        connection.execute(insert(_FAULTS), row | {"lead_id": lead_id, "found_at": at})
        return True
    connection.execute(
        update(LeadFault)
        .where(LeadFault.id == kept.id)
        .values(detail=fault.detail, found_at=at, settled_at=None)
    )
    return True


def _settle_mended(
    connection: Connection, lead: Row[Any], found: list[Fault], at: datetime
) -> bool:
    still = {(fault.kind, fault.subject) for fault in found}
    changed = False
    for row in faults_of(connection, lead.id):
        if row.kind == "bounced":
            mended = not lead.email or email_key(row.subject) != lead.email_key
        else:
            mended = (row.kind, row.subject) not in still
        if mended:
            changed |= settle(connection, lead.id, row.id, at)
    return changed
