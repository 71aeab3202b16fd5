"""The keys of outcomes, their results and buttons, and of products."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from bot.flowfile.keys.base import Keys, OneOf, Whole, condition
from bot.flowfile.keys.fields import Currency, FormulaSource, Id, Names, Number, String, Words
from bot.texts import FORMATS

CHARTS = ("bar", "line", "donut")
_IMAGE = "A picture: a file of flows/media or an https address."


class ResultKeys(Keys):
    """A computed line; in calculators it moves while the visitor types."""

    label: Words = Field(description="What the number is.")
    value: FormulaSource = Field(description="The formula.")
    format: Annotated[str, OneOf(FORMATS)] | None = Field(
        default=None, description="How it is written."
    )
    chart: Annotated[str, OneOf(CHARTS)] | None = Field(
        default=None, description="Show it in a chart, with the other lines of the same chart."
    )
    if_: FormulaSource | None = condition("The line is left out when this does not hold.")


class ButtonKeys(Keys):
    """What the visitor can do next."""

    label: Words = Field(description="The words on the button.")
    go: String = Field(description="An address (https://…, /…, mailto:, tel:) or another flow.")


class OutcomeKeys(Keys):
    """One way the conversation can end."""

    id: Id = Field(description="Its name, in tests and in the studio.")
    if_: FormulaSource | None = condition("When it is reached; the last outcome has none.")
    title: Words = Field(description="The heading.")
    text: Words | None = Field(default=None, description="The words under it; a Markdown subset.")
    image: String | None = Field(default=None, description=_IMAGE)
    results: list[ResultKeys] = Field(default_factory=list, description="Computed lines.")
    offer: Id | None = Field(default=None, description="An offer of flows/offers.yml.")
    button: ButtonKeys | None = Field(default=None, description="A button to go on with.")
    products: Annotated[int, Whole(0, 12)] = Field(
        default=0, description="How many of the best products are shown."
    )
    first_sentence: Words | None = Field(
        default=None,
        description="What a salesperson may begin the call with; the visitor never sees it.",
    )


class ProductKeys(Keys):
    """A product that can be recommended."""

    id: Id = Field(description="Its name; options and rules can give it points.")
    title: Words = Field(description="Its name as the visitor reads it.")
    text: Words | None = Field(default=None, description="A few words about it.")
    image: String | None = Field(default=None, description=_IMAGE)
    url: String | None = Field(default=None, description="Its page.")
    price: Number | None = Field(default=None, description="Its price, a number.")
    currency: Currency | None = Field(
        default=None, description="The price's currency; the flow's when left out."
    )
    tags: Names = Field(
        default_factory=list, description="Words that match the tags of chosen options."
    )
    if_: FormulaSource | None = condition("The product is left out when this does not hold.")
