"""A lead has changed in what other tables hold of it: say so to whoever asks what is new.

Writes of the lead's own row move it on by themselves; see `store.lead_changes`.
"""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, update

from store.lead_changes import next_change
from store.prepared import Prepared
from store.tables import TABLES

_LEADS = TABLES["leads"]
_TOUCH = Prepared(
    update(_LEADS)
    .where(_LEADS.c.id == bindparam("lead_id"))
    .values({"change_number": next_change()})
)


def touch(connection: Connection, lead_id: int) -> None:
    """Move a lead on in the order of changes, in the transaction that changed it."""
    _TOUCH.run(connection, {"lead_id": lead_id})
