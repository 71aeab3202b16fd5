"""Companies: the list with search and sorting, and one company with its people and its score."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request, url_for

from leads.companies import MOST, SHARE, Figures, figures
from leads.company_lists import SORTS, company_page, people_page
from leads.history import links
from store.companies import Company
from store.database import db
from store.leads import Lead
from web.studio import blueprint
from web.studio.definition import lead_definition
from web.studio.fields import argument
from web.studio.flows import flow_titles
from web.studio.lead_lines import LeadLine
from web.studio.lead_score import greatest_score
from web.studio.lead_story import lead_name
from web.studio.wording import plural, points

PAGE = 50
_SORT_WORDS = {"score": "Score", "people": "People", "name": "Name"}


@blueprint.get("/companies")
def companies() -> str:
    """All companies (signed in)."""
    sort = request.args.get("sort", "score")
    sort = sort if sort in SORTS else "score"
    search = argument("q")
    page = company_page(
        db.session.connection(),
        search=search,
        sort=sort,
        after=request.args.get("after"),
        before=request.args.get("before"),
        size=PAGE,
    )
    now = figures(db.session.connection(), [row.id for row in page.rows], lead_definition())
    return render_template(
        "studio/companies.html",
        rows=[_line(row, now.get(row.id)) for row in page.rows],
        search=search,
        sort=sort,
        sorts=[(name, words, _url(name, search)) for name, words in _SORT_WORDS.items()],
        after_url=page.after and _url(sort, search, after=page.after),
        before_url=page.before and _url(sort, search, before=page.before),
    )


def _url(sort: str, search: str, **place: Any) -> str:
    order = sort if sort != "score" else None
    return url_for("studio.companies", sort=order, q=search or None, **place)


def _line(row: Any, now: Figures | None) -> dict[str, Any]:
    return {
        "url": url_for("studio.company", id=row.id),
        "name": row.name,
        "domain": row.domain,
        "people": plural(now.people if now else 0, "person", "people"),
        "score": now.score if now else 0.0,
        "decider": now is not None and now.decider_id is not None,
    }


@blueprint.get("/companies/<int:id>")
def company(id: int) -> str:
    """One company, its people and how its score comes about (signed in)."""
    found = db.session.get(Company, id) or abort(404)
    definition, titles = lead_definition(), flow_titles()
    connection = db.session.connection()
    now = figures(connection, [id], definition).get(id)
    people = people_page(connection, id, after=request.args.get("after"), size=PAGE)
    decider = db.session.get(Lead, now.decider_id) if now and now.decider_id else None
    return render_template(
        "studio/company.html",
        company=found,
        people=[LeadLine.of(row, definition, titles) for row in people.rows],
        count=plural(now.people if now else 0, "person", "people"),
        score=now.score if now else 0.0,
        why=_why(now),
        most=greatest_score(definition) + MOST,
        decider=_decider(decider),
        after_url=people.after and url_for("studio.company", id=id, after=people.after),
    )


def _why(now: Figures | None) -> str:
    if now is None:
        return "Nobody here counts: no living lead that is neither a suspected bot nor no lead."
    best = f"{points(now.best)} of the best lead"
    if now.people == 1:
        return f"{best}, the only one."
    share = f"{SHARE:.0%} of {points(now.others)} of the others"
    held = f", held to {points(MOST)}" if SHARE * now.others > MOST else ""
    return f"{best} + {points(now.extra)} ({share}{held}) = {points(now.score)}"


def _decider(lead: Lead | None) -> dict[str, Any] | None:
    if lead is None:
        return None
    named = any(
        link.kind == "referred" and link.to_lead_id == lead.id
        for link in links(db.session.connection(), lead.id)
    )
    words = "named by a colleague as the decision maker" if named else "decides, by own answers"
    return {"name": lead_name(lead), "url": url_for("studio.lead", id=lead.id), "words": words}
