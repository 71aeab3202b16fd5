"""Errors of the API as RFC 9457 problem+json. All of them become HTTP here."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from web.conversations.errors import ConversationError


class Problem(Exception):
    """A refusal by the API itself; `extra` members go into the answer as they are."""

    def __init__(self, status: int, title: str, detail: str, **extra: Any) -> None:
        super().__init__(detail)
        self.status, self.title, self.detail, self.extra = status, title, detail, extra


def problem(status: int, title: str, detail: str, **extra: Any) -> Response:
    """A problem+json response; its `type` is a stable name made from the title."""
    name = "-".join(title.lower().replace("'", "").split())
    body = {
        "type": f"urn:lodestone:problem:{name}",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": request.path,
        **extra,
    }
    response = Response(
        json.dumps(body, ensure_ascii=False), status, mimetype="application/problem+json"
    )
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    if status in (429, 503):
        response.headers["Retry-After"] = "2"
    return response


def from_conversation(error: ConversationError) -> Response:
    """What `web/conversations` refused, with the current turn where there is one."""
    from web.api.turns import turn_of

    extra: dict[str, Any] = {}
    reply = getattr(error, "reply", None)
    if reply is not None:
        extra["turn"] = turn_of(reply)
    slot = getattr(error, "slot", None)
    if slot is not None:
        extra["slot"] = slot
    return problem(error.status, error.title, error.detail, **extra)


def from_validation(error: ValidationError) -> Response:
    """A body that is no JSON or not of the documented shape: every wrong member is named."""
    items = [
        {"pointer": "/" + "/".join(str(part) for part in item["loc"]), "detail": item["msg"]}
        for item in error.errors(include_url=False, include_context=False, include_input=False)
    ]
    if any(item["type"] == "json_invalid" for item in error.errors(include_context=False)):
        return problem(400, "Not JSON", f"The body must be JSON. {items[0]['detail']}.")
    detail = "; ".join(f"{item['pointer']}: {item['detail']}" for item in items)
    return problem(422, "Wrong shape", detail, errors=items)


def from_http(error: HTTPException) -> Response:
    """Flask's own refusals: unknown address, wrong method, too large, too many."""
    response = problem(error.code or 500, error.name, error.description or error.name)
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after"):
            response.headers[name] = value
    return response


def init_blueprint(blueprint: Blueprint) -> None:
    """Register the handlers of the API's own views."""
    blueprint.register_error_handler(
        Problem, lambda error: problem(error.status, error.title, error.detail, **error.extra)
    )
    blueprint.register_error_handler(ConversationError, from_conversation)
    blueprint.register_error_handler(ValidationError, from_validation)
    blueprint.register_error_handler(HTTPException, from_http)
