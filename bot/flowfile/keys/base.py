"""What all models of keys share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from bot.flowfile.problems import hint
from bot.flowfile.tree import as_written


class Keys(BaseModel):
    """A map of a flow file: unknown keys are refused, keys have the file's spelling as alias."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


def wrong(message: str) -> PydanticCustomError:
    """An error whose message is already in the words its author shall read."""
    return PydanticCustomError("plain", "{message}", {"message": message})


def condition(description: str) -> Any:
    """A key `if`, which Python does not allow as a name."""
    return Field(default=None, alias="if", description=description)


def words_in(value: object) -> str:
    """A single value as words; refused when it is empty, a list or a map."""
    words = as_written(value)
    if words is None:
        what = "empty" if value is None else "a list" if isinstance(value, list) else "a map"
        raise wrong(f"must be words, but is {what}{_unquoted(value)}")
    if not words.strip():
        raise wrong("must be words, but is empty")
    return words


def _unquoted(value: object) -> str:
    """A map or nothing is often a text that lacks quotes."""
    if value is None:
        return " (a text that begins with # needs quotes)"
    if isinstance(value, dict) and any(part is None for part in value.values()):
        return "; a text that begins with { needs quotes"
    return ""


@dataclass(frozen=True)
class OneOf:
    """One of the names, with a guess at what was meant when it is another."""

    names: tuple[str, ...]

    def __call__(self, value: object) -> str:
        words = words_in(value)
        if words not in self.names:
            raise wrong(f"'{words}' is not known here.{hint(words, self.names)}")
        return words

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: Any) -> dict[str, Any]:
        return {"enum": list(self.names)}


@dataclass(frozen=True)
class Whole:
    """A whole number within bounds."""

    least: int
    most: int

    def __call__(self, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise wrong(f"must be a whole number from {self.least} to {self.most}")
        if not self.least <= value <= self.most:
            raise wrong(f"must be a whole number from {self.least} to {self.most}")
        return int(value)

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: Any) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}
