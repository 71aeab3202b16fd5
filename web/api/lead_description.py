"""The part of the API's description that is about changing leads, people's rights and companies."""

from __future__ import annotations

from typing import Any, Final

from web.api.bodies import Body
from web.api.companies import CompanyQuery
from web.api.handover import OwnerBody
from web.api.lead_rights import WithdrawBody
from web.api.lead_writes import LeadBody, MergeBody

BODIES: Final[tuple[type[Body], ...]] = (LeadBody, MergeBody, OwnerBody, WithdrawBody)

_TEXT: Final = {"type": "string"}
_MAYBE_TEXT: Final = {"type": ["string", "null"]}
_WHOLE: Final = {"type": "integer"}
_NUMBER: Final = {"type": "number"}
_COMPANY: Final = {
    "id": _WHOLE,
    "name": _TEXT,
    "domain": _MAYBE_TEXT,
    "people": _WHOLE,
    "score": {**_NUMBER, "description": "`best` and `extra`."},
    "best": {**_NUMBER, "description": "The score of the best lead."},
    "extra": {**_NUMBER, "description": "A tenth of the others' scores, ten at most."},
    "decision_maker": {"type": ["integer", "null"], "description": "A lead; null: missing."},
}
_CONSENT: Final = {
    "purpose": _TEXT,
    "given": {"type": "boolean"},
    "words": {**_TEXT, "description": "Exactly as shown."},
    "language": _TEXT,
    "flow": _TEXT,
    "version": _MAYBE_TEXT,
    "page": _MAYBE_TEXT,
    "origin": _TEXT,
    "proof": {**_MAYBE_TEXT, "description": "How it was confirmed that it came from the owner."},
    "confirmed_at": _MAYBE_TEXT,
    "at": _TEXT,
}


def bodies() -> dict[str, Any]:
    """The shapes of what is taken, by name, those within them beside them."""
    found: dict[str, Any] = {}
    for model in BODIES:
        schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
        found |= schema.pop("$defs", {})
        found[model.__name__] = schema
    return found


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


def _list(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}


SCHEMAS: Final[dict[str, Any]] = {
    "Company": _object(**_COMPANY),
    "CompanyPage": _object(companies=_list("Company"), next=_MAYBE_TEXT),
    "CompanyWithLeads": _object(**_COMPANY, leads={"type": "array", "items": _WHOLE}),
    "Consents": _object(consents={"type": "array", "items": _object(**_CONSENT)}),
    "Withdrawn": _object(withdrawn={"type": "array", "items": _TEXT}),
    "Merged": _object(merge=_WHOLE, lead={"$ref": "#/components/schemas/LeadSummary"}),
    "Unmerged": _object(merge=_WHOLE, leads={"type": "array", "items": _WHOLE}),
    "Erased": _object(erased=_WHOLE),
    "Brief": _object(
        lead={"$ref": "#/components/schemas/LeadSummary"},
        first_sentence={
            "type": ["object", "null"],
            "description": "What the outcome suggests to begin with: text, language, outcome.",
        },
        said={"type": "object", "description": "Answers by axis, the newest first."},
        open={"type": "array", "items": {"type": "object"}, "description": "Still to be answered."},
        missing={"type": "array", "items": _TEXT},
        played={"type": "array", "items": {"type": "object"}},
        consents={"type": "array", "items": {"type": "object"}},
        handed_over={
            "type": ["object", "null"],
            "description": "The open hand-over: stage, since, taken_at, first_contact_at.",
        },
    ),
    "Export": {"type": "object", "description": "Every row about the person, by table."},
}

_REFUSALS: Final = {
    "401": "No API key, or one that is revoked or unknown.",
    "403": "The key lacks the scope.",
    "422": "A parameter or the body is wrong.",
    "429": "Too many requests from this address; wait and try again.",
    "503": "The database is busy or away; ask again.",
}
_WRITING: Final = {
    "400": "The body is not JSON.",
    "409": "It cannot be done as things stand; `detail` says why.",
    "413": "The body is too large.",
    "415": "The body is not declared as JSON.",
    "507": "The disk is full; nothing was kept.",
}


