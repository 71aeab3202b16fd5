"""What is known from before is not asked again, is offered when old, and is never leaked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot import engine
from bot.effects import Answered, ContactGiven, Scored
from bot.events import ActionDone, Answer, Back, Start, Typed
from bot.flowfile import check_sources
from bot.model import Flow, Json
from bot.session import Session, from_json, to_json

LEAD = """\
axes:
  need: {cap: 25}
  budget: {cap: 25}
  authority: {cap: 15}
stages: {IQL: {needs: [email]}}
"""
FLOW = """\
format: 1
kind: KIND
title: A chat
language: en
currency: EUR
settings: {next_best: BEST}
steps:
  - {ask: note, type: text, text: Anything?, required: false}
  - {ask: authority, type: yes_no, axis: authority, text: You decide?, points: 10}
  - ask: need
    type: choice
    axis: need
    text: What?
    unless_known: 1 year
    options: [{value: a, label: Alpha, points: 20}, {value: b, label: Beta, points: 5}]
  - ask: budget
    type: money
    axis: budget
    text: How much?
    unless_known: 180 days
    points: [{if: budget >= 1000, give: 25}, {give: 5}]
    check: [{if: budget > 1000000, say: Too much}]
outcomes:
  - {id: rich, if: points.budget >= 25, title: Rich}
  - {id: rest, title: Rest}
