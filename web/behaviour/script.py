"""The script that landing pages carry when their owner switches tracking on."""

from __future__ import annotations

from flask import Response, current_app, send_from_directory

from web.behaviour import blueprint
from web.limits import limiter


@blueprint.get("/track.js")
@limiter.exempt
def track_script() -> Response:
    """The tracking script; it does nothing before it is switched on (anyone)."""
    folder = str(current_app.static_folder)
    response = send_from_directory(folder, "track.js", mimetype="text/javascript", max_age=600)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
