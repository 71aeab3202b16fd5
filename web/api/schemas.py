"""JSON Schemas of what the API answers."""

from __future__ import annotations

from typing import Any

from store.lead_changes import GONE
from store.stage_changes import CAUSES

_TEXT = {"type": "string"}
_MAYBE_TEXT = {"type": ["string", "null"]}
_NUMBER = {"type": "number"}


def _object(needed: tuple[str, ...], /, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(needed), "properties": properties}


def _list(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}


def _maybe(name: str) -> dict[str, Any]:
    return {"anyOf": [{"$ref": f"#/components/schemas/{name}"}, {"type": "null"}]}


_LEAD = {
    "id": {"type": "integer"},
    "contact": {"type": "object", "additionalProperties": _TEXT},
    "axes": {
        "type": "object",
        "description": "Points by axis, held within 0 and the cap; null is unknown, not zero.",
        "additionalProperties": {"type": ["number", "null"]},
    },
    "score": {**_NUMBER, "description": "The sum of the known axes."},
    "stage": _MAYBE_TEXT,
    "owner": {"type": ["integer", "null"], "description": "Whose lead it is: a user's number."},
    "missing": {
        "type": "array",
        "items": _TEXT,
        "description": "Of need, budget, authority, timing, interest and contact what is unknown.",
    },
    "almost": {
        **_MAYBE_TEXT,
        "description": "The one answer short of the highest stage; null: none, or more.",
    },
    "status": {"type": "string", "enum": ["open", "won", "lost", "not_a_lead"]},
    "flow": _MAYBE_TEXT,
    "source": _MAYBE_TEXT,
    "suspected": {"type": "boolean"},
    "email_confirmed_at": {
        **_MAYBE_TEXT,
        "format": "date-time",
        "description": "When the owner of the address confirmed it.",
    },
    "created_at": {"type": "string", "format": "date-time"},
    "last_seen_at": {"type": ["string", "null"], "format": "date-time"},
}
_LEAD_REQUIRED = ("id", "contact", "axes", "score", "stage", "status")

_PERSON = {
    "state": {"type": "string", "enum": ["waiting", "talking", "done"]},
    "name": {**_MAYBE_TEXT, "description": "Who has the talk, or had it last."},
    "since": {"type": "string", "format": "date-time"},
    "last": {"type": "integer", "description": "The id of the last message."},
}
_PERSON_REQUIRED = ("state", "name", "since", "last")

