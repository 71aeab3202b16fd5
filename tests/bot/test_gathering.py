"""Values given early: said back once, and their questions are not asked again."""

from __future__ import annotations

from typing import Any

import pytest

from bot.effects import Answered, ContactGiven, Scored
from bot.events import Back
from bot.score import sum_points
from bot.words import LANGUAGES, say
from tests.bot.building import LEAD, flow
from tests.bot.talking import Talk

OPTIONS = [{"value": "few", "label": "Too few leads"}, {"value": "bad", "label": "Bad quality"}]
SIZE = {
    "en": "How many people work with you?",
    "tr": "Kaç kişi çalışıyor?",
    "pl": "Ile osób pracuje?",
    "de": "Wie viele Mitarbeiter haben Sie?",
    "es": "¿Cuántas personas trabajan?",
    "fr": "Combien de personnes travaillent ?",
}
STEPS: list[dict[str, Any]] = [
    {"ask": "need", "type": "choice", "text": "What would you fix?", "options": OPTIONS},
    {"ask": "size", "type": "number", "text": SIZE, "points": [{"give": {"need": 3}}]},
    {
        "ask": "budget",
        "type": "money",
        "currency": "EUR",
        "text": "What is your monthly budget?",
        "points": [{"give": {"budget": 10}}],
        "check": [{"if": "budget > 90000", "say": "So much?"}],
    },
    {"ask": "when", "type": "timeframe", "text": "When would you start?"},
    {"ask": "first_name", "type": "name", "text": "What may I call you?"},
    {"ask": "company", "type": "company", "text": "Which company?"},
    {"ask": "email", "type": "email", "text": "Your e-mail?"},
    {"ask": "phone", "type": "phone", "text": "Your phone?", "required": False},
    {"ask": "note", "type": "long_text", "required": False, "text": "Anything else?"},
]
ASKS = flow("chat", STEPS, [{"id": "end"}], languages=LANGUAGES)
ANSWERS: dict[str, Any] = {
    "need": "bad",
    "size": 40,
    "budget": 5000,
    "when": "month",
    "first_name": "Ada",
    "company": "Northwind",
    "email": "ada@example.org",
}


def asked(slot: str, language: str = "en") -> Talk:
    """A talk that has come to the question of the slot."""
    talk = Talk(ASKS, language=language)
    for name, value in ANSWERS.items():
        if name == slot:
            break
        talk.answer(**{name: value})
    return talk


def proposed(talk: Talk) -> list[str]:
    """The slots of what waits for a yes."""
    return list(talk.view.confirm.values) if talk.view.confirm else []


def test_two_things_said_at_once_are_said_back_once_and_both_count() -> None:
    talk = asked("size").type("we're 40 people and have about 3k")
    assert talk.view.notice == "So: 40 people, €3,000, right?"
    assert not talk.all_of(Answered)
    talk.type("yes")
    assert [(one.slot, one.raw) for one in talk.all_of(Answered)] == [
        ("size", "we're 40 people"),
        ("budget", "have about 3k"),
    ]
    assert talk.asked == "when"
    assert sum_points(talk.effect(Scored).lines, LEAD).total == 13


def test_after_a_no_only_the_question_asked_is_dealt_with() -> None:
    talk = asked("size").type("we're 40 people and have about 3k", "no")
    assert (talk.asked, proposed(talk)) == ("size", [])
    assert talk.view.notice == "All right, one at a time then."
    assert talk.type("40").asked == "budget"


def test_what_is_said_for_later_waits_until_the_question_is_reached() -> None:
    talk = asked("need").type("we're 40 people and have about 3k", "yes")
    assert (talk.asked, talk.view.notice) == ("need", "Noted, thank you.")
    talk.answer(need="bad")
    assert [one.slot for one in talk.all_of(Answered)] == ["need", "size", "budget"]
    assert talk.asked == "when"


@pytest.mark.parametrize(
    ("slot", "words", "slots"),
    [
        ("size", "40 people, 3k a month, starting next month", ["size", "budget", "when"]),
        ("need", "too few leads, we are 40 people", ["need", "size"]),
        ("budget", "3k and we want to start in March", ["budget", "when"]),
        ("budget", "between 2 and 3k, next month please", ["budget", "when"]),
        ("first_name", "Ada, ada@example.org", ["first_name", "email"]),
        (
            "first_name",
            "Ada Lovelace, ada@example.org, +48 601 234 567",
            ["first_name", "email", "phone"],
        ),
        ("first_name", "I'm Ada and I work at Northwind", ["first_name", "company"]),
        (
            "need",
            "Hi, I'm Ada from Northwind, my email is ada@example.org",
            ["first_name", "company", "email"],
        ),
        ("size", "our budget is 3k a month", ["budget"]),
        ("when", "in 3 months, my email is ada@example.org", ["when", "email"]),
    ],
)
def test_each_value_goes_to_the_question_it_plainly_fits(
    slot: str, words: str, slots: list[str]
) -> None:
    assert proposed(asked(slot).type(words)) == slots


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("tr", "40 kişiyiz ve ayda 3 bin euro bütçemiz var"),
        ("pl", "jest nas 40 osób i mamy około 3 tys. euro"),
        ("de", "wir sind 40 Leute und haben etwa 3 Tsd. Euro"),
        ("es", "somos 40 personas y tenemos unos 3 mil euros"),
        ("fr", "nous sommes 40 personnes et avons environ 3 mille euros"),
    ],
)
def test_it_is_heard_in_the_other_languages(language: str, words: str) -> None:
    talk = asked("size", language).type(words)
    assert proposed(talk) == ["size", "budget"]
    talk.type(say("reply_yes", language))
    assert talk.asked == "when"
    assert talk.view.values["size"] == 40
    assert talk.view.values["budget"]["low"] == 3000  # type: ignore[index, call-overload]


