"""What is asked of the recognisers and what they answer."""

import datetime
from dataclasses import dataclass
from typing import Literal

Outcome = Literal[
    "answer",
    "confirm",
    "unsure",
    "refused",
    "question",
    "human",
    "stop",
    "back",
    "skip",
    "unclear",
]
"""`answer`: take the value. `confirm`: say the value back first. The others carry no value."""

LONGEST_TEXT = 500
"""Characters of a typed answer that are read; the rest is ignored."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a choice question. `also`: other words the author expects people to type."""

    value: str
    label: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """A typed text and what is known about the question it answers.

    `currency` (ISO 4217) and `country` (ISO 3166 alpha-2) are the flow's and the visitor's, used
    when the text names none. `today` is required by the types `timeframe` and `date`.
    """

    type: str
    text: str
    language: str = "en"
    currency: str | None = None
    country: str | None = None
    today: datetime.date | None = None
    question: str | None = None
    options: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text was read as. `value` is set for `answer` and `confirm` only."""

    outcome: Outcome
    value: object = None
