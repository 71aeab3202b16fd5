"""The embed script and the demo page that uses it."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("embed", __name__)

from web.embed import demo, script  # noqa: E402

__all__ = ["blueprint", "demo", "script"]
