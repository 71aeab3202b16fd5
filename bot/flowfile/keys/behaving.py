"""The keys of `behaviour` in lead.yml."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.flowfile.keys.base import Keys, wrong
from bot.flowfile.keys.fields import Names, Number, SlotName, String, Truth
from bot.score.definition import BEHAVIOURS

#: Spans that points can be limited by; "ever" is all of time.
SPANS = ("day", "week", "month", "year", "ever")

_AT_MOST = re.compile(rf"([1-9]\d{{0,3}})\s+(?:per\s+|a\s+)?({'|'.join(SPANS)})")


def at_most(words: str) -> tuple[int, str] | None:
    """How often and in what span: "3 per day" is (3, "day"); None when it cannot be read."""
    found = _AT_MOST.fullmatch(words.strip().lower())
    return (int(found[1]), found[2]) if found else None


def _often(words: str) -> str:
    if at_most(words) is None:
        raise wrong(f"'{words}' is no limit; write it like 3 per day, 1 per week or 1 ever")
    return words


def _kinds(names: list[str]) -> list[str]:
    for name in names:
        if name not in BEHAVIOURS:
            raise wrong(f"no kind of behaviour is called '{name}'; there are {_LISTED}")
    return names


_LISTED = ", ".join(BEHAVIOURS)


class BehaviourRuleKeys(Keys):
    """Points for what somebody does that is no answer."""

    kind: Annotated[Names, AfterValidator(_kinds)] = Field(
        default_factory=list, description=f"What is done: {_LISTED}; any of them when left out."
    )
    url: Names = Field(
        default_factory=list,
        description="Words of the address, whatever their case; one of them has to be in it.",
    )
    axis: SlotName = Field(default="interest", description="The axis the points go to.")
    give: Number = Field(description="The points.")
    intent: Truth = Field(
        default=False,
        description="true when it shows that they want to buy: prices, demo, quote. It counts "
        "apart from reading.",
    )
    at_most: Annotated[String, AfterValidator(_often)] | None = Field(
        default=None, description="How often it counts: `3 per day`, `1 per week`, `1 ever`."
    )
