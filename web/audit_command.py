"""`python -m web audit verify`: whether the audit log holds, for a shell or a nightly job."""

from __future__ import annotations

from store.audit import verify
from store.database import db
from web.app import create_app
from web.settings import Settings


def verdict_on_log(settings: Settings, head: str | None) -> tuple[bool, str]:
    """Whether the chain holds, and what to say of it. `head` is one noted earlier."""
    app = create_app(settings)
    with app.app_context(), db.engine.connect() as connection:
        found = verify(connection, head)
    if found.broken_at is not None:
        at = found.broken_at
        return False, f"BROKEN at line {at}: it was changed, or a line before it is missing."
    if found.missing_head:
        return False, f"BROKEN: no line has the hash {head}; lines were cut off at the end."
    return True, f"The chain of {found.lines} lines holds. Head: {found.head}"
