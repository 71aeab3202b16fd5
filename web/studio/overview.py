"""The first room: how many leads stand where, the newest hot ones, and what needs mending."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import render_template, url_for

from leads.filters import NO_STAGE, LeadFilter
from leads.lists import lead_page
from store.database import db
from store.types import now
from web.studio import blueprint
from web.studio.definition import lead_definition, stage_names, stage_tone
from web.studio.flows import flow_rows, flow_titles
from web.studio.incidents import newest_incidents
from web.studio.lead_counts import came_since, counted
from web.studio.lead_lines import LeadLine
from web.studio.lead_score import greatest_score
from web.studio.permissions import may
from web.studio.sessions import signed_in
from web.studio.wording import plural

NEWEST = 8
WEEK = timedelta(days=7)


@blueprint.get("/")
def overview() -> str:
    """The overview (signed in)."""
    names = stage_names()
    hottest = names[0] if names else None
    sees_flows = may(signed_in().role, "flows")
    broken = [row for row in flow_rows() if row.errors or row.warnings] if sees_flows else []
    return render_template(
        "studio/overview.html",
        week=came_since(now() - WEEK).words("new lead").capitalize(),
        stages=_stages(names),
        hottest=hottest,
        newest=_newest(hottest),
        newest_url=url_for("studio.leads", stage=hottest) if hottest else url_for("studio.leads"),
        most=greatest_score(lead_definition()),
        broken=[_broken(row.name, row.title, row.errors, row.warnings) for row in broken],
        incidents=newest_incidents(5) if sees_flows else [],
    )


def _stages(names: list[str]) -> list[dict[str, Any]]:
    keys = [*names, NO_STAGE]
    counts = {key: counted(LeadFilter(stage=key)) for key in keys}
    most = max(count.number for count in counts.values())
    lines = []
    for key, count in counts.items():
        name = None if key == NO_STAGE else key
        words = f"{name or 'No stage'}: {count.words('lead')}"
        line: dict[str, Any] = {"name": name, "shown": count.words(), "share_words": words}
        line |= {"share": count.number / most if most else 0, "tone": stage_tone(name)}
        lines.append({**line, "url": url_for("studio.leads", stage=key)})
    return lines


def _newest(hottest: str | None) -> list[LeadLine]:
    asked, sort = LeadFilter(stage=hottest or ""), "seen" if hottest else "newest"
    page = lead_page(db.session.connection(), asked, sort=sort, size=NEWEST)
    definition, titles = lead_definition(), flow_titles()
    return [LeadLine.of(row, definition, titles) for row in page.leads]


def _broken(name: str, title: str, errors: int, warnings: int) -> dict[str, Any]:
    parts = [plural(errors, "error")] if errors else []
    parts += [plural(warnings, "warning")] if warnings else []
    return {
        "title": title,
        "words": ", ".join(parts),
        "errors": errors,
        "warnings": warnings,
        "url": url_for("studio.flow", name=name),
    }
