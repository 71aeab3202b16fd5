"""Refusals as pages: what happened and what to do, in the studio's own look."""

from __future__ import annotations

from flask import Blueprint, render_template
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from store.database import db
from store.writing import WriteLockBusy

#: Status to picture, heading, words. None: the error's own words.
_PAGES: dict[int, tuple[str, str, str | None]] = {
    400: ("info", "That could not be taken", None),
    403: ("incidents", "Not for your role", "Ask an admin if you need this room."),
    404: ("search", "Nothing is here", "It may have been erased, or the address is mistyped."),
    405: ("info", "That could not be taken", "This address takes forms only."),
    413: ("info", "Too large", "What you sent is larger than the site takes."),
    429: ("incidents", "Too many attempts", "Wait a minute, then try again."),
    503: ("incidents", "The database is busy", "Nothing was changed. Try again in a moment."),
}


def _page(status: int, words: str | None = None) -> tuple[str, int]:
    picture, heading, fixed = _PAGES[status]
    page = render_template(
        "studio/refused.html", picture=picture, heading=heading, words=fixed or words or ""
    )
    return page, status


def _http(error: HTTPException) -> tuple[str, int] | HTTPException:
    if error.code not in _PAGES:
        return error
    return _page(error.code, error.description)


def _busy(error: Exception) -> tuple[str, int]:
    db.session.rollback()
    return _page(503)


def init_blueprint(blueprint: Blueprint) -> None:
    """Show errors of the studio's views as its own pages."""
    blueprint.register_error_handler(HTTPException, _http)
    blueprint.register_error_handler(WriteLockBusy, _busy)
    blueprint.register_error_handler(OperationalError, _busy)
