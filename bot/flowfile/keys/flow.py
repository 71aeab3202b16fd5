"""The keys of a flow file."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from bot.flowfile.keys.base import Keys, OneOf, Whole, wrong
from bot.flowfile.keys.fields import (
    Accent,
    Currency,
    Date,
    Id,
    Language,
    Origin,
    String,
    Truth,
    Words,
)
from bot.flowfile.keys.outcomes import OutcomeKeys, ProductKeys
from bot.flowfile.keys.steps import StepKeys
from bot.flowfile.keys.testing import TestKeys

KINDS = ("chat", "quiz", "calculator", "form", "survey", "recommendation")


class BrandKeys(Keys):
    """How it looks."""

    name: String | None = Field(default=None, description="The sender's name.")
    accent: Accent | None = Field(default=None, description='The main colour, like "#0b7285".')
    logo: String | None = Field(default=None, description="A file of flows/media or https address.")
    avatar: String | None = Field(default=None, description="The picture beside a chat's messages.")


class CoverKeys(Keys):
    """The page before the first question."""

    title: Words | None = Field(default=None, description="The heading; the flow's title if none.")
    text: Words | None = Field(default=None, description="The words under it.")
    button: Words | None = Field(default=None, description="The words on the start button.")
    image: String | None = Field(
        default=None, description="A file of flows/media or https address."
    )


class SettingsKeys(Keys):
    """How it behaves."""

    resume: Truth = Field(default=True, description="Coming back goes on where the visitor left.")
    once_per: Annotated[
        str,
        OneOf(
            (
                "none",
                "browser",
                "email",
            )
        ),
    ] = Field(default="none", description="Who may take it only once.")
    closes: Date | None = Field(default=None, description="The last day it can be taken (UTC).")
    quota: Annotated[int, Whole(1, 1_000_000_000)] | None = Field(
        default=None,
        description="After that many finished conversations it closes. "
        "Who is answering then is told at the end, and their answers are kept.",
    )
    retention_days: Annotated[int, Whole(1, 36_500)] | None = Field(
        default=None, description="After that many days answers are erased."
    )
    origins: list[Origin] = Field(
        default_factory=list, description="Sites that may embed it; any when left out."
    )
    back: Truth = Field(default=True, description="The visitor may go back.")
    progress: Truth = Field(default=True, description="Show how far the visitor is.")
    proof_of_work: Truth = Field(
        default=False,
        description="Keep programs out: the browser does a small sum before the first answer "
        "(on pages that needs JavaScript; over the API the program does it).",
    )
    next_best: Truth = Field(
        default=False,
        description="Of questions that stand together, ask first the one whose axis has most of "
        "its cap in lead.yml still open; in kinds that ask one question after the other.",
    )
    person: Truth = Field(
        default=True, description="A chat offers a button that calls a person of yours."
    )


def _categories(value: object) -> object:
    """A list of names stands for a map in which a name is its own label."""
    if isinstance(value, list):
        names = [name if isinstance(name, str) else None for name in value]
        if None in names:
            raise wrong("must be a list of names, like [builder, planner], or a map name: text")
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise wrong(f"the category '{twice}' is here twice")
        return dict.fromkeys(names)
    return value


Categories = Annotated[
    dict[Id, Words | None],
    BeforeValidator(_categories),
    WithJsonSchema({"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "object"}]}),
]


def _format(value: object) -> int:
    if isinstance(value, bool) or value != 1:
        raise wrong("must be 1, the only format there is")
    return 1


class FlowKeys(Keys):
    """A flow file: one experience. Its name is its address: plan-finder.yml is /f/plan-finder."""

    format: Annotated[int, BeforeValidator(_format), WithJsonSchema({"const": 1})] = Field(
        description="Always 1."
    )
    kind: Annotated[str, OneOf(KINDS)] = Field(description="What it is.")
    title: Words = Field(description="Its title, on its page and in the studio.")
    language: Language = Field(description="The first language; others come from the texts.")
    currency: Currency | None = Field(
        default=None, description="The currency of money where none is named."
    )
    brand: BrandKeys = Field(default_factory=BrandKeys, description="How it looks.")
    start: CoverKeys | None = Field(default=None, description="A cover page; chats have none.")
    settings: SettingsKeys = Field(default_factory=SettingsKeys, description="How it behaves.")
    categories: Categories = Field(
        default_factory=dict,
        description='Names that points may go to, in quizzes of the kind "which are you?".',
    )
    pick: Annotated[str, OneOf(("highest",))] | None = Field(
        default=None,
        description="highest: the outcome whose id is the category with most points; "
        "without it, the first outcome whose `if` holds.",
    )
    steps: list[StepKeys] = Field(description="What happens, in order.")
    outcomes: list[OutcomeKeys] = Field(
        default_factory=list, description="How it can end; the last one has no `if`."
    )
    products: list[ProductKeys] = Field(
        default_factory=list, description="What can be recommended."
    )
    tests: list[TestKeys] = Field(default_factory=list, description="What must always hold.")
