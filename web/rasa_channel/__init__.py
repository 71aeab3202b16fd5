"""Rasa's REST channel, so that chat widgets made for a Rasa bot play flows: `/webhooks/rest`.

ADR 9 says why this one and not socket.io; docs/rasa.md how to use it.
"""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("rasa", __name__, url_prefix="/webhooks/rest")

from web.rasa_channel import refusals, views  # noqa: E402

refusals.init_blueprint(blueprint)

__all__ = ["blueprint", "views"]
