"""The people of the studio: invite, change the role, deactivate, a new one-time link."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from wtforms import SelectChoice, SelectField
from wtforms.validators import DataRequired, Length

from leads.identity import email_key
from store.database import db
from store.users import SignIn, User
from store.writing import writing
from web.site import site
from web.studio import blueprint
from web.studio.accounts import make_link
from web.studio.fields import Line
from web.studio.permissions import ROLE_WORDS, ROLES, SALES
from web.studio.sessions import revoke, signed_in
from web.studio.welcome import EMAIL


class InviteForm(FlaskForm):  # type: ignore[misc]
    """Whom, and as what."""

    email = Line("E-mail", [DataRequired("Enter an e-mail."), Length(max=320), EMAIL])
    role = SelectField(
        "Role", choices=[SelectChoice(*pair) for pair in ROLE_WORDS.items()], default=SALES
    )


@blueprint.get("/users")
def users() -> str:
    """All users (admin)."""
    return _page(InviteForm())


@blueprint.post("/users")
def invite_user() -> ResponseReturnValue:
    """Add a user without a password and show the one-time link once (admin)."""
    form = InviteForm()
    if not form.validate_on_submit():
        return _page(form), 422
    email = email_key((form.email.data or "").strip())
    with writing() as rows:
        if rows.scalar(select(User.id).where(User.email == email)):
            form.email.errors = [f"{email} has an account already; see the list."]
            return _page(form), 422
        user = User(email=email, name="", role=form.role.data)
        rows.add(user)
        rows.flush()
        path = make_link(rows, user.id)
    return _page(InviteForm(formdata=None), {"email": email, "url": _absolute(path)}), 201


@blueprint.post("/users/<int:id>/link")
def reissue_link(id: int) -> ResponseReturnValue:
    """A new one-time link for somebody locked out or invited too long ago (admin)."""
    with writing() as rows:
        user = _other(rows, id)
        if not user.active:
            abort(400, description="This user is deactivated. Activate them first.")
        path, email = make_link(rows, user.id), user.email
    return _page(InviteForm(formdata=None), {"email": email, "url": _absolute(path)}), 201


@blueprint.post("/users/<int:id>/role")
def change_role(id: int) -> ResponseReturnValue:
    """Give another user another role; it counts at once (admin)."""
    role = request.form.get("role", "")
    if role not in ROLES:
        abort(400, description=f"A role is one of {', '.join(ROLES)}.")
    with writing() as rows:
        user = _other(rows, id)
        user.role, email = role, user.email
    flash(f"{email} is now {role}.", "good")
    return redirect(url_for("studio.users"), 303)


@blueprint.post("/users/<int:id>/active")
def switch_user(id: int) -> ResponseReturnValue:
    """Deactivate another user, whose sessions end at once, or activate them again (admin)."""
    active = bool(request.form.get("active"))
    with writing() as rows:
        user = _other(rows, id)
        user.active, email = active, user.email
        if not active:
            revoke(rows, id)
    flash(f"{email} is {'active again' if active else 'deactivated and signed out'}.", "good")
    return redirect(url_for("studio.users"), 303)


def _other(rows: Session, id: int) -> User:
    """Another user: nobody locks themselves out, so an active admin always remains."""
    if id == signed_in().id:
        abort(400, description="You cannot do this to yourself; ask another admin.")
    return rows.get(User, id) or abort(404)


def _absolute(path: str) -> str:
    return site().settings.public_url + path


def _page(form: InviteForm, link: dict[str, str] | None = None) -> str:
    return render_template("studio/users.html", form=form, users=_users(), roles=ROLES, link=link)


def _users() -> list[dict[str, Any]]:
    seen = (
        select(SignIn.user_id, func.max(SignIn.last_seen_at).label("seen"))
        .group_by(SignIn.user_id)
        .subquery()
    )
    rows = db.session.execute(
        select(User, seen.c.seen)
        .outerjoin(seen, seen.c.user_id == User.id)
        .order_by(User.active.desc(), User.email)
    )
    return [
        {
            "id": user.id,
            "name": user.name,
            "email": user.email,
            "role": user.role,
            "active": user.active,
            "invited": user.password_hash is None,
            "seen": last,
        }
        for user, last in rows
    ]
