"""Every table that holds something about a person, and what becomes of it: the one list.

Erasing, exporting and merging go by it. A table with a column that points at a lead or at a
conversation and is not in `HOLDINGS` fails a test, so that nobody forgets one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Connection, Row, Table, false, or_, select

from leads import telling
from store.tables import TABLES


@dataclass(frozen=True, slots=True)
class Holding:
    """What becomes of a table's rows about a person.

    `erase`: they are deleted, or a module has its `own` way. `export`: they are handed out.
    `merge`: they `move` to the lead that stays, they `stay` with the one taken in, or `own`.
    """

    erase: Literal["delete", "own"] = "delete"
    export: bool = True
    merge: Literal["move", "stay", "own"] = "move"


#: By table. Rows found through their conversation alone move with it: their `merge` is "stay".
HOLDINGS: Final[Mapping[str, Holding]] = {
    "answers": Holding(merge="stay"),
    "api_writes": Holding(export=False, merge="stay"),
    "behaviour": Holding(),
    "confirmations": Holding(export=False),
    "consents": Holding(),
    "conversations": Holding(erase="own"),
    "duplicates": Holding(export=False, merge="own"),
    "handovers": Holding(),
    "identities": Holding(),
    "incidents": Holding(merge="stay"),
    "lead_faults": Holding(),
    "lead_links": Holding(merge="own"),
    "lead_tombstones": Holding(erase="own", export=False, merge="stay"),
    "lead_words": Holding(export=False, merge="own"),
    "leads": Holding(erase="own", export=False, merge="own"),
    "ledger": Holding(),
    "mail_links": Holding(),
    "merges": Holding(export=False, merge="stay"),
    "messages": Holding(merge="stay"),
    "notes": Holding(),
    "open_questions": Holding(merge="stay"),
    "outbox": Holding(),
    "person_talks": Holding(merge="stay"),
    "rule_moves": Holding(export=False, merge="stay"),
    "sales_steps": Holding(),
    "stage_changes": Holding(),
    "uploads": Holding(erase="own", merge="stay"),
    "verifications": Holding(),
}


def lead_columns(table: Table) -> tuple[str, ...]:
    """Columns that name a lead: `lead_id`, `from_lead_id` and the like."""
    named = (column.name for column in table.c if column.name.endswith("lead_id"))
    pointing = (key.parent.name for key in table.foreign_keys if key.column.table.name == "leads")
    merged = ("merged_into_id",) if table.name == "leads" else ()
    return tuple(dict.fromkeys((*named, *pointing, *merged)))


def conversation_columns(table: Table) -> tuple[str, ...]:
    """Columns that name a conversation by its number."""
    named = (column.name for column in table.c if column.name.endswith("conversation_id"))
    keys = (key for key in table.foreign_keys if key.column.table.name == "conversations")
    return tuple(dict.fromkeys((*named, *(key.parent.name for key in keys))))


def holds_people(table: Table) -> bool:
    """Whether a table has to be in `HOLDINGS`."""
    by_token = "conversation_token" in table.c
    return bool(lead_columns(table) or conversation_columns(table) or by_token)


def about(
    table: Table, lead_ids: Collection[int], conversation_ids: Collection[int]
) -> ColumnElement[bool]:
    """The condition for rows about some leads or from some conversations."""
    columns = table.c
    parts = [columns[name].in_(lead_ids) for name in lead_columns(table)]
    parts += [columns[name].in_(conversation_ids) for name in conversation_columns(table)]
    return or_(false(), *parts)


def family_of(connection: Connection, lead_id: int) -> list[int]:
    """The lead and those that were taken into it."""
    leads = TABLES["leads"].c
    taken_in = select(leads.id).where(leads.merged_into_id == lead_id).order_by(leads.id)
    return [lead_id, *connection.execute(taken_in).scalars()]


def conversations_of(connection: Connection, lead_ids: Collection[int]) -> list[int]:
    """Numbers of the leads' conversations."""
    talks = TABLES["conversations"].c
    return list(connection.execute(select(talks.id).where(talks.lead_id.in_(lead_ids))).scalars())


def exported(connection: Connection, lead_id: int) -> Iterator[tuple[str, list[Row[Any]]]]:
    """What is handed out of each table, by its name; files are not among it."""
    family = family_of(connection, lead_id)
    talks = conversations_of(connection, family)
    for name, holding in HOLDINGS.items():
        table = TABLES[name]
        if holding.export and "conversation_token" not in table.c:
            rows = select(table).where(about(table, family, talks)).order_by(*table.primary_key)
            if name == "outbox":  # mails to the house's people name them, not the person
                rows = rows.where(table.c.kind != telling.KIND)
            yield name, list(connection.execute(rows).all())
