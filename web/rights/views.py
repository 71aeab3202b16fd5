"""The routes. Nothing is withdrawn by opening a link: scanners of mails open every one.

The page shows words, purposes and times, and no more of the address than its owner needs to know
it: links are forwarded.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, abort, current_app, redirect, render_template, request, url_for
from sqlalchemy import Connection, Row, select
from werkzeug.wrappers import Response as BaseResponse

from bot.display import date
from leads.consent import standing, told, withdraw
from leads.rights_links import lead_of
from leads.verification.proofs import BY_CODE, BY_LINK
from store.audit import Deed
from store.database import db
from store.tables import TABLES
from store.types import now
from store.writing import write_connection
from web.auditing import audited
from web.limits import VISITOR, limiter
from web.rights import blueprint
from web.rights.words import LANGUAGES, purpose_words, words_of
from web.visitor.accent import accents
from web.visitor.rendering import asset

#: Purposes that a mail program's own button does not take back: they are about no mail.
NOT_MAIL = frozenset({"profiling", "tracking"})

#: The words for how an address was confirmed.
_WAYS = {BY_CODE: "by_code", BY_LINK: "by_link"}

_LEADS = TABLES["leads"]


@blueprint.after_request
def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.get("/<token>")
@limiter.limit(VISITOR)
def rights(token: str) -> Response | str:
    """What the person agreed to, with a button to take it back (whoever holds the link)."""
    lead = _lead(token)
    if lead is None:
        return _page("nothing", None, status=410)
    consents = _standing(db.session.connection(), lead)
    return _page(
        "page",
        lead,
        token=token,
        given=[one for one in consents if one["given"]],
        withdrawn=request.args.get("done") == "1",
    )


@blueprint.post("/<token>")
@limiter.limit(VISITOR)
def withdraw_consent(token: str) -> BaseResponse:
    """Take back the purposes that were ticked (whoever holds the link)."""
    lead = _lead(token)
    if lead is None:
        return redirect(url_for("rights.rights", token=token), 303)
    said = words_of(_language(lead))
    _withdraw(lead, request.form.getlist("purpose"), said("withdraw"), "withdrawal")
    language = _language_given().get("language")
    return redirect(url_for("rights.rights", token=token, done=1, language=language), 303)


@blueprint.get("/<token>/one-click")
def one_click_page(token: str) -> BaseResponse:
    """Who opens the mail program's address by hand sees the page (anyone)."""
    return redirect(url_for("rights.rights", token=token), 303)


@blueprint.post("/<token>/one-click")
@limiter.limit(VISITOR)
def one_click(token: str) -> Response:
    """The mail program's own button, RFC 8058 (whoever holds the link)."""
    if request.form.get("List-Unsubscribe") != "One-Click":
        abort(400, description="Post List-Unsubscribe=One-Click.")
    lead = _lead(token)
    if lead is not None:
        about_mail = set(standing(db.session.connection(), lead.id)) - NOT_MAIL
        _withdraw(lead, about_mail, "List-Unsubscribe=One-Click", "one_click")
    return Response("", 204)


@blueprint.get("/<token>/receipt")
@limiter.limit(VISITOR)
def receipt(token: str) -> Response | str:
    """Everything agreed to and refused, to print and keep (whoever holds the link)."""
    lead = _lead(token)
    if lead is None:
        return _page("nothing", None, status=410)
    lines = [_line(row, _language(lead)) for row in told(db.session.connection(), lead.id)]
    return _page("receipt", lead, token=token, lines=lines, address=masked(lead.email or ""))


# ---------------------------------------------------------------- whose it is


def _lead(token: str) -> Row[Any] | None:
    """The lead of a link, or the one it was merged into; None when it is erased."""
    lead_id = lead_of(str(current_app.secret_key), token)
    if lead_id is None:
        abort(404)
    lead = _row(lead_id)
    if lead is not None and lead.merged_into_id is not None:
        lead = _row(lead.merged_into_id)
    return lead if lead is not None and lead.erased_at is None else None


def _row(lead_id: int) -> Row[Any] | None:
    return db.session.execute(select(_LEADS).where(_LEADS.c.id == lead_id)).first()


def _language_given() -> dict[str, str]:
    given = request.args.get("language", "").lower().split("-")[0]
    return {"language": given} if given in LANGUAGES else {}


def _language(lead: Row[Any] | None) -> str:
    """As the link says, else the lead's own, else the browser's, else English."""
    own = (lead.language or "").split("-")[0] if lead is not None else ""
    browsers = request.accept_languages.best_match(list(LANGUAGES))
    found = _language_given().get("language") or own
    return found if found in LANGUAGES else browsers or "en"


def masked(email: str) -> str:
    """Enough of an address for its owner: `a…@acme.example`."""
    local, at, domain = email.rpartition("@")
    return f"{local[:1]}…{at}{domain}" if local else ""


# ---------------------------------------------------------------- withdrawing and showing


def _withdraw(lead: Row[Any], purposes: Any, words: str, origin: str) -> None:
    db.session.rollback()
    with write_connection() as connection:
        gone = withdraw(
            connection,
            lead.id,
            purposes,
            words=words,
            language=_language(lead),
            origin=origin,
            page="/rights",
            at=now(),
        )
        if gone:
            deed = Deed("did:withdraw_consent", "lead", lead.id, {"purposes": gone})
            audited(connection, deed)


def _standing(connection: Connection, lead: Row[Any]) -> list[dict[str, Any]]:
    language = _language(lead)
    return [_line(row, language) for row in standing(connection, lead.id).values()]


def _line(row: Row[Any], language: str) -> dict[str, Any]:
    return {
        "purpose": row.purpose,
        "name": purpose_words(row.purpose, language),
        "given": row.given,
        "words": row.words,
        "language": row.language,
        "day": date(row.at.date().isoformat(), language),
        "moment": f"{row.at:%Y-%m-%d %H:%M:%S} UTC",
        "page": row.page,
        "version": getattr(row, "version", None),
        "proof": _proof(row.proof, language),
        "confirmed": f"{row.confirmed_at:%Y-%m-%d %H:%M} UTC" if row.confirmed_at else None,
    }


def _proof(kept: str | None, language: str) -> str | None:
    """How it was confirmed, in the page's language; what another program told as it told it."""
    key = _WAYS.get(kept or "")
    return words_of(language)(key) if key else kept


def _page(name: str, lead: Row[Any] | None, status: int = 200, **more: Any) -> Response:
    language = _language(lead)
    said: Callable[..., str] = words_of(language)
    light, dark = accents(None)
    html = render_template(
        f"rights/{name}.html",
        t=said,
        language=language,
        asset=asset,
        accent_light=light.variables,
        accent_dark=dark.variables,
        today=date(now().date().isoformat(), language),
        languages=LANGUAGES,
        **more,
    )
    return Response(html, status, mimetype="text/html")
