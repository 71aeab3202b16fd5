"""A file that a visitor sent: handed out as a download, never shown as a page of ours."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response, abort
from sqlalchemy import select
from sqlalchemy.orm import undefer

from store.conversations import Conversation, Upload
from store.database import db
from web.studio import blueprint


@blueprint.get("/leads/<int:id>/files/<upload_id>")
def lead_file(id: int, upload_id: str) -> Response:
    """One file of a lead's answers (signed in)."""
    upload = db.session.scalar(
        select(Upload)
        .join(Conversation, Conversation.token == Upload.conversation_token)
        .where(Upload.id == upload_id, Conversation.lead_id == id)
        .options(undefer(Upload.content))
    ) or abort(404)
    response = Response(upload.content, mimetype="application/octet-stream")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(upload.name)}"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