"""
MONEY: Json = {"low": 3000.0, "high": 3000.0, "currency": "EUR", "period": None}


def _flow(kind: str = "chat", best: str = "false") -> Flow:
    text = FLOW.replace("KIND", kind).replace("BEST", best)
    checked = check_sources({"lead.yml": LEAD.encode(), "chat.yml": text.encode()})
    assert [str(found) for found in checked.problems if found.severity == "error"] == []
    return checked.flows["chat"]


def _known(**slots: Any) -> dict[str, Json]:
    types = {"budget": "money", "need": "choice"}
    return {
        slot: {"value": value, "type": types.get(slot, "text"), "on": on, "flow": origin}
        for slot, (value, on, origin) in slots.items()
    }


def _start(flow: Flow, **more: Mapping[str, Json]) -> tuple[Session, tuple[Any, ...]]:
    return engine.advance(flow, None, Start(language="en", today="2026-11-22", **more))


def _asked(flow: Flow, session: Session) -> list[str]:
    screen = engine.view(flow, session).screen
    return [question.slot for question in screen.questions] if screen else []


def _walk(flow: Flow, session: Session) -> tuple[list[str], Session, list[Any]]:
    """Answers all that is asked; the slots asked and the effects."""
    said: dict[str, Json] = {"note": None, "authority": True, "need": "a", "budget": 2000}
    slots, effects = [], []
    while not session.done:
        (slot,) = _asked(flow, session)
        slots.append(slot)
        session, more = engine.advance(flow, session, Answer(slot, said[slot]))
        effects += more
    return slots, session, effects


FRESH = {"need": ("a", "2026-01-10", "chat"), "budget": (MONEY, "2026-10-01", "chat")}


def test_only_what_is_missing_is_asked() -> None:
    flow = _flow()
    session, _ = _start(flow, known=_known(**FRESH))
    slots, session, effects = _walk(flow, session)
    assert slots == ["note", "authority"]
    view = engine.view(flow, session)
    assert view.ending is not None
    assert view.ending.outcome == "rich"
    assert view.values["budget"] == MONEY
    kept = {effect.slot for effect in effects if isinstance(effect, Answered)}
    assert kept == {"note", "authority"}  # nothing is kept as said anew: its age stays its age
    assert from_json(to_json(session)) == session


def test_a_stranger_is_asked_everything() -> None:
    flow = _flow()
    slots, _, _ = _walk(flow, _start(flow)[0])
    assert slots == ["note", "authority", "need", "budget"]


def test_points_replace_those_of_this_flow_and_are_not_counted_twice_for_another() -> None:
    flow = _flow()
    for origin, axes in (("chat", {"authority", "need", "budget"}), ("roi", {"authority"})):
        known = _known(need=("a", "2026-11-01", origin), budget=(MONEY, "2026-11-01", origin))
        _, session, effects = _walk(flow, _start(flow, known=known)[0])
        lines = [effect for effect in effects if isinstance(effect, Scored)][-1].lines
        assert {line.axis for line in lines} == axes, origin
        ending = engine.view(flow, session).ending
        assert ending is not None
        assert ending.outcome == "rich"  # the outcome counts what is known all the same


@pytest.mark.parametrize(
    ("slot", "value", "on"),
    [
        ("need", "gone", "2026-11-01"),  # an option that is no more
        (
            "budget",
            {"low": 5e6, "high": 5e6, "currency": "EUR"},
            "2026-11-01",
        ),  # a check refuses it
        ("budget", "much", "2026-11-01"),
        ("need", None, "2026-11-01"),
    ],
)
def test_a_value_that_does_not_fit_any_more_is_asked_anew(slot: str, value: Json, on: str) -> None:
    flow = _flow()
    session, _ = _start(flow, known=_known(**{slot: (value, on, "chat")}))
    assert slot in _walk(flow, session)[0]


def test_an_old_answer_is_offered_and_a_yes_takes_it() -> None:
    flow = _flow()
    old = _known(need=("a", "2026-11-01", "chat"), budget=(MONEY, "2026-01-01", "chat"))
    session, _ = _start(flow, known=old)
    for slot, value in (("note", None), ("authority", True)):
        session, _ = engine.advance(flow, session, Answer(slot, value))
    view = engine.view(flow, session)
    assert view.notice == "Still €3,000?"
    yes, effects = engine.advance(flow, session, Typed("yes"))
    (kept,) = [effect for effect in effects if isinstance(effect, Answered)]
    assert (kept.slot, kept.value, yes.done) == ("budget", MONEY, True)
    no, _ = engine.advance(flow, session, Typed("no"))
    assert _asked(flow, no) == ["budget"]
    other, _ = engine.advance(flow, session, Typed("5000"))
    assert other.done
    assert engine.view(flow, other).values["budget"] != MONEY


def test_going_back_passes_by_what_was_not_asked() -> None:
    flow = _flow()
    session, _ = _start(flow, known=_known(**FRESH))
    session, _ = engine.advance(flow, session, Answer("note", "hm"))
    session, _ = engine.advance(flow, session, Back())
    assert _asked(flow, session) == ["note"]


def test_a_form_leaves_out_what_is_known_and_fills_in_what_is_old() -> None:
    flow = _flow("form")
    session, _ = _start(flow, known=_known(**FRESH))
    assert _asked(flow, session) == ["note", "authority"]
    session, _ = _start(flow, known=_known(budget=(MONEY, "2025-01-01", "chat")))
    screen = engine.view(flow, session).screen
    assert screen is not None
    assert {one.slot: one.value for one in screen.questions}["budget"] == MONEY


def test_what_an_action_proves_is_known_from_then_on() -> None:
    text = FLOW.replace("KIND", "chat").replace("BEST", "false")
    text = text.replace(
        "steps:\n",
        "steps:\n  - {ask: email, type: email, text: Mail?}\n  - {action: action_check_code}\n",
    )
    checked = check_sources({"lead.yml": LEAD.encode(), "chat.yml": text.encode()})
    flow = checked.flows["chat"]
    session, _ = _start(flow)
    session, effects = engine.advance(flow, session, Answer("email", "ada@acme.example"))
    assert any(isinstance(effect, ContactGiven) for effect in effects)
    done = ActionDone("action_check_code", known=_known(**FRESH))
    session, _ = engine.advance(flow, session, done)
    assert _walk(flow, session)[0] == ["note", "authority"]
    assert from_json(to_json(session)) == session


@pytest.mark.parametrize(
    ("axes", "order"),
    [
        ({}, ["need", "budget", "authority", "note"]),  # 25, 25, 15 open; none: last
        ({"need": 20.0}, ["budget", "authority", "need", "note"]),
        (
            {"need": 25.0, "budget": 25.0, "authority": 15.0},
            ["note", "authority", "need", "budget"],
        ),
        ({"authority": "x"}, ["need", "budget", "authority", "note"]),
    ],
)
def test_the_most_valuable_gap_is_asked_first_where_the_flow_lets_it(
    axes: dict[str, Json], order: list[str]
) -> None:
    flow = _flow(best="true")
    slots, session, _ = _walk(flow, _start(flow, axes=axes)[0])
    assert slots == order
    assert _walk(_flow(), _start(_flow(), axes=axes)[0])[0] == [
        "note",
        "authority",
        "need",
        "budget",
    ]
    assert engine.view(flow, session).ending is not None


CALLED = """\
format: 1
kind: form
title: Questions of many flows
language: en
currency: EUR
steps:
  - {ask: note, type: text, text: Anything?, required: false}
  - {ask: authority, type: yes_no, axis: authority, text: You decide?, points: 10}
  - {ask: budget, type: money, axis: budget, text: How much?}
