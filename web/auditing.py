"""Who saw and changed what: every request of the studio and with an API key writes a line.

A view that changes much calls `audited` inside its own transaction, so that the change and its line
are kept together or not at all; all others are noted here when they are answered. A page that many
browsers ask for again and again is noted once a minute for each person. What somebody searched for
is not noted, as it may be a name: only which filters were set.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from typing import Any, Final

from flask import Response, g, make_response, request
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from store.audit import Actor, Deed, append
from store.database import db
from store.writing import WriteLockBusy, write_connection
from web.site import site

_log = logging.getLogger("lodestone.web")

#: Rooms of the studio that show nobody's data and change nothing that others see.
SILENT: Final = frozenset(
    {"sign_in", "welcome", "change_theme", "flow_qr", "flows", "flow", "flow_version", "account"}
)

#: Seconds within which the same look of the same person is one.
SAME_LOOK: Final = 60.0

#: What the first part of an address below the room is about.
_KINDS: Final = {
    "leads": "lead",
    "companies": "company",
    "duplicates": "duplicate",
    "merges": "merge",
    "users": "user",
    "api-keys": "key",
    "incidents": "incident",
}
_PAGING: Final = frozenset({"after", "before", "cursor", "limit", "sort", "reverse", "bom"})


def audited(connection: Connection, deed: Deed) -> None:
    """Note a deed of whoever asks, in the caller's transaction and as its last statement."""
    append(connection, actor(), deed)
    g.audited = True


def actor() -> Actor:
    """Who asks: the person signed in, the API key, or nobody that we know."""
    address = (request.remote_addr or "")[:64] or None
    person = g.get("person")
    if person is not None:
        return Actor("user", person.id, address)
    key = g.get("api_key")
    return Actor("key", key.id, address) if key is not None else Actor("person", None, address)


def note(response: Response) -> Response:
    """After every answer of the studio and the API: note it, or do not give it out."""
    name = (request.endpoint or "").rpartition(".")[2]
    who = actor()
    if who.id is None or g.get("audited") or name in SILENT or response.status_code >= 400:
        return response
    looks = request.method in ("GET", "HEAD")
    deed = _deed(name, looks)
    if looks and _just_seen(who, deed):
        return response
    try:
        db.session.rollback()
        with write_connection() as connection:
            append(connection, who, deed)
    except (WriteLockBusy, SQLAlchemyError):
        _log.exception("audit line not kept", extra={"action": deed.action})
        # What was changed is changed; what would have been shown is not shown unnoted.
        return _not_shown(response) if looks else response
    return response


def _deed(name: str, looks: bool) -> Deed:
    kind, number = _object(request.path, request.view_args or {})
    verb = "saw" if looks else "did"
    filters = sorted({key for key, value in request.args.items() if value} - _PAGING)
    return Deed(f"{verb}:{name}"[:40], kind, number, {"filters": filters} if filters else {})


def _object(path: str, arguments: Mapping[str, Any]) -> tuple[str | None, int | None]:
    parts = path.removeprefix("/studio/").removeprefix("/api/v1/").split("/")
    kind = _KINDS.get(parts[0].split(".")[0])
    number = arguments.get("id") or arguments.get("lead_id") or arguments.get("company_id")
    return kind, number if isinstance(number, int) else None


def _just_seen(who: Actor, deed: Deed) -> bool:
    seen: dict[tuple[Any, ...], float] = site().cache.setdefault("audit_seen", {})
    look = (who.kind, who.id, who.address, deed.action, deed.object_id, str(deed.detail))
    moment = time.monotonic()
    if moment - seen.get(look, -SAME_LOOK) < SAME_LOOK:
        return True
    if len(seen) > 10_000:
        seen.clear()
    seen[look] = moment
    return False


def _not_shown(response: Response) -> Response:
    response.close()
    refused = make_response("The audit log could not be written. Try again in a moment.\n", 503)
    refused.mimetype = "text/plain"
    refused.headers["Retry-After"] = "2"
    return refused
