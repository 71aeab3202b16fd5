"""Leads that may be one person, found by looking at a few likely ones only.

A lead is held against those with its phone number, its colleagues, and those whose names begin as
its own does: blocks of a bounded size, so that a lead costs the same among a thousand as among a
million. Names are compared by rapidfuzz. Nothing is merged here: people decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from rapidfuzz import fuzz
from sqlalchemy import Connection, Row, and_, select

from leads.companies import bare_name
from leads.upsert import insert_unless_there
from store.tables import TABLES

#: Leads looked at in a block of colleagues or of like names.
BLOCK: Final = 100

#: More leads than this with one number are an office, not a person.
SHARED_PHONE: Final = 6

#: Least likeness of two names, and of two companies' names, from 0 to 100.
NEAR_NAME: Final = 88.0
NEAR_COMPANY: Final = 85.0

#: Letters of "last first" by which a name's block begins.
_BEGINNING: Final = 4

REASONS: Final = ("phone", "name_company")

_LEADS = TABLES["leads"]
_LIVING = (_LEADS.c.erased_at.is_(None), _LEADS.c.suspected.is_(False))
_READ = (
    _LEADS.c.id,
    _LEADS.c.phone,
    _LEADS.c.name_key,
    _LEADS.c.company,
    _LEADS.c.company_id,
)


@dataclass(frozen=True, slots=True)
class Likely:
    """A pair that may be one person. `likeness` is 0 to 100."""

    first: int
    second: int
    reason: str
    likeness: float


def likely_twins(connection: Connection, lead: Row[Any], company_id: int | None) -> list[Likely]:
    """Whom a lead may be the same person as; the best reason for each."""
    if lead.suspected or lead.erased_at is not None:
        return []
    found: dict[int, Likely] = {}
    for other, reason, likeness in _compared(connection, lead, company_id):
        first, second = sorted((lead.id, other))
        if other not in found or found[other].likeness < likeness:
            found[other] = Likely(first, second, reason, round(likeness, 1))
    return list(found.values())


def _compared(
    connection: Connection, lead: Row[Any], company_id: int | None
) -> Iterator[tuple[int, str, float]]:
    for other in _same_phone(connection, lead):
        # A shared number alone is half a reason; the names say the rest.
        known = lead.name_key and other.name_key
        alike = _names(lead, other) if known else 75.0
        yield other.id, "phone", 50.0 + alike / 2
    if not lead.name_key:
        return
    for other in _neighbours(connection, lead, company_id):
        name = _names(lead, other)
        if name < NEAR_NAME:
            continue
        house = _companies(lead, company_id, other)
        if house >= NEAR_COMPANY:
            yield other.id, "name_company", (name + house) / 2


def _names(lead: Row[Any], other: Row[Any]) -> float:
    return float(fuzz.token_sort_ratio(lead.name_key, other.name_key))


def _companies(lead: Row[Any], company_id: int | None, other: Row[Any]) -> float:
    if company_id is not None and company_id == other.company_id:
        return 100.0
    one, two = bare_name(lead.company), bare_name(other.company)
    return float(fuzz.ratio(one, two)) if one and two else 0.0


def _same_phone(connection: Connection, lead: Row[Any]) -> list[Any]:
    if not lead.phone:
        return []
    same = select(*_READ).where(_LEADS.c.phone == lead.phone, _LEADS.c.id != lead.id, *_LIVING)
    found = connection.execute(same.limit(SHARED_PHONE + 1)).all()
    return [] if len(found) > SHARED_PHONE else list(found)


def _neighbours(connection: Connection, lead: Row[Any], company_id: int | None) -> Iterator[Any]:
    beginning = lead.name_key[:_BEGINNING]
    begins = and_(_LEADS.c.name_key >= beginning, _LEADS.c.name_key < beginning + "\U0010ffff")
    blocks = [_LEADS.c.name_key == lead.name_key, begins]
    if company_id is not None:
        blocks.append(and_(_LEADS.c.company_id == company_id, _LEADS.c.name_key.is_not(None)))
    seen = {lead.id}
    for block in blocks:
        for other in connection.execute(select(*_READ).where(block, *_LIVING).limit(BLOCK)):
            if other.id not in seen:
                seen.add(other.id)
                yield other


def propose(connection: Connection, pairs: list[Likely], at: datetime) -> None:
    """Keep pairs for somebody to decide; those that were decided or proposed before stay so."""
    rows = [
        {
            "first_lead_id": pair.first,
            "second_lead_id": pair.second,
            "reason": pair.reason,
            "likeness": pair.likeness,
            "found_at": at,
        }
        for pair in pairs
    ]
    insert_unless_there(connection, TABLES["duplicates"], rows)