def _responses(schema: str, writes: bool, one: bool) -> dict[str, Any]:
    refusals = _REFUSALS | (_WRITING if writes else {})
    if one:
        refusals = refusals | {"404": "There is none; a lead may be erased or merged."}
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    good = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    told = {code: {"description": text, "content": problem} for code, text in refusals.items()}
    return {"200": {"description": "Done.", "content": good}, **told}


def _path(name: str) -> dict[str, Any]:
    number = {"type": "integer", "minimum": 1, "maximum": 2**53}
    return {
        "name": name, "in": "path", "required": True, "schema": number,
        "description": f"The {name}'s number.",
    }  # fmt: skip


_ONCE: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Sent again within a day, the write is answered as the first time.",
    "schema": {"type": "string", "maxLength": 200, "pattern": "^[A-Za-z0-9_.:-]*$"},
}


def _operation(
    name: str,
    summary: str,
    scope: str,
    answer: str,
    *,
    of: str | None = "lead",
    body: type[Body] | None = None,
    query: type[Body] | None = None,
    writes: bool = False,
) -> dict[str, Any]:
    parameters = [_path(of)] if of else []
    parameters += [_ONCE] if writes else []
    if query is not None:
        properties = query.model_json_schema()["properties"]
        parameters += [
            {"name": key, "in": "query", "description": one.get("description", ""), "schema": {
                k: v for k, v in one.items() if k not in ("title", "description")}}
            for key, one in properties.items()
        ]  # fmt: skip
    found: dict[str, Any] = {
        "operationId": name,
        "summary": summary,
        "tags": ["companies" if scope.startswith("companies") else "leads"],
        "description": f"Needs a key with the scope `{scope}`.",
        "security": [{"key": []}],
        "parameters": parameters,
        "responses": _responses(answer, writes, of is not None),
    }
    if body is not None:
        schema = {"$ref": f"#/components/schemas/{body.__name__}"}
        found["requestBody"] = {
            "required": body is not WithdrawBody,
            "content": {"application/json": {"schema": schema}},
        }
    return found


def paths() -> dict[str, Any]:
    """Paths by address; `/leads/{lead}` adds to what reading describes."""
    write = "leads:write"
    return {
        "/leads/{lead}": {
            "patch": _operation(
                "changeLead", "Change contact and status", write, "LeadSummary",
                body=LeadBody, writes=True,
            ),
            "delete": _operation(
                "eraseLead", "Erase a person for good", "leads:erase", "Erased", writes=True
            ),
        },
        "/leads/{lead}/merge": {"post": _operation(
            "mergeLead", "Take another lead into this one", write, "Merged",
            body=MergeBody, writes=True,
        )},
        "/merges/{merge}/undo": {"post": _operation(
            "undoMerge", "Make two leads of one again", write, "Unmerged", of="merge", writes=True
        )},
        "/leads/{lead}/owner": {"put": _operation(
            "changeLeadOwner", "Give a lead to somebody who sells", write, "LeadSummary",
            body=OwnerBody, writes=True,
        )},
        "/leads/{lead}/reached": {"post": _operation(
            "leadReached", "Somebody has spoken with the lead", write, "LeadSummary", writes=True
        )},
        "/leads/{lead}/brief": {"get": _operation(
            "showBrief", "What to know before the call", "leads:read", "Brief"
        )},
        "/leads/{lead}/consents": {"get": _operation(
            "listConsents", "Every consent in its exact words", "leads:read", "Consents"
        )},
        "/leads/{lead}/withdraw": {"post": _operation(
            "withdrawConsents", "Take consents back", write, "Withdrawn",
            body=WithdrawBody, writes=True,
        )},
        "/leads/{lead}/export": {"get": _operation(
            "exportLead", "Everything kept about a person", "leads:read", "Export"
        )},
    }  # fmt: skip


def company_paths() -> dict[str, Any]:
    """Paths of companies, by address."""
    return {
        "/companies": {"get": _operation(
            "listCompanies", "Companies", "companies:read", "CompanyPage",
            of=None, query=CompanyQuery,
        )},
        "/companies/{company}": {"get": _operation(
            "showCompany", "One company with its leads", "companies:read", "CompanyWithLeads",
            of="company",
        )},
    }  # fmt: skip
