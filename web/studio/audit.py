"""The audit log: who saw and changed what, and whether the chain of its lines holds."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from store.audit import AuditLine, verify
from store.database import db
from store.users import ApiKey, User
from web.studio import blueprint
from web.studio.wording import number, plural

PAGE = 100

#: What stands before the colon of an action, in words.
_VERBS = {"saw": "Saw", "did": "Did"}
_ROOMS = {"lead": "studio.lead", "company": "studio.company"}


@blueprint.get("/audit")
def audit() -> str:
    """The newest lines (admin); `lead` shows those about one lead."""
    lead_id = request.args.get("lead", type=int)
    lines = _lines(lead_id, request.args.get("before", type=int))
    after = None
    if len(lines) > PAGE:
        after = url_for("studio.audit", before=lines[PAGE - 1].id, lead=lead_id)
    return render_template(
        "studio/audit.html", lines=_shown(lines[:PAGE]), lead_id=lead_id, after_url=after
    )


@blueprint.post("/audit/verify")
def verify_audit() -> ResponseReturnValue:
    """Walk the whole chain and say whether it holds (admin)."""
    verdict = verify(db.session.connection())
    if verdict.holds:
        words = f"The chain holds: {plural(verdict.lines, 'line')}, head {verdict.head[:16]}…"
        flash(words, "good")
    else:
        at = number(verdict.broken_at or 0)
        flash(f"The chain is broken at line {at}: it was changed or one before is missing.", "bad")
    return redirect(url_for("studio.audit"), 303)


def _lines(lead_id: int | None, before: int | None) -> list[AuditLine]:
    statement = select(AuditLine).order_by(AuditLine.id.desc()).limit(PAGE + 1)
    if before is not None and 0 < before < 2**63:
        statement = statement.where(AuditLine.id < before)
    if lead_id is not None and 0 < lead_id < 2**63:
        statement = statement.where(AuditLine.object_kind == "lead", AuditLine.object_id == lead_id)
    return list(db.session.scalars(statement))


def _shown(lines: list[AuditLine]) -> list[dict[str, Any]]:
    users = _names(User, {line.actor_id for line in lines if line.actor_kind == "user"})
    keys = _names(ApiKey, {line.actor_id for line in lines if line.actor_kind == "key"})
    return [
        {
            "id": line.id,
            "at": line.at,
            "who": _who(line, users, keys),
            "verb": _VERBS.get(line.action.partition(":")[0], ""),
            "what": line.action.partition(":")[2].replace("_", " ") or line.action,
            "object": f"{line.object_kind} {line.object_id}" if line.object_id else "",
            "url": _url(line),
            "address": line.address,
            "detail": ", ".join(
                _detail(name, value) for name, value in (line.detail or {}).items()
            ),
            "hash": line.hash,
        }
        for line in lines
    ]


def _names(model: Any, ids: set[Any]) -> dict[int, str]:
    rows = db.session.execute(select(model.id, model.name).where(model.id.in_(ids)))
    return {row.id: row.name for row in rows}


def _who(line: AuditLine, users: dict[int, str], keys: dict[int, str]) -> str:
    if line.actor_kind == "user":
        return users.get(line.actor_id or 0, f"User {line.actor_id}")
    if line.actor_kind == "key":
        return f"API key {keys.get(line.actor_id or 0, str(line.actor_id))}"
    return "The person" if line.actor_kind == "person" else "The system"


def _url(line: AuditLine) -> str | None:
    room = _ROOMS.get(line.object_kind or "")
    return url_for(room, id=line.object_id) if room and line.object_id else None


def _detail(name: str, value: Any) -> str:
    shown = ", ".join(map(str, value)) if isinstance(value, list) else value
    return f"{name.replace('_', ' ')}: {shown}"
