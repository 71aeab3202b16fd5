"""The keys of answers.yml."""

from __future__ import annotations

from pydantic import Field, RootModel

from bot.flowfile.keys.base import Keys
from bot.flowfile.keys.fields import Id, Language, String, Words
from bot.flowfile.keys.outcomes import ButtonKeys


class AnswerKeys(Keys):
    """One thing visitors ask, and what the chat answers."""

    questions: dict[Language, list[String]] = Field(
        description="Ways to ask it, by language: five or more, each in other words."
    )
    answer: Words = Field(description="What is answered; a Markdown subset.")
    button: ButtonKeys | None = Field(default=None, description="A button under the answer.")
    flow: String | None = Field(
        default=None, description="A flow the answer leads to, instead of a button."
    )


class AnswersKeys(RootModel[dict[Id, AnswerKeys]]):
    """answers.yml: what visitors ask, by ids."""
