"""The keys of a question: `ask`, its options, rules of points and checks."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from bot.flowfile.keys.base import Keys, OneOf, Whole, condition
from bot.flowfile.keys.fields import (
    Bound,
    Currency,
    Days,
    FormulaSource,
    Id,
    Names,
    Number,
    Points,
    SlotName,
    String,
    Truth,
    Words,
)
from bot.flowfile.tree import as_written

QUESTION_TYPES = (
    "choice",
    "yes_no",
    "multi_choice",
    "picture",
    "rating",
    "nps",
    "scale",
    "slider",
    "number",
    "money",
    "percent",
    "date",
    "timeframe",
    "text",
    "long_text",
    "email",
    "phone",
    "url",
    "name",
    "company",
    "address",
    "country",
    "matrix",
    "ranking",
    "consent",
    "file",
    "hidden",
)
QuestionType = Annotated[str, OneOf(QUESTION_TYPES)]


class OptionKeys(Keys):
    """One option of a question; also a row or a column of a matrix."""

    value: String = Field(description='The name kept and used in formulas: need = "volume".')
    label: Words | None = Field(
        default=None, description="What the visitor reads; without it, the value."
    )
    points: Points | None = Field(
        default=None,
        description="Points for choosing it: a number on the question's axis, or a map "
        "from axis, category or product to number.",
    )
    also: Names = Field(
        default_factory=list, description="Other words that people type when they mean it."
    )
    correct: Truth = Field(default=False, description="In graded quizzes: a right answer.")
    image: String | None = Field(
        default=None, description="A picture: a file of flows/media or an https address."
    )
    go: Id | None = Field(
        default=None, description="The step to go on with when it is chosen, or `end`."
    )
    tags: Names = Field(
        default_factory=list, description="Words that products with the same tags match."
    )
    other: Truth = Field(default=False, description="The visitor may type their own words.")


class PointRuleKeys(Keys):
    """One rule of points; the first that holds gives its points."""

    if_: FormulaSource | None = condition("When it holds; without it, always.")
    give: Points = Field(
        description="The points: a number on the question's axis, or a map as for options."
    )


class CheckKeys(Keys):
    """An answer is refused with a message when the formula holds."""

    if_: FormulaSource = Field(alias="if", description="When it holds the answer is refused.")
    say: Words = Field(description="What the visitor is told.")


def _option(value: Any) -> Any:
    words = as_written(value)
    return {"value": words, "label": words} if words is not None else value


def _rules(value: Any) -> Any:
    """Points for any answer may be written as a number or map alone."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return [{"give": value}]
    if isinstance(value, dict):
        return [value] if {"if", "give"} & set(value) else [{"give": value}]
    return value


class _OrShort:
    """Adds the short spelling to the JSON Schema."""

    def __init__(self, short: dict[str, Any]) -> None:
        self.short = short

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [self.short, handler(schema)]}


_SHORT_POINTS = {
    "type": "object",
    "additionalProperties": {"type": "number"},
    "properties": {"if": {"type": ["string", "number", "boolean"]}},
}
Option = Annotated[
    OptionKeys, BeforeValidator(_option), _OrShort({"type": ["string", "number", "boolean"]})
]
Rules = Annotated[
    list[PointRuleKeys],
    BeforeValidator(_rules),
    _OrShort({"anyOf": [{"type": "number"}, _SHORT_POINTS]}),
]


class AskStep(Keys):
    """A question. The answer is kept under the name of its slot."""

    ask: SlotName = Field(description="The slot: the name under which the answer is kept.")
    id: Id | None = Field(default=None, description="Another name to jump to; the slot is one too.")
    if_: FormulaSource | None = condition("The question is skipped when this does not hold.")
    go: Id | None = Field(default=None, description="The step to go on with, or `end`.")
    text: Words | None = Field(description="The question; only a hidden one may have none.")
    type: QuestionType = Field(description="What kind of answer is asked for.")
    help: Words | None = Field(default=None, description="A line of help under the question.")
    why: Words | None = Field(
        default=None, description='Why you ask; answered in chats to "why do you ask?".'
    )
    placeholder: Words | None = Field(default=None, description="Grey words in the empty field.")
    explain: Words | None = Field(
        default=None, description="In graded quizzes: why the right answer is right."
    )
    required: Truth = Field(default=True, description="false: the visitor may skip it.")
    default: Any = Field(default=None, description="The answer filled in beforehand.")
    prefill: String | None = Field(
        default=None,
        description="Filled in from the address or the embed: utm.campaign, page.url, or a name.",
    )
    axis: String | None = Field(
        default=None, description="The axis of lead.yml (or category) that plain points go to."
    )
    points: Rules = Field(
        default_factory=list,
        description="Points for open answers: the first rule that holds gives its points.",
    )
    confirm: Annotated[str, OneOf(("code", "link"))] | None = Field(
        default=None,
        description="For an e-mail address or phone number: code sends six digits and asks for "
        "them, link mails a link.",
    )
    check: list[CheckKeys] = Field(
        default_factory=list, description="Answers that are refused, with what is said then."
    )
    options: list[Option] = Field(
        default_factory=list, description="What can be chosen; short: a list of words."
    )
    rows: list[Option] = Field(default_factory=list, description="The rows of a matrix.")
    columns: list[Option] = Field(default_factory=list, description="The columns of a matrix.")
    min: Bound | None = Field(
        default=None,
        description="The least number or earliest date allowed, or the fewest choices.",
    )
    max: Bound | None = Field(
        default=None,
        description="The greatest number or latest date allowed, or the most choices.",
    )
    step: Number | None = Field(default=None, description="The step of a slider or number field.")
    decimals: Annotated[int, Whole(0, 6)] | None = Field(
        default=None, description="Digits after the point."
    )
    unit: Words | None = Field(default=None, description="Shown behind a number: km, people.")
    currency: Currency | None = Field(
        default=None, description="The currency of money; the flow's when left out."
    )
    low: Words | None = Field(default=None, description="The words at the low end of a scale.")
    high: Words | None = Field(default=None, description="The words at the high end of a scale.")
    purpose: String | None = Field(
        default=None, description="What a consent is for: newsletter, contact, …"
    )
    accept: Names = Field(default_factory=list, description="Files taken: .pdf, .png or image/*.")
    max_mb: Number | None = Field(default=None, description="The largest file in megabytes.")
    shuffle: Truth = Field(
        default=False, description="Show the options in another order each time."
    )
    unless_known: Days | None = Field(
        default=None,
        description="Not asked of somebody who is confirmed and answered it within this time, like "
        "180 days; after it, the old answer is offered to confirm.",
    )
    keep: Days | None = Field(
        default=None,
        description="After this time, like 30 days, the answer is deleted; its points stay.",
    )


class HiddenStep(AskStep):
    """A value taken from the address or the embed, never shown."""

    text: Words | None = Field(default=None, description="Words for the studio.")
