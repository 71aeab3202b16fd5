"""The API's description, OpenAPI 3.1, at /api/v1/openapi.json."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import Response, jsonify

from web.api import blueprint, lead_description
from web.api.bodies import AnswerBody, BackBody, BeginBody, Body, EditBody, MessageBody, ProofBody
from web.api.leads import LeadQuery
from web.api.messages import MessageQuery
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


def _body(model: type[Body], required: bool = True) -> dict[str, Any]:
    return {
        "required": required,
        "content": {"application/json": {"schema": _reference(model.__name__)}},
    }


_TURN = _json(_reference("Turn"), "The conversation's turn.")
_GONE = {"s404": "No such conversation, or its id is wrong."}
_LATE = {
    "s409": "The turn is not the current one, or somebody else changed it at the same time.",
    "s410": "The flow is closed.",
}


def _path_parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": schema,
    }


_TOKEN = _path_parameter(
    "conversation",
    "The conversation's id, which is also its key.",
    {"type": "string", "maxLength": 200},
)


def _operation(name: str, summary: str, tag: str, **more: Any) -> dict[str, Any]:
    return {"operationId": name, "summary": summary, "tags": [tag], **more}


def _begin() -> dict[str, Any]:
    refused = _problems(
        s403="The flow asks for a proof of work; `proof` is the sum to do.",
        s404="No such flow.",
        s409="This visitor has taken the flow already, or the proof was used; `detail` says which.",
        s410="The flow is closed, or its quota is met.",
        **_BODY,
        **_BUSY,
        **_COMMON,
    )
    return _operation(
        "beginConversation",
        "Begin a conversation",
        "conversations",
        parameters=[
            _path_parameter("flow", "The flow's address.", {"type": "string", "maxLength": 100})
        ],
        requestBody=_body(BeginBody, required=False),
        responses={"201": _TURN, **refused},
    )


def _change(name: str, summary: str, model: type[Body], required: bool) -> dict[str, Any]:
    refused = _problems(**_GONE, **_LATE, **_BODY, **_BUSY, **_COMMON)
    return _operation(
        name,
        summary,
        "conversations",
        description="The same turn sent again is answered the same and kept once.",
        requestBody=_body(model, required),
        responses={"200": _TURN, **refused},
    )


def _conversation_paths() -> dict[str, Any]:
    show = _operation(
        "showConversation",
        "The current turn",
        "conversations",
        responses={"200": _TURN, **_problems(s503=_AWAY, **_GONE, **_COMMON)},
    )
    one = "/conversations/{conversation}"
    changes = {
        "answers": _change("answer", "Answer the turn's question", AnswerBody, True),
        "back": _change("goBack", "Back to the question before", BackBody, False),
        "edit": _change("editAnswer", "Change an earlier answer", EditBody, True),
    }
    paths: dict[str, Any] = {
        "/flows/{flow}/conversations": {"post": _begin()},
        one: {"parameters": [_TOKEN], "get": show},
    }
    for name, operation in changes.items():
        paths[f"{one}/{name}"] = {"parameters": [_TOKEN], "post": operation}
    paths[f"{one}/files"] = {"parameters": [_TOKEN], "post": _sending()}
    paths[f"{one}/messages"] = {
        "parameters": [_TOKEN],
        "get": _listening(),
        "post": _change("say", "Say something to a person, or ask for one", MessageBody, True),
    }
    return paths


def _sending() -> dict[str, Any]:
    refused = _problems(
        s400="The body is no multipart/form-data.",
        s409="No question of this turn takes a file.",
        s413="The file is larger than the site takes.",
        s422="There is no file, or the question does not take this one; `detail` says why.",
        **_GONE,
        **_BUSY,
        **_COMMON,
    )
    form = {
        "type": "object",
        "required": ["file"],
        "properties": {
            "file": {"type": "string", "contentMediaType": "application/octet-stream"},
            "slot": {"type": "string", "description": "The question, where several are open."},
        },
    }
    kept = _json(_reference("File"), "The file as kept: send this as the answer's `value`.")
    return _operation(
        "sendFile",
        "Send a file, to answer with",
        "conversations",
        requestBody={"required": True, "content": {"multipart/form-data": {"schema": form}}},
        responses={"201": kept, **refused},
    )


def _listening() -> dict[str, Any]:
    refused = _problems(s422="A parameter is wrong.", s503=_AWAY, **_GONE, **_COMMON)
    heard = _json(_reference("Talk"), "What was said after the message named, oldest first.")
    heard["headers"] = {
        "Retry-After": {
            "description": "Seconds after which to ask again, when there was nothing new.",
            "schema": {"type": "integer"},
        }
    }
    return _operation(
        "hear",
        "What was said in the talk with a person",
        "conversations",
        description="With `wait` the answer comes as soon as there is something new, or when the "
        "time is over; at once where too many wait already.",
        parameters=_query_parameters(MessageQuery),
        responses={"200": heard, **refused},
    )


def _query_parameters(model: type[Body]) -> list[dict[str, Any]]:
    properties = model.model_json_schema()["properties"]
    return [
        {
            "name": name,
            "in": "query",
            "description": schema.get("description", ""),
            "schema": {
                key: value for key, value in schema.items() if key not in ("title", "description")
            },
        }
        for name, schema in properties.items()
    ]


def _reading_leads(name: str, summary: str, answer: dict[str, Any], **more: Any) -> dict[str, Any]:
    refused = _problems(
        s401="No API key, or one that is revoked or unknown.",
        s403="The key may not read leads.",
        s503=_AWAY,
        **more.pop("refused"),
        **_COMMON,
    )
    responses = {"200": answer, **refused}
    return _operation(name, summary, "leads", security=[{"key": []}], responses=responses, **more)


def _lead_paths() -> dict[str, Any]:
    number = {"type": "integer", "minimum": 1, "maximum": 2**53}
    listed = _reading_leads(
        "listLeads",
        "Leads, newest first; with `since` what changed",
        _json(
            {"anyOf": [_reference("LeadPage"), _reference("LeadChanges")]},
            "A page of leads; LeadChanges where `since` was sent.",
        ),
        parameters=_query_parameters(LeadQuery),
        refused={"s422": "A parameter is wrong."},
    )
    one = _reading_leads(
        "showLead",
        "One lead with its ledger: why this score",
        _json(_reference("Lead"), "The lead."),
        parameters=[_path_parameter("lead", "The lead's id.", number)],
        refused={"s404": "No such lead."},
    )
    more = lead_description.paths() | lead_description.company_paths()
    changes = more.pop("/leads/{lead}")
    return {"/leads": {"get": listed}, "/leads/{lead}": {"get": one, **changes}, **more}


@cache
def describe() -> dict[str, Any]:
    """The whole description as one document."""
    bodies: dict[str, Any] = {}
    for model in (BeginBody, ProofBody, AnswerBody, BackBody, EditBody, MessageBody):
        schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
        schema.pop("$defs", None)  # ProofBody, which stands beside
        bodies[model.__name__] = schema
    more = lead_description.bodies()
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
            "schemas": {**SCHEMAS, **lead_description.SCHEMAS, **bodies, **more},
            "securitySchemes": {
                "key": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "An API key from the studio with the scope that is named.",
                }
            },
        },
    }


@blueprint.get("/openapi.json")
@limiter.exempt
def openapi() -> Response:
    """The description (anyone)."""
    return jsonify(describe())
