"""Addresses that belong to no room of the house: refused in the manner of the nearest one."""

from __future__ import annotations

from flask import Flask, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from web.api.problems import from_http
from web.rasa_channel.refusals import from_http as from_http_to_rasa
from web.visitor.problems import http_problem


def _refuse(error: HTTPException) -> ResponseReturnValue:
    if request.path.startswith("/api/"):
        return from_http(error)
    if request.path.startswith("/webhooks/"):
        return from_http_to_rasa(error)
    return http_problem(error)


def init_app(app: Flask) -> None:
    """Register the handler; rooms with handlers of their own keep theirs."""
    app.register_error_handler(HTTPException, _refuse)
