"""The script that landing pages carry.

`/embed.js` moves to the newest version; `/embed.v1.js` never changes, so that a page may pin it by
its integrity hash (docs/embedding.md lists it).
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from flask import Response, current_app, send_from_directory

from web.embed import blueprint
from web.limits import limiter

NEWEST = "embed.v1.js"


def integrity(path: Path) -> str:
    """The file's subresource integrity value."""
    return "sha384-" + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode("ascii")


def _send(name: str, seconds: int) -> Response:
    response = send_from_directory(
        str(current_app.static_folder), name, mimetype="text/javascript", max_age=seconds
    )
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@blueprint.get("/embed.js")
@limiter.exempt
def moving() -> Response:
    """The newest embed script (anyone)."""
    return _send(NEWEST, 600)


@blueprint.get("/embed.v1.js")
@limiter.exempt
def first() -> Response:
    """Version 1 of the embed script, frozen (anyone)."""
    return _send("embed.v1.js", 31536000)
