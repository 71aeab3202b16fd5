"""Pages of forms and surveys, and the one screen of calculators."""

from __future__ import annotations

import pytest

from bot.effects import Answered
from bot.engine import view
from bot.errors import BadAnswer
from bot.events import AnswerPage, Back
from tests.bot.building import flow
from tests.bot.talking import Talk

FORM = flow(
    "form",
    [
        {"page": "You"},
        {"ask": "name"},
        {"say": "Now your company"},
        {"ask": "kind", "type": "choice", "options": ["shop", "school", "other"]},
        {
            "if": 'kind = "shop"',
            "then": [{"ask": "items", "type": "number"}],
            "else": [{"ask": "seats", "type": "number"}],
        },
        {"ask": "size", "type": "number", "required": False},
        {"ask": "why", "if": 'name = "Ada"'},
        {"page": "Us"},
        {"ask": "email", "type": "email", "text": "Mail, {name}?"},
    ],
    [{"id": "end"}],
)


def page(talk: Talk, **values: object) -> Talk:
    return talk.take(AnswerPage(values))  # type: ignore[arg-type]


def test_a_screen_is_all_that_is_sure_to_be_asked_on_the_page() -> None:
    talk = Talk(FORM)
    assert talk.screen == ["name", "kind", "size"]
    screen = talk.view.screen
    assert screen
    assert (screen.title, screen.number, screen.count) == ("You", 1, 2)
    assert [message.text for message in screen.questions[1].before] == ["Now your company"]


def test_questions_that_hang_on_the_page_come_before_the_next_page() -> None:
    talk = page(Talk(FORM), name="Ada", kind="shop", size=None)
    assert talk.screen == ["items", "why"]
    assert [answered.slot for answered in talk.all_of(Answered)] == ["name", "kind"]
    page(talk, items=3, why="because")
    assert [answered.slot for answered in talk.all_of(Answered)] == ["items", "size", "why"]
    assert talk.screen == ["email"]
    screen = talk.view.screen
    assert screen
    assert (screen.title, screen.number, screen.questions[0].text) == ("Us", 2, "Mail, Ada?")
    assert talk.view.progress.answered == 5


def test_answering_one_by_one_gives_the_same_as_by_page() -> None:
    paged = page(page(page(Talk(FORM), name="Bo", kind="school", size=4), seats=9), email="b@c.org")
    single = Talk(FORM).answer(name="Bo", kind="school", seats=9, size=4, email="b@c.org")
    assert paged.outcome == single.outcome == "end"
    assert paged.view.values == single.view.values
    assert [m.text for m in paged.view.transcript] == [m.text for m in single.view.transcript]


def test_all_errors_of_a_page_come_at_once() -> None:
    talk = Talk(FORM)
    with pytest.raises(BadAnswer) as refusal:
        page(talk, name="", kind="castle", size="many")
    assert set(refusal.value.errors) == {"name", "kind", "size"}
    assert refusal.value.slot == "name"
    assert talk.session
    assert talk.session.turn == 1


def test_back_returns_to_the_page_with_its_answers() -> None:
    talk = page(Talk(FORM), name="Bo", kind="shop", size=4)
    page(talk, items=3).take(Back())
    assert talk.screen == ["name", "kind", "size"]
    screen = talk.view.screen
    assert screen
    assert [question.value for question in screen.questions] == ["Bo", "shop", 4]
    page(talk, name="Bo", kind="school", size=4)
    assert talk.screen == ["seats"]


def test_back_by_one_asks_the_last_question_of_the_page_again() -> None:
    talk = Talk(FORM).answer(name="Bo", kind="shop", items=3).take(Back(one=True))
    assert talk.asked == "items"
    assert talk.type("back").asked == "kind"
    talk.answer(kind="school", seats=9, size=4).take(Back(one=True))
    assert talk.asked == "size"
    assert talk.view.values["name"] == "Bo"


def test_a_check_may_compare_answers_of_one_page() -> None:
    check = [{"if": "most < least", "say": "Not below {least}."}]
    asks = flow(
        "form",
        [{"ask": "least", "type": "number"}, {"ask": "most", "type": "number", "check": check}],
        [{"id": "end"}],
    )
    with pytest.raises(BadAnswer, match=r"Not below 5\.") as refusal:
        page(Talk(asks), least=5, most=4)
    assert refusal.value.slot == "most"
    assert page(Talk(asks), least=4, most=5).outcome == "end"


def test_a_branch_on_points_or_computed_values_of_the_page_waits_too() -> None:
    asks = flow(
        "survey",
        [
            {
                "ask": "need",
                "type": "choice",
                "axis": "need",
                "options": [{"value": "a", "points": 9}],
            },
            {"set": {"twice": "LEN(need) * 2"}},
            {"ask": "p", "if": "points.need > 5"},
            {"ask": "q", "if": "twice > 100"},
            {"ask": "r"},
        ],
        [{"id": "end"}],
    )
    talk = Talk(asks)
    assert talk.screen == ["need", "r"]
    assert page(talk, need="a", r="x").screen == ["p"]


