"""The studio's menu: the rooms in groups, and how much waits in each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from sqlalchemy import func, select

from store.database import db
from store.handovers import Handover
from store.incidents import Incident
from store.open_questions import OpenQuestion
from web.studio.permissions import may
from web.studio.sessions import current_person


@dataclass(frozen=True)
class Room:
    """An entry of the menu, and the endpoints beside its own that light it up."""

    endpoint: str
    name: str
    icon: str
    others: tuple[str, ...] = ()


_LEAD = (
    "lead", "lead_timeline", "add_note", "change_status", "erase_lead", "lead_receipt",
    "duplicates",
)  # fmt: skip
_OWN = (
    "users", "api_keys", "audit", "change_password", "invite_user", "reissue_link",
    "make_api_key",
)  # fmt: skip

#: The menu: rooms in groups. The first has no heading; a phone shows it, and the others as "More".
MENU: tuple[tuple[str, tuple[Room, ...]], ...] = (
    (
        "",
        (
            Room("overview", "Overview", "overview", ("speed",)),
            Room("inbox", "Inbox", "inbox", ("lead_brief",)),
            Room("people", "Talks", "chat", ("talk",)),
            Room("leads", "Leads", "leads", _LEAD),
        ),
    ),
    (
        "Customers",
        (
            Room("companies", "Companies", "company", ("company",)),
            Room("questions", "Questions", "question"),
        ),
    ),
    (
        "Marketing",
        (
            Room("flows", "Flows", "flows", ("flow", "flow_version")),
            Room("rules", "Rules", "filter"),
            Room("outbox", "Outbox", "mail"),
        ),
    ),
    (
        "System",
        (
            Room("incidents", "Incidents", "incidents"),
            Room("account", "Settings", "settings", _OWN),
        ),
    ),
)


def menu_of(role: str) -> list[dict[str, Any]]:
    """The groups of rooms that `role` may enter."""
    groups = (
        {"name": name, "rooms": [_entry(room) for room in rooms if may(role, room.endpoint)]}
        for name, rooms in MENU
    )
    return [group for group in groups if group["rooms"]]


def _entry(room: Room) -> dict[str, Any]:
    here = (request.endpoint or "").removeprefix("studio.")
    return {
        "url": url_for(f"studio.{room.endpoint}"),
        "name": room.name,
        "icon": room.icon,
        "here": here == room.endpoint or here in room.others,
        "count": _COUNTS[room.endpoint]() if room.endpoint in _COUNTS else 0,
    }


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
