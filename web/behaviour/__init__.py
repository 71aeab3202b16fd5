"""What visitors do that is no answer: on pages that carry `track.js`, counted once it is known who
they are, and with the links of our mails."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("behaviour", __name__)

from web.behaviour import pressing, script, taking  # noqa: E402

__all__ = ["blueprint", "pressing", "script", "taking"]
