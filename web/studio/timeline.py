"""All that happened with a lead, in one list by time: newest first, by kind, page by page."""

from __future__ import annotations

from datetime import datetime

from flask import render_template, request, url_for

from web.studio import blueprint
from web.studio.fields import argument
from web.studio.lead import find_lead
from web.studio.lead_story import lead_name
from web.studio.timeline_pages import Entry, Place, newest
from web.studio.timeline_sources import KINDS

PAGE = 50


@blueprint.get("/leads/<int:id>/timeline")
def lead_timeline(id: int) -> str:
    """One lead's timeline (signed in)."""
    lead = find_lead(id)
    kind = argument("kind")
    kind = kind if kind in KINDS else ""
    entries = newest(id, PAGE + 1, kind, Place.read(request.args.get("before", "")))
    more = len(entries) > PAGE
    return render_template(
        "studio/timeline.html",
        lead=lead,
        name=lead_name(lead),
        kind=kind,
        kinds=KINDS,
        days=by_day(entries[:PAGE]),
        older_url=_older(id, kind, entries[PAGE - 1]) if more else None,
        first_page="before" not in request.args,
    )


def _older(lead_id: int, kind: str, last: Entry) -> str:
    return url_for(
        "studio.lead_timeline", id=lead_id, kind=kind or None, before=last.place.written()
    )


def by_day(entries: list[Entry]) -> list[tuple[datetime, list[Entry]]]:
    """The entries under their days (UTC)."""
    days: list[tuple[datetime, list[Entry]]] = []
    for entry in entries:
        if not days or days[-1][0].date() != entry.at.date():
            days.append((entry.at, []))
        days[-1][1].append(entry)
    return days
