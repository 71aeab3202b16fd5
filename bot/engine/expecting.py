"""A flow file's own tests: its answers are played through `advance` and the end is compared."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.effects import Ending, RunAction, View
from bot.engine.comparing import agrees, said
from bot.engine.endings import ending_of
from bot.engine.state import Walk
from bot.engine.turns import advance
from bot.engine.walking import walked
from bot.errors import BotError, VisitorError
from bot.events import ActionDone, Answer, Event, Start, Typed
from bot.model import Expectation, Flow, Json, Question
from bot.score import sum_points
from bot.session import Session
from bot.words import say

#: The day on which tests are played: a Thursday in the middle of a month.
TODAY = "2026-01-15"

#: Types whose strings in `answers` are words to be understood; the others name a value.
_TYPED_IN = frozenset(
    {"number", "slider", "rating", "nps", "scale", "money", "percent", "date", "timeframe"}
    | {"text", "long_text", "email", "phone", "url", "name", "company", "address", "country"}
)

_MOST_TURNS = 500


@dataclass(frozen=True, slots=True)
class Played:
    """A test's conversation at its end, or where it could not go on and why."""

    session: Session
    view: View
    failure: str | None = None


def run_expectation(flow: Flow, expectation: Expectation) -> list[str]:
    """What does not come out as expected, one line each with the test's line; empty when green.

    A flow that cannot be played (AuthorError) is a failure too.
    """
    place = f"line {expectation.line}: test '{expectation.name}'"
    try:
        played = play(flow, expectation)
        if played.failure is not None:
            return [f"{place}: {played.failure}"]
        walk = walked(flow, played.session)
        return [f"{place}: {problem}" for problem in _problems(walk, played.view, expectation)]
    except BotError as error:
        return [f"{place}: {error.message}"]


# ---------------------------------------------------------------- playing


def play(flow: Flow, expectation: Expectation) -> Played:
    """Plays the answers by slot as they are asked; actions are done and bring nothing.

    Hidden questions and what the page tells (`utm.source`) are given at the start.
    """
    session, played = _turn(flow, None, _start(flow, expectation))
    for _ in range(_MOST_TURNS):
        screen = played.screen
        if screen is None:
            return Played(session, played)
        question = _question(flow, session)
        event = _event(question, expectation.answers)
        if event is None:
            return Played(session, played, f"asks for '{question.slot}', which has no answer")
        answered = len(session.log)
        try:
            session, played = _turn(flow, session, event)
            if session.proposal is not None:
                yes = Typed(say("reply_yes", session.language))
                session, played = _turn(flow, session, yes)
        except VisitorError as error:
            return Played(session, played, _refusal(question, expectation, error.message))
        if len(session.log) == answered:
            return Played(session, played, _refusal(question, expectation, played.notice or ""))
    return Played(session, played, f"does not end after {_MOST_TURNS} answers")


def _start(flow: Flow, expectation: Expectation) -> Start:
    answers = expectation.answers
    told = {name: value for name, value in answers.items() if "." in name}
    return Start(
        language=expectation.language or flow.language,
        today=TODAY,
        context={n: value if isinstance(value, bool) else str(value) for n, value in told.items()},
        prefill={
            question.prefill or question.slot: str(answers[question.slot])
            for question in _hidden(flow)
            if answers.get(question.slot) is not None
        },
    )


def _hidden(flow: Flow) -> Iterator[Question]:
    """The hidden questions of a flow and of those it calls."""
    yield from (question for question in flow.questions if question.type == "hidden")
    for called in flow.called.values():
        yield from _hidden(called)


def _turn(flow: Flow, session: Session | None, event: Event) -> tuple[Session, View]:
    session, effects = advance(flow, session, event)
    action = next((effect for effect in effects if isinstance(effect, RunAction)), None)
    while action is not None:
        session, effects = advance(flow, session, ActionDone(action.name))
        action = next((effect for effect in effects if isinstance(effect, RunAction)), None)
    return session, effects[-1].view  # type: ignore[union-attr]


def _question(flow: Flow, session: Session) -> Question:
    question = walked(flow, session).question
    assert question is not None
    return question


def _event(question: Question, answers: Mapping[str, Json]) -> Event | None:
    """The answer of the file; None where a required question has none."""
    value = answers.get(question.slot)
    if value is None or value == "":
        return None if question.required else Answer(question.slot, None)
    if isinstance(value, str) and question.type in _TYPED_IN:
        return Typed(value)
    return Answer(question.slot, value)


def _refusal(question: Question, expectation: Expectation, message: str) -> str:
    value = said(expectation.answers.get(question.slot))
    return f"the answer {value} to '{question.slot}' is not taken: {message}"


# ---------------------------------------------------------------- comparing


def _problems(walk: Walk, view: View, expectation: Expectation) -> Iterator[str]:
    ending = view.ending
    assert ending is not None
    for key, wanted in expectation.expect.items():
        for name, expected, got in _facts(key, wanted, walk, ending, view):
            if not agrees(expected, got):
                yield f"{name}: expected {said(expected)}, got {said(got)}"


def _facts(
    key: str, wanted: Json, walk: Walk, ending: Ending, view: View
) -> Iterator[tuple[str, Json, Json]]:
    """Names with what is expected and what came out."""
    named = wanted if isinstance(wanted, dict) else {}
    score = sum_points(walk.lines, walk.flow.lead)
    if key == "outcome":
        yield "outcome", wanted, ending.outcome or ending.link
    elif key == "score":
        yield "score", wanted, score.total
    elif key == "grade":
        yield "grade", wanted, ending.grade
    elif key == "products":
        yield "products", wanted, [product.id for product in ending.products]
    elif key == "points":
        for axis, expected in named.items():
            got = score.axes.get(axis, walk.sums.get(axis))
            yield f"points of {axis}", expected, got
    elif key == "slots":
        for slot, expected in named.items():
            yield f"slot '{slot}'", *_slot(walk, slot, expected)
    elif key == "results":
        results = _results(walk, ending)
        for label, expected in named.items():
            yield f"result '{label}'", expected, results.get(label)
    else:
        yield key, wanted, "nothing a test can expect"


def _slot(walk: Walk, slot: str, expected: Json) -> tuple[Json, Json]:
    """Canonical values; money by its amount, a timeframe by its start unless given in full."""
    question = walk.questions.get(slot)
    if question is None or slot not in walk.answers:
        value = walk.sets.get(slot, walk.values.get(slot))
        return expected, list(value) if isinstance(value, tuple) else value  # type: ignore[arg-type]
    got = walk.answers[slot]
    if isinstance(expected, dict) or not isinstance(got, dict):
        return expected, got
    if question.type == "money":
        amount = walk.values.get(slot)
        return expected, amount if isinstance(amount, float) else None
    if question.type == "timeframe":
        return expected, got.get("from") or got.get("to")
    return expected, got.get("other", got)


def _results(walk: Walk, ending: Ending) -> Mapping[str, Json]:
    """Results by their labels, in the flow's first language and in the one it is played in."""
    found = {line.label: line.value for line in ending.results}
    if walk.session.language == walk.flow.language:
        return found
    first = dataclasses.replace(walk.session, language=walk.flow.language)
    lines = ending_of(walked(walk.flow, first)).results
    return {**found, **{line.label: line.value for line in lines}}
