"""What the worker finds out about leads that are new or have changed: company and duplicates.

Read first and written in one short transaction for a few leads, so that visitors never wait long.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, select, text, update

from bot.score import LeadDefinition
from leads import companies
from leads.duplicates import Likely, likely_twins, propose
from store.database import db
from store.tables import TABLES
from store.writing import write_connection

#: Leads settled in one transaction.
BATCH: Final = 5

_LEADS, _COMPANIES = TABLES["leads"], TABLES["companies"]
_TALKS, _LINES = TABLES["conversations"], TABLES["ledger"]


def settle_some(definition: LeadDefinition, at: datetime, size: int = BATCH) -> int:
    """Settle the next leads; returns how many there were."""
    with db.engine.connect() as connection:
        waiting = select(_LEADS).where(text("unsettled")).order_by(_LEADS.c.id).limit(size)
        leads = list(connection.execute(waiting))
        found = [(lead, _twins(connection, lead)) for lead in leads]
    if not found:
        return 0
    with write_connection() as connection:
        touched: set[int] = set()
        for lead, twins in found:
            touched |= _settle(connection, lead, twins, at)
    _count_anew(sorted(touched), definition, at)
    return len(found)


def _count_anew(company_ids: list[int], definition: LeadDefinition, at: datetime) -> None:
    """Count first and keep afterwards: a large company takes its time, and nobody waits for it."""
    if not company_ids:
        return
    with db.engine.connect() as connection:
        now = companies.figures(connection, company_ids, definition)
    with write_connection() as connection:
        companies.keep_figures(connection, company_ids, now, at)


def recount_some(after: int, definition: LeadDefinition, at: datetime, size: int) -> int | None:
    """Recount the next companies after a number; returns the last one's, None at the end."""
    companies_after = select(_COMPANIES.c.id).where(_COMPANIES.c.id > after)
    with db.engine.connect() as connection:
        following = companies_after.order_by(_COMPANIES.c.id).limit(size)
        ids = list(connection.execute(following).scalars())
    _count_anew(ids, definition, at)
    return ids[-1] if len(ids) == size else None


def _twins(connection: Connection, lead: Row[Any]) -> list[Likely]:
    place = companies.place_of(lead)
    company_id = None
    if place is not None:
        key = _COMPANIES.c.key == place.key
        company_id = connection.execute(select(_COMPANIES.c.id).where(key)).scalar()
    return likely_twins(connection, lead, company_id)


def _settle(connection: Connection, lead: Row[Any], twins: list[Likely], at: datetime) -> set[int]:
    """Write what was found; returns the companies to count anew."""
    # Whoever changed it in between has marked it again, and it is looked at once more.
    mine = (_LEADS.c.id == lead.id, _LEADS.c.updated_at == lead.updated_at)
    place = None if lead.erased_at is not None else companies.place_of(lead)
    company_id = companies.settle(connection, place, at)
    # Bookkeeping that nobody is shown: no change of the lead.
    same = {"change_number": _LEADS.c.change_number}
    values = same | {"unsettled": False, "company_id": company_id}
    if connection.execute(update(_LEADS).where(*mine).values(values)).rowcount == 0:
        return set()
    propose(connection, twins, at)
    _give_home(connection, lead.id)
    return {number for number in (lead.company_id, company_id) if number is not None}


def _give_home(connection: Connection, lead_id: int) -> None:
    """Lines that a turn wrote to a lead in the very moment it was merged go where it went."""
    taken_in = select(_LEADS.c.id).where(_LEADS.c.merged_into_id == lead_id)
    own = select(_TALKS.c.id).where(_TALKS.c.lead_id == lead_id)
    connection.execute(
        update(_LINES)
        .where(_LINES.c.lead_id.in_(taken_in), _LINES.c.conversation_id.in_(own))
        .values(lead_id=lead_id)
    )