def test_an_option_that_jumps_ends_what_is_sure() -> None:
    asks = flow(
        "form",
        [
            {
                "ask": "a",
                "type": "choice",
                "options": [{"value": "x"}, {"value": "y", "go": "last"}],
            },
            {"ask": "b"},
            {"id": "last", "ask": "c"},
        ],
        [{"id": "end"}],
    )
    talk = Talk(asks)
    assert talk.screen == ["a", "c"]
    assert page(talk, a="x", c="z").screen == ["b"]
    assert page(talk, b="w").outcome == "end"


def test_pages_in_a_quiz_give_the_title_only() -> None:
    asks = flow("quiz", [{"page": "First"}, {"ask": "a"}, {"ask": "b"}], [{"id": "end"}])
    talk = Talk(asks)
    assert talk.screen == ["a"]
    assert talk.view.screen.title == "First"  # type: ignore[union-attr]
    talk.answer(a="x")
    screen = talk.view.screen
    assert screen
    assert (screen.title, screen.number, screen.count) == ("First", 2, 2)


# ---------------------------------------------------------------- calculators


def euros(amount: int) -> dict[str, object]:
    """Money in its own shape, as the compiler makes defaults."""
    return {"low": amount, "high": amount, "currency": "EUR", "period": None}


LOAN = flow(
    "calculator",
    [
        {"ask": "price", "type": "money", "currency": "EUR", "default": euros(200000)},
        {"ask": "rate", "type": "percent", "default": 0.04},
        {"ask": "years", "type": "slider", "min": 5, "max": 30, "default": 20},
        {"ask": "own", "type": "yes_no", "default": False},
        {
            "if": "own",
            "then": [
                {"ask": "saved", "type": "money", "currency": "EUR", "default": euros(50000)},
                {"set": {"down": "saved"}},
            ],
            "else": [{"set": {"down": 0}}],
        },
        {"set": {"loan": "price - down"}},
    ],
    [
        {
            "id": "result",
            "results": [
                {
                    "label": "Monthly",
                    "value": "PMT(rate / 12, years * 12, -loan)",
                    "format": "money",
                    "chart": "bar",
                },
                {"label": "Loan", "value": "loan", "format": "money"},
            ],
        }
    ],
    currency="EUR",
)


def test_a_calculator_asks_all_on_one_screen_with_live_results() -> None:
    talk = Talk(LOAN)
    assert talk.screen == ["price", "rate", "years", "own", "saved"]
    screen = talk.view.screen
    assert screen
    assert [question.visible for question in screen.questions] == [True, True, True, True, False]
    monthly, loan = talk.view.live
    assert monthly.shown == "€1,211.96"
    assert loan.value == 200000
    assert talk.view.values["loan"] == 200000
    assert not talk.view.done


def test_the_browser_gets_what_it_needs_to_compute_again() -> None:
    shown = Talk(LOAN).view
    browser = shown.browser
    assert isinstance(browser, dict)
    assert browser["values"]["rate"] == 0.04  # type: ignore[index,call-overload]
    assert browser["show"] == {"saved": "own"}
    own_or_zero = ["IF", ["not", ["=", "own", True]], 0, "down"]
    assert browser["sets"] == [
        ["down", ["IF", "own", "saved", "down"]],
        ["down", own_or_zero],
        ["loan", ["-", "price", "down"]],
    ]
    assert shown.live[1].tree == "loan"


def test_a_calculator_is_answered_as_a_page_or_one_by_one() -> None:
    paged = page(Talk(LOAN), price="250000", rate="3.5", years=25, own="yes", saved=40000)
    assert paged.outcome == "result"
    assert paged.view.ending.results[1].value == 210000  # type: ignore[union-attr]
    single = Talk(LOAN).answer(price=250000, rate=3.5, years=25, own=True, saved=40000)
    assert single.view.values == paged.view.values
    assert single.view.ending == paged.view.ending


def test_an_input_that_does_not_apply_may_hold_nonsense() -> None:
    talk = page(Talk(LOAN), price=1000, rate=3, years=10, own="no", saved="nonsense")
    assert talk.outcome == "result"
    assert "saved" not in talk.view.values
    with pytest.raises(BadAnswer) as refusal:
        page(Talk(LOAN), price=1000, rate=3, years=10, own="yes", saved="nonsense")
    assert refusal.value.slot == "saved"


def test_back_from_a_result_opens_the_inputs_with_their_values() -> None:
    talk = page(Talk(LOAN), price=1000, rate=3, years=10, own="no").take(Back())
    assert talk.view.live[1].value == 1000
    screen = talk.view.screen
    assert screen
    assert screen.questions[1].value == 0.03
    assert screen.questions[1].shown == "3%"


def test_a_jumping_calculator_leaves_the_computing_to_the_server() -> None:
    asks = flow(
        "calculator",
        [
            {"ask": "a", "type": "number", "default": 2},
            {"go": "end", "if": "a > 5"},
            {"set": {"b": "a * 2"}},
            {"ask": "c", "type": "number", "default": 3},
        ],
        [{"id": "end", "results": [{"label": "B", "value": "b"}, {"label": "A", "value": "a"}]}],
    )
    shown = Talk(asks).view
    assert [line.tree for line in shown.live] == [None, "a"]
    assert [line.value for line in shown.live] == [4, 2]
    assert shown == view(asks, Talk(asks).session)  # type: ignore[arg-type]
