"""The person's rights: everything about one lead handed out, and everything about it gone.

What stays of an erased lead is a row without a name, and its conversations as bare counts: flow,
version, language, times, outcome, campaign. Nothing of it leads back to the person. Which tables
there are is said in `leads.personal`; leads that were merged into this one are the same person.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, delete, select, update

from leads import history
from leads.companies import leave
from leads.personal import HOLDINGS, about, conversations_of, exported, family_of
from store.tables import TABLES
from store.types import now

_LEADS, _TALKS, _UPLOADS = TABLES["leads"], TABLES["conversations"], TABLES["uploads"]
_SEEN = TABLES["behaviour"]

#: Columns that say nothing of the person; all others are emptied.
KEPT_OF_LEADS: Final = frozenset(
    """
    id score status won_value source first_flow created_at updated_at last_seen_at suspected
    unsettled erased_at merged_into_id change_number
    """.split()
)
KEPT_OF_CONVERSATIONS: Final = frozenset(
    """
    id flow flow_version_id kind language started_at updated_at finished_at outcome utm_source
    utm_medium utm_campaign utm_content device suspicion preview
    """.split()
)


def emptied(table: Table, kept: frozenset[str]) -> dict[str, None]:
    """Nothing for each column that may hold nothing and is not among `kept`."""
    columns = (column for column in table.c if column.nullable)
    return {column.name: None for column in columns if column.name not in kept}


def erase(connection: Connection, lead_id: int) -> bool:
    """Erase one person for good; False when there is no such lead or it is erased already."""
    at = now()
    living = select(_LEADS).where(_LEADS.c.id == lead_id, _LEADS.c.erased_at.is_(None))
    lead = connection.execute(living.with_for_update()).first()
    if lead is None:
        return False
    family = family_of(connection, lead_id)
    talks = conversations_of(connection, family)
    _forget_browsers(connection, talks)
    strip(connection, talks)
    for name, holding in HOLDINGS.items():
        if holding.erase == "delete":
            connection.execute(delete(TABLES[name]).where(about(TABLES[name], family, talks)))
    gone = {"score": 0.0, "erased_at": at, "updated_at": at, "unsettled": False}
    connection.execute(
        update(_LEADS)
        .where(_LEADS.c.id.in_(family))
        .values(emptied(_LEADS, KEPT_OF_LEADS) | gone | {"merged_into_id": None})
    )
    leave(connection, lead.company_id, family)
    return True


def _forget_browsers(connection: Connection, conversation_ids: list[int]) -> None:
    """What the person's browsers did before it was known whose they are."""
    browsers = select(_TALKS.c.visitor).where(
        _TALKS.c.id.in_(conversation_ids), _TALKS.c.visitor.is_not(None)
    )
    theirs = (_SEEN.c.lead_id.is_(None), _SEEN.c.visitor.in_(browsers))
    connection.execute(delete(_SEEN).where(*theirs))


def strip(connection: Connection, conversation_ids: list[int]) -> None:
    """Leave nothing of conversations but what is counted; their links open nothing any more."""
    rows = select(_TALKS.c.id, _TALKS.c.token).where(_TALKS.c.id.in_(conversation_ids))
    for row in connection.execute(rows).all():
        connection.execute(delete(_UPLOADS).where(_UPLOADS.c.conversation_token == row.token))
        nothing = {"token": f"erased-{secrets.token_hex(16)}", "state": "", "turn": 0}
        connection.execute(
            update(_TALKS)
            .where(_TALKS.c.id == row.id)
            .values(emptied(_TALKS, KEPT_OF_CONVERSATIONS) | nothing)
        )


# ---------------------------------------------------------------- export


#: Parts of the export whose names are those people know; the others have their table's.
_NAMES: Final = {"lead_links": "links"}

#: The bot's own bookkeeping, said elsewhere in the export in plain words, and keys to the site.
_INNER: Final = frozenset(
    {"state", "last_request", "awaiting", "awaiting_since", "token", "change_number"}
)


def export(connection: Connection, lead_id: int) -> dict[str, Any] | None:
    """Everything kept about one person, as plain JSON; files as base64. None: no such lead."""
    lead = connection.execute(select(_LEADS).where(_LEADS.c.id == lead_id)).first()
    if lead is None:
        return None
    found = {
        _NAMES.get(name, name): [_plain(row) for row in rows]
        for name, rows in exported(connection, lead_id)
    }
    # With their flow and its language, which the bare rows lack; in the ledger with its version.
    found["answers"] = [_plain(row) for row in history.answers(connection, lead_id)]
    found["ledger"] = [_plain(row) for row in history.ledger(connection, lead_id)]
    found["files"] = [_plain(row) for row in history.uploads(connection, lead_id)]
    taken_in = select(_LEADS).where(_LEADS.c.merged_into_id == lead_id).order_by(_LEADS.c.id)
    found["merged_leads"] = [_plain(row) for row in connection.execute(taken_in)]
    return {"exported_at": now().isoformat(), "lead": _plain(lead), **found}


def _plain(row: Row[Any]) -> dict[str, Any]:
    return {
        name: _json(value)
        for name, value in row._mapping.items()
        if name not in _INNER and value is not None
    }


def _json(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode("ascii")
    return value


def counted(found: Mapping[str, Any]) -> dict[str, int]:
    """How much an export holds of each part: what the audit log may say of it."""
    return {name: len(part) for name, part in found.items() if isinstance(part, list)}
