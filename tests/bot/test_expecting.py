"""A flow file's own tests: green when all comes out as expected, else a line that says what not."""

from __future__ import annotations

from typing import Any

import pytest

from bot.engine import run_expectation
from bot.engine.comparing import agrees
from tests.bot.building import flow

STEPS: list[dict[str, Any]] = [
    {
        "ask": "need",
        "type": "choice",
        "axis": "need",
        "options": [{"value": "a", "points": 20}, {"value": "b", "points": 90}],
    },
    {
        "ask": "budget",
        "type": "money",
        "currency": "EUR",
        "axis": "budget",
        "points": [{"give": 10}],
    },
    {"ask": "start", "type": "timeframe", "required": False},
    {"ask": "note", "required": False},
    {"action": "action_save_lead"},
    {"set": {"double": "budget * 2"}},
]
OUTCOMES = [{"id": "end", "results": [{"label": "Monthly", "value": "budget / 3"}]}]


def failures(
    answers: dict[str, Any], expect: dict[str, Any], language: str | None = None
) -> list[str]:
    test = {"name": "x", "line": 7, "answers": answers, "expect": expect, "language": language}
    made = flow("chat", STEPS, OUTCOMES, tests=[test])
    return run_expectation(made, made.tests[0])


ANSWERS = {"need": "a", "budget": "around 1k", "start": "in two weeks"}


@pytest.mark.parametrize(
    "expect",
    [
        {"outcome": "end"},
        {"points": {"need": 20, "budget": "> 9"}},
        {"score": 30},
        {"score": ">= 30"},
        {"score": "< 31"},
        {"slots": {"budget": 1000, "need": "a", "double": 2000, "start": "2026-01-29"}},
        {"slots": {"budget": {"low": 1000, "currency": "EUR"}, "note": None}},
        {"results": {"Monthly": "~ 334"}},
    ],
)
def test_green(expect: dict[str, Any]) -> None:
    assert failures(ANSWERS, expect) == []
    assert failures(ANSWERS, expect, "tr") == []


@pytest.mark.parametrize(
    ("expect", "failure"),
    [
        ({"outcome": "other"}, "outcome: expected other, got end"),
        ({"points": {"need": 21}}, "points of need: expected 21, got 20"),
        ({"points": {"timing": 0}}, "points of timing: expected 0, got nothing"),
        ({"score": ">= 31"}, "score: expected >= 31, got 30"),
        ({"slots": {"need": "b"}}, "slot 'need': expected b, got a"),
        ({"results": {"Monthly": 333}}, "result 'Monthly': expected 333, got 333.3333333"),
        ({"results": {"Yearly": 1}}, "result 'Yearly': expected 1, got nothing"),
        ({"grade": 50}, "grade: expected 50, got nothing"),
        ({"products": ["a"]}, 'products: expected ["a"], got []'),
    ],
)
def test_red_says_what_was_expected_and_what_came(expect: dict[str, Any], failure: str) -> None:
    assert failures(ANSWERS, expect) == [f"line 7: test 'x': {failure}"]


@pytest.mark.parametrize("label", ["Monthly", "Aylık"])
def test_results_are_found_by_the_label_of_the_language_played_in_or_the_first(label: str) -> None:
    result = {"label": {"en": "Monthly", "tr": "Aylık"}, "value": "amount / 2"}
    made = flow(
        "calculator",
        [{"ask": "amount", "type": "number"}],
        [{"id": "end", "results": [result]}],
        tests=[
            {
                "name": "x",
                "line": 7,
                "answers": {"amount": 4},
                "expect": {"results": {label: 2}},
                "language": "tr",
            }
        ],
    )
    assert run_expectation(made, made.tests[0]) == []


def test_points_over_a_cap_count_as_the_cap() -> None:
    assert failures({**ANSWERS, "need": "b"}, {"points": {"need": 25}, "score": 35}) == []


def test_a_required_question_without_an_answer_is_named() -> None:
    assert failures({"need": "a"}, {}) == [
        "line 7: test 'x': asks for 'budget', which has no answer"
    ]


def test_an_answer_not_taken_is_named_with_its_reason() -> None:
    (failure,) = failures({"need": "c"}, {})
    assert failure.startswith("line 7: test 'x': the answer c to 'need' is not taken: ")
    assert failure.endswith("Please choose one of these: a, b.")
    (failure,) = failures({"need": "a", "budget": "blue"}, {})
    assert "the answer blue to 'budget' is not taken" in failure


def test_a_flow_that_never_ends_is_named() -> None:
    test = {"answers": {"a": "x"}, "expect": {}}
    made = flow("chat", [{"ask": "a"}, {"go": "a"}], tests=[test])
    assert "does not end after 500 answers" in run_expectation(made, made.tests[0])[0]


@pytest.mark.parametrize(
    ("expected", "got", "same"),
    [
        ("~ 1290", 1302.0, True),
        ("~ 1290", 1304.0, False),
        ("<> 3", 3.0, False),
        ("= 0.3", 0.1 + 0.2, True),
        (True, 1, False),
        (1, 1.0, True),
        ([1, "a"], [1.0, "a"], True),
        ("60", "60", True),
        (None, None, True),
    ],
)
def test_comparing(expected: Any, got: Any, same: bool) -> None:
    assert agrees(expected, got) is same
