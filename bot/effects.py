"""What follows from an event: what must be kept, run and shown.

Effects are data; the caller acts on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.model import Json
from bot.score import PointLine

# ---------------------------------------------------------------- what is shown


@dataclass(frozen=True, slots=True)
class Message:
    """Something said. `text` is plain; `markdown` has visitors' words escaped."""

    text: str
    markdown: str
    author: Literal["bot", "visitor"] = "bot"
    image: str | None = None
    video: str | None = None
    slot: str | None = None  # of the question asked or answered; names a visitor's line for Edit


@dataclass(frozen=True, slots=True)
class AskedOption:
    value: str
    label: str
    image: str | None = None
    other: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in the visitor's language.

    `value` is what its control shows: a kept answer, a prefill or a default.
    """

    slot: str
    type: str
    text: str
    markdown: str
    required: bool
    help: str | None = None
    why: str | None = None
    placeholder: str | None = None
    options: tuple[AskedOption, ...] = ()
    rows: tuple[AskedOption, ...] = ()
    columns: tuple[AskedOption, ...] = ()
    minimum: float | str | None = None
    maximum: float | str | None = None
    step: float | None = None
    decimals: int | None = None
    unit: str | None = None
    currency: str | None = None
    low: str | None = None
    high: str | None = None
    purpose: str | None = None
    accept: tuple[str, ...] = ()
    max_mb: float | None = None
    value: Json = None  # canonical, as `questions` keeps it: percents as fractions
    shown: str = ""  # `value` in the visitor's language
    before: tuple[Message, ...] = ()  # said right before it on the same screen
    visible: bool = True  # calculators: False while `View.browser["show"]` says it does not apply


@dataclass(frozen=True, slots=True)
class Screen:
    """What is asked now.

    One question in chats, quizzes and recommendations, a page in forms and surveys, all in a
    calculator.
    """

    questions: tuple[Asked, ...]
    title: str | None = None  # of the `page` step before
    number: int = 1
    count: int = 1


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A computed line.

    `shown` is `value` written in the visitor's language; `tree` is the formula for the browser.
    """

    label: str
    value: float | str | bool | None
    shown: str
    format: str | None
    chart: str | None
    currency: str | None = None
    tree: Json = None


@dataclass(frozen=True, slots=True)
class ProductCard:
    id: str
    title: str
    text: str | None
    markdown: str | None
    image: str | None
    url: str | None
    price: str | None  # written in the visitor's language
    reasons: tuple[str, ...] = ()  # labels of the answers that speak for it


@dataclass(frozen=True, slots=True)
class OfferCard:
    id: str
    type: str
    title: str
    text: str | None
    button: str | None
    url: str | None
    code: str | None
    image: str | None = None


@dataclass(frozen=True, slots=True)
class ButtonShown:
    label: str
    url: str | None
    flow: str | None


@dataclass(frozen=True, slots=True)
class Review:
    """A graded question looked back on: what was answered, what would have been right, why."""

    question: str
    answer: str
    right: bool
    correct: str
    explain: str | None


@dataclass(frozen=True, slots=True)
class Ending:
    """The outcome reached."""

    outcome: str
    title: str
    text: str | None
    markdown: str | None
    image: str | None = None
    results: tuple[ResultLine, ...] = ()
    products: tuple[ProductCard, ...] = ()
    offer: OfferCard | None = None
    button: ButtonShown | None = None
    grade: float | None = None  # percent, 0 to 100
    categories: Mapping[str, float] = field(default_factory=dict)
    review: tuple[Review, ...] = ()
    link: str | None = None  # a flow to go on with


@dataclass(frozen=True, slots=True)
class Progress:
    answered: int
    expected: int


@dataclass(frozen=True, slots=True)
class QuickReply:
    """A button that types its label for the visitor.

    `kind`: "yes" and "no" answer what was said back, "pick" one of several things that may have
    been meant, "skip" leaves the question out, "person" asks for one, "leave" takes a question
    that could not be answered to a person.
    """

    label: str
    kind: Literal["yes", "no", "pick", "skip", "person", "leave"]


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """What a visitor asked in between is answered, with where it leads to."""

    id: str
    text: str
    markdown: str
    button: ButtonShown | None = None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What was said back and waits for a yes or a no; `values` (canonical) are not answers yet.

    `words` are those typed. `change`: earlier answers are changed; of several one is meant.
    """

    text: str
    values: Mapping[str, Json]
    words: str = ""
    change: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """Everything a surface needs to show a conversation at one turn."""

    language: str
    turn: int
    messages: tuple[Message, ...]  # said since the last answer, the open question's text left out
    transcript: tuple[Message, ...]  # all so far, questions and answers included, the open one not
    screen: Screen | None
    progress: Progress
    ending: Ending | None
    can_go_back: bool
    notice: str | None = None  # why the last answer was not taken, or what is said back
    notice_first: bool = False  # it is about the answer just taken: said before the next question
    confirm: Confirmation | None = None
    replies: tuple[QuickReply, ...] = ()
    asked_back: str | None = None  # what the visitor asked at this turn, as typed
    answer: AnswerShown | None = None  # its text begins the notice, for surfaces that show no more
    live: tuple[ResultLine, ...] = ()  # calculators: results for the values shown now
    #: calculators, for the browser: `{"values": {name: value}, "sets": [[name, tree], …],
    #: "show": {slot: tree}}`
    browser: Json = None
    values: Mapping[str, Json] = field(default_factory=dict)  # slots and set values now
    points: tuple[PointLine, ...] = ()

    @property
    def done(self) -> bool:
        """True when no question is left."""
        return self.screen is None


# ---------------------------------------------------------------- what must be done


@dataclass(frozen=True, slots=True)
class Show:
    """Show this. Exactly one is returned by every `advance`, last."""

    view: View


@dataclass(frozen=True, slots=True)
class Answered:
    """Keep this answer (append-only): `raw` as typed or as sent, `value` as taken."""

    slot: str
    type: str
    value: Json
    raw: str | None
    unparsed: bool = False
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """The whole of this conversation's point lines after this event; replaces the earlier whole."""

    lines: tuple[PointLine, ...]


@dataclass(frozen=True, slots=True)
class ContactGiven:
    """Contact slots known after this event, complete."""

    slots: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """`given` is False when the visitor said no. `words` are exactly what was shown."""

    purpose: str
    words: str
    language: str
    slot: str
    given: bool


@dataclass(frozen=True, slots=True)
class RunAction:
    """Run the action and come back with ActionDone or ActionFailed."""

    name: str
    slots: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Finished:
    """The conversation is over; `outcome` is None where the flow has no outcomes."""

    outcome: str | None


@dataclass(frozen=True, slots=True)
class LinkedTo:
    """Go on in another flow."""

    flow: str


@dataclass(frozen=True, slots=True)
class PersonWanted:
    """The visitor asks for a person. `question` is what they want answered, if it is known."""

    question: str | None = None


@dataclass(frozen=True, slots=True)
class QuestionLeft:
    """The visitor asked what answers.yml does not know, and wants a person to answer it."""

    text: str


Effect = (
    Show
    | Answered
    | Scored
    | ContactGiven
    | ConsentGiven
    | RunAction
    | Finished
    | LinkedTo
    | PersonWanted
    | QuestionLeft
)
