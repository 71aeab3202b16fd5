"""The list of leads: search, filters, sorting, pages; all of it in the address."""

from __future__ import annotations

import time
from typing import Any

from flask import render_template, request

from bot.score import LeadDefinition
from leads.filters import ANY, NO_STAGE
from leads.gaps import QUESTIONS
from leads.lists import LeadPage, lead_page, sources
from store.database import db
from web.site import site
from web.studio import blueprint
from web.studio.definition import lead_definition, stage_names
from web.studio.flows import flow_titles
from web.studio.lead_counts import Count, counted
from web.studio.lead_faults import FAULT_WORDS
from web.studio.lead_filters import (
    Asked,
    asked_for,
    axis_choices,
    chips_of,
    sort_links,
)
from web.studio.lead_handover import owner_choices
from web.studio.lead_lines import LeadLine
from web.studio.lead_score import axes_shown, greatest_score
from web.studio.wording import STATUS_WORDS

PAGE = 50
#: Seconds that the list of sources is kept.
SOURCES_KEPT = 60.0


@blueprint.get("/leads")
def leads() -> str:
    """The list (signed in)."""
    definition, titles = lead_definition(), flow_titles()
    asked, people = asked_for(definition), _people()
    page = lead_page(
        db.session.connection(),
        asked.filter(),
        sort=asked.sort,
        reverse=asked.reverse,
        after=request.args.get("after"),
        before=request.args.get("before"),
        size=PAGE,
    )
    return render_template(
        "studio/leads.html",
        asked=asked,
        rows=[LeadLine.of(row, definition, titles) for row in page.leads],
        chips=chips_of(asked, titles, dict(people)),
        wrong=asked.wrong,
        panel_open=bool(asked.wrong) or request.args.get("panel") == "open",
        choices=_choices(definition, titles, people),
        sorts=sort_links(asked),
        count_words=_count(asked, page).words("lead").capitalize(),
        most=greatest_score(definition),
        legend=_legend(definition),
        csv_url=asked.url("studio.leads_csv"),
        csv_bom_url=asked.url("studio.leads_csv", bom="1"),
        after_url=_page_url(asked, after=page.after),
        before_url=_page_url(asked, before=page.before),
    )


def _count(asked: Asked, page: LeadPage) -> Count:
    """How many there are; a list of one page has counted itself."""
    if page.before is None and page.after is None:
        return Count(len(page.leads))
    return counted(asked.filter())


def _page_url(asked: Asked, **key: str | None) -> str | None:
    given = {name: value for name, value in key.items() if value}
    return asked.url(**given) if given else None


def _people() -> list[tuple[str, str]]:
    """Who may own leads, by their value in the address."""
    return [("nobody", "Nobody"), *owner_choices()[1:]]


def _choices(
    definition: LeadDefinition, titles: dict[str, str], people: list[tuple[str, str]]
) -> dict[str, Any]:
    missing = [(name, name.capitalize()) for name in QUESTIONS]
    short = [(name, name.replace("_", " ").capitalize()) for name in definition.axes]
    wrong = [(kind, words) for kind, (words, _) in FAULT_WORDS.items()]
    stages = [(name, name) for name in stage_names()]
    return {
        "stage": [("", "Any"), *stages, (NO_STAGE, "No stage")],
        "status": [("", "Any"), *STATUS_WORDS.items()],
        "flow": [("", "Any"), *sorted(titles.items(), key=lambda item: item[1].casefold())],
        "sources": _sources(),
        "axes": axis_choices(definition),
        "owner": [("", "Anybody"), *people],
        "missing": [("", "Any"), *missing],
        "almost": [("", "Any"), (ANY, "Whatever it is"), *short],
        "fault": [("", "Any"), (ANY, "Whatever is wrong"), *wrong],
    }


def _sources() -> list[str]:
    """Sources to choose from; finding them is as dear as the page itself, so they are kept."""
    until, found = site().cache.get("lead_sources", (0.0, []))
    if time.monotonic() > until:
        found = sources(db.session.connection())
        site().cache["lead_sources"] = (time.monotonic() + SOURCES_KEPT, found)
    return list(found)


def _legend(definition: LeadDefinition) -> Any:
    """An example of the axes' glyph: all but the last known."""
    names = list(definition.axes)
    half = {name: definition.axes[name].cap * 0.6 for name in names[:-1]}
    return axes_shown(half, definition)
