"""`handover`: a flow calls a person at one of its steps."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import engine
from bot.commands.check import run as check
from bot.effects import Effect, PersonWanted, Show
from bot.events import Answer, AnswerPage, Edit, Start
from bot.library import Library
from bot.model import Flow
from bot.session import Session

CHAT = """\
format: 1
kind: chat
title: T
language: en
steps:
  - {ask: seats, type: number, text: How many?}
  - {if: seats >= 100, handover: That is a big one. Somebody of us takes over.}
  - {ask: note, type: text, text: Anything else?}
outcomes:
  - {id: end, title: Thank you}
"""


def flow_of(tmp_path: Path, text: str) -> Flow:
    (tmp_path / "f.yml").write_text(text, "utf-8")
    library = Library(tmp_path, actions=frozenset())
    published = library.flow("f")
    assert published, [str(problem) for problem in library.problems]
    return published.flow


def begin(flow: Flow) -> tuple[Session, tuple[Effect, ...]]:
    return engine.advance(flow, None, Start("en", "2026-01-31"))


def wanted(effects: tuple[Effect, ...]) -> bool:
    return any(isinstance(effect, PersonWanted) for effect in effects)


def said(effects: tuple[Effect, ...]) -> list[str]:
    view = next(effect.view for effect in effects if isinstance(effect, Show))
    return [message.text for message in view.messages]


def test_a_person_is_called_where_the_flow_says_so(tmp_path: Path) -> None:
    flow = flow_of(tmp_path, CHAT)
    session, effects = begin(flow)
    assert not wanted(effects)
    session, effects = engine.advance(flow, session, Answer("seats", 250))
    assert wanted(effects)
    assert said(effects) == ["That is a big one. Somebody of us takes over."]
    session, effects = engine.advance(flow, session, Answer("note", "no"))
    assert not wanted(effects)


def test_a_step_that_is_skipped_calls_nobody(tmp_path: Path) -> None:
    flow = flow_of(tmp_path, CHAT)
    session, _ = begin(flow)
    assert not wanted(engine.advance(flow, session, Answer("seats", 3))[1])


def test_a_changed_answer_can_call_a_person_later(tmp_path: Path) -> None:
    flow = flow_of(tmp_path, CHAT)
    session, _ = begin(flow)
    session, _ = engine.advance(flow, session, Answer("seats", 3))
    session, effects = engine.advance(flow, session, Edit("seats", 300))
    assert wanted(effects)
    assert not wanted(engine.advance(flow, session, Edit("seats", 301))[1])


def test_a_plain_handover_says_nothing_of_its_own(tmp_path: Path) -> None:
    flow = flow_of(tmp_path, CHAT.replace("That is a big one. Somebody of us takes over.", "true"))
    session, _ = begin(flow)
    _, effects = engine.advance(flow, session, Answer("seats", 250))
    assert (wanted(effects), said(effects)) == (True, [])


def test_in_a_form_a_handover_ends_the_page(tmp_path: Path) -> None:
    flow = flow_of(tmp_path, CHAT.replace("kind: chat", "kind: form"))
    session, effects = begin(flow)
    view = next(effect.view for effect in effects if isinstance(effect, Show))
    assert view.screen
    assert [asked.slot for asked in view.screen.questions] == ["seats"]
    assert wanted(engine.advance(flow, session, AnswerPage({"seats": 250}))[1])


@pytest.mark.parametrize("value", ["false", "[a]", "''"])
def test_a_handover_that_says_nothing_sensible_is_explained(
    tmp_path: Path, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = CHAT.replace("That is a big one. Somebody of us takes over.", value)
    (tmp_path / "f.yml").write_text(text, "utf-8")
    assert check([str(tmp_path)]) == 1
    assert "handover" in capsys.readouterr().out
