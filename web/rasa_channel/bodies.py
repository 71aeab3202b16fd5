"""What Rasa clients send. What they send besides is left alone, as Rasa does."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import ConfigDict, Field, StringConstraints, field_validator

from web.api.bodies import Address, Body, Short
from web.api.problems import Problem

#: A payload: `/name`, or `/name{"entity": "value"}`.
_PAYLOAD = re.compile(r"/([A-Za-z_][\w.-]{0,80})\s*(\{.*\})?\s*", re.DOTALL)

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Metadata(Body):
    """What a page tells of the visit; all of it may be left out, and counts when one begins."""

    model_config = ConfigDict(extra="ignore")

    flow: Short | None = Field(None, description="The flow to begin with.")
    language: Annotated[str, StringConstraints(max_length=35)] | None = None
    page: Address | None = None
    referrer: Address | None = None
    utm: dict[Short, Short] = Field(default_factory=dict, max_length=20)
    prefill: dict[Short, Short] = Field(default_factory=dict, max_length=50)
    turn: int | None = Field(
        None, ge=0, le=1_000_000, description="The turn answered: sent twice, it is taken once."
    )
    after: int = Field(0, ge=0, le=2**53, description="The last word of a person that is known.")
    custom: bool = Field(False, description="The whole turn is wanted, as `custom`.")


class RasaMessage(Body):
    """A visitor's message. Without a sender Rasa takes it for the one called `default`."""

    model_config = ConfigDict(extra="ignore")

    sender: Annotated[str, StringConstraints(min_length=1, max_length=255)] = "default"
    message: Annotated[str, StringConstraints(max_length=20_000)] | None = None
    metadata: Metadata | None = None

    @field_validator("sender", mode="before")
    @classmethod
    def _sender(cls, given: Any) -> Any:
        if given is None:
            return "default"
        return str(given) if type(given) is int else given

    @field_validator("sender")
    @classmethod
    def _plain(cls, given: str) -> str:
        if _CONTROL.search(given):
            raise ValueError("may hold no control characters")
        return given

    @property
    def told(self) -> Metadata:
        """The metadata, where there is none an empty one."""
        return self.metadata or Metadata.model_validate({})


@dataclass(frozen=True, slots=True)
class Command:
    """What a message is: a payload's name and values, or with no name the words of a visitor."""

    name: str
    values: dict[str, Any] = field(default_factory=dict)
    words: str = ""


def command_of(message: str | None) -> Command:
    """Take a message apart. Raises `Problem` for a payload whose values are no JSON object."""
    words = (message or "").strip()
    found = _PAYLOAD.fullmatch(words)
    if found is None:
        return Command("" if words else "show", words=words)
    try:
        values = json.loads(found[2] or "{}")
    except (ValueError, RecursionError) as error:
        raise Problem(
            422, "Wrong shape", f"message: what follows /{found[1]} must be a JSON object."
        ) from error
    return Command(found[1], values)


def payload(command: str, **values: Any) -> str:
    """The message that a button sends."""
    return f"/{command}{json.dumps(values, ensure_ascii=False)}" if values else f"/{command}"