outcomes:
  - {id: end, title: End}
"""
CALLING = """\
format: 1
kind: KIND
title: A chat
language: en
currency: EUR
settings: {next_best: BEST}
steps:
  - {ask: first_name, type: name, text: Name?}
  - call: basics
  - {ask: need, type: yes_no, axis: need, text: Need?, points: 5}
outcomes:
  - {id: end, title: End}
"""


@pytest.mark.parametrize(
    ("best", "order"),
    [
        ("true", ["first_name", "budget", "authority", "note", "need"]),
        ("false", ["first_name", "note", "authority", "budget", "need"]),
    ],
)
def test_the_flow_played_decides_for_those_it_calls(best: str, order: list[str]) -> None:
    files = {
        "lead.yml": LEAD,
        "basics.yml": CALLED,
        "chat.yml": CALLING.replace("KIND", "chat").replace("BEST", best),
    }
    checked = check_sources({name: text.encode() for name, text in files.items()})
    assert [str(found) for found in checked.problems if found.severity == "error"] == []
    flow = checked.flows["chat"]
    said: dict[str, Json] = {"first_name": "Ada", "budget": MONEY, "authority": True, "need": True}
    session, _ = _start(flow)
    slots = []
    while not session.done:
        (slot,) = _asked(flow, session)
        slots.append(slot)
        session, _ = engine.advance(flow, session, Answer(slot, said.get(slot)))
    assert slots == order
    back, _ = engine.advance(flow, session, Back())
    assert _asked(flow, back) == order[-1:]


def test_questions_that_hang_on_each_other_keep_their_order() -> None:
    text = """\
format: 1
kind: chat
title: A chat
language: en
settings: {next_best: true}
steps:
  - {ask: first_name, type: name, text: Name?}
  - {ask: authority, type: yes_no, axis: authority, text: "You decide, {first_name}?", points: 5}
  - {say: Well}
  - {ask: note, type: text, text: Anything?}
  - {ask: size, type: number, axis: budget, text: How many?, if: authority}
  - {ask: need, type: yes_no, axis: need, text: Need?, points: 5}
"""
    checked = check_sources({"lead.yml": LEAD.encode(), "chat.yml": text.encode()})
    flow = checked.flows["chat"]
    session, _ = _start(flow)
    slots = []
    said: dict[str, Json] = {"first_name": "Ada", "authority": True, "note": "x", "size": 3}
    while not session.done:
        (slot,) = _asked(flow, session)
        slots.append(slot)
        session, _ = engine.advance(flow, session, Answer(slot, said.get(slot, True)))
    assert slots == ["first_name", "authority", "note", "size", "need"]
