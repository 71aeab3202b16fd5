"""`python -m bot play`: play a flow in the terminal, answering in words."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from bot.commands.paths import NoSuchPath, chosen
from bot.effects import Asked, Ending, RunAction, Show, View
from bot.engine import advance
from bot.errors import AuthorError, VisitorError
from bot.events import ActionFailed, Answer, Back, Event, Start, Typed
from bot.flowfile import check_sources
from bot.library.folder import read_folder
from bot.model import Flow
from bot.score import PointLine, sum_points
from bot.session import Session

#: Types whose options have no words that could be typed in their place.
_NUMBERED = frozenset({"choice", "picture", "yes_no", "timeframe"})


def run(arguments: Sequence[str]) -> int:
    """Play a file; 0 at the end or when left, 1 when the file is broken, 2 when it is not there."""
    parser = argparse.ArgumentParser(prog="python -m bot play", description=__doc__)
    parser.add_argument("path", help="a flow file")
    parser.add_argument("--why", action="store_true", help="show points as they fall, and why")
    parser.add_argument("--language", help="such as tr; the flow's first language without it")
    options = parser.parse_args(arguments)
    try:
        flow = _flow_in(options.path)
    except (NoSuchPath, AuthorError) as error:
        print(error, file=sys.stderr)
        return 2 if isinstance(error, NoSuchPath) else 1
    try:
        play(flow, sys.stdin, sys.stdout, options.why, options.language)
    except (KeyboardInterrupt, BrokenPipeError):
        return 0
    return 0


def _flow_in(path: str) -> Flow:
    """The one flow at a path. Raises AuthorError with its problems."""
    (part,) = chosen([path])
    folder = read_folder(part.folder)
    shown = "" if str(part.folder) == "." else str(part.folder)
    checked = check_sources(folder.sources, folder=shown, media=folder.media)
    if part.files is None:
        raise AuthorError("play takes one flow file, such as flows/plan-finder.yml")
    flow = checked.flows.get(Path(path).stem)
    if flow is not None:
        return flow
    errors = [problem for problem in checked.problems if problem.severity == "error"]
    own = [problem for problem in errors if part.wants(problem.file)]
    raise AuthorError("\n".join(map(str, own or errors)) or f"'{path}' holds no flow")


# ---------------------------------------------------------------- the conversation


def play(flow: Flow, stdin: TextIO, stdout: TextIO, why: bool, language: str | None) -> None:
    """Plays a flow until its end, "quit" or the end of the input. Actions are not run.

    "back" goes back; a number chooses an option; an empty line skips an optional question.
    """
    terminal = _Terminal(flow, stdin, stdout, why)
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    session, view = terminal.take(None, Start(language=language or flow.language, today=today))
    while view.screen is not None:
        question = view.screen.questions[0]
        terminal.ask(view, question)
        words = stdin.readline()
        if not words or words.strip().lower() == "quit":
            terminal.line("")
            return
        try:
            session, view = terminal.take(session, _event(view, words.strip()))
        except VisitorError as error:
            terminal.line(f"  ! {error.message}")
    if view.ending is not None:
        terminal.end(view.ending)
    if why:
        terminal.score(view)


def _event(view: View, words: str) -> Event:
    """What is typed: a number is an option, an empty line the value shown."""
    assert view.screen is not None
    question = view.screen.questions[0]
    if words.lower() == "back":
        return Back(one=True)
    if view.confirm is not None and words:
        return Typed(words)
    if not words:
        # A percent is kept as a fraction but taken as typed.
        percent = question.type == "percent" and question.value is not None
        return Answer(question.slot, question.shown if percent else question.value)
    if question.type in _NUMBERED and words.isdecimal():
        place = int(words) - 1
        if 0 <= place < len(question.options) and not question.options[place].other:
            return Answer(question.slot, question.options[place].value)
    return Typed(words)


class _Terminal:
    """Writes what a view says and keeps track of the points already told."""

    def __init__(self, flow: Flow, stdin: TextIO, stdout: TextIO, why: bool) -> None:
        self.flow = flow
        self.stdin = stdin
        self.stdout = stdout
        self.why = why
        self.told: tuple[PointLine, ...] = ()
        self.page: str | None = None

    def line(self, words: str) -> None:
        """One line to the terminal."""
        self.stdout.write(words + "\n")
        self.stdout.flush()

    def take(self, session: Session | None, event: Event) -> tuple[Session, View]:
        """Takes an event; actions it leads to are named and passed over."""
        session, effects = advance(self.flow, session, event)
        while action := next((one for one in effects if isinstance(one, RunAction)), None):
            self.line(f"  [{action.name} would run here]")
            session, effects = advance(self.flow, session, ActionFailed(action.name, "played"))
        view = next(effect.view for effect in effects if isinstance(effect, Show))
        if self.why:
            self._tell_points(view.points)
        for message in view.messages:
            self.line(f"\n{message.text}")
        return session, view

    def _tell_points(self, lines: tuple[PointLine, ...]) -> None:
        for line in lines:
            if line not in self.told:
                self.line(f"  {line.points:+g} {line.axis}: {line.evidence}  ({line.rule})")
        for line in self.told:
            if line not in lines:
                self.line(f"  {-line.points:+g} {line.axis}: no more {line.evidence}")
        self.told = lines

    def ask(self, view: View, question: Asked) -> None:
        """The question with its options, and where it stands."""
        if view.notice:
            self.line(f"  ! {view.notice}")
        if view.answer and view.answer.button:
            button = view.answer.button
            self.line(f"  [{button.label}] {button.url or button.flow}")
        title = view.screen.title if view.screen else None
        if title and title != self.page:
            self.line(f"\n-- {title} --")
        self.page = title
        if view.confirm is not None:
            self._prompt(view, "> ")
            return
        place = f"{view.progress.answered + 1}/{view.progress.expected}"
        self.line(f"\n[{place}] {question.text}")
        if question.help:
            self.line(f"  {question.help}")
        for number, option in enumerate(question.options if len(question.options) < 50 else (), 1):
            self.line(f"  {number}. {option.label}")
        for row in question.rows:
            self.line(f"  {row.label}: {' / '.join(column.label for column in question.columns)}")
        shown = f" [{question.shown}]" if question.shown else ""
        self._prompt(view, f"{shown}{'' if question.required else ' (optional)'} > ".lstrip())

    def _prompt(self, view: View, words: str) -> None:
        """The buttons, whose words can be typed, and where to type."""
        for reply in view.replies:
            self.line(f"  [{reply.label}]")
        self.stdout.write(words)
        self.stdout.flush()

    def end(self, ending: Ending) -> None:
        """The outcome with its results, products, offer and review."""
        self.line(f"\n== {ending.title or ending.link or ending.outcome} ==")
        if ending.text:
            self.line(ending.text)
        for result in ending.results:
            self.line(f"  {result.label}: {result.shown}")
        for product in ending.products:
            because = f" ({', '.join(product.reasons)})" if product.reasons else ""
            self.line(f"  - {product.title} {product.price or ''}{because}")
        if ending.grade is not None:
            self.line(f"  {ending.grade:.0f} %")
        for review in ending.review:
            self.line(f"  {'+' if review.right else '-'} {review.question}: {review.correct}")
        if ending.offer:
            self.line(f"  {ending.offer.title} {ending.offer.url or ''}")
        if ending.button:
            self.line(f"  [{ending.button.label}] {ending.button.url or ending.button.flow}")

    def score(self, view: View) -> None:
        """The score by axis at the end."""
        score = sum_points(view.points, self.flow.lead)
        axes = ", ".join(f"{axis} {points:g}" for axis, points in score.axes.items())
        self.line(f"\nscore {score.total:g}" + (f" = {axes}" if axes else ""))
