"""The outbox: what waits to leave, what was given up, what was delivered; and trying again."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import and_, func, select

from outreach import outbox as post
from outreach.carriers import carriers
from store.database import db
from store.outbox import OutboxRow
from store.types import now
from store.writing import write_connection
from web.studio import blueprint
from web.studio.wording import OUTBOX_KINDS

PAGE = 50


_WAITING = and_(OutboxRow.done_at.is_(None), OutboxRow.failed_at.is_(None))
_SHOWS = {
    "waiting": (_WAITING, OutboxRow.due_at),
    "failed": (OutboxRow.failed_at.is_not(None), OutboxRow.id.desc()),
    "delivered": (OutboxRow.done_at.is_not(None), OutboxRow.done_at.desc()),
}


@blueprint.get("/outbox")
def outbox() -> str:
    """What waits, failed or was delivered (marketer, admin)."""
    show = request.args.get("show", "waiting")
    show = show if show in _SHOWS else "waiting"
    condition, order = _SHOWS[show]
    page = max(request.args.get("page", 0, type=int), 0)
    statement = select(OutboxRow).where(condition).order_by(order, OutboxRow.id)
    rows = [*db.session.scalars(statement.limit(PAGE + 1).offset(min(page, 10_000) * PAGE))]
    return render_template(
        "studio/outbox.html",
        show=show,
        rows=[_shown(row) for row in rows[:PAGE]],
        next_url=url_for("studio.outbox", show=show, page=page + 1) if len(rows) > PAGE else None,
        counts={name: _count(condition) for name, (condition, _) in _SHOWS.items()},
        no_mail_server=carriers().mail is None,
    )


@blueprint.post("/outbox/<int:id>/again")
def send_again(id: int) -> ResponseReturnValue:
    """Try one again now (marketer, admin)."""
    with write_connection() as connection:
        again = post.try_again(connection, id, now())
    if again:
        flash("It goes out within seconds.", "good")
    else:
        flash("That was delivered already, or is of no use any more.", "info")
    return redirect(url_for("studio.outbox", show="waiting"), 303)


def _count(condition: Any) -> int:
    some = select(OutboxRow.id).where(condition).limit(1000).subquery()
    return int(db.session.scalar(select(func.count()).select_from(some)) or 0)


def _shown(row: OutboxRow) -> dict[str, Any]:
    over = row.useful_until is not None and row.useful_until <= now()
    return {
        "id": row.id,
        "title": OUTBOX_KINDS.get(row.kind, row.kind),
        "to": row.payload.get("to"),
        "subject": row.payload.get("subject"),
        "error": row.last_error,
        "attempts": row.attempts,
        "created_at": row.created_at,
        "due_at": row.due_at if row.failed_at is None and row.done_at is None else None,
        "failed_at": row.failed_at,
        "done_at": row.done_at,
        "can_try": row.done_at is None and not over,
        "lead_url": url_for("studio.lead", id=row.lead_id) if row.lead_id else None,
    }
