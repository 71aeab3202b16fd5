"""What is refused, in the shape of Rasa's own errors; what concerns the visitor is said to them."""

from __future__ import annotations

import json

from flask import Blueprint, Response, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from web.api.problems import Problem
from web.conversations.errors import ConversationError

#: Rasa's names for its errors, by status; others are its InternalError and BadRequest.
_REASONS = {404: "NotFound", 405: "NotAllowed", 413: "PayloadTooLarge", 429: "TooManyRequests"}


def refusal(status: int, message: str, details: object = None) -> Response:
    """Rasa's error: `version`, `status`, `message`, `reason`, `details`, `help`, `code`."""
    body = {
        "version": "lodestone",
        "status": "failure",
        "message": message,
        "reason": _REASONS.get(status, "InternalError" if status >= 500 else "BadRequest"),
        "details": details or {},
        "help": None,
        "code": status,
    }
    text = json.dumps(body, ensure_ascii=False)
    response = Response(text, status, mimetype="application/json")
    if status in (429, 503):
        response.headers["Retry-After"] = "2"
    return response


def from_http(error: HTTPException) -> Response:
    """Unknown address, wrong method, too large, too many."""
    response = refusal(error.code or 500, error.description or error.name)
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after"):
            response.headers[name] = value
    return open_to_pages(response)


def open_to_pages(response: Response) -> Response:
    """Any page may read the answer: no cookie is read, and the sender is the key."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Access-Control-Allow-Origin"] = "*"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Headers"] = "Content-Type"
        response.headers["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
    return response


def _from_validation(error: ValidationError) -> Response:
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    if any(one["type"] == "json_invalid" for one in problems):
        return refusal(400, f"The body must be JSON. {problems[0]['msg']}.")
    details = {".".join(str(part) for part in one["loc"]): one["msg"] for one in problems}
    named = "; ".join(f"{name or 'the body'}: {said}" for name, said in details.items())
    return refusal(422, named, details)


def init_blueprint(blueprint: Blueprint) -> None:
    """Register the handlers of the channel's own views."""
    blueprint.register_error_handler(
        Problem, lambda error: refusal(error.status, str(error.detail), error.extra)
    )
    blueprint.register_error_handler(
        ConversationError, lambda error: refusal(error.status, error.detail)
    )
    blueprint.register_error_handler(ValidationError, _from_validation)
    blueprint.register_error_handler(HTTPException, from_http)
    blueprint.after_request(open_to_pages)
