"""One-time links: the first admin, an invited user, somebody locked out.

Opening a link consumes nothing (mail scanners open links); sending its form does.
"""

from __future__ import annotations

from flask import redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from wtforms import PasswordField
from wtforms.validators import DataRequired, InputRequired, Length, Regexp

from leads.identity import email_key
from store.database import db
from store.types import now
from store.users import SignInLink, User
from store.writing import writing
from web.limits import SIGN_IN, limiter
from web.studio import blueprint
from web.studio.accounts import find_link
from web.studio.fields import Line
from web.studio.passwords import GREATEST_LENGTH, LEAST_LENGTH, hash_password
from web.studio.permissions import ADMIN
from web.studio.sessions import begin, revoke, set_cookie

EMAIL = Regexp(r"^[^@\s]+@[^@\s]+\.[^@\s]+$", message="This is not an e-mail address.")


class WelcomeForm(FlaskForm):  # type: ignore[misc]
    """Name, e-mail (fixed unless it is the first account) and a password."""

    name = Line("Name", [DataRequired("Enter your name."), Length(max=200)])
    email = Line("E-mail", [DataRequired("Enter your e-mail."), Length(max=320), EMAIL])
    password = PasswordField(
        "Password",
        [
            InputRequired("Choose a password."),
            Length(LEAST_LENGTH, GREATEST_LENGTH, "At least %(min)d characters, at most %(max)d."),
        ],
    )


@blueprint.route("/welcome/<token>", methods=["GET", "POST"])
@limiter.limit(SIGN_IN)
def welcome(token: str) -> ResponseReturnValue:
    """Set name and password with a one-time link (whoever has the link)."""
    link = find_link(token)
    if link is None:
        return render_template("studio/welcome_gone.html"), 410
    user = db.session.get(User, link.user_id) if link.user_id else None
    if link.user_id and (user is None or not user.active):
        return render_template("studio/welcome_gone.html"), 410
    form = WelcomeForm(obj=user)
    if user is not None:
        form.email.data = user.email
    if not form.validate_on_submit():
        purpose = "first" if user is None else "reset" if user.password_hash else "invitation"
        page = render_template("studio/welcome.html", form=form, purpose=purpose)
        return page, 422 if form.is_submitted() else 200
    password = hash_password(form.password.data or "")
    with writing() as rows:
        found = find_link(token, rows)
        secret = begin(rows, _open_account(rows, found, form, password)) if found else None
    if secret is None:
        return render_template("studio/welcome_gone.html"), 410
    session.clear()
    return set_cookie(redirect(url_for("studio.overview"), 303), secret)


def _open_account(rows: Session, link: SignInLink, form: WelcomeForm, password: str) -> User:
    user = rows.get(User, link.user_id) if link.user_id else None
    if user is None:
        user = User(email=email_key(form.email.data or ""), role=ADMIN)
        rows.add(user)
    user.name = (form.name.data or "").strip()
    user.password_hash = password
    link.used_at = now()
    rows.flush()
    revoke(rows, user.id)
    return user
