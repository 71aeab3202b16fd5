"""The door: who is asking, may they, and is the form really ours. It stands before every view."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, abort, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf, validate_csrf
from wtforms import ValidationError

from web.studio.drawings import glyph, ring
from web.studio.menu import menu_of
from web.studio.permissions import PERMISSIONS, STRANGERS, may
from web.studio.sessions import current_person, set_cookie
from web.studio.wording import time_tag

THEME_COOKIE = "lodestone_theme"
THEMES = ("light", "dark")


def _guard() -> ResponseReturnValue | None:
    endpoint = (request.endpoint or "").removeprefix("studio.")
    if endpoint not in PERMISSIONS:
        abort(403)
    if PERMISSIONS[endpoint] is not STRANGERS:
        person = current_person()
        if person is None:
            return _to_sign_in()
        if not may(person.role, endpoint):
            abort(403)
    if request.method == "POST":
        try:
            validate_csrf(request.form.get("csrf_token"))
        except ValidationError:
            abort(400, description="The page was open too long. Go back, load it again and retry.")
    return None


def _to_sign_in() -> ResponseReturnValue:
    if request.method != "GET":
        flash("You were signed out. Sign in and try again; nothing was changed.", "info")
        return redirect(url_for("studio.sign_in"), 303)
    here = request.full_path.rstrip("?")
    if here.rstrip("/") == "/studio":
        return redirect(url_for("studio.sign_in"), 303)
    return redirect(f"{url_for('studio.sign_in')}?next={quote(here, safe='')}", 303)


def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    if "renew_cookie" in g:
        set_cookie(response, g.renew_cookie)
    return response


def _for_templates() -> dict[str, Any]:
    person = current_person()
    role = person.role if person else None
    theme = request.cookies.get(THEME_COOKIE)
    return {
        "person": person,
        "may": lambda endpoint: may(role, endpoint),
        "sees_flows": may(role, "flows"),
        "menu": menu_of(person.role) if person else [],
        "theme": theme if theme in THEMES else None,
        "csrf_token": generate_csrf,
        "glyph": glyph,
        "ring": ring,
        "time_tag": time_tag,
    }


def init_blueprint(blueprint: Blueprint) -> None:
    """Put the door before every view of the studio."""
    blueprint.before_request(_guard)
    blueprint.after_request(_private)
    blueprint.context_processor(_for_templates)
