"""A flow file's own tests as their author writes them in YAML, played to their end."""

from __future__ import annotations

import pytest

from bot.flowfile import check_sources
from bot.library.trial import run_expectation

HEAD = "format: 1\nkind: chat\ntitle: A chat\nlanguage: en\n"


def told(body: str) -> list[str]:
    checked = check_sources({"flow.yml": (HEAD + body).encode()}, run_test=run_expectation)
    return [problem.message for problem in checked.problems if problem.severity == "error"]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("type: text", "007"),
        ("type: phone", "+905012345678"),
        ("type: company", "3"),
        ("type: choice, options: [{value: 1.50, label: A}, {value: true, label: B}]", "1.50"),
        ("type: choice, options: [{value: 1.50, label: A}, {value: true, label: B}]", "true"),
        ("type: multi_choice, options: [1, 2, 3]", "[1, 3]"),
        ("type: ranking, options: [1, 2, 3]", "[3, 1, 2]"),
        ("type: matrix, rows: [1, 2], columns: [5, 6]", "{1: 5, 2: 6}"),
        ("type: date", "2026-03-01"),
        ("type: money, currency: EUR", "3000"),
        ("type: yes_no", "true"),
    ],
)
def test_words_that_look_like_numbers_need_no_quotes(question: str, answer: str) -> None:
    body = (
        f"steps:\n  - {{ask: asked, text: What?, {question}}}\n"
        f"tests:\n  - {{name: t, answers: {{asked: {answer}}}, "
        f"expect: {{slots: {{asked: {answer}}}}}}}\n"
    )
    assert told(body) == []


FROM_THE_PAGE = """
steps:
  - {ask: campaign, type: hidden, prefill: utm.campaign, default: none}
  - {ask: partner, type: hidden}
  - {ask: code, text: Your code?, type: text, if: partner = "acme"}
outcomes:
  - {id: ad, title: Hi, if: utm.source = "ads" and visitor.returning and campaign = "spring"}
  - {id: end, title: End}
tests:
"""


@pytest.mark.parametrize(
    ("answers", "expect"),
    [
        (
            "{utm.source: ads, visitor.returning: true, campaign: spring, partner: acme, code: 3}",
            "{outcome: ad, slots: {campaign: spring, code: 3}}",
        ),
        ("{utm.campaign: spring}", "{outcome: end, slots: {campaign: spring, code: null}}"),
        ("{}", "{outcome: end, slots: {campaign: none, partner: null}}"),
    ],
)
def test_hidden_questions_and_what_the_page_tells_can_be_given(answers: str, expect: str) -> None:
    assert told(f"{FROM_THE_PAGE}  - {{name: t, answers: {answers}, expect: {expect}}}\n") == []


def test_what_a_test_cannot_give_is_told() -> None:
    answers = "{utm.sauce: ads, visitor.language: tr, partnr: x}"
    assert told(f"{FROM_THE_PAGE}  - {{name: t, answers: {answers}, expect: {{}}}}\n") == [
        "no question called 'utm.sauce'. Did you mean 'utm.source'?",
        "the language of a test is its key `language`, like language: tr",
        "no question called 'partnr'. Did you mean 'partner'?",
    ]
