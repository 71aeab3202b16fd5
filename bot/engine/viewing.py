"""What a surface sees of a conversation: one `View` from one walk."""

from __future__ import annotations

from bot.effects import Asked, Progress, ResultLine, Screen, View
from bot.engine.asking import asked
from bot.engine.asking_back import answer_of, leave_replies
from bot.engine.calculating import panel_of
from bot.engine.endings import ending_of
from bot.engine.piping import Rendered
from bot.engine.plan import plan_of
from bot.engine.replying import confirmation_of, replies_of
from bot.engine.screens import look_ahead
from bot.engine.showing import render
from bot.engine.state import Walk
from bot.model import PAGED_KINDS, Json


def view_of(walk: Walk) -> View:
    """Everything shown at this turn."""
    session = walk.session
    transcript = tuple(walk.transcript)
    answer = answer_of(walk)
    values_of, screen, browser = walk, None, None
    live: tuple[ResultLine, ...] = ()
    if walk.question is not None:
        if walk.flow.kind == "calculator":
            ahead = look_ahead(walk)
            panel = panel_of(walk, ahead)
            screen = _screen(walk, panel.questions)
            values_of, live, browser = ahead.walk, panel.live, panel.browser
        else:
            screen = _screen(walk, _questions(walk))
    return View(
        language=session.language,
        turn=session.turn,
        messages=transcript[walk.said_from :],
        transcript=transcript,
        screen=screen,
        progress=_progress(walk),
        ending=ending_of(walk) if walk.over else None,
        can_go_back=can_go_back(walk),
        notice="\n\n".join(filter(None, (answer.text if answer else None, session.notice)))
        or session.notice,
        notice_first=session.notice_first,
        confirm=confirmation_of(walk),
        replies=leave_replies(walk) or replies_of(walk),
        asked_back=session.aside.words if session.aside else None,
        answer=answer,
        live=live,
        browser=browser,
        values=known_values(values_of),
        points=tuple(walk.lines),
    )


def _questions(walk: Walk) -> tuple[Asked, ...]:
    if walk.flow.kind not in PAGED_KINDS:
        assert walk.question is not None
        return (asked(walk, walk.question),)
    ahead = look_ahead(walk)
    return tuple(
        asked(walk, question, ahead.before.get(question.slot, ())) for question in ahead.questions
    )


def _screen(walk: Walk, questions: tuple[Asked, ...]) -> Screen:
    title: Rendered | None = render(walk, walk.page_title) if walk.page_title else None
    if walk.flow.kind in PAGED_KINDS:
        number = 1 if walk.flow.kind == "calculator" else walk.screen_number
        count = 1 if walk.flow.kind == "calculator" else plan_of(walk.flow).pages
    else:
        progress = _progress(walk)
        number, count = progress.answered + 1, progress.expected
    return Screen(questions, title.plain if title else None, number, max(number, count))


def _progress(walk: Walk) -> Progress:
    """Answered questions, and with them the most that may still come."""
    answered = len(walk.taken)
    if walk.over:
        return Progress(answered, answered)
    here, *calling = reversed(walk.frames)
    rest = here.plan.longest[here.position]
    for frame in calling:
        rest += frame.plan.longest[frame.position + 1]
    return Progress(answered, answered + rest)


def can_go_back(walk: Walk) -> bool:
    """Whether there is an answer to go back to and the author allows it."""
    return walk.flow.settings.back and bool(walk.taken) and walk.at != "action"


def known_values(walk: Walk) -> dict[str, Json]:
    """Slots (canonical) and set values now; hidden ones included, unknown ones as None."""
    sets: dict[str, Json] = {
        name: list(value) if isinstance(value, tuple) else value  # type: ignore[arg-type]
        for name, value in walk.sets.items()
    }
    return {**sets, **walk.answers}
