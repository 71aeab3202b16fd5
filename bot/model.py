"""What a published flow is: the compiled, immutable form that the engine walks.

A flow file becomes a flat program: steps in order, nested branches turned into jumps, so that a
position is one number and a walk is one loop. Everything here is data; behaviour is in `engine`
and `questions`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.formula import Formula
from bot.score import LeadDefinition
from bot.texts import Text

Kind = Literal["chat", "quiz", "calculator", "form", "survey", "recommendation"]
Json = None | bool | float | int | str | list["Json"] | dict[str, "Json"]

#: Kinds that show all questions up to the next `page` on one screen; a calculator has one screen.
PAGED_KINDS = frozenset({"form", "survey", "calculator"})

#: Slots that fill the lead, whatever the flow.
CONTACT_SLOTS = (
    "first_name",
    "last_name",
    "email",
    "phone",
    "company",
    "job_title",
    "website",
    "address",
    "country",
)


@dataclass(frozen=True, slots=True)
class Option:
    """One option of choice, picture, multi_choice or ranking, or a matrix row or column."""

    value: str
    label: Text
    points: Mapping[str, float] = field(default_factory=dict)  # axis or category -> points
    correct: bool = False
    image: str | None = None
    also: tuple[str, ...] = ()
    go: int | None = None  # position in the program
    tags: tuple[str, ...] = ()
    other: bool = False  # the visitor types their own words


@dataclass(frozen=True, slots=True)
class PointRule:
    """`{if: …, give: …}`: the first rule that holds gives its points."""

    condition: Formula | None
    give: Mapping[str, float]  # axis or category -> points
    source: str  # as the author wrote it, for the ledger's reason


@dataclass(frozen=True, slots=True)
class Check:
    """`{if: …, say: …}`: when it holds the answer is refused with the message."""

    condition: Formula
    say: Text


@dataclass(frozen=True, slots=True)
class Question:
    """One question. What each type reads of these is in its file in `bot/questions`."""

    slot: str
    type: str
    text: Text
    help: Text | None = None
    why: Text | None = None
    placeholder: Text | None = None
    explain: Text | None = None
    required: bool = True
    axis: str | None = None
    options: tuple[Option, ...] = ()
    rows: tuple[Option, ...] = ()
    columns: tuple[Option, ...] = ()
    points: tuple[PointRule, ...] = ()
    check: tuple[Check, ...] = ()
    minimum: float | str | None = None  # a number, or an ISO date for dates
    maximum: float | str | None = None
    step: float | None = None
    decimals: int | None = None
    unit: Text | None = None
    currency: str | None = None
    low: Text | None = None  # end labels of scale, rating and nps
    high: Text | None = None
    default: Json = None  # as the author wrote it: what `accept` of its type takes
    prefill: str | None = None  # "utm.campaign", "page.url" or a name given by the embed
    purpose: str | None = None  # consent
    accept: tuple[str, ...] = ()  # file: ".pdf", "image/*"
    max_mb: float | None = None
    shuffle: bool = False
    unless_known: int | None = None  # days for which an earlier answer is taken over
    keep: int | None = None  # days after which the answer is deleted


@dataclass(frozen=True, slots=True)
class Step:
    """Base of all steps; `id` is the author's or the slot, `line` is 1-based in the file."""

    id: str
    line: int
    condition: Formula | None


@dataclass(frozen=True, slots=True)
class Say(Step):
    text: Text | None
    image: str | None = None
    video: str | None = None


@dataclass(frozen=True, slots=True)
class Ask(Step):
    question: Question


@dataclass(frozen=True, slots=True)
class Set(Step):
    values: tuple[tuple[str, Formula], ...]


@dataclass(frozen=True, slots=True)
class Branch(Step):
    """Falls through when `test` holds, else goes on at `otherwise`."""

    test: Formula
    otherwise: int


@dataclass(frozen=True, slots=True)
class Go(Step):
    """Goes on at `to`; `to == len(steps)` is the end."""

    to: int


@dataclass(frozen=True, slots=True)
class Call(Step):
    """Plays another flow's steps, then comes back."""

    flow: str