SCHEMAS: dict[str, Any] = {
    "Problem": _object(
        ("type", "title", "status", "detail"),
        type=_TEXT,
        title=_TEXT,
        status={"type": "integer"},
        detail={**_TEXT, "description": "What is wrong and what to do, in plain words."},
        instance=_TEXT,
        turn={"$ref": "#/components/schemas/Turn"},
        slot=_TEXT,
        proof={"$ref": "#/components/schemas/Proof"},
        merged_into={"type": "integer", "description": "The lead that took in the one asked for."},
        errors={
            "type": "array",
            "items": _object(("pointer", "detail"), pointer=_TEXT, detail=_TEXT),
        },
    ),
    "Proof": {
        **_object(
            ("conversation", "algorithm", "challenge", "maxnumber", "salt", "signature"),
            conversation={**_TEXT, "description": "The id that the conversation will have."},
            algorithm={"type": "string", "enum": ["SHA-256"]},
            challenge={**_TEXT, "description": "What the hash has to be, in hexadecimals."},
            maxnumber={"type": "integer", "description": "The largest number to try."},
            salt=_TEXT,
            signature=_TEXT,
        ),
        "description": "A sum to do first; send it back with the `number` that solves it.",
    },
    "File": _object(
        ("id", "name", "size", "type"),
        id=_TEXT,
        name=_TEXT,
        size={"type": "integer", "description": "Bytes."},
        type={**_TEXT, "description": "MIME type."},
    ),
    "Message": _object(
        ("type", "text"),
        type={"type": "string", "enum": ["text", "image", "video", "notice", "answer"]},
        text=_TEXT,
        image=_TEXT,
        video=_TEXT,
        button={"type": "object", "description": "Where an answer leads to: label, url, flow."},
    ),
    "Option": _object(
        ("value", "label"), value=_TEXT, label=_TEXT, image=_TEXT, other={"type": "boolean"}
    ),
    "Question": _object(
        ("slot", "type", "text", "options", "required"),
        slot=_TEXT,
        type=_TEXT,
        text=_TEXT,
        options=_list("Option"),
        rows=_list("Option"),
        columns=_list("Option"),
        required={"type": "boolean"},
        value={"description": "What the control shows: an answer kept, a prefill or the default."},
        confirm={"$ref": "#/components/schemas/Confirmation"},
        replies=_list("QuickReply"),
    ),
    "Confirmation": {
        **_object(
            ("text", "values", "change"),
            text={**_TEXT, "description": "What was said back, such as “€5,000 a month, right?”."},
            values={
                "type": "object",
                "description": "By slot, as kept after a yes; nothing of it is an answer before.",
            },
            change={
                "type": "boolean",
                "description": "Whether earlier answers are changed; of several, one is meant.",
            },
        ),
        "description": "Waits for a yes or a no sent as `text`; a `value` answers the question "
        "instead.",
    },
    "QuickReply": _object(
        ("kind", "label"),
        kind={"type": "string", "enum": ["yes", "no", "pick", "skip", "person", "leave"]},
        label={**_TEXT, "description": "Shown on the button, and sent as `text` when pressed."},
    ),
    "Result": _object(
        ("label", "value", "shown"),
        label=_TEXT,
        value={"type": ["number", "string", "boolean", "null"]},
        shown={**_TEXT, "description": "The value written in the visitor's language."},
        format=_MAYBE_TEXT,
    ),
    "Outcome": _object(
        ("outcome", "title", "text", "results"),
        outcome=_TEXT,
        title=_TEXT,
        text=_MAYBE_TEXT,
        results=_list("Result"),
        products={"type": "array", "items": {"type": "object"}},
        offer={"type": "object"},
        button={"type": "object"},
        grade=_NUMBER,
        categories={"type": "object", "additionalProperties": _NUMBER},
        flow={**_TEXT, "description": "A flow to go on with."},
    ),
    "Turn": _object(
        ("conversation", "turn", "messages", "question", "progress", "done", "result"),
        conversation=_TEXT,
        turn={"type": "integer"},
        language=_TEXT,
        messages=_list("Message"),
        question=_maybe("Question"),
        progress=_object(
            ("answered", "expected"), answered={"type": "integer"}, expected={"type": "integer"}
        ),
        done={"type": "boolean"},
        result=_maybe("Outcome"),
        replies={
            **_list("QuickReply"),
            "description": "After a chat's end; before it they stand with the question.",
        },
        person={
            **_object((*_PERSON_REQUIRED, "messages"), **_PERSON, messages=_list("TalkMessage")),
            "description": "Where a person was ever asked for; until `state` is `done` no question "
            "is asked and what is sent goes to them.",
        },
    ),
    "Person": _object(_PERSON_REQUIRED, **_PERSON),
    "TalkMessage": _object(
        ("id", "author", "name", "text", "at"),
        id={"type": "integer", "description": "1, 2, 3 … within its conversation."},
        author={"type": "string", "enum": ["visitor", "staff", "bot-note"]},
        name={**_MAYBE_TEXT, "description": "The member of staff's."},
        text=_TEXT,
        at={"type": "string", "format": "date-time"},
    ),
    "Talk": _object(("person", "messages"), person=_maybe("Person"), messages=_list("TalkMessage")),
    "LedgerLine": _object(
        ("axis", "points", "now", "rule", "evidence", "at"),
        axis=_TEXT,
        points={**_NUMBER, "description": "When it was fresh."},
        now={
            **_NUMBER,
            "description": "What has not faded; lines of an axis add up to it, "
            "within 0 and its cap.",
        },
        origin={**_TEXT, "description": "conversation, fit, behaviour, intent or hand."},
        rule=_TEXT,
        evidence=_TEXT,
        slot=_MAYBE_TEXT,
        flow=_MAYBE_TEXT,
        version={**_MAYBE_TEXT, "description": "The flow version's content hash."},
        at={"type": "string", "format": "date-time"},
    ),
    "LeadAnswer": _object(
        ("conversation", "flow", "slot", "type", "value", "raw", "at"),
        conversation={"type": "integer", "description": "Parts the answers of several plays."},
        flow=_TEXT,
        slot=_TEXT,
        type=_TEXT,
        value={
            "description": "As kept: percents as fractions, money as a range, days as "
            "YYYY-MM-DD; null where the question was left out."
        },
        raw={**_MAYBE_TEXT, "description": "The visitor's own words or what was sent."},
        at={"type": "string", "format": "date-time"},
    ),
    "Rung": _object(
        ("rung", "state", "at", "detail"),
        rung={**_TEXT, "description": "Such as `email_confirmed`; see `verification` in lead.yml."},
        state={
            "type": "string",
            "enum": ["passed", "failed", "not_checked", "open"],
            "description": "not_checked: nobody could tell; open: nobody looked yet.",
        },
        at={**_MAYBE_TEXT, "format": "date-time"},
        detail=_MAYBE_TEXT,
    ),
    "LeadSummary": _object(_LEAD_REQUIRED, **_LEAD),
    "Lead": _object(
        (*_LEAD_REQUIRED, "verification", "answers", "ledger"),
        **_LEAD,
        verification=_list("Rung"),
        answers=_list("LeadAnswer"),
        ledger=_list("LedgerLine"),
        intent={**_NUMBER, "description": "Points of now that show they want to buy."},
        stage_held={**_MAYBE_TEXT, "description": "Why the stage was set by hand, while it is."},
        stage_changes=_list("StageChange"),
    ),
    "StageChange": _object(
        ("from", "to", "at", "cause", "reason"),
        **{"from": _MAYBE_TEXT},
        to=_MAYBE_TEXT,
        at={"type": "string", "format": "date-time"},
        cause={"type": "string", "enum": list(CAUSES)},
        reason={**_TEXT, "description": "In words."},
        rule={**_MAYBE_TEXT, "description": "The conditions that decided."},
        version={**_MAYBE_TEXT, "description": "The hash of the lead.yml that said so."},
    ),
    "LeadPage": _object(
        ("leads", "next"),
        leads=_list("LeadSummary"),
        next={
            **_MAYBE_TEXT,
            "description": "Send as `cursor` for the page after; null at the end.",
        },
    ),
    "LeadChanges": _object(
        ("leads", "next", "more"),
        leads={
            "type": "array",
            "description": "The oldest change first; each lead once, as it is now.",
            "items": {
                "anyOf": [
                    {"$ref": "#/components/schemas/LeadSummary"},
                    {"$ref": "#/components/schemas/GoneLead"},
                ]
            },
        },
        next={**_TEXT, "description": "Send as `since` the next time; also when nothing changed."},
        more={"type": "boolean", "description": "Whether more is waiting: ask again at once."},
    ),
    "GoneLead": _object(
        ("id", "gone", "into"),
        id={"type": "integer"},
        gone={"type": "string", "enum": list(GONE)},
        into={"type": ["integer", "null"], "description": "The lead that took it in, if merged."},
    ),
}
