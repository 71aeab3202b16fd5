"""Playing a flow in the terminal."""

from __future__ import annotations

import io

from bot.commands.play import play
from tests.bot.building import flow

FLOW = flow(
    "chat",
    [
        {"say": "Hello"},
        {
            "ask": "need",
            "type": "choice",
            "axis": "need",
            "options": [
                {"value": "a", "label": "Leads", "points": 20},
                {"value": "b", "label": "Sales", "points": 5},
            ],
        },
        {"ask": "rate", "type": "percent", "default": 0.04},
        {"ask": "note", "required": False},
        {"action": "action_save_lead"},
    ],
    [
        {
            "id": "end",
            "title": "Done, {need}",
            "results": [{"label": "Rate", "value": "rate", "format": "percent"}],
        }
    ],
)


def played(words: str, why: bool = False, language: str | None = None) -> str:
    out = io.StringIO()
    play(FLOW, io.StringIO(words), out, why, language)
    return out.getvalue()


def test_numbers_words_defaults_and_skips_play_a_flow() -> None:
    shown = played("1\n\n\n")
    assert "Hello" in shown
    assert "  1. Leads" in shown
    assert "== Done, Leads ==" in shown
    assert "  Rate: 4%" in shown
    assert "[action_save_lead would run here]" in shown


def test_points_are_told_with_their_reason() -> None:
    shown = played("sales\nback\nleads\n5%\n\n", why=True)
    assert "  +5 need: need? → Sales  (test/need/b)" in shown
    assert "  +20 need: need? → Leads  (test/need/a)" in shown
    assert "score 20 = need 20" in shown


def test_what_is_not_understood_is_asked_again() -> None:
    shown = played("purple\nquit\n", language="pl")
    assert "  ! Przepraszam, nie rozumiem. Do wyboru: Leads, Sales." in shown
    assert "==" not in shown


def test_a_refused_answer_says_why() -> None:
    assert "Please answer this question." in played("\nquit\n")
