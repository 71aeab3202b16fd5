"""The JSON API, version 1: conversations for any surface, leads for other systems."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

from web.api import (  # noqa: E402
    companies,
    conversations,
    description,
    files,
    handover,
    lead_rights,
    lead_writes,
    leads,
    messages,
    problems,
)

problems.init_blueprint(blueprint)

__all__ = [
    "blueprint",
    "companies",
    "conversations",
    "description",
    "files",
    "handover",
    "lead_rights",
    "lead_writes",
    "leads",
    "messages",
]
