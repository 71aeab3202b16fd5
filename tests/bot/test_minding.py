"""Changing one's mind in words: the answer that is meant changes, and never another."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from bot.effects import Answered, Scored
from bot.model import Flow, Settings
from bot.words import LANGUAGES
from tests.bot.building import flow
from tests.bot.talking import Talk

BUDGET = {
    "en": "What is your monthly budget?",
    "tr": "Aylık bütçeniz nedir?",
    "pl": "Jaki jest miesięczny budżet?",
    "de": "Wie hoch ist Ihr Budget?",
    "es": "¿Cuál es su presupuesto?",
    "fr": "Quel est votre budget ?",
}
OPTIONS = [{"value": "few", "label": "Too few leads"}, {"value": "bad", "label": "Bad quality"}]
STEPS: list[dict[str, Any]] = [
    {"ask": "need", "type": "choice", "text": "What would you fix?", "options": OPTIONS},
    {
        "ask": "budget",
        "type": "money",
        "currency": "EUR",
        "text": BUDGET,
        "points": [{"if": "budget > 6000", "give": {"budget": 20}}, {"give": {"budget": 5}}],
        "check": [{"if": "budget > 90000", "say": "So much?"}],
    },
    {"ask": "first_name", "type": "name", "text": "What may I call you?"},
    {"ask": "email", "type": "email", "text": "Your e-mail?"},
    {"ask": "size", "type": "number", "text": "How many people work with you?"},
    {"ask": "spend", "type": "money", "currency": "EUR", "text": "What do you spend on ads?"},
    {"ask": "when", "type": "timeframe", "text": "When would you start?"},
    {"ask": "note", "type": "long_text", "required": False},
]
ASKS = flow("chat", STEPS, [{"id": "end"}], languages=LANGUAGES)
ANSWERS: dict[str, Any] = {
    "need": "bad",
    "budget": {"low": 5000, "high": 5000, "currency": "EUR", "period": "month"},
    "first_name": "Ada",
    "email": "ada@example.org",
    "size": 40,
    "spend": 300,
    "when": "month",
}


def asked(slot: str, language: str = "en", made: Flow = ASKS) -> Talk:
    """A talk that has come to the question of the slot."""
    talk = Talk(made, language=language)
    for name, value in ANSWERS.items():
        if name == slot:
            break
        talk.answer(**{name: value})
    return talk


def changes(talk: Talk, words: str) -> dict[str, Any]:
    """What words change, each amount by its lower end."""
    before = dict(talk.view.values)
    now = talk.type(words).view.values
    different = {slot: value for slot, value in now.items() if value != before.get(slot)}
    return {
        slot: value["low"] if isinstance(value, dict) and "low" in value else value
        for slot, value in different.items()
    }


@pytest.mark.parametrize(
    ("slot", "language", "words"),
    [
        ("email", "en", "actually make it 8k"),
        ("size", "en", "actually make it 8k"),
        ("email", "en", "no wait, my budget is 8k"),
        ("note", "en", "change my budget to 8k"),
        ("email", "tr", "aslında 8 bin olsun"),
        ("size", "tr", "bütçem 8 bin olsun"),
        ("email", "pl", "jednak 8 tys."),
        ("when", "pl", "zmień budżet na 8 tys."),
        ("email", "de", "eigentlich 8k"),
        ("email", "de", "nein warte, 8 Tsd."),
        ("email", "es", "en realidad 8 mil"),
        ("email", "fr", "en fait 8k"),
        ("email", "fr", "non attendez, 8 mille"),
    ],
)
def test_a_second_thought_changes_the_answer_it_means(slot: str, language: str, words: str) -> None:
    talk = asked(slot, language)
    assert changes(talk, words) == {"budget": 8000}
    assert talk.asked == slot
    assert talk.view.notice
    assert "8" in talk.view.notice


def test_it_says_what_changed_and_the_points_follow() -> None:
    talk = asked("email").type("actually make it 8k")
    assert talk.view.notice == (
        "Changed: “What is your monthly budget?” is now €8,000 a month, it was €5,000 a month."
    )
    assert talk.effect(Answered).edited
    assert talk.effect(Scored).lines[0].points == 20


@pytest.mark.parametrize(
    ("slot", "words", "changed"),
    [
        ("size", "change my email to grace@example.com", {"email": "grace@example.com"}),
        ("email", "change my name to Grace Hopper", {"first_name": "Grace Hopper"}),
        ("spend", "actually 50 people", {"size": 50}),
        ("email", "no wait, too few leads", {"need": "few"}),
        ("note", "make it next month", {"when": {"from": "2026-02-01", "to": "2026-02-28"}}),
        ("when", "actually make it 8k", {"spend": 8000}),
    ],
)
def test_the_type_or_the_questions_words_say_which(
    slot: str, words: str, changed: dict[str, Any]
) -> None:
    assert changes(asked(slot), words) == changed


def test_where_two_answers_may_be_meant_the_visitor_picks() -> None:
    talk = asked("spend")
    assert changes(talk, "actually make it 8k") == {}
    labels = [reply.label for reply in talk.view.replies]
    assert labels == [BUDGET["en"], "What do you spend on ads?", "None of these"]
    assert changes(talk, labels[0]) == {"budget": 8000}
    assert talk.asked == "spend"


def test_the_question_asked_may_be_the_one_picked() -> None:
    talk = asked("spend").type("actually make it 8k")
    assert changes(talk, "What do you spend on ads?") == {"spend": 8000}
    assert talk.asked == "when"


@pytest.mark.parametrize("words", ["None of these", "no", "neither"])
def test_none_of_them_changes_nothing(words: str) -> None:
    talk = asked("spend").type("actually make it 8k")
    assert changes(talk, words) == {}
    assert (talk.asked, talk.view.confirm) == ("spend", None)


@pytest.mark.parametrize(
    ("slot", "words", "answer"),
    [
        ("budget", "actually 7000", {"budget": 7000}),
        ("budget", "no wait, 7000", {"budget": 7000}),
        ("size", "actually 30", {"size": 30}),
        ("spend", "5k, no wait, 8k", {"spend": 8000}),
        ("email", "actually ada@x.example", {"email": "ada@x.example"}),
        (
            "note",
            "actually we want to change our CRM and spend 8k on it in total this year",
            {"note": "actually we want to change our CRM and spend 8k on it in total this year"},
        ),
    ],
)
def test_words_that_answer_the_question_asked_change_nothing_before(
    slot: str, words: str, answer: dict[str, Any]
) -> None:
    assert changes(asked(slot), words) == answer


def test_an_uncertain_change_is_asked_about_first() -> None:
    talk = asked("email")
    assert changes(talk, "change my budget, not sure, maybe to a few thousand") == {}
    assert talk.view.confirm
    assert talk.view.confirm.change
    assert changes(talk, "yes") == {"budget": 3000}
    assert talk.asked == "email"


def test_a_change_that_a_check_refuses_changes_nothing() -> None:
    talk = asked("email")
    assert changes(talk, "make it 200k") == {}
    assert (talk.asked, talk.view.notice) == ("email", "So much?")


def test_the_way_is_walked_again_from_the_change() -> None:
    steps = [
        STEPS[1],
        {"if": "budget > 6000", "then": [{"ask": "who", "text": "Who signs?"}], "else": []},
        STEPS[3],
    ]
    made = flow("chat", steps, [{"id": "end"}], languages=LANGUAGES)
    talk = Talk(made).answer(budget=5000)
    assert talk.asked == "email"
    assert talk.type("make it 8k").asked == "who"


def test_nothing_changes_where_going_back_is_not_allowed() -> None:
    made = dataclasses.replace(ASKS, settings=Settings(back=False))
    assert changes(asked("email", made=made), "actually make it 8k") == {}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        *(("en", words) for words in ("go back", "change my answer")),
        *(("tr", words) for words in ("geri", "geri dön")),
        *(("pl", words) for words in ("wstecz", "cofnij")),
        *(("de", words) for words in ("zurück", "einen Schritt zurück")),
        *(("es", words) for words in ("atrás", "volver")),
        *(("fr", words) for words in ("retour", "revenir en arrière")),
    ],
)
def test_back_works_in_words_in_six_languages(language: str, words: str) -> None:
    assert asked("email", language).type(words).asked == "first_name"
