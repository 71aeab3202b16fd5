"""A pass that says which lead a browser's person is: they opened a link in their own mail with it.

It names the lead and the address that was confirmed, is signed, and holds for a month. What it
opens is small: questions answered before are not asked again. No page shows who the lead is.
"""

from __future__ import annotations

from typing import Any

from flask import current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy import bindparam, select
from werkzeug import Response

from store.prepared import Prepared
from store.tables import TABLES
from store.writing import read_connection

COOKIE = "lodestone_person"
#: Seconds that a pass holds.
LIFE = 30 * 24 * 3600
#: The cookie goes to flows' own pages only.
PATH = "/f"

_LEADS = TABLES["leads"]
_OF_ADDRESS = Prepared(
    select(_LEADS.c.id).where(
        _LEADS.c.id == bindparam("lead_id"),
        _LEADS.c.email_key == bindparam("address"),
        _LEADS.c.erased_at.is_(None),
    )
)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="person")


def remember(response: Response, lead_id: int, address: str) -> None:
    """Let this browser be known as the person whose address (its key) was just confirmed."""
    response.set_cookie(
        COOKIE,
        str(_signer().dumps([lead_id, address])),
        max_age=LIFE,
        path=PATH,
        httponly=True,
        samesite="Lax",
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
    )


def confirmed_lead() -> int | None:
    """The lead whose person this browser is proven to be; None without a pass that holds, and
    when the lead has another address by now or was erased."""
    given = request.cookies.get(COOKIE)
    if not given:
        return None
    try:
        lead_id, address = _signer().loads(given, max_age=LIFE)
    except (BadData, TypeError, ValueError):
        return None
    with read_connection() as connection:
        found: Any = _OF_ADDRESS.first(connection, {"lead_id": lead_id, "address": address})
    return int(found.id) if found is not None else None
