"""The shapes of what the API takes. The OpenAPI description is made from them."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from flask import Request, request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from web.api.problems import Problem
from web.conversations.talks import LONGEST

#: The largest body, in bytes; answers beyond it are refused unread.
MAX_BODY = 64 * 1024

Short = Annotated[str, StringConstraints(max_length=500)]
Address = Annotated[str, StringConstraints(max_length=2000)]


class Body(BaseModel):
    """Base of all: unknown members are refused, so that a misspelling is seen."""

    model_config = ConfigDict(extra="forbid")


class ProofBody(Body):
    """The `proof` of the refusal with its solution."""

    conversation: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{32}$")]
    algorithm: Literal["SHA-256"]
    challenge: Short
    salt: Short
    signature: Short
    maxnumber: int | None = Field(None, description="May stay as it came.")
    number: int = Field(
        strict=True,
        ge=0,
        le=2**53,
        description="The whole number, `maxnumber` at most, for which the SHA-256 of `salt` and it "
        "in decimals is `challenge`, in hexadecimals.",
    )


class BeginBody(Body):
    """Begins a conversation; every member may be left out."""

    language: (
        Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] | None
    ) = Field(None, description="Language of the visitor, such as `tr`; else the flow's first.")
    page: Address | None = Field(None, description="Address of the page the visitor is on.")
    referrer: Address | None = Field(None, description="Address of the page before.")
    utm: dict[Short, Short] = Field(
        default_factory=dict,
        max_length=20,
        description="Campaign: source, medium, campaign, content, term (with or without `utm_`).",
    )
    prefill: dict[Short, Short] = Field(
        default_factory=dict, max_length=50, description="Values for questions that take them."
    )
    proof: ProofBody | None = Field(
        None, description="For a flow with `proof_of_work`, which is refused without it at first."
    )


class AnswerBody(Body):
    """An answer to the turn's question: `value` in the question's shape, or `text` as typed."""

    turn: int = Field(ge=0, le=1_000_000, description="The turn being answered.")
    value: Any = Field(
        None, description="In the question's own shape; null skips an optional question."
    )
    text: Annotated[str, StringConstraints(max_length=20_000)] | None = Field(
        None, description="Words as the visitor typed them."
    )
    slot: Short | None = Field(
        None, description="The question meant; refused when another is asked."
    )


class BackBody(Body):
    """Goes back to the question before."""

    turn: int | None = Field(None, ge=0, le=1_000_000, description="The turn the visitor is at.")


class EditBody(Body):
    """Changes an earlier answer; later ones are kept where still valid."""

    turn: int = Field(ge=0, le=1_000_000, description="The turn the visitor is at.")
    slot: Short = Field(description="The question answered before.")
    value: Any = Field(description="The new value in the question's own shape.")


class MessageBody(Body):
    """Words for a person; where none is wanted yet, one is asked for."""

    turn: int = Field(ge=0, le=1_000_000, description="The turn the visitor is at.")
    text: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)] | None = Field(
        None, description="What the visitor says; left out, a person is asked for without words."
    )


B = TypeVar("B", bound=Body)


def read_body(model: type[B]) -> B:
    """Validate the request's JSON; raises `Problem` or pydantic's error: both become answers."""
    sent: Request = request._get_current_object()  # type: ignore[attr-defined]
    length = sent.content_length
    if length is not None and length > MAX_BODY:
        raise Problem(
            413, "Too large", f"A body may hold {MAX_BODY} bytes; this one holds {length}."
        )
    if sent.mimetype not in ("application/json", "") and not sent.is_json:
        raise Problem(415, "Not JSON", "Send the body as application/json.")
    data = sent.get_data(cache=False)
    if len(data) > MAX_BODY:
        raise Problem(
            413, "Too large", f"A body may hold {MAX_BODY} bytes; this one holds {len(data)}."
        )
    return model.model_validate_json(data or b"{}")
