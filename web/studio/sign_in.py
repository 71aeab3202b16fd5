"""Signing in with e-mail and password, and out."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import PasswordField
from wtforms.validators import DataRequired, InputRequired, Length

from leads.identity import email_key
from store.database import db
from store.users import User
from store.writing import writing
from web.limits import SIGN_IN, limiter
from web.studio import blueprint
from web.studio.fields import Line
from web.studio.passwords import (
    GREATEST_LENGTH,
    hash_password,
    needs_rehash,
    password_matches,
)
from web.studio.sessions import begin, clear_cookie, current_person, revoke, set_cookie, signed_in

WRONG = "E-mail and password do not fit together. Check both, or ask an admin for a new link."
#: Wrong attempts an hour on one account, from wherever they come.
PER_ACCOUNT = "30 per hour"


class SignInForm(FlaskForm):  # type: ignore[misc]
    """E-mail and password."""

    email = Line("E-mail", [DataRequired("Enter your e-mail."), Length(max=320)])
    password = PasswordField(
        "Password", [InputRequired("Enter your password."), Length(max=GREATEST_LENGTH)]
    )


def _account() -> str:
    return f"sign-in:{email_key(request.form.get('email', '')[:320])}"


@blueprint.route("/sign-in", methods=["GET", "POST"])
@limiter.limit(SIGN_IN, methods=["POST"])
@limiter.limit(
    PER_ACCOUNT, methods=["POST"], key_func=_account, deduct_when=lambda r: r.status_code != 303
)
def sign_in() -> ResponseReturnValue:
    """The form and what it does (anyone)."""
    after = _own_path(request.values.get("next", ""))
    if request.method == "GET" and current_person():
        return redirect(after, 303)
    form = SignInForm()
    if not form.validate_on_submit():
        page = render_template("studio/sign_in.html", form=form, next=after, wrong=None)
        return page, 422 if form.is_submitted() else 200
    email, password = form.email.data or "", form.password.data or ""
    user = db.session.scalar(
        select(User).where(User.email == email_key(email), User.active.is_(True))
    )
    if not password_matches(user.password_hash if user else None, password) or user is None:
        page = render_template("studio/sign_in.html", form=form, next=after, wrong=WRONG)
        return page, 422
    session.clear()
    with writing() as rows:
        rows.refresh(user)
        if user.password_hash and needs_rehash(user.password_hash):
            user.password_hash = hash_password(password)
        token = begin(rows, user)
    return set_cookie(redirect(after, 303), token)


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End this session (signed in)."""
    person = signed_in()
    with writing() as rows:
        revoke(rows, person.id, only=person.sign_in_id)
    session.clear()
    flash("You are signed out.", "good")
    return clear_cookie(redirect(url_for("studio.sign_in"), 303))


def _own_path(asked: str) -> str:
    """Where to go after signing in: only within the studio, never to another site."""
    inside = asked == "/studio" or asked.startswith(("/studio/", "/studio?"))
    plain = "\\" not in asked and "//" not in asked and asked.isprintable()
    return asked if inside and plain else url_for("studio.overview")
