"""An answered question asked once more looks as it did, with the answer given."""

from __future__ import annotations

from bot.engine import asked_again
from tests.bot.building import flow
from tests.bot.talking import Talk

OPTIONS = [{"value": str(n), "label": f"Tool {n}"} for n in range(8)]


def talk() -> Talk:
    made = flow(
        "chat",
        [
            {"ask": "first_name", "type": "name", "text": "Your name?"},
            {
                "ask": "tool",
                "type": "choice",
                "text": "Which, {first_name}?",
                "shuffle": True,
                "options": OPTIONS,
            },
            {"ask": "more", "type": "text", "text": "More?"},
        ],
        [{"id": "end", "title": "End"}],
    )
    return Talk(made, context={"visitor.seed": "a"})


def test_its_options_keep_the_order_they_were_shown_in() -> None:
    talked = talk().answer(first_name="Ada")
    assert talked.view.screen
    before = talked.view.screen.questions[0]
    assert [one.value for one in before.options] != [one["value"] for one in OPTIONS]
    talked.answer(tool="3")
    assert talked.session
    again = asked_again(talked.flow, talked.session, "tool")
    assert again
    assert again.options == before.options
    assert (again.text, again.value, again.shown) == ("Which, Ada?", "3", "Tool 3")


def test_what_was_not_answered_is_not_asked_again() -> None:
    talked = talk().answer(first_name="Ada")
    assert talked.session
    assert asked_again(talked.flow, talked.session, "tool") is None
    assert asked_again(talked.flow, talked.session, "nothing") is None
