"""What holds for every flow and every conversation, tried on generated ones."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.effects import Scored, View
from bot.engine import advance, points_of, view
from bot.errors import VisitorError
from bot.events import Answer, AnswerPage, Back, Edit, Event, Typed
from bot.model import Flow, Json
from bot.score import sum_points
from bot.session import Session, from_json, to_json
from tests.bot.building import LEAD, flow
from tests.bot.talking import Talk

SLOTS = ("a", "b", "c", "d", "e", "f")
AXES = tuple(LEAD.axes)
QUICK = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))

values = st.sampled_from(["x", "y", "z"])
points = st.dictionaries(st.sampled_from([*AXES, "builder"]), st.integers(-5, 30), max_size=2)


@st.composite
def conditions(draw: st.DrawFn, known: tuple[str, ...]) -> str:
    name = draw(st.sampled_from([*known, "points.need", "score.total"]))
    if "." in name:
        return f"{name} >= {draw(st.integers(0, 30))}"
    return draw(
        st.sampled_from([f'{name} = "x"', f"KNOWN({name})", f'not {name} = "y"', f"n_{name} > 3"])
    )


@st.composite
def questions(draw: st.DrawFn, slot: str) -> dict[str, Any]:
    options = [{"value": value, "points": draw(points)} for value in ("x", "y", "z")]
    step: dict[str, Any] = {"ask": slot, "type": "choice", "options": options}
    step["required"] = draw(st.booleans())
    step["axis"] = draw(st.sampled_from([None, *AXES]))
    step["text"] = draw(st.sampled_from(["What?", "What, {a}?", "After {n_a | money}?"]))
    if draw(st.integers(0, 3)) == 0:
        say = "Not {" + slot + "}!"
        step["check"] = [{"if": f'{slot} = "z" and a = "x"', "say": say}]
    return step


@st.composite
def blocks(draw: st.DrawFn, slots: tuple[str, ...], known: tuple[str, ...]) -> list[dict[str, Any]]:
    """Steps that ask each slot once, some in branches; conditions name what came before."""
    steps: list[dict[str, Any]] = []
    while slots:
        slot, slots = slots[0], slots[1:]
        step = draw(questions(slot))
        if known and draw(st.integers(0, 4)) == 0:
            step["if"] = draw(conditions(known))
        steps.append(step)
        known = (*known, slot)
        steps.append({"set": {f"n_{slot}": f"LEN({slot}) * 4"}})
        kind = draw(st.integers(0, 5))
        if kind == 0:
            steps.append({"say": "So {" + slot + "}, {score.total}."})
        elif kind == 1 and slots:
            cut = draw(st.integers(1, len(slots)))
            inner, slots = slots[:cut], slots[cut:]
            half = draw(st.integers(0, len(inner)))
            then = draw(blocks(inner[:half], known)) if half else [{"say": "then"}]
            other = draw(blocks(inner[half:], known)) if half < len(inner) else []
            steps.append({"if": draw(conditions(known)), "then": then, "else": other})
            known = (*known, *inner)
        elif kind == 2:
            steps.append({"page": f"After {slot}"})
    return steps


@st.composite
def flows(draw: st.DrawFn, kinds: tuple[str, ...] = ("chat", "quiz", "form", "survey")) -> Flow:
    steps = draw(blocks(SLOTS, ()))
    outcomes = [{"id": "first", "if": draw(conditions(SLOTS))}, {"id": "last"}]
    return flow(draw(st.sampled_from(kinds)), steps, outcomes, categories=("builder",))


def answered(talk: Talk, data: st.DataObject, most: int = 20) -> list[str]:
    """Answers questions as they come, at most so many; the slots answered."""
    slots = []
    while talk.asked is not None and len(slots) < most:
        slots.append(talk.asked)
        choices: list[Json] = ["x", "y", "z"]
        choices = data.draw(st.permutations(choices), label=talk.asked)
        for value in (*choices, None):
            try:
                talk.take(Answer(slots[-1], value))
                break
            except VisitorError:
                continue
    return slots


def derived(shown: View) -> View:
    """A view without what counts events."""
    return dataclasses.replace(shown, turn=0, notice=None)


@QUICK
@given(flows(), st.data())
def test_points_always_sum_to_the_score(made: Flow, data: st.DataObject) -> None:
    talk = Talk(made)
    told: tuple[Any, ...] = ()
    while talk.asked is not None:
        answered(talk, data, 1)
        for effect in talk.all_of(Scored):
            told = effect.lines
        assert told == talk.view.points
    probe = dataclasses.replace(
        made,
        outcomes=flow(
            "chat", [], [{"id": "x", "results": [{"label": "s", "value": "score.total"}]}]
        ).outcomes,
    )
    assert talk.session
    ending = view(probe, talk.session).ending
    assert ending
    assert ending.results[0].value == sum_points(talk.view.points, LEAD).total


@QUICK
@given(flows(), st.data())
def test_the_session_alone_gives_the_same_view(made: Flow, data: st.DataObject) -> None:
    talk = Talk(made)
    answered(talk, data, data.draw(st.integers(0, 6)))
    assert talk.session
    assert view(made, talk.session) == talk.view
    copied = from_json(json.loads(json.dumps(to_json(talk.session))))
    assert copied == talk.session
    assert view(made, copied) == talk.view


@QUICK
@given(flows(), st.data())
def test_points_counted_in_silence_are_those_of_the_conversation(
    made: Flow, data: st.DataObject
) -> None:
    talk = Talk(made)
    answered(talk, data, data.draw(st.integers(0, 6)))
    assert talk.session
    assert points_of(made, talk.session) == talk.view.points


@QUICK
@given(flows(), st.data())
def test_a_session_read_back_goes_on_as_the_one_in_memory(made: Flow, data: st.DataObject) -> None:
    talk = Talk(made)
    for _ in range(6):
        if talk.session is None or talk.view.screen is None:
            return
        copied = from_json(json.loads(json.dumps(to_json(talk.session))))
        event = data.draw(events(talk))
        try:
            anew = advance(made, copied, event)
        except VisitorError:
            with pytest.raises(VisitorError):
                talk.take(event)
            continue
        talk.take(event)
        assert (talk.session, talk.effects) == anew


@st.composite
def events(draw: st.DrawFn, talk: Talk) -> Event:
    """What a visitor may do now, sensible or not."""
    value = draw(st.sampled_from(["x", "y", "z", "w", None]))
    slot = draw(st.sampled_from(SLOTS)) if draw(st.integers(0, 3)) == 0 else talk.asked or "a"
    kind = draw(st.sampled_from(["answer", "answer", "answer", "page", "typed", "back", "edit"]))
    if kind == "page":
        assert talk.view.screen
        return AnswerPage({one.slot: value for one in talk.view.screen.questions})
    if kind == "typed":
        return Typed(draw(st.sampled_from(["x", "y", "skip", "back", "hm?", "why?"])))
    if kind == "back":
        return Back()
    return Edit(slot, value) if kind == "edit" else Answer(slot, value)


@QUICK
@given(flows(kinds=("chat", "quiz")), st.data())
def test_forward_back_forward_is_forward(made: Flow, data: st.DataObject) -> None:
    talk = Talk(made)
    answered(talk, data, data.draw(st.integers(1, 6)))
    assume(talk.view.can_go_back)
    assert talk.session
    before, last = talk.view, talk.session.log[-1]
    talk.take(Back())
    assert talk.asked == last.name
    talk.take(Answer(last.name, last.value))
    assert derived(talk.view) == derived(before)
    assert talk.session.log[-1].value == last.value


@QUICK
@given(flows(), st.data())
def test_going_all_the_way_back_leaves_no_trace(made: Flow, data: st.DataObject) -> None:
    talk = Talk(made)
    first = talk.view
    answered(talk, data)
    while talk.view.can_go_back:
        talk.take(Back())
    assert talk.session
    assert talk.session.log == ()
    assert talk.view.points == first.points
    assert talk.screen == [question.slot for question in first.screen.questions]  # type: ignore[union-attr]


@QUICK
@given(flows(), st.data())
def test_an_edit_equals_answering_that_way_from_the_start(made: Flow, data: st.DataObject) -> None:
    talk = Talk(made)
    slots = answered(talk, data)
    assume(slots)
    slot = data.draw(st.sampled_from(slots))
    try:
        talk.take(Edit(slot, data.draw(values)))
    except VisitorError:
        assume(False)
    answered(talk, data)
    assert talk.session
    again = Talk(made)
    given_values = {entry.name: entry.value for entry in talk.session.log}
    while again.asked is not None:
        again.take(Answer(again.asked, given_values[again.asked]))
    assert derived(again.view) == derived(talk.view)


@QUICK
@given(flows(kinds=("form", "survey")), st.data())
def test_pages_and_single_answers_lead_to_the_same_end(made: Flow, data: st.DataObject) -> None:
    single = Talk(made)
    answered(single, data)
    assert single.session
    given_values = {entry.name: entry.value for entry in single.session.log}
    paged = Talk(made)
    for _ in range(20):
        if paged.asked is None:
            break
        posted = {slot: given_values.get(slot, "y") for slot in paged.screen}
        assume(set(posted) <= set(given_values))
        paged.take(AnswerPage(posted))
    assert derived(paged.view) == derived(single.view)


@QUICK
@given(flows(), st.data())
def test_progress_only_goes_forward(made: Flow, data: st.DataObject) -> None:
    talk = Talk(made)
    expected = talk.view.progress.expected
    while talk.asked is not None:
        answered(talk, data, 1)
        progress = talk.view.progress
        assert progress.answered <= progress.expected <= expected
        expected = progress.expected
    assert talk.view.progress.answered == talk.view.progress.expected


@QUICK
@given(flows(), st.lists(st.text(max_size=30), max_size=12))
def test_no_words_break_a_conversation(made: Flow, words: list[str]) -> None:
    talk = Talk(made)
    for said in words:
        if talk.asked is None:
            break
        turn = talk.view.turn
        talk.take(Typed(said))
        assert talk.view.turn == turn + 1


@QUICK
@given(flows(), st.data())
def test_a_refused_event_changes_nothing(made: Flow, data: st.DataObject) -> None:
    talk = Talk(made)
    answered(talk, data, data.draw(st.integers(0, 6)))
    session: Session | None = talk.session
    before = to_json(session)  # type: ignore[arg-type]
    wrong = [Answer("nothing", "x"), Answer(talk.asked or "a", "wrong"), Edit("nothing", "x")]
    for event in wrong:
        try:
            advance(made, session, event)
        except VisitorError:
            continue
        raise AssertionError(f"{event} was taken")
    assert to_json(session) == before  # type: ignore[arg-type]


SAYINGS = st.sampled_from(
    [
        *("40 people and about 3k", "we're 12 people, start next month", "maybe 5000, not sure"),
        *("40", "about 3k a month", "next month", "ada@example.org", "ada@gmial.com", "Ada"),
        *("yes", "no", "yes, exactly", "no, 8k", "actually make it 8k", "no wait, 12 people"),
        *("change my email to grace@example.org", "make it 50", "None of these", "Skip"),
        *("skip", "no idea", "rather not say", "why do you ask?", "I want a person", "go back"),
        *("blue", "xyzzy", "stop", "", "?", "5k or 6k, no wait, 8k", "40 people, 3k, Ada, ???"),
    ]
)


def spoken_flow() -> Flow:
    """A chat that asks for values of every kind that words can hold."""
    steps: list[dict[str, Any]] = [
        {"ask": "size", "type": "number", "text": "How many people are you?"},
        {"ask": "budget", "type": "money", "currency": "EUR", "text": "Your monthly budget?"},
        {"ask": "when", "type": "timeframe", "text": "When will you start?"},
        {"if": "budget > 6000", "then": [{"ask": "vip", "type": "yes_no"}], "else": []},
        {"ask": "spend", "type": "money", "currency": "EUR", "text": "What do ads cost you?"},
        {"ask": "first_name", "type": "name", "required": False},
        {"ask": "email", "type": "email"},
    ]
    for worth, step in enumerate(steps):
        if "ask" in step:
            step["points"] = [{"give": {AXES[worth % len(AXES)]: worth + 1}}]
    return flow("chat", steps, [{"id": "end"}])


@QUICK
@given(st.lists(SAYINGS, max_size=25))
def test_whatever_is_typed_the_session_alone_gives_the_same_view(said: list[str]) -> None:
    made = spoken_flow()
    talk = Talk(made)
    told: tuple[Any, ...] = ()
    for words in said:
        if talk.asked is None:
            break
        talk.type(words)
        for effect in talk.all_of(Scored):
            told = effect.lines
        assert talk.session
        assert told == talk.view.points
        copied = from_json(json.loads(json.dumps(to_json(talk.session))))
        assert copied == talk.session
        assert view(made, copied) == talk.view
        assert points_of(made, copied) == talk.view.points


@QUICK
@given(st.lists(SAYINGS, max_size=25))
def test_what_waits_for_a_yes_is_no_answer(said: list[str]) -> None:
    talk = Talk(spoken_flow())
    for words in said:
        if talk.asked is None:
            break
        before = talk.session
        talk.type(words)
        assert before
        assert talk.session
        if talk.session.proposal is not None:
            assert talk.session.log == before.log
            assert bool(talk.view.confirm)
            assert len(talk.view.replies) >= 2
