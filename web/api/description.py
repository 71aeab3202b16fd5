"""The API's description, OpenAPI 3.1, at /api/v1/openapi.json."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import Response, jsonify

from web.api import blueprint
from web.api.bodies import AnswerBody, BackBody, BeginBody, Body, EditBody
from web.api.leads import LeadQuery
from web.api.schemas import SCHEMAS
from web.limits import limiter


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _json(schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _problems(**texts: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": _reference("Problem")}}
    return {
        code.removeprefix("s"): {"description": text, "content": content}
        for code, text in texts.items()
    }


_COMMON = {"s429": "Too many requests from this address; wait and try again."}
_BODY = {
    "s400": "The body is not JSON.",
    "s413": "The body is too large.",
    "s415": "The body is not declared as JSON.",
    "s422": "The body or the answer does not fit; `detail` says what is allowed.",
}
_BUSY = {
    "s503": "The database is busy; nothing was kept, send the same turn again.",
    "s507": "The disk is full; nothing was kept.",
}
_AWAY = "The database is busy or away; ask again."
_TOKEN = {
    "name": "conversation",
    "in": "path",
    "required": True,
    "description": "The conversation's id, which is also its key.",
    "schema": {"type": "string", "maxLength": 200},
}


def _body(model: type[Body], required: bool = True) -> dict[str, Any]:
    return {
        "required": required,
        "content": {"application/json": {"schema": _reference(model.__name__)}},
    }


def _conversation_paths() -> dict[str, Any]:
    turn = _json(_reference("Turn"), "The conversation's turn.")
    gone = {"s404": "No such conversation, or its id is wrong."}
    late = {
        "s409": "The turn is not the current one, or somebody else changed it at the same time.",
        "s410": "The flow is closed.",
    }
    begin = {
        "operationId": "beginConversation",
        "summary": "Begin a conversation",
        "tags": ["conversations"],
        "parameters": [
            {
                "name": "flow",
                "in": "path",
                "required": True,
                "description": "The flow's address.",
                "schema": {"type": "string", "maxLength": 100},
            }
        ],
        "requestBody": _body(BeginBody, required=False),
        "responses": {
            "201": turn,
            **_problems(
                s404="No such flow.",
                s409="This visitor has taken the flow already.",
                s410="The flow is closed, or its quota is met.",
                **_BODY,
                **_BUSY,
                **_COMMON,
            ),
        },
    }
    paths: dict[str, Any] = {
        "/flows/{flow}/conversations": {"post": begin},
        "/conversations/{conversation}": {
            "parameters": [_TOKEN],
            "get": {
                "operationId": "showConversation",
                "summary": "The current turn",
                "tags": ["conversations"],
                "responses": {"200": turn, **_problems(**gone, **_COMMON)},
            },
        },
    }
    changes: tuple[tuple[str, str, type[Body], bool], ...] = (
        ("answers", "Answer the turn's question", AnswerBody, True),
        ("back", "Back to the question before", BackBody, False),
        ("edit", "Change an earlier answer", EditBody, True),
    )
    for name, summary, model, required in changes:
        paths[f"/conversations/{{conversation}}/{name}"] = {
            "parameters": [_TOKEN],
            "post": {
                "operationId": {"answers": "answer", "back": "goBack", "edit": "editAnswer"}[name],
                "summary": summary,
                "description": "The same turn sent again is answered the same and kept once.",
                "tags": ["conversations"],
                "requestBody": _body(model, required),
                "responses": {
                    "200": turn,
                    **_problems(**gone, **late, **_BODY, **_BUSY, **_COMMON),
                },
            },
        }
    return paths


def _lead_paths() -> dict[str, Any]:
    refused = {
        "s401": "No API key, or one that is revoked or unknown.",
        "s403": "The key may not read leads.",
    }
    parameters = [
        {
            "name": name,
            "in": "query",
            "description": schema.pop("description", ""),
            "schema": {key: value for key, value in schema.items() if key != "title"},
        }
        for name, schema in LeadQuery.model_json_schema()["properties"].items()
    ]
    return {
        "/leads": {
            "get": {
                "operationId": "listLeads",
                "summary": "Leads, newest first",
                "tags": ["leads"],
                "security": [{"key": []}],
                "parameters": parameters,
                "responses": {
                    "200": _json(_reference("LeadPage"), "A page of leads."),
                    **_problems(**refused, s422="A parameter is wrong.", s503=_AWAY, **_COMMON),
                },
            }
        },
        "/leads/{lead}": {
            "get": {
                "operationId": "showLead",
                "summary": "One lead with its ledger: why this score",
                "tags": ["leads"],
                "security": [{"key": []}],
                "parameters": [
                    {
                        "name": "lead",
                        "in": "path",
                        "required": True,
                        "description": "The lead's id.",
                        "schema": {"type": "integer", "minimum": 1, "maximum": 2**53},
                    }
                ],
                "responses": {
                    "200": _json(_reference("Lead"), "The lead."),
                    **_problems(**refused, s404="No such lead.", s503=_AWAY, **_COMMON),
                },
            }
        },
    }


@cache
def describe() -> dict[str, Any]:
    """The whole description as one document."""
    bodies: dict[str, Any] = {}
    for model in (BeginBody, AnswerBody, BackBody, EditBody):
        bodies[model.__name__] = model.model_json_schema()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Lodestone",
            "version": "1",
            "description": "Conversations for any surface, leads for other systems. Errors are "
            "RFC 9457 problem+json.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/api/v1"}],
        "paths": {**_conversation_paths(), **_lead_paths()},
        "components": {
            "schemas": {**SCHEMAS, **bodies},
            "securitySchemes": {
                "key": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "An API key from the studio with the scope `leads:read`.",
                }
            },
        },
    }


@blueprint.get("/openapi.json")
@limiter.exempt
def openapi() -> Response:
    """The description (anyone)."""
    return jsonify(describe())
