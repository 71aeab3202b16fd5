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


SPOKEN = flow(
    "chat",
    [
        {"ask": "size", "type": "number", "text": "How many people are you?"},
        {
            "ask": "budget",
            "type": "money",
            "currency": "EUR",
            "text": "Your monthly budget?",
            "points": [{"if": "budget > 6000", "give": {"budget": 20}}, {"give": {"budget": 5}}],
        },
        {"ask": "email", "type": "email", "text": "Your e-mail?"},
    ],
    [{"id": "end", "title": "Done"}],
)


def spoken(words: str) -> str:
    out = io.StringIO()
    play(SPOKEN, io.StringIO(words), out, why=True, language=None)
    return out.getvalue()


def test_what_was_understood_is_said_back_and_confirmed_in_the_terminal() -> None:
    shown = spoken("we're 40 people and have about 3k\nyes\nada@gmial.com\nyes\n")
    assert "! So: 40 people, €3,000, right?" in shown
    assert "[Yes]" in shown
    assert "! ada@gmail.com, right?" in shown
    assert "== Done ==" in shown


def test_a_change_of_mind_tells_the_points_that_go_and_come() -> None:
    shown = spoken("40\n3k\nactually make it 8k\nada@example.org\n")
    assert "! Changed: “Your monthly budget?” is now €8,000, it was €3,000." in shown
    assert "  -5 budget: no more Your monthly budget? → €3,000" in shown
    assert "  +20 budget: Your monthly budget? → €8,000" in shown


def test_ways_out_are_offered_in_the_terminal() -> None:
    shown = spoken("blue\ngreen\nSkip\nquit\n")
    assert "[Skip]" in shown
    assert "[Talk to a person]" in shown
    assert "[2/3] Your monthly budget?" in shown
