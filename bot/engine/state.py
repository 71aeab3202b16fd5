"""The state of a walk: from a flow's start along a session's log to where the conversation stands.

Everything a conversation is (values, points, messages, the question asked) follows from this one
walk; nothing of it is stored. A visit to a question takes the next entry of its slot; where there
is none the walk stands still, and can go on when one is added.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from bot.effects import Message
from bot.engine.next_best import in_best_order
from bot.engine.piping import Rendered
from bot.engine.plan import Plan, plan_of
from bot.errors import AuthorError
from bot.formula import TODAY, Formula, Value, date_serial
from bot.model import Action, Ask, Flow, Json, Link, Question
from bot.questions import TYPES
from bot.score import PointLine
from bot.session import Entry, Session
from bot.texts import Text

#: Steps between two questions. More is a loop without a question.
_MOST_STEPS = 10_000


@dataclass(slots=True)
class Frame:
    """A flow being played and the position in it."""

    flow: Flow
    plan: Plan
    position: int = 0


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer met on the walk: `page` counts page breaks before it."""

    question: Question
    entry: Entry
    page: int


@dataclass(frozen=True, slots=True)
class Graded:
    """A question with a right answer, answered."""

    question: Question
    value: Json
    right: bool


@dataclass(slots=True)
class Walk:
    """Where a walk stands and what it met. Made by `begin`, moved on by `walking.go_on`."""

    flow: Flow
    session: Session
    frames: list[Frame]
    values: dict[str, Value]  # what formulas see
    waiting: dict[tuple[str, str], list[Entry]]  # entries not met yet, by kind and name
    answers: dict[str, Json] = field(default_factory=dict)  # canonical, by slot
    questions: dict[str, Question] = field(default_factory=dict)  # asked or set, by slot
    sets: dict[str, Value] = field(default_factory=dict)
    met: list[Entry] = field(default_factory=list)  # answers and actions in the order met
    taken: list[Taken] = field(default_factory=list)
    dropped: list[Entry] = field(default_factory=list)  # answers their checks now refuse
    hidden: dict[str, Json] = field(default_factory=dict)
    known: dict[str, Json] = field(default_factory=dict)  # from before, by slot
    lines: list[PointLine] = field(default_factory=list)
    sums: dict[str, float] = field(default_factory=dict)
    graded: list[Graded] = field(default_factory=list)
    transcript: list[Message] = field(default_factory=list)
    said_from: int = 0  # where in the transcript the messages since the last answer begin
    page: int = 0
    handovers: int = 0  # how often a person was called
    page_asked: bool = False  # a question was met since the last page break
    screen_number: int = 1
    page_title: Text | None = None
    at: Literal["question", "action", "link", "end"] | None = None
    steps_left: int = _MOST_STEPS
    silent: bool = False  # only counts: no texts are made that nobody reads

    # ------------------------------------------------------------ where it stands

    @property
    def frame(self) -> Frame:
        """The flow being played now."""
        return self.frames[-1]

    @property
    def question(self) -> Question | None:
        """The question where it stands still, if it does at one."""
        if self.at != "question":
            return None
        step = self.frame.plan.steps[self.frame.position]
        return step.question if isinstance(step, Ask) else None

    @property
    def action(self) -> str | None:
        """The action where it stands still, if it does at one."""
        if self.at != "action":
            return None
        step = self.frame.plan.steps[self.frame.position]
        return step.name if isinstance(step, Action) else None

    @property
    def link(self) -> str | None:
        """The flow it went over to, if it ended so."""
        if self.at != "link":
            return None
        step = self.frame.plan.steps[self.frame.position]
        return step.flow if isinstance(step, Link) else None

    @property
    def over(self) -> bool:
        """True when nothing is left to ask or run."""
        return self.at in ("end", "link")

    def left_over(self) -> list[Entry]:
        """Answers of the log not met (yet)."""
        waiting = [entry for queue in self.waiting.values() for entry in queue]
        return [entry for entry in waiting if entry.kind == "answer"]

    # ------------------------------------------------------------ values

    def holds(self, condition: Formula) -> bool:
        """Whether a condition is true now; unknown is not."""
        return condition.evaluate(self.values) is True

    def say(self, rendered: Rendered, **media: str | None) -> None:
        """Adds a message of the bot."""
        self.transcript.append(Message(rendered.plain, rendered.markdown, "bot", **media))

    def learn(self, question: Question, value: Json) -> None:
        """Makes an answer known to formulas and texts; None is unknown."""
        slot = question.slot
        self.answers[slot] = value
        self.questions[slot] = question
        kind = TYPES[question.type]
        self.values[slot] = (
            None if value is None else kind.to_formula(question, value, self.session.today)
        )
        for row in question.rows:
            column = value.get(row.value) if isinstance(value, dict) else None
            self.values[f"{slot}.{row.value}"] = None if column is None else str(column)

    # ------------------------------------------------------------ the log

    def next_entry(self, kind: str, name: str) -> Entry | None:
        """Takes the next entry of the log for a question or an action."""
        queue = self.waiting.get((kind, name))
        return queue.pop(0) if queue else None

    def add(self, entry: Entry) -> None:
        """Adds an entry to be met next."""
        self.waiting.setdefault((entry.kind, entry.name), []).insert(0, entry)

    # ------------------------------------------------------------ called flows

    def enter(self, flow: Flow) -> None:
        """Begins to play a called flow, in the order that the flow played says."""
        asked = in_best_order(flow, self.session.axes, self.flow)
        self.frames.append(Frame(asked, plan_of(asked)))

    def flow_named(self, name: str) -> Flow:
        """The called flow of that name. Raises AuthorError when it is not there."""
        for frame in reversed(self.frames):
            if name in frame.flow.called:
                return frame.flow.called[name]
        raise AuthorError(f"the flow '{self.flow.name}' calls '{name}', which is not there")

    def rested(self) -> None:
        """Begins to count steps anew, after an answer."""
        self.steps_left = _MOST_STEPS

    def spend_step(self) -> None:
        """Counts a step. Raises AuthorError when too many pass without a question."""
        self.steps_left -= 1
        if self.steps_left < 0:
            raise AuthorError(f"the flow '{self.flow.name}' runs in circles without a question")


def begin(flow: Flow, session: Session) -> Walk:
    """A walk at the first step of the flow, with the session's log still to be met."""
    asked = in_best_order(flow, session.axes, flow)
    return Walk(
        flow=flow,
        session=session,
        frames=[Frame(asked, plan_of(asked))],
        known=dict(session.known),
        values=_first_values(flow, session),
        waiting=_by_name(session.log),
    )


def _by_name(log: Iterable[Entry]) -> dict[tuple[str, str], list[Entry]]:
    waiting: dict[tuple[str, str], list[Entry]] = {}
    for entry in log:
        waiting.setdefault((entry.kind, entry.name), []).append(entry)
    return waiting


def _first_values(flow: Flow, session: Session) -> dict[str, Value]:
    values: dict[str, Value] = {
        TODAY: date_serial(datetime.date.fromisoformat(session.today)),
        "score.total": 0.0,
        "visitor.language": session.language,
    }
    values.update(session.context)
    for category in flow.categories:
        values[f"category.{category}"] = 0.0
    return values
