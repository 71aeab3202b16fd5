"""What visitors do on pages that carry `track.js`, counted once it is known who they are."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("behaviour", __name__)

from web.behaviour import script, taking  # noqa: E402

__all__ = ["blueprint", "script", "taking"]