@pytest.mark.parametrize(
    ("slot", "words"),
    [
        ("size", "about 40 people"),
        ("size", "40"),
        ("budget", "between 2k and 3k"),
        ("budget", "two hundred and fifty"),
        ("email", "ada@example.org"),
        ("when", "in March, or April"),
        ("first_name", "Ada Lovelace"),
        ("company", "Smith and Sons"),
    ],
)
def test_one_thing_said_is_one_answer(slot: str, words: str) -> None:
    talk = asked(slot).type(words)
    assert proposed(talk) in ([], [slot])
    assert talk.asked != slot or proposed(talk) == [slot]


@pytest.mark.parametrize(
    "words", ["is 5k enough for 40 people?", "can I talk to a human about our 3k budget?"]
)
def test_a_question_or_a_wish_is_no_value(words: str) -> None:
    talk = asked("size").type(words)
    assert proposed(talk) == []
    assert talk.asked == "size"


def test_what_fits_several_questions_is_left_aside() -> None:
    two = [STEPS[0], STEPS[2], {**STEPS[2], "ask": "spend", "text": "What do ads cost?"}]
    talk = Talk(flow("chat", two, [{"id": "end"}])).type("bad quality, about €3k")
    assert "budget" not in proposed(talk)
    assert "spend" not in proposed(talk)


def test_a_count_with_its_noun_answers_its_question_and_nothing_is_made_up() -> None:
    goal = {"ask": "goal", "type": "number", "text": "How many customers a month?"}
    steps = [goal, STEPS[2], {**STEPS[2], "ask": "spend", "text": "What do ads cost?"}, STEPS[3]]
    talk = Talk(flow("chat", steps, [{"id": "end"}]))
    talk.type("we get 40 customers a month worth 2k each")
    assert (talk.effect(Answered).value, talk.asked) == (40, "budget")


def test_an_early_value_that_a_check_refuses_is_asked_for() -> None:
    talk = asked("size").type("40 people and 200k", "yes")
    assert talk.asked == "budget"


def test_a_contact_given_early_counts_once_it_is_confirmed() -> None:
    talk = asked("need").type("too few leads, my email is ada@example.org")
    assert not talk.all_of(ContactGiven)
    talk.type("yes")
    assert talk.effect(ContactGiven).slots == {"email": "ada@example.org"}
    assert talk.asked == "size"
    talk.type("40")
    assert not talk.all_of(ContactGiven)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "ada@example.org"),
        ("en", "ada (at) example dot org"),
        ("tr", "ada (at) example nokta org"),
        ("pl", "ada małpa example kropka org"),
    ],
)
@pytest.mark.parametrize("slot", ["need", "budget", "when"])
def test_an_address_alone_is_heard_at_any_question(language: str, words: str, slot: str) -> None:
    talk = asked(slot, language).type(words)
    assert talk.view.confirm
    assert dict(talk.view.confirm.values) == {"email": "ada@example.org"}


def test_of_two_addresses_asked_for_it_is_the_visitors_own() -> None:
    steps = [
        {"ask": "need"},
        {"ask": "size", "type": "number"},
        {"ask": "boss_email", "type": "email", "text": "And their e-mail?"},
        {"ask": "email", "type": "email", "text": "Your e-mail?"},
    ]
    talk = Talk(flow("chat", steps)).answer(need="x").type("ada@example.org")
    assert proposed(talk) == ["email"]
    assert proposed(talk.type("no", "my dear boss is bob@example.org")) == ["boss_email"]
    assert proposed(talk.type("no", "the good man there is bob@example.org")) == []


def test_a_place_of_work_is_no_address() -> None:
    assert "email" not in proposed(asked("need").type("I work at example.org"))


def test_after_a_no_an_early_contact_counts_for_nothing() -> None:
    talk = asked("need").type("too few leads, my email is ada@example.org", "no")
    assert not talk.all_of(ContactGiven)


def test_an_early_contact_can_be_given_anew_before_its_question() -> None:
    talk = asked("need").type("too few leads, my email is ada@example.org", "yes")
    talk.type("my email is ada@example.com")
    assert proposed(talk) == ["email"]
    talk.type("yes")
    assert talk.effect(ContactGiven).slots == {"email": "ada@example.com"}
    assert talk.asked == "size"


def test_what_was_given_early_is_not_asked_about_again_when_it_is_said_again() -> None:
    talk = asked("need").type("too few leads, my email is ada@example.org", "yes")
    assert proposed(talk.type("my email is ada@example.org")) == []


def test_a_contact_that_a_check_refuses_is_none_before_its_question() -> None:
    check = {"if": 'email = "ada@example.org"', "say": "Your own, please."}
    steps = [{"ask": "need"}, {"ask": "email", "type": "email", "check": [check]}]
    talk = Talk(flow("chat", steps)).type("too few leads, my email is ada@example.org")
    assert proposed(talk) == []
    assert not talk.all_of(ContactGiven)


def test_going_back_goes_to_the_answers_given_early_too() -> None:
    talk = asked("size").type("we're 40 people and have about 3k", "yes")
    assert talk.take(Back()).asked == "budget"
    assert talk.take(Back()).asked == "size"
