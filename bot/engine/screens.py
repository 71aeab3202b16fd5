"""What is asked at once: one question, or in paged kinds all that are sure to come on this page.

Looking ahead past unanswered questions, whatever depends on them (branches, jumps, conditions) is
left aside until they are answered. A calculator's defaults count as answers meanwhile.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.effects import Message
from bot.engine.asking import offered
from bot.engine.known import taken_over
from bot.engine.showing import render
from bot.engine.state import Frame, Walk
from bot.engine.walking import STEPS, refused, take, take_hidden
from bot.formula import Formula
from bot.model import (
    PAGED_KINDS,
    Action,
    Ask,
    Branch,
    Call,
    Go,
    Handover,
    Link,
    Page,
    Question,
    Say,
    Set,
    Step,
)
from bot.session import Entry
from bot.texts import Reference


@dataclass(slots=True)
class Ahead:
    """A look from where a walk stands to the end of its screen.

    `walk` is a copy that has gone to where the look stopped; in a calculator it holds the results
    for the values shown. `finished` says whether it got to the flow's end.
    """

    walk: Walk
    provisional: bool
    questions: list[Question] = field(default_factory=list)
    before: dict[str, tuple[Message, ...]] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)  # names that hang on an unanswered question
    visited: set[tuple[int, int]] = field(default_factory=set)
    finished: bool = False
    stopped: bool = False
    said: list[Message] = field(default_factory=list)

    def uncertain(self, formula: Formula) -> bool:
        """Whether a formula hangs on a question of this screen not answered yet."""
        return not self.open.isdisjoint(formula.names)


def screen_of(walk: Walk) -> tuple[Question, ...]:
    """The questions asked now; none at an action or the end."""
    if walk.question is None:
        return ()
    if walk.flow.kind not in PAGED_KINDS:
        return (walk.question,)
    return tuple(look_ahead(walk).questions)


def look_ahead(walk: Walk) -> Ahead:
    """The look ahead from a walk that stands at a question."""
    ahead = Ahead(_copy(walk), provisional=walk.flow.kind == "calculator")
    while not (ahead.stopped or ahead.finished):
        frame = ahead.walk.frames[-1]
        if frame.position >= frame.plan.end:
            _leave(ahead)
            continue
        ahead.walk.spend_step()
        step = frame.plan.steps[frame.position]
        place = (len(ahead.walk.frames), frame.position)
        if place in ahead.visited:
            break
        ahead.visited.add(place)
        if step.condition is None or _holds(ahead, step, step.condition):
            LOOKS[type(step)](ahead, step)
    return ahead


def _copy(walk: Walk) -> Walk:
    return dataclasses.replace(
        walk,
        frames=[Frame(frame.flow, frame.plan, frame.position) for frame in walk.frames],
        values=dict(walk.values),
        waiting={key: list(queue) for key, queue in walk.waiting.items()},
        answers=dict(walk.answers),
        questions=dict(walk.questions),
        sets=dict(walk.sets),
        met=list(walk.met),
        taken=list(walk.taken),
        dropped=[],
        hidden=dict(walk.hidden),
        lines=list(walk.lines),
        sums=dict(walk.sums),
        graded=list(walk.graded),
        transcript=list(walk.transcript),
    )


def _leave(ahead: Ahead) -> None:
    frames = ahead.walk.frames
    if len(frames) == 1:
        ahead.finished = True
        return
    frames.pop()
    frames[-1].position += 1


def _holds(ahead: Ahead, step: Step, condition: Formula) -> bool:
    """Whether the step is on the way; where that is open, passes it by or stops at it."""
    frame = ahead.walk.frames[-1]
    if not ahead.uncertain(condition):
        if ahead.walk.holds(condition):
            return True
        frame.position += 1
        return False
    if isinstance(step, Set):
        ahead.open.update(name for name, _ in step.values)
    _pass_by(ahead, frame.plan.joins[frame.position])
    return False


def _pass_by(ahead: Ahead, join: int) -> None:
    """To where all ways meet again, unless the screen may end in between."""
    frame = ahead.walk.frames[-1]
    breaks = frame.plan.breaks
    if breaks[join] != breaks[frame.position] and not ahead.provisional:
        ahead.stopped = True
        return
    for step in frame.plan.steps[frame.position + 1 : join]:
        if isinstance(step, Set):
            ahead.open.update(name for name, _ in step.values)
    frame.position = join


# ---------------------------------------------------------------- one step


def _ask(ahead: Ahead, step: Step) -> None:
    assert isinstance(step, Ask)
    question, walk = step.question, ahead.walk
    if question.type == "hidden":
        take_hidden(walk, question)
        walk.frames[-1].position += 1
        return
    entry = walk.next_entry("answer", question.slot)
    if entry is not None:
        walk.learn(question, entry.value)
        if refused(walk, question) is None:
            walk.frames[-1].position = take(walk, question, entry)
            return
    elif taken_over(walk, question):
        return
    if any(question.slot == other.slot for other in ahead.questions):
        ahead.stopped = True
        return
    _put_on_screen(ahead, question)


def _put_on_screen(ahead: Ahead, question: Question) -> None:
    walk = ahead.walk
    ahead.questions.append(question)
    ahead.before[question.slot] = tuple(ahead.said)
    ahead.said.clear()
    value = offered(walk, question) if ahead.provisional else None
    if value is not None:
        walk.learn(question, value)
        entry = Entry("answer", question.slot, value)
        walk.frames[-1].position = take(walk, question, entry)
        return
    frame = walk.frames[-1]
    ahead.open.update(frame.plan.gives.get(question.slot, (question.slot,)))
    jumps = any(option.go is not None for option in question.options)
    _pass_by(ahead, frame.plan.joins[frame.position] if jumps else frame.position + 1)


def _say(ahead: Ahead, step: Step) -> None:
    assert isinstance(step, Say)
    walk = ahead.walk
    language = walk.session.language
    template = step.text.template(language) if step.text else ()
    names = {part.name for part in template if isinstance(part, Reference)}
    if ahead.questions and names.isdisjoint(ahead.open):
        words = render(walk, step.text) if step.text else None
        ahead.said.append(
            Message(
                words.plain if words else "",
                words.markdown if words else "",
                image=step.image,
                video=step.video,
            )
        )
    walk.frames[-1].position += 1


def _set(ahead: Ahead, step: Step) -> None:
    assert isinstance(step, Set)
    for name, formula in step.values:
        if ahead.uncertain(formula):
            ahead.open.add(name)
        else:
            ahead.open.discard(name)
    STEPS[Set](ahead.walk, step)


def _branch(ahead: Ahead, step: Step) -> None:
    assert isinstance(step, Branch)
    if ahead.uncertain(step.test):
        frame = ahead.walk.frames[-1]
        _pass_by(ahead, frame.plan.joins[frame.position])
    else:
        STEPS[Branch](ahead.walk, step)


def _follow(ahead: Ahead, step: Step) -> None:
    STEPS[type(step)](ahead.walk, step)


def _break(ahead: Ahead, step: Step) -> None:
    """A page or an action ends the screen; in a calculator they are passed."""
    if ahead.provisional:
        ahead.walk.frames[-1].position += 1
    else:
        ahead.stopped = True


def _stop(ahead: Ahead, step: Step) -> None:
    ahead.stopped = True


LOOKS: Mapping[type[Step], Callable[[Ahead, Step], None]] = {
    Say: _say,
    Ask: _ask,
    Set: _set,
    Branch: _branch,
    Go: _follow,
    Call: _follow,
    Link: _stop,
    Action: _break,
    Handover: _break,
    Page: _break,
}
