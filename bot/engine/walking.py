"""Moving a walk on, step by step: one function a kind of step, in one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.engine import points
from bot.engine.known import taken_over
from bot.engine.piping import Rendered, without_markdown
from bot.engine.showing import render
from bot.engine.state import Taken, Walk, begin
from bot.engine.telling import gives_points, told
from bot.errors import BadAnswer
from bot.formula.values import known
from bot.model import (
    Action,
    Ask,
    Branch,
    Call,
    Flow,
    Go,
    Handover,
    Json,
    Link,
    Page,
    Question,
    Say,
    Set,
    Step,
)
from bot.questions import TYPES
from bot.session import Entry, Session


def walked(flow: Flow, session: Session) -> Walk:
    """A walk along the session's log, to where it stands still."""
    walk = begin(flow, session)
    go_on(walk)
    return walk


def counted_out(flow: Flow, session: Session) -> Walk:
    """The same walk in silence: values and points are right, the transcript is left out.

    The flow may be another version than the one the answers were given to: raises BadAnswer where
    one that gives points would not be taken any more.
    """
    walk = begin(flow, session)
    walk.silent = True
    go_on(walk)
    return walk


def go_on(walk: Walk) -> None:
    """Walks until a question or action has no entry in the log, or to the end."""
    walk.at = None
    while walk.at is None:
        frame = walk.frames[-1]
        if frame.position >= frame.plan.end:
            _leave(walk)
            continue
        walk.spend_step()
        step = frame.plan.steps[frame.position]
        if step.condition is not None and not walk.holds(step.condition):
            frame.position += 1
            continue
        STEPS[type(step)](walk, step)


def _leave(walk: Walk) -> None:
    """Back from a called flow, or the end."""
    if len(walk.frames) == 1:
        walk.at = "end"
        return
    walk.frames.pop()
    walk.frames[-1].position += 1


# ---------------------------------------------------------------- one step


def _say(walk: Walk, step: Step) -> None:
    assert isinstance(step, Say)
    if not walk.silent:
        rendered = render(walk, step.text) if step.text else Rendered("", "")
        walk.say(rendered, image=step.image, video=step.video)
    walk.frames[-1].position += 1


def _ask(walk: Walk, step: Step) -> None:
    assert isinstance(step, Ask)
    question = step.question
    if question.type == "hidden":
        take_hidden(walk, question)
        walk.frames[-1].position += 1
        return
    entry = walk.next_entry("answer", question.slot)
    if entry is None:
        if not taken_over(walk, question):
            walk.at = "question"
        return
    before = walk.answers.get(question.slot), question.slot in walk.answers
    walk.learn(question, entry.value)
    if question.check and entry.value is not None and refused(walk, question) is not None:
        walk.dropped.append(entry)
        _forget(walk, question, *before)
        walk.at = "question"
        return
    walk.frames[-1].position = take(walk, question, entry)


def _forget(walk: Walk, question: Question, value: Json, was_known: bool) -> None:
    walk.learn(question, value)
    if not was_known:
        del walk.answers[question.slot]


def _set(walk: Walk, step: Step) -> None:
    assert isinstance(step, Set)
    for name, formula in step.values:
        walk.sets[name] = walk.values[name] = formula.evaluate(walk.values)
    walk.frames[-1].position += 1


def _branch(walk: Walk, step: Step) -> None:
    assert isinstance(step, Branch)
    if walk.holds(step.test):
        walk.frames[-1].position += 1
    else:
        walk.frames[-1].position = step.otherwise


def _go(walk: Walk, step: Step) -> None:
    assert isinstance(step, Go)
    walk.frames[-1].position = step.to


def _call(walk: Walk, step: Step) -> None:
    assert isinstance(step, Call)
    walk.enter(walk.flow_named(step.flow))


def _link(walk: Walk, step: Step) -> None:
    walk.at = "link"


def _action(walk: Walk, step: Step) -> None:
    assert isinstance(step, Action)
    entry = walk.next_entry("action", step.name)
    if entry is None:
        walk.at = "action"
        return
    walk.met.append(entry)
    if isinstance(entry.value, dict):
        _bring_in(walk, entry.value)
    walk.frames[-1].position += 1


def _handover(walk: Walk, step: Step) -> None:
    assert isinstance(step, Handover)
    if step.text is not None and not walk.silent:
        walk.say(render(walk, step.text))
    walk.handovers += 1
    walk.frames[-1].position += 1


def _page(walk: Walk, step: Step) -> None:
    assert isinstance(step, Page)
    walk.page += 1
    walk.screen_number += walk.page_asked
    walk.page_asked = False
    walk.page_title = step.title
    walk.frames[-1].position += 1


STEPS: Mapping[type[Step], Callable[[Walk, Step], None]] = {
    Say: _say,
    Ask: _ask,
    Set: _set,
    Branch: _branch,
    Go: _go,
    Call: _call,
    Link: _link,
    Action: _action,
    Handover: _handover,
    Page: _page,
}


# ---------------------------------------------------------------- answers


def take(walk: Walk, question: Question, entry: Entry) -> int:
    """Counts an answer that was learnt: kept, said, scored, graded. Where the program goes on:

    at the chosen option's `go`, else at the next step.
    """
    walk.met.append(entry)
    walk.taken.append(Taken(question, entry, walk.page))
    walk.page_asked = True
    if walk.silent:
        if not gives_points(question):
            walk.rested()
            return walk.frames[-1].position + 1
        if entry.value is not None:
            _accepted(walk, question, entry.value)
    said = told(walk, question, entry)
    walk.transcript += (said.asked, said.answer)
    walk.said_from = len(walk.transcript)
    walk.rested()
    points.count(walk, question, entry.value, said.lines, said.evidence)
    return walk.frames[-1].position + 1 if said.to is None else said.to


def refused(walk: Walk, question: Question) -> str | None:
    """What the first check that holds says against the answer just learnt, if one does."""
    for check in question.check:
        if walk.holds(check.condition):
            return render(walk, check.say).plain
    return None


def take_hidden(walk: Walk, question: Question) -> None:
    """Learns a hidden question's value: given by the page or the address, else its default."""
    value = given_before(walk.session, question)
    if value is None:
        value = question.default
    try:
        taken = None if value is None else _accepted(walk, question, value)
    except BadAnswer:
        taken = None
    walk.learn(question, taken)
    walk.hidden[question.slot] = taken
    if taken is not None:
        points.count(walk, question, taken, (), f"{question.slot} → {taken}")


def given_before(session: Session, question: Question) -> Json:
    """What the page or the address gave for a question: by its `prefill`, else by its slot."""
    name = question.prefill or question.slot
    found = session.context.get(name)
    return session.prefill.get(name) if found is None else found


def _accepted(walk: Walk, question: Question, value: Json) -> Json:
    session = walk.session
    kind = TYPES[question.type]
    return kind.accept(question, value, language=session.language, today=session.today)


# ---------------------------------------------------------------- actions


def _bring_in(walk: Walk, result: Mapping[str, Json]) -> None:
    """Learns what an action brought and says what it has to say, which is Markdown."""
    slots, messages, known_before = (result.get(key) for key in ("slots", "messages", "known"))
    if isinstance(known_before, dict):
        walk.known.update(known_before)
    for slot, value in slots.items() if isinstance(slots, dict) else ():
        question = walk.frames[0].plan.questions.get(slot)
        if question is not None:
            walk.learn(question, value)
        else:
            walk.sets[slot] = walk.values[slot] = known(value)
    for message in messages if isinstance(messages, list) else ():
        walk.say(Rendered(without_markdown(str(message)), str(message)))
