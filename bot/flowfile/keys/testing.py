"""The keys of a flow's own tests."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from bot.flowfile.keys.base import Keys
from bot.flowfile.keys.fields import Id, Language, String


class ExpectKeys(Keys):
    """What must have come out. Numbers may be written ">= 60" or "~ 1290" (within 1 %)."""

    outcome: Id | None = Field(
        default=None, description="The outcome reached, or the flow linked to."
    )
    points: dict[str, Any] = Field(
        default_factory=dict, description="Points by axis, held within its cap, or by category."
    )
    score: Any = Field(
        default=None, description="The sum of this flow's points by axis under the caps."
    )
    grade: Any = Field(default=None, description="The grade of a quiz in percent, 0 to 100.")
    products: list[Id] = Field(default_factory=list, description="The products shown, best first.")
    slots: dict[str, Any] = Field(
        default_factory=dict, description="Answers as kept, and values that were set."
    )
    results: dict[str, Any] = Field(
        default_factory=dict, description="Computed lines of the outcome, by label."
    )


class TestKeys(Keys):
    """One test: answers in, expectations out. Run before publishing; a red one blocks it."""

    __test__ = False  # no test of pytest's

    name: String = Field(description="What must hold, as a sentence.")
    answers: dict[str, Any] = Field(
        default_factory=dict,
        description="Answers by slot, typed as a visitor would or as the option's value; "
        "also what the page tells, like utm.source.",
    )
    expect: ExpectKeys = Field(description="What must have come out.")
    language: Language | None = Field(
        default=None, description="The language it is played in; the flow's first when left out."
    )
