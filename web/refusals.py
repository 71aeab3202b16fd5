"""Addresses that belong to no room of the house: refused in the manner of the nearest one."""

from __future__ import annotations

from flask import Flask, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from web.api.problems import from_http
from web.visitor.problems import http_problem


def _refuse(error: HTTPException) -> ResponseReturnValue:
    if request.path.startswith("/api/"):
        return from_http(error)
    return http_problem(error)


def init_app(app: Flask) -> None:
    """Register the handler; rooms with handlers of their own keep theirs."""
    app.register_error_handler(HTTPException, _refuse)
