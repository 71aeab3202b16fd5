"""For operators: is the process up, is the database there, how much goes on."""

from __future__ import annotations

from time import perf_counter

from flask import Blueprint, Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from store.database import db
from web.conversations.kept import LISTENERS
from web.health.figures import count_request, count_turn, exposition, time_turn
from web.limits import limiter
from web.site import site

blueprint = Blueprint("health", __name__)
limiter.exempt(blueprint)


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process answers (anyone)."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
def readyz() -> Response:
    """The database answers (anyone)."""
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return Response("the database does not answer\n", 503, mimetype="text/plain")
    return Response("ready\n", mimetype="text/plain")


@blueprint.get("/metrics")
def metrics() -> Response:
    """Figures of this machine's processes for Prometheus (anyone who reaches the port)."""
    return Response(exposition(site().library), content_type=CONTENT_TYPE_LATEST)


# ---------------------------------------------------------------- what is counted


@blueprint.before_app_request
def _begin() -> None:
    g.began = perf_counter()


@blueprint.after_app_request
def _count(response: Response) -> Response:
    asked = request._get_current_object()  # type: ignore[attr-defined]
    part = asked.blueprint or ("static" if asked.endpoint == "static" else "none")
    count_request(part, response.status_code)
    refused = response.status_code == 429  # by the rate limit: no turn
    if asked.method == "POST" and part in ("visitor", "api") and "began" in g and not refused:
        time_turn("page" if part == "visitor" else "api", perf_counter() - g.began)
    return response


LISTENERS.append(count_turn)