@dataclass(frozen=True, slots=True)
class Link(Step):
    """Ends here and goes on in another flow."""

    flow: str


@dataclass(frozen=True, slots=True)
class Action(Step):
    """Runs a rasa-sdk action by name; its slots and messages come back."""

    name: str


@dataclass(frozen=True, slots=True)
class Handover(Step):
    """Calls a person, who has the conversation until they hand it back."""

    text: Text | None = None


@dataclass(frozen=True, slots=True)
class Page(Step):
    title: Text | None


@dataclass(frozen=True, slots=True)
class Result:
    """A computed line of an outcome."""

    label: Text
    value: Formula
    format: str | None  # one of texts.FORMATS
    chart: str | None = None  # "bar" or "line" or "donut"
    condition: Formula | None = None


@dataclass(frozen=True, slots=True)
class Button:
    label: Text
    url: str | None = None
    flow: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    id: str
    condition: Formula | None
    title: Text
    text: Text | None = None
    image: str | None = None
    results: tuple[Result, ...] = ()
    offer: str | None = None
    button: Button | None = None
    products: int = 0
    first_sentence: Text | None = None  # what sales may begin the call with; never shown here


@dataclass(frozen=True, slots=True)
class Product:
    id: str
    title: Text
    text: Text | None = None
    image: str | None = None
    url: str | None = None
    price: float | None = None
    currency: str | None = None
    tags: tuple[str, ...] = ()
    condition: Formula | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """One offer of offers.yml."""

    id: str
    type: str  # e-book webinar coupon consultation trial link
    title: Text
    text: Text | None = None
    button: Text | None = None
    url: str | None = None
    code: str | None = None
    expires: str | None = None
    image: str | None = None


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """What visitors ask, in variants by language, and what they are answered."""

    id: str
    questions: Mapping[str, tuple[str, ...]]
    text: Text
    button: Button | None = None  # a flow's own has an empty label


@dataclass(frozen=True, slots=True)
class Answers:
    """answers.yml, shared by all flows; the same file has the same `digest`."""

    digest: str
    entries: tuple[KnownAnswer, ...] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Brand:
    name: str | None = None
    accent: str | None = None
    logo: str | None = None
    avatar: str | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    title: Text | None = None
    text: Text | None = None
    button: Text | None = None
    image: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    resume: bool = True
    once_per: str = "none"  # none browser email
    closes: str | None = None  # ISO date; closed from the end of that day (UTC)
    quota: int | None = None
    retention_days: int | None = None
    origins: tuple[str, ...] = ()  # pages that may frame the flow; empty: any
    back: bool = True
    progress: bool = True
    proof_of_work: bool = False  # a sum in the browser before the first answer
    next_best: bool = False  # the most valuable question first
    person: bool = True  # chats offer to call a person


@dataclass(frozen=True, slots=True)
class Expectation:
    """A flow file's own test: `answers` by slot, `expect` as written."""

    name: str
    line: int
    answers: Mapping[str, Json]
    expect: Mapping[str, Json]
    language: str | None = None


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Flow:
    """A published flow with all it needs: called flows, the lead definition, offers."""

    name: str
    version: str  # content hash of its bundle, 64 hex digits
    kind: Kind
    title: Text
    language: str
    languages: tuple[str, ...]
    steps: tuple[Step, ...]
    outcomes: tuple[Outcome, ...]
    lead: LeadDefinition
    currency: str | None = None
    brand: Brand = field(default_factory=Brand)
    start: Cover | None = None
    settings: Settings = field(default_factory=Settings)
    categories: tuple[str, ...] = ()
    category_labels: Mapping[str, Text] = field(default_factory=dict)
    pick: str | None = None  # "highest" or None
    products: tuple[Product, ...] = ()
    offers: Mapping[str, Offer] = field(default_factory=dict)
    called: Mapping[str, Flow] = field(default_factory=dict)
    tests: tuple[Expectation, ...] = ()
    answers: Answers | None = None

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question of this flow in the order of the file (called flows not included)."""
        return tuple(step.question for step in self.steps if isinstance(step, Ask))
