"""What words name and do not answer is asked once more in its own control, never a dead end."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from bot.effects import Answered, ConsentGiven
from bot.session import Aside
from bot.words import LANGUAGES
from tests.bot.building import flow
from tests.bot.talking import Talk

CONSENT = "May we write to you?"
STEPS: list[dict[str, Any]] = [
    {
        "ask": "priorities",
        "type": "ranking",
        "text": "What matters most to you?",
        "options": [
            {"value": "price", "label": "Price"},
            {"value": "support", "label": "Good support"},
            {"value": "speed", "label": "Speed"},
        ],
    },
    {
        "ask": "care",
        "type": "matrix",
        "text": "How content are you today?",
        "rows": [{"value": "tool", "label": "The tool"}, {"value": "help", "label": "Their help"}],
        "columns": [{"value": "good", "label": "Good"}, {"value": "bad", "label": "Bad"}],
    },
    {"ask": "brief", "type": "file", "text": "A briefing?", "required": False},
    {"ask": "news", "type": "consent", "text": CONSENT, "purpose": "news", "required": False},
    {"ask": "size", "type": "number", "text": "How many people work with you?"},
]
ASKS = flow("chat", STEPS, [{"id": "end"}], languages=LANGUAGES)
FILE = {"id": "f1", "name": "brief.pdf", "size": 9, "type": "application/pdf"}
ANSWERS: dict[str, Any] = {
    "priorities": ["price", "support", "speed"],
    "care": {"tool": "good", "help": "bad"},
    "brief": FILE,
    "news": True,
    "size": 12,
}


def asked(slot: str | None, language: str = "en") -> Talk:
    """A talk that has come to the question of the slot, or to its end."""
    talk = Talk(ASKS, language=language)
    for name, value in ANSWERS.items():
        if name == slot:
            break
        talk.answer(**{name: value})
    return talk


def value_shown(talk: Talk) -> Any:
    assert talk.view.screen is not None
    return talk.view.screen.questions[0].value


# ---------------------------------------------------------------- typed answers


def test_a_ranking_is_typed_in_order() -> None:
    talk = asked("priorities").type("first speed, then price, then good support")
    assert talk.effect(Answered).value == ["speed", "price", "support"]


def test_what_a_ranking_leaves_out_stands_last_after_a_yes() -> None:
    talk = asked("priorities").type("first price, then support")
    assert talk.view.notice == "Price, Good support, Speed, right?"
    assert talk.type("yes").effect(Answered).value == ["price", "support", "speed"]


def test_a_ranking_not_understood_shows_what_to_name() -> None:
    talk = asked("priorities").type("purple")
    assert talk.view.notice
    assert "Price, Good support, Speed" in talk.view.notice


def test_a_matrix_is_typed_by_row_and_column() -> None:
    talk = asked("care").type("the tool is good and their help is bad")
    assert talk.effect(Answered).value == {"tool": "good", "help": "bad"}


def test_rows_may_be_said_one_after_the_other() -> None:
    talk = asked("care").type("the tool is good")
    assert talk.view.notice == "Please answer “Their help” too."
    assert talk.view.asked_back == "the tool is good"
    assert value_shown(talk) == {"tool": "good"}
    assert talk.type("help: bad").effect(Answered).value == {"tool": "good", "help": "bad"}


def test_a_matrix_not_understood_shows_how_to_say_it() -> None:
    notice = asked("care").type("purple").view.notice
    assert notice == "Sorry, I did not get that. For example “The tool: Good”."


# ---------------------------------------------------------------- second thoughts


def test_one_row_of_a_matrix_changes_and_the_others_stay() -> None:
    talk = asked("size").type("actually their help is good")
    assert talk.effect(Answered).value == {"tool": "good", "help": "good"}
    assert talk.asked == "size"


def test_a_whole_new_order_is_taken() -> None:
    talk = asked("size").type("actually make it speed, price, support")
    assert talk.effect(Answered).value == ["speed", "price", "support"]


@pytest.mark.parametrize(
    ("words", "slot"),
    [
        ("actually I want to change what matters", "priorities"),
        ("actually the price is not that important", "priorities"),
        ("change the briefing", "brief"),
        ("change how content we are", "care"),
    ],
)
@pytest.mark.parametrize("at", ["size", None])
def test_what_is_named_without_an_answer_is_asked_again(
    words: str, slot: str, at: str | None
) -> None:
    talk = asked(at).type(words)
    assert talk.asked == slot
    assert value_shown(talk) == ANSWERS[slot]
    assert talk.view.notice
    assert talk.view.notice.startswith("Let us look at “")
    assert talk.view.notice_first


def test_after_it_the_talk_goes_on_where_it_was() -> None:
    talk = asked(None).type("change how content we are").answer(care={"tool": "bad", "help": "bad"})
    assert talk.outcome == "end"
    assert talk.view.values["size"] == 12


def test_its_options_stand_in_their_order() -> None:
    talk = asked("size").type("actually I want to change what matters")
    assert talk.view.screen is not None
    options = talk.view.screen.questions[0].options
    assert [option.value for option in options] == ["price", "support", "speed"]


def test_an_answer_to_the_question_asked_is_no_second_thought_about_another() -> None:
    assert asked("size").type("actually 15 people").effect(Answered).slot == "size"


# ---------------------------------------------------------------- consent


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "I don't agree any more"),
        ("en", "I withdraw my consent"),
        ("tr", "rızamı geri çekiyorum"),
        ("pl", "wycofuję swoją zgodę"),
        ("de", "Ich ziehe meine Einwilligung zurück"),
        ("es", "retiro mi consentimiento"),
        ("fr", "je retire mon consentement"),
    ],
)
@pytest.mark.parametrize("at", ["size", None])
def test_a_consent_taken_back_is_asked_again_unticked(
    language: str, words: str, at: str | None
) -> None:
    talk = asked(at, language).type(words)
    assert (talk.asked, value_shown(talk)) == ("news", None)
    assert not talk.all_of(ConsentGiven)
    talk.answer(news=False)
    assert talk.effect(ConsentGiven).given is False


def test_a_consent_is_never_changed_by_words_about_it() -> None:
    talk = asked("size").type("actually yes, do write to me")
    assert not talk.all_of(ConsentGiven)


def test_only_a_plain_yes_consents() -> None:
    talk = asked("news").type("yes I like your product and we do need it by the end of the year")
    assert (talk.asked, talk.view.notice) == ("news", "Just to be sure: is that a yes or a no?")
    assert talk.type("yes").effect(ConsentGiven).given is True


def test_a_yes_to_an_offer_is_no_consent() -> None:
    bare = flow("chat", STEPS[3:], [{"id": "end"}])
    talk = Talk(bare)
    assert talk.session is not None
    offered = dataclasses.replace(talk.session, aside=Aside("Do you have an office in Toronto?"))
    talk = Talk(bare, session=offered).type("yes")
    assert not talk.all_of(ConsentGiven)
    assert talk.view.notice == "I have passed your question on to a person."
