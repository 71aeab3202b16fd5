"""The door: who is asking, may they, and is the form really ours. It stands before every view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, abort, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf, validate_csrf
from sqlalchemy import func, select
from wtforms import ValidationError

from store.database import db
from store.handovers import Handover
from store.incidents import Incident
from store.open_questions import OpenQuestion
from web.studio.drawings import glyph, ring
from web.studio.permissions import PERMISSIONS, STRANGERS, may
from web.studio.sessions import current_person, set_cookie
from web.studio.wording import time_tag

THEME_COOKIE = "lodestone_theme"
THEMES = ("light", "dark")

#: Rooms of the main menu: endpoint, name, and the endpoints that light it up.
ROOMS = (
    ("overview", "Overview", "overview", ("speed",)),
    ("inbox", "Inbox", "inbox", ("lead_brief",)),
    ("people", "Talks", "chat", ("talk",)),
    (
        "leads",
        "Leads",
        "leads",
        ("lead", "lead_timeline", "add_note", "change_status", "erase_lead"),
    ),
    ("questions", "Questions", "question", ()),
    ("companies", "Companies", "company", ("company",)),
    ("flows", "Flows", "flows", ("flow", "flow_version")),
    ("rules", "Rules", "filter", ()),
    ("outbox", "Outbox", "mail", ()),
    ("incidents", "Incidents", "incidents", ()),
    (
        "account",
        "Settings",
        "settings",
        (
            "users", "api_keys", "audit", "change_password", "invite_user", "reissue_link",
            "make_api_key",
        ),
    ),
)  # fmt: skip


def _guard() -> ResponseReturnValue | None:
    endpoint = (request.endpoint or "").removeprefix("studio.")
    if endpoint not in PERMISSIONS:
        abort(403)
    if PERMISSIONS[endpoint] is not STRANGERS:
        person = current_person()
        if person is None:
            return _to_sign_in()
        if not may(person.role, endpoint):
            abort(403)
    if request.method == "POST":
        try:
            validate_csrf(request.form.get("csrf_token"))
        except ValidationError:
            abort(400, description="The page was open too long. Go back, load it again and retry.")
    return None


def _to_sign_in() -> ResponseReturnValue:
    if request.method != "GET":
        flash("You were signed out. Sign in and try again; nothing was changed.", "info")
        return redirect(url_for("studio.sign_in"), 303)
    here = request.full_path.rstrip("?")
    if here.rstrip("/") == "/studio":
        return redirect(url_for("studio.sign_in"), 303)
    return redirect(f"{url_for('studio.sign_in')}?next={quote(here, safe='')}", 303)


def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    if "renew_cookie" in g:
        set_cookie(response, g.renew_cookie)
    return response


def _rooms(role: str) -> list[dict[str, Any]]:
    here = (request.endpoint or "").removeprefix("studio.")
    return [
        {
            "url": url_for(f"studio.{endpoint}"),
            "name": name,
            "icon": icon,
            "here": here == endpoint or here in others,
            "count": _COUNTS[endpoint]() if endpoint in _COUNTS else 0,
        }
        for endpoint, name, icon, others in ROOMS
        if may(role, endpoint)
    ]


def _open_incidents() -> int:
    unseen = select(Incident.id).where(Incident.seen_at.is_(None)).limit(100).subquery()
    return int(db.session.scalar(select(func.count()).select_from(unseen)) or 0)


def _waiting() -> int:
    person = current_person()
    if person is None:
        return 0
    mine = (
        select(Handover.id)
        .where(
            Handover.owner_id == person.id,
            Handover.closed_at.is_(None),
            Handover.taken_at.is_(None),
        )
        .limit(100)
        .subquery()
    )
    return int(db.session.scalar(select(func.count()).select_from(mine)) or 0)


def _open_questions() -> int:
    unanswered = select(OpenQuestion.id).where(OpenQuestion.answered_at.is_(None)).limit(100)
    return int(db.session.scalar(select(func.count()).select_from(unanswered.subquery())) or 0)


def _talks_waiting() -> int:
    from web.studio.people import waiting_count  # which is made of what stands behind this door

    return waiting_count()


#: Rooms whose menu entry counts what waits there.
_COUNTS: dict[str, Callable[[], int]] = {
    "inbox": _waiting,
    "people": _talks_waiting,
    "questions": _open_questions,
    "incidents": _open_incidents,
}


def _for_templates() -> dict[str, Any]:
    person = current_person()
    role = person.role if person else None
    theme = request.cookies.get(THEME_COOKIE)
    return {
        "person": person,
        "may": lambda endpoint: may(role, endpoint),
        "sees_flows": may(role, "flows"),
        "rooms": _rooms(person.role) if person else [],
        "theme": theme if theme in THEMES else None,
        "csrf_token": generate_csrf,
        "glyph": glyph,
        "ring": ring,
        "time_tag": time_tag,
    }


def init_blueprint(blueprint: Blueprint) -> None:
    """Put the door before every view of the studio."""
    blueprint.before_request(_guard)
    blueprint.after_request(_private)
    blueprint.context_processor(_for_templates)
