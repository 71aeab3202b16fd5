"""What is told of sound flows: ways, balance, words, manners. And what is not."""

from __future__ import annotations

import time

import pytest

from bot.flowfile import check_sources
from bot.flowfile.analyses.looks import contrast
from tests.flowfile.builders import check, messages, source

MAIL = "  - {ask: email, type: email, text: Mail?}\n"


def warnings(body: str, kind: str = "form") -> list[str]:
    checked = check(body, kind)
    assert messages(checked) == []
    return [str(p).split(": ", 1)[1] for p in checked.problems]


def test_a_loop_with_a_question_is_fine() -> None:
    body = "steps:\n  - {ask: more, type: yes_no, text: More?}\n  - {go: more, if: more}\n"
    assert messages(check(body)) == []


def test_a_loop_through_a_called_flow_that_asks_is_fine() -> None:
    asking = source("steps:\n" + MAIL).decode()
    silent = source("steps:\n  - say: Hello\n").decode()
    body = "steps:\n  - {call: other, id: top}\n  - {go: top, if: visitor.returning}\n"
    assert messages(check(body, other=asking)) == []
    assert len(messages(check(body, other=silent))) == 1


def test_both_ways_of_a_branch_count_as_reached() -> None:
    body = (
        "steps:\n" + MAIL + "  - {if: KNOWN(email), then: [{say: A}], else: [{say: B}]}\n"
        "  - say: C\n"
    )
    assert warnings(body) == []


def test_steps_after_options_that_all_jump_are_never_reached() -> None:
    body = (
        "steps:\n  - ask: a\n    type: choice\n    text: A?\n"
        "    options: [{value: x, go: last}, {value: y, go: end}]\n"
        "  - say: Never\n  - {say: Last, id: last}\n"
    )
    assert warnings(body) == ["step 2: never reached: no step leads here"]


def test_an_optional_question_can_be_passed() -> None:
    body = (
        "steps:\n  - ask: a\n    type: choice\n    required: false\n    text: A?\n"
        "    options: [{value: x, go: end}]\n  - say: Reached\n"
    )
    assert warnings(body) == []


def test_answers_that_an_action_may_use_count_as_used() -> None:
    unused = "  - {ask: colour, type: text, text: Which colour?}\n"
    assert len(warnings("steps:\n" + unused, "chat")) == 1
    assert warnings("steps:\n" + unused + "  - action: action_x\n", "chat") == []


def test_answers_named_in_a_text_count_as_used() -> None:
    body = "steps:\n  - {ask: colour, type: text, text: Which?}\n  - say: 'So {colour}'\n"
    assert warnings(body, "chat") == []


def test_texts_without_words_need_no_translation() -> None:
    body = (
        "steps:\n  - {ask: n, type: number, text: {en: How many?, pl: Ile?}}\n"
        "  - say: '{n | number} 100 %'\n"
    )
    checked = check(body)
    assert [p.where for p in checked.problems] == ["title"]
    assert checked.coverage["flow.yml"]["pl"].written == 1
    assert checked.coverage["flow.yml"]["pl"].total == 2


def test_asking_a_name_first_is_no_asking_for_contact() -> None:
    name = "  - {ask: first_name, type: name, text: Who are you?}\n"
    told = "asks for contact before giving anything"
    assert told in warnings("steps:\n" + name + MAIL, "chat")[0]
    need = "  - {ask: need, type: text, text: What?, points: {need: 1}}\n"
    assert warnings("steps:\n" + name + need + MAIL, "chat") == []


def test_contrast_is_that_of_wcag() -> None:
    assert round(contrast("#000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#fff"), 2) == 4.48


QUIZ = (
    "categories: [a, b]\npick: highest\nsteps:\n{steps}"
    "outcomes:\n  - {{id: a, title: A}}\n  - {{id: b, title: B}}\n"
)
STEP = (
    "  - ask: q{number}\n    type: choice\n    text: Q?\n"
    "    options: [{{value: x, points: {{a: {a}}}}}, {{value: y, points: {{b: {b}}}}}]\n"
)


def quiz(*points: tuple[int, int]) -> list[str]:
    steps = "".join(STEP.format(number=n, a=a, b=b) for n, (a, b) in enumerate(points))
    return warnings(QUIZ.format(steps=steps), "quiz")


def test_an_odd_number_of_even_questions_cannot_tie() -> None:
    assert quiz((1, 1), (1, 1), (1, 1)) == []


def test_an_even_number_of_even_questions_can_tie() -> None:
    assert quiz((1, 1), (1, 1)) == [
        "categories: 'a' and 'b' can end with the same points; then the one named first here wins"
    ]


def test_categories_that_do_not_win_alike_are_told() -> None:
    assert quiz((4, 1), (4, 2)) == [
        "categories: 'b' can get 3 points at most, 'a' 8: they do not win alike",
    ]


@pytest.mark.parametrize(("rows", "ties"), [("r, s", 1), ("r, s, t", 0)])
def test_each_row_of_a_matrix_gives_the_points_of_its_column(rows: str, ties: int) -> None:
    body = (
        "categories: [a, b]\npick: highest\nsteps:\n  - ask: m\n    type: matrix\n    text: M?\n"
        f"    rows: [{rows}]\n"
        "    columns: [{value: x, points: {a: 1}}, {value: y, points: {b: 1}}]\n"
        "outcomes: [{id: a, title: A}, {id: b, title: B}]\n"
    )
    told = warnings(body, "quiz")
    assert len(told) == ties
    assert all("can end with the same points" in message for message in told)


def test_points_that_a_loop_can_give_again_and_again_have_no_bound() -> None:
    body = (
        "steps:\n  - {ask: n, type: number, text: N?, axis: need, points: 5}\n"
        "  - {ask: more, type: yes_no, text: More?}\n"
        "  - {go: n, if: more}\n"
        "outcomes: [{id: many, title: Many, if: points.need > 5}, {id: end, title: End}]\n"
    )
    assert messages(check(body)) == []
    assert messages(check(body.replace("go: n,", "go: end,"))) == [
        "can never be reached: points.need comes to 5 at most"
    ]


def test_long_flows_are_analysed_in_reasonable_time() -> None:
    steps = "".join(
        f"  - ask: q{n}\n    type: choice\n    text: Q?\n"
        f"    options: [{{value: x, points: {{a: {n % 7}, b: 1}}}}, {{value: y, go: q{n + 2}}}]\n"
        for n in range(300)
    )
    steps += "  - {ask: q300, type: text, text: Q?}\n  - {ask: q301, type: text, text: Q?}\n"
    started = time.perf_counter()
    check_sources({"flow.yml": source(QUIZ.format(steps=steps), "quiz")})
    assert time.perf_counter() - started < 10
