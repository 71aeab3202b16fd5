"""`/mail/<token>`: a counted link of one of our mails, and the mark that shows it was opened.

A link leads to the address that was kept with it when its mail was made, and nowhere else, whatever
the request says. What is done is kept only for who agreed to it, and holds nobody up.
"""

from __future__ import annotations

from base64 import b64decode
from contextlib import suppress
from typing import Any

from flask import Response, make_response, render_template, request
from sqlalchemy.exc import OperationalError

from leads import mail_presses
from leads.mail_links import READ, link_of
from leads.mail_presses import Press
from store.types import now
from store.writing import WriteLockBusy, read_connection, write_connection
from web.limits import VISITOR, limiter
from web.rules.present import active_definition
from web.verification import blueprint
from web.verification.page import ConfirmPage
from web.visitor.rendering import asset

#: One transparent pixel.
PIXEL = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")

#: Headers by which programs say that they only load ahead of somebody.
_AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


@blueprint.get("/mail/<token>")
@limiter.limit(VISITOR)
def follow_link(token: str) -> Response:
    """Lead on to where a link of a mail leads (whoever holds the link)."""
    link = _link(token)
    if link is None or link.kind == READ:
        return _nowhere()
    _take(token)
    response = Response(status=302)
    response.headers["Location"] = link.url
    return _private(response)


@blueprint.get("/mail/<token>/mark.gif")
@limiter.limit(VISITOR)
def load_mark(token: str) -> Response:
    """The picture of a mail that was opened (whoever holds the link)."""
    link = _link(token)
    known = link is not None and link.kind == READ
    if known:
        _take(token)
    return _private(Response(PIXEL, 200 if known else 404, mimetype="image/gif"))


def _link(token: str) -> Any | None:
    if len(token) > 64 or not token.isascii() or "\0" in token:  # no token we ever gave
        return None
    with read_connection() as connection:
        return link_of(connection, token)


def _take(token: str) -> None:
    ahead = any("pre" in request.headers.get(name, "").lower() for name in _AHEAD)
    press = Press(now(), request.method, request.headers.get("User-Agent"), ahead)
    definition = active_definition()
    with suppress(WriteLockBusy, OperationalError), write_connection() as connection:
        mail_presses.take(connection, token, press, definition)


def _nowhere() -> Response:
    wanted = request.headers.get("Accept-Language", "")
    page = ConfirmPage.of("nowhere", wanted, "")
    html = render_template("verification/confirm.html", p=page, asset=asset)
    return _private(make_response(html, 404))


def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"  # the address is a secret
    response.headers["X-Robots-Tag"] = "noindex"
    return response
