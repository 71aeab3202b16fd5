"""Companies for other systems: a list by cursor, one with what its score is made of."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from flask import Response, jsonify, request
from pydantic import Field, StringConstraints
from sqlalchemy import Row

from leads.companies import Figures, figures
from leads.company_lists import company_page, is_place, people_page
from store.companies import Company
from store.database import db
from web.api import blueprint
from web.api.bodies import Body
from web.api.keys import needs
from web.api.problems import Problem
from web.conversations.faults import mind_faults
from web.limits import VISITOR, limiter
from web.rules.present import active_definition

_NOBODY = Figures(0, 0.0, 0.0, None)


class CompanyQuery(Body):
    """The list's parameters."""

    q: Annotated[str, StringConstraints(max_length=200)] = Field(
        "", description="What the name begins with, or the whole domain."
    )
    sort: Literal["score", "people", "name"] = Field("score", description="The greatest first.")
    cursor: Annotated[str, StringConstraints(max_length=500)] | None = Field(
        None, description="The `next` of the page before."
    )
    limit: int = Field(50, ge=1, le=200, description="Rows a page.")


@blueprint.get("/companies")
@limiter.limit(VISITOR)
@mind_faults
@needs("companies:read")
def list_companies() -> Response:
    """Companies (API key with companies:read)."""
    asked = CompanyQuery.model_validate(request.args.to_dict())
    if asked.cursor and not is_place(asked.cursor, asked.sort):
        raise Problem(422, "Wrong shape", "/cursor: send the `next` of the page before as it is.")
    connection = db.session.connection()
    page = company_page(
        connection, search=asked.q, sort=asked.sort, after=asked.cursor, size=asked.limit
    )
    now = figures(connection, [row.id for row in page.rows], active_definition())
    shown = [_company(row, now.get(row.id, _NOBODY)) for row in page.rows]
    return jsonify({"companies": shown, "next": page.after})


@blueprint.get("/companies/<int:company_id>")
@limiter.limit(VISITOR)
@mind_faults
@needs("companies:read")
def show_company(company_id: int) -> Response:
    """One company with the newest of its leads (API key with companies:read)."""
    found = db.session.get(Company, company_id)
    if found is None:
        raise Problem(404, "Company not found", "There is no such company.")
    connection = db.session.connection()
    now = figures(connection, [company_id], active_definition()).get(company_id, _NOBODY)
    people = people_page(connection, company_id, size=200)
    return jsonify({**_company(found, now), "leads": [row.id for row in people.rows]})


def _company(row: Row[Any] | Company, now: Figures) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "domain": row.domain,
        "people": now.people,
        "score": now.score,
        "best": now.best,
        "extra": now.extra,
        "decision_maker": now.decider_id,
    }
