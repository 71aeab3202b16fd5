"""How fast the engine takes turns: a chat of ten questions, answered by value and in words.

    python -m bench.engine

A turn is what the site does for one answer without its database: the session out of its JSON, the
event taken, the new session into JSON. The floor is the JSON alone: reading and writing the same
session. The goal is a turn well under 0.3 ms on an unloaded core.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence

from bot.engine import advance
from bot.events import Answer, Event, Start, Typed
from bot.formula import parse
from bot.model import Ask, Branch, Flow, Option, Outcome, PointRule, Question, Say, Step
from bot.score import Axis, LeadDefinition
from bot.session import Session, from_json, to_json
from bot.texts import Reference, Text

GOAL_MS = 0.3
ROUNDS = 9
CALLS = 40
QUESTIONS = 10

Turn = tuple[str, Event]  # the session's JSON before the event, and the event


def main() -> None:
    """Measure and print."""
    flow = chat()
    chosen = _turns(flow, [Answer(f"q{n}", "often") for n in range(QUESTIONS)])
    typed = _turns(flow, [Typed("quite often") for _ in range(QUESTIONS)])
    floor = _best(lambda: [_floor(before) for before, _ in chosen]) / QUESTIONS
    print(f"{QUESTIONS} questions, the mean of all turns of a conversation")
    print(f"floor: the session's JSON in and out  {floor * 1e3:7.3f} ms")
    for name, turns in (("answers by value", chosen), ("answers in words", typed)):
        turn = _best(lambda turns=turns: [_take(flow, *one) for one in turns]) / QUESTIONS
        print(
            f"{name:<37} {turn * 1e3:7.3f} ms   {1 / turn:6.0f} turns/s   ratio {turn / floor:.1f}"
            + ("" if name != "answers by value" else f"   goal {GOAL_MS} ms")
        )


def _turns(flow: Flow, events: Sequence[Event]) -> list[Turn]:
    """Each event with the session it meets."""
    session, _ = advance(flow, None, Start(language="en", today="2026-01-15"))
    turns = []
    for event in events:
        turns.append((json.dumps(to_json(session)), event))
        session, _ = advance(flow, session, event)
    if not session.done:
        raise RuntimeError("the benchmark's conversation does not reach its end")
    return turns


def _take(flow: Flow, before: str, event: Event) -> str:
    session: Session = from_json(json.loads(before))
    session, _ = advance(flow, session, event)
    return json.dumps(to_json(session))


def _floor(before: str) -> str:
    return json.dumps(json.loads(before))


def _best(work: Callable[[], object]) -> float:
    """Seconds of processor time of one call, of the best round: other work does not count."""
    rounds = []
    for _ in range(ROUNDS):
        started = time.process_time()
        for _ in range(CALLS):
            work()
        rounds.append((time.process_time() - started) / CALLS)
    return min(rounds)


# ---------------------------------------------------------------- the flow


def chat() -> Flow:
    """Ten choices with points, piped texts, a branch with a message after each, two outcomes."""
    steps: list[Step] = [Say("hello", 1, None, _text("Hello!"))]
    for number in range(QUESTIONS):
        slot = f"q{number}"
        said = "How often?" if number % 2 else f"You said {{q{max(number - 1, 0)}}}. How often?"
        steps.append(Ask(slot, 1, None, _question(slot, said)))
        place = len(steps)
        steps.append(Branch(f"if{place}", 1, None, parse(f'{slot} = "never"'), place + 2))
        steps.append(Say(f"say{place}", 1, None, _text("That is rare.")))
    outcomes = (
        Outcome("hot", parse("points.need >= 20 and score.total > 30"), _text("Hot")),
        Outcome("cold", None, _text("Cold")),
    )
    lead = LeadDefinition(axes={"need": Axis("need", 25), "interest": Axis("interest", 15)})
    title = _text("A chat")
    return Flow("chat", "0" * 64, "chat", title, "en", ("en",), tuple(steps), outcomes, lead)


def _question(slot: str, said: str) -> Question:
    options = (
        Option("often", _text("Quite often"), {"need": 5.0}),
        Option("seldom", _text("Seldom"), {"need": 2.0}),
        Option("never", _text("Never"), {"need": 0.0}),
    )
    rules = (
        PointRule(parse(f'{slot} = "often"'), {"interest": 3.0}, ""),
        PointRule(None, {"interest": 1.0}, ""),
    )
    return Question(slot, "choice", _text(said), axis="need", options=options, points=rules)


def _text(words: str) -> Text:
    before, brace, rest = words.partition("{")
    if not brace:
        return Text({"en": (words,)}, "en")
    name, _, after = rest.partition("}")
    return Text({"en": (before, Reference(name), after)}, "en")


if __name__ == "__main__":
    main()
