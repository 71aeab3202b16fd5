"""Outcomes: which one is reached and what stands on its card."""

from __future__ import annotations

from typing import Any

from bot.engine import view
from bot.events import Edit
from bot.model import Offer
from tests.bot.building import flow, text
from tests.bot.talking import Talk


def choice(slot: str, *options: Any, **keys: Any) -> dict[str, Any]:
    return {"ask": slot, "type": "choice", "options": list(options), **keys}


TYPES_QUIZ = flow(
    "quiz",
    [
        choice(
            "a", {"value": "x", "points": {"builder": 2}}, {"value": "y", "points": {"planner": 2}}
        ),
        choice(
            "b",
            {"value": "x", "points": {"builder": 1}},
            {"value": "y", "points": {"planner": 2}},
            required=False,
        ),
    ],
    [{"id": "planner"}, {"id": "builder", "text": "{category.builder} to {category.planner}"}],
    categories=("builder", "planner"),
    pick="highest",
)


def test_the_category_with_most_points_is_picked() -> None:
    assert Talk(TYPES_QUIZ).answer(a="x", b="y").outcome == "builder"  # a tie: the first category
    assert Talk(TYPES_QUIZ).answer(a="y", b="y").outcome == "planner"
    ending = Talk(TYPES_QUIZ).answer(a="x", b="x").view.ending
    assert ending
    assert ending.categories == {"builder": 3.0, "planner": 0.0}
    assert ending.text == "3 to 0"


def test_category_points_are_lines_with_reasons() -> None:
    (line,) = Talk(TYPES_QUIZ).answer(a="x", b=None).view.points
    assert (line.axis, line.points, line.rule) == ("builder", 2.0, "test/a/x")


GRADED = flow(
    "quiz",
    [
        choice(
            "one",
            {"value": "right", "correct": True},
            "wrong",
            explain="Because {one}.",
            text="What?",
        ),
        {
            "ask": "many",
            "type": "multi_choice",
            "options": [
                {"value": "a", "correct": True},
                {"value": "b", "correct": True},
                {"value": "c"},
            ],
            "required": False,
        },
    ],
    [
        {"id": "master", "if": "grade.percent = 100"},
        {"id": "half", "if": "grade.percent >= 50"},
        {"id": "none"},
    ],
)


def test_a_grade_is_the_share_of_right_answers() -> None:
    talk = Talk(GRADED).answer(one="right", many=["b", "a"])
    assert (talk.outcome, talk.view.ending and talk.view.ending.grade) == ("master", 100.0)
    assert Talk(GRADED).answer(one="right", many=["a"]).outcome == "half"
    assert Talk(GRADED).answer(one="right", many=["a", "b", "c"]).outcome == "half"
    assert Talk(GRADED).answer(one="wrong", many=None).outcome == "none"


def test_a_graded_quiz_is_looked_back_on() -> None:
    ending = Talk(GRADED).answer(one="wrong", many=["a"]).view.ending
    assert ending
    first, second = ending.review
    assert (first.question, first.answer, first.right, first.correct) == (
        "What?",
        "wrong",
        False,
        "right",
    )
    assert first.explain == "Because wrong."
    assert (second.answer, second.correct, second.explain) == ("a", "a, b", None)


SHOP = flow(
    "recommendation",
    [
        choice(
            "drink",
            {"value": "milk", "label": "With milk", "tags": ["milk"]},
            {"value": "black", "tags": ["black", "quick"]},
        ),
        {
            "ask": "wish",
            "type": "multi_choice",
            "required": False,
            "options": [
                {"value": "quiet", "label": "Quiet", "tags": ["quiet"]},
                {"value": "small", "tags": ["small"], "points": {"tiny": 5}},
            ],
        },
        {"ask": "budget", "type": "number"},
    ],
    [{"id": "match", "products": 2}],
    products=[
        {"id": "plain", "price": 99.5},
        {
            "id": "foam",
            "tags": ["milk", "quiet"],
            "text": "For {drink}",
            "currency": "USD",
            "price": 300,
        },
        {"id": "gold", "tags": ["milk", "quiet", "small"], "if": "budget > 1000"},
        {"id": "tiny", "tags": ["black"]},
    ],
    currency="EUR",
)


def test_products_are_ranked_by_shared_tags_with_reasons() -> None:
    ending = Talk(SHOP).answer(drink="milk", wish=["quiet"], budget=500).view.ending
    assert ending
    foam, plain = ending.products
    assert (foam.id, foam.price, foam.reasons) == ("foam", "$300", ("With milk", "Quiet"))
    assert (plain.id, plain.price, plain.reasons) == ("plain", "€99.50", ())


def test_a_products_condition_and_points_count() -> None:
    rich = Talk(SHOP).answer(drink="milk", wish=["quiet"], budget=5000).view.ending
    assert rich
    assert [product.id for product in rich.products] == ["foam", "gold"]
    small = Talk(SHOP).answer(drink="milk", wish=["small"], budget=1).view.ending
    assert small
    assert [product.id for product in small.products] == ["tiny", "foam"]


def offer(expires: str | None) -> Offer:
    return Offer(
        "guide",
        "e-book",
        text("A guide for {name}"),
        button=text("Get it"),
        url="/g",
        expires=expires,
    )


def ends_with(**outcome: Any) -> Talk:
    offers = {"guide": offer(outcome.pop("expires", None))}
    return Talk(
        flow("form", [{"ask": "name"}, {"ask": "day", "type": "date", "required": False}],
             [{"id": "end", **outcome}], offers=offers, currency="PLN")
    )  # fmt: skip


def test_an_offer_is_handed_over_until_it_expires() -> None:
    card = ends_with(offer="guide").answer(name="Ada", day=None).view.ending
    assert card
    assert card.offer
    assert (card.offer.title, card.offer.button, card.offer.url) == (
        "A guide for Ada",
        "Get it",
        "/g",
    )
    gone = ends_with(offer="guide", expires="2026-01-14").answer(name="Ada", day=None).view.ending
    assert gone
    assert gone.offer is None


def test_results_are_computed_and_written_in_the_visitors_language() -> None:
    results = [
        {"label": "Next", "value": "day + 1", "format": "date"},
        {"label": "Price", "value": "1234.5", "format": "money"},
        {"label": "Part", "value": "1/3", "format": "percent"},
        {"label": "For {name}", "value": '"x"'},
        {"label": "Hidden", "value": "1", "if": "1 > 2"},
        {"label": "Unknown", "value": "LEN(day) + nothing"},
    ]
    card = ends_with(results=results).answer(name="Ada", day="2026-01-31").view.ending
    assert card
    shown = {line.label: line.shown for line in card.results}
    assert shown == {
        "Next": "February 1, 2026",
        "Price": "PLN1,234.50",
        "Part": "33.33%",
        "For Ada": "x",
        "Unknown": "",
    }


def test_a_flow_without_outcomes_says_thanks() -> None:
    talk = Talk(flow("form", [{"ask": "a"}]), language="tr").answer(a="x")
    assert talk.view.ending
    assert (talk.view.ending.outcome, talk.view.ending.title) == ("", "Teşekkürler!")


def test_an_ending_follows_an_edit() -> None:
    talk = Talk(GRADED).answer(one="wrong", many=["a", "b"])
    talk.take(Edit("one", "right"))
    assert talk.outcome == "master"
    assert talk.session
    assert view(GRADED, talk.session).ending == talk.view.ending
