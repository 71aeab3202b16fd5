"""The JSON API, version 1: conversations for any surface, leads for other systems."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

from web.api import conversations, description, leads, messages, problems  # noqa: E402

problems.init_blueprint(blueprint)

__all__ = ["blueprint", "conversations", "description", "leads", "messages"]
