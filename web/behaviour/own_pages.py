"""Visits of flows' own pages, which carry no `track.js`: noted by the server that shows them.

Only of who agreed to tracking, and only where the browser is known by a conversation it holds on
that page, or by the pass of a link pressed in a mail. Nothing is kept, set or sent otherwise.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from flask import request
from sqlalchemy import Connection, bindparam, select
from sqlalchemy.exc import OperationalError

from leads import behaving
from leads.consent import has_agreed
from leads.scanners import suspicion_of_request
from store.prepared import Prepared
from store.tables import TABLES
from store.types import now
from store.writing import WriteLockBusy, read_connection, write_connection
from web.person_pass import confirmed_lead
from web.rules.present import active_definition

#: The purpose that has to be agreed to.
PURPOSE = "tracking"

_TALKS, _LEADS = TABLES["conversations"].c, TABLES["leads"].c
_LEAD = Prepared(
    select(_TALKS.lead_id)
    .join(TABLES["leads"], _LEADS.id == _TALKS.lead_id)
    .where(
        _TALKS.token == bindparam("token"),
        _TALKS.suspicion.is_(None),
        _TALKS.preview.is_(False),
        _LEADS.erased_at.is_(None),
    )
)


def note_view(flow: str, token: str) -> None:
    """Note that this request looked at a flow's own page; `token` is the conversation that its
    cookie names, or "". A visit that cannot be kept holds no page up."""
    passed = confirmed_lead()
    if not token and passed is None:
        return
    with suppress(WriteLockBusy, OperationalError):
        with read_connection() as connection:
            lead_id = _agreed(connection, token, passed)
        if lead_id is not None:
            _note(flow, token, lead_id)


def _agreed(connection: Connection, token: str, passed: int | None) -> int | None:
    """Whose visit it is, if they agreed to have it noted."""
    row: Any = _LEAD.first(connection, {"token": token}) if token else None
    lead_id = int(row.lead_id) if row is not None else passed
    return lead_id if lead_id is not None and has_agreed(connection, lead_id, PURPOSE) else None


def _note(flow: str, token: str, lead_id: int) -> None:
    at = now()
    suspicion = suspicion_of_request(request.method, request.headers.get("User-Agent"))
    visitor = behaving.visitor_key(token or f"lead {lead_id}")
    seen = behaving.Noted("page", at, request.base_url, visitor, lead_id, flow, suspicion)
    definition = active_definition()
    with write_connection() as connection:
        behaving.note(connection, seen)
        behaving.count_anew(connection, lead_id, definition, at, seen=not suspicion)
