"""One's own settings: where one is signed in, the password, the colours, what is told by mail."""

from __future__ import annotations

import re
from typing import Any

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import PasswordField
from wtforms.validators import InputRequired, Length

from outreach.carriers import carriers
from store.database import db
from store.types import now
from store.users import SignIn, User
from store.writing import writing
from web.limits import SIGN_IN, limiter
from web.studio import blueprint
from web.studio.door import THEME_COOKIE, THEMES
from web.studio.passwords import (
    GREATEST_LENGTH,
    LEAST_LENGTH,
    hash_password,
    password_matches,
)
from web.studio.permissions import may
from web.studio.sessions import clear_cookie, revoke, signed_in

#: The first that fits names it; order matters, since browsers claim to be each other.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
    ("curl", "curl"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)

#: What people who answer visitors can be told by mail: the column of `users`, and its words.
TOLD_BY_MAIL = (
    ("mail_talks", "Visitors who want a person"),
    ("mail_questions", "Questions left"),
    ("mail_leads", "Leads handed to me"),
)


class PasswordForm(FlaskForm):  # type: ignore[misc]
    """The password there is and the one to be."""

    current = PasswordField("Present password", [InputRequired("Enter your present password.")])
    new = PasswordField(
        "New password",
        [
            InputRequired("Choose a new password."),
            Length(LEAST_LENGTH, GREATEST_LENGTH, "At least %(min)d characters, at most %(max)d."),
        ],
    )


@blueprint.get("/account")
def account() -> str:
    """Sessions, password, colours, mails (signed in)."""
    return _page(PasswordForm())


@blueprint.post("/account/password")
@limiter.limit(SIGN_IN)
def change_password() -> ResponseReturnValue:
    """Change one's own password; other sessions end (signed in)."""
    person = signed_in()
    form = PasswordForm()
    if not form.validate_on_submit():
        return _page(form), 422
    user = db.session.get_one(User, person.id)
    if not password_matches(user.password_hash, form.current.data or ""):
        form.current.errors = ["This is not your present password."]
        return _page(form), 422
    hashed = hash_password(form.new.data or "")
    with writing() as rows:
        rows.get_one(User, person.id).password_hash = hashed
        ended = revoke(rows, person.id, but=person.sign_in_id)
    flash(
        f"Password changed. {ended} other sessions ended." if ended else "Password changed.", "good"
    )
    return redirect(url_for("studio.account"), 303)


@blueprint.post("/account/theme")
def change_theme() -> ResponseReturnValue:
    """Choose light or dark, or follow the system; kept in this browser only (signed in)."""
    theme = request.form.get("theme", "")
    if theme not in ("", *THEMES):
        abort(400, description="Choose light, dark, or as the system.")
    response = redirect(url_for("studio.account"), 303)
    if theme:
        response.set_cookie(THEME_COOKIE, theme, max_age=31536000, path="/studio", samesite="Lax")
    else:
        response.delete_cookie(THEME_COOKIE, path="/studio")
    return response


@blueprint.post("/account/mail")
def change_mail() -> ResponseReturnValue:
    """Choose what one is told by mail (sales, admin)."""
    ticked = set(request.form.getlist("tell"))
    if not ticked <= {name for name, _ in TOLD_BY_MAIL}:
        abort(400, description="Choose from the list.")
    with writing() as rows:
        user = rows.get_one(User, signed_in().id)
        for name, _ in TOLD_BY_MAIL:
            setattr(user, name, name in ticked)
    flash("Saved." if ticked else "Saved. You are told nothing by mail.", "good")
    return redirect(url_for("studio.account"), 303)


@blueprint.post("/account/sessions/<int:id>/revoke")
def revoke_session(id: int) -> ResponseReturnValue:
    """Sign one of one's other browsers out (signed in)."""
    with writing() as rows:
        ended = revoke(rows, signed_in().id, only=id)
    if not ended:
        abort(404)
    flash("That session is signed out.", "good")
    return redirect(url_for("studio.account"), 303)


@blueprint.post("/account/sessions/revoke")
def revoke_all_sessions() -> ResponseReturnValue:
    """Sign out everywhere, this browser too (signed in)."""
    with writing() as rows:
        revoke(rows, signed_in().id)
    session.clear()
    flash("You are signed out everywhere.", "good")
    return clear_cookie(redirect(url_for("studio.sign_in"), 303))


def _page(form: PasswordForm) -> str:
    return render_template(
        "studio/account.html",
        password_form=form,
        sessions=_sessions(),
        mails=_mails(),
        no_mail_server=carriers().mail is None,
    )


def _mails() -> list[tuple[str, str, bool]]:
    """What can be told by mail: its name, its words, whether it is; none for who answers nobody."""
    person = signed_in()
    if not may(person.role, "change_mail"):
        return []
    user = db.session.get_one(User, person.id)
    return [(name, words, bool(getattr(user, name))) for name, words in TOLD_BY_MAIL]


def _sessions() -> list[dict[str, Any]]:
    person = signed_in()
    rows = db.session.scalars(
        select(SignIn)
        .where(SignIn.user_id == person.id, SignIn.revoked_at.is_(None), SignIn.expires_at > now())
        .order_by(SignIn.last_seen_at.desc())
        .limit(100)
    )
    return [
        {
            "id": row.id,
            "agent": browser_name(row.agent),
            "address": row.address or "unknown address",
            "used": row.last_seen_at,
            "began": row.created_at,
            "this": row.id == person.sign_in_id,
        }
        for row in rows
    ]


def browser_name(agent: str | None) -> str:
    """ "Firefox on Linux" for what a browser says of itself."""
    if not agent:
        return "Unknown browser"
    browser = next((name for mark, name in _BROWSERS if mark in agent), None)
    system = next((name for mark, name in _SYSTEMS if mark in agent), None)
    if browser is None:
        return re.split(r"[/ (]", agent)[0][:40] or "Unknown browser"
    return f"{browser} on {system}" if system else browser
