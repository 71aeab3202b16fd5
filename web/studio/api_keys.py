"""API keys: made and shown once, scoped, revoked."""

from __future__ import annotations

import secrets
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import SelectChoice, SelectMultipleField
from wtforms.validators import DataRequired, InputRequired, Length

from store.database import db
from store.types import now
from store.users import ApiKey
from store.writing import writing
from web.studio import blueprint
from web.studio.fields import Line
from web.studio.sessions import digest, signed_in

#: What a key may do: scope, in words.
SCOPES = (
    ("leads:read", "Read leads with their answers, scores and consents; export one"),
    ("leads:write", "Change leads: contact, status, consents; merge two and undo it"),
    ("leads:erase", "Erase a person for good"),
    ("companies:read", "Read companies with their scores"),
)
_PREFIX_LENGTH = 10


class ApiKeyForm(FlaskForm):  # type: ignore[misc]
    """What the key is for and what it may do."""

    name = Line("Name", [DataRequired("Name what the key is for."), Length(max=100)])
    scopes = SelectMultipleField(
        "May",
        [InputRequired("Choose at least one thing the key may do.")],
        choices=[SelectChoice(*pair) for pair in SCOPES],
    )


@blueprint.get("/api-keys")
def api_keys() -> str:
    """All keys (admin)."""
    return _page(ApiKeyForm(data={"scopes": ["leads:read"]}))


@blueprint.post("/api-keys")
def make_api_key() -> ResponseReturnValue:
    """Make a key and show it this once (admin)."""
    form = ApiKeyForm()
    if not form.validate_on_submit():
        return _page(form), 422
    key = f"lode_{secrets.token_urlsafe(32)}"
    name = (form.name.data or "").strip()
    with writing() as rows:
        rows.add(
            ApiKey(
                key_hash=digest(key),
                prefix=key[:_PREFIX_LENGTH],
                name=name,
                scopes=" ".join(form.scopes.data or []),
                user_id=signed_in().id,
            )
        )
    empty = ApiKeyForm(formdata=None, data={"scopes": ["leads:read"]})
    return _page(empty, {"name": name, "key": key}), 201


@blueprint.post("/api-keys/<int:id>/revoke")
def revoke_api_key(id: int) -> ResponseReturnValue:
    """Revoke a key: it stops working at once (admin)."""
    with writing() as rows:
        key = rows.get(ApiKey, id)
        if key is None or key.revoked_at is not None:
            abort(404)
        key.revoked_at, name = now(), key.name
    flash(f"The key “{name}” is revoked.", "good")
    return redirect(url_for("studio.api_keys"), 303)


def _page(form: ApiKeyForm, made: dict[str, str] | None = None) -> str:
    scopes = [(scope, words, scope) for scope, words in SCOPES]
    return render_template(
        "studio/api_keys.html", form=form, keys=_keys(), scopes=scopes, made=made
    )


def _keys() -> list[dict[str, Any]]:
    keys = db.session.scalars(
        select(ApiKey).order_by(ApiKey.revoked_at.is_not(None), ApiKey.created_at.desc())
    )
    return [
        {
            "id": key.id,
            "name": key.name,
            "prefix": key.prefix,
            "scopes": key.scopes.split(),
            "made": key.created_at,
            "used": key.last_used_at,
            "revoked": key.revoked_at,
        }
        for key in keys
    ]
