"""Sound flow files become flows: a flat program, typed questions, a version."""

from __future__ import annotations

import dataclasses

import pytest

from bot.errors import AuthorError
from bot.flowfile import Bundle, check_sources, compile_bundle
from bot.model import Ask, Branch, Call, Go, Link, Page, Say, Set
from bot.texts import Reference
from tests.flowfile.builders import LEAD, check, compiled, messages, source

MAIL = "  - {ask: email, type: email, text: Mail?}\n"


def test_steps_stay_in_order() -> None:
    body = "steps:\n  - say: Hi\n  - page:\n" + MAIL + "  - set: {x: 1, y: x + 1}\n  - link: flow\n"
    flow = compiled(body)
    assert [type(step) for step in flow.steps] == [Say, Page, Ask, Set, Link]
    assert [step.line for step in flow.steps] == [6, 7, 8, 9, 10]


def test_a_branch_with_both_ways_becomes_jumps() -> None:
    flow = compiled(
        "steps:\n" + MAIL + "  - if: KNOWN(email)\n    then: [{say: A}, {say: B}]\n"
        "    else: [{say: C}]\n  - say: D\n"
    )
    _, branch, _, _, jump, third, last = flow.steps
    assert isinstance(branch, Branch)
    assert flow.steps[branch.otherwise] is third
    assert isinstance(jump, Go)
    assert flow.steps[jump.to] is last


def test_branches_nest() -> None:
    flow = compiled(
        "steps:\n" + MAIL + "  - if: KNOWN(email)\n    then:\n      - if: email = 'a'\n"
        "        then: [{say: Inner}]\n        else: end\n      - say: Outer\n  - say: Last\n"
    )
    outer, inner = (step for step in flow.steps if isinstance(step, Branch))
    words = [_words(flow.steps[outer.otherwise])]
    assert words == ["Last"]
    away = flow.steps[inner.otherwise]
    assert isinstance(away, Go)
    assert away.to == len(flow.steps)


def _words(step: object) -> str:
    assert isinstance(step, Say)
    assert step.text is not None
    return str(step.text.template("en")[0])


def test_a_branch_may_name_steps_and_the_end() -> None:
    flow = compiled(
        "steps:\n" + MAIL + "  - {if: KNOWN(email), then: last, else: end}\n  - say: Between\n"
        "  - {say: Last, id: last}\n"
    )
    _, branch, to_last, to_end, _, last = flow.steps
    assert isinstance(branch, Branch)
    assert isinstance(to_last, Go)
    assert isinstance(to_end, Go)
    assert flow.steps[to_last.to] is last
    assert to_end.to == len(flow.steps)
    assert flow.steps[branch.otherwise] is to_end


def test_go_after_a_skipped_step_is_skipped_too() -> None:
    flow = compiled("steps:\n" + MAIL + "  - {say: A, if: KNOWN(email), go: end}\n  - say: B\n")
    _, guard, said, jump, after = flow.steps
    assert isinstance(guard, Branch)
    assert flow.steps[guard.otherwise] is after
    assert said.condition is None
    assert isinstance(jump, Go)
    assert jump.to == len(flow.steps)


def test_an_option_may_jump() -> None:
    flow = compiled(
        "steps:\n  - ask: a\n    type: choice\n    text: A?\n"
        "    options: [{value: x, go: last}, {value: y, go: end}, z]\n"
        "  - say: Between\n  - {say: Last, id: last}\n"
    )
    assert [option.go for option in flow.questions[0].options] == [2, 3, None]


def test_a_question_may_be_asked_again_with_the_same_type() -> None:
    body = "steps:\n" + MAIL + "  - {ask: email, type: email, text: 'Sure?', if: email = 'x'}\n"
    assert len(compiled(body).questions) == 2


def test_plain_points_go_to_the_questions_axis_and_maps_where_they_say() -> None:
    flow = compiled(
        "steps:\n  - ask: a\n    type: choice\n    text: A?\n    axis: need\n"
        "    options: [{value: x, points: 5}, {value: y, points: {budget: 3, need: 1}}]\n"
    )
    x, y = flow.questions[0].options
    assert (x.points, y.points) == ({"need": 5}, {"budget": 3, "need": 1})


def test_points_alone_are_a_rule_for_any_answer() -> None:
    flow = compiled("steps:\n  - {ask: a, type: text, text: A?, points: {need: 3}}\n")
    (rule,) = flow.questions[0].points
    assert (rule.condition, rule.give) == (None, {"need": 3})


def test_texts_hold_words_and_references() -> None:
    flow = compiled("steps:\n" + MAIL + "  - say: 'Hi {email}, {email | text}, {{x}}!'\n")
    assert isinstance(flow.steps[1], Say)
    assert flow.steps[1].text is not None
    assert flow.steps[1].text.template("en") == (
        "Hi ",
        Reference("email"),
        ", ",
        Reference("email", "text"),
        ", {x}!",
    )


def test_languages_are_the_first_and_those_of_the_texts() -> None:
    flow = compiled("steps:\n  - say: {pl: Cześć, en: Hello, pt-BR: Olá}\n")
    assert flow.languages == ("en", "pl", "pt-BR")


def test_a_default_is_kept_in_its_types_own_shape() -> None:
    flow = compiled("currency: EUR\nsteps:\n  - {ask: a, type: money, text: A?, default: 60}\n")
    assert isinstance(flow.questions[0].default, dict)
    assert flow.questions[0].default["low"] == 60


def test_money_takes_the_flows_currency() -> None:
    flow = compiled("currency: PLN\nsteps:\n  - {ask: a, type: money, text: A?}\n")
    assert flow.questions[0].currency == "PLN"


def test_rows_of_a_matrix_are_names_in_formulas() -> None:
    body = (
        "steps:\n  - {ask: m, type: matrix, text: M?, rows: [food, books], columns: [shop, web]}\n"
        "  - {say: Hm, if: m.food = 'shop'}\n"
    )
    assert messages(check(body)) == []
    assert messages(check(body.replace("'shop'", "'shp'"))) == [
        "'m' has no option 'shp'. Did you mean 'shop'?"
    ]


def test_after_an_action_contact_slots_may_be_used() -> None:
    body = "steps:\n  - action: action_company_from_email\n  - say: Hello {company}\n"
    assert messages(check(body)) == []
    assert len(messages(check("steps:\n  - say: Hello {company}\n"))) == 1


# ---------------------------------------------------------------- calls and versions

CALLED = (
    "format: 1\nkind: form\ntitle: Called\nlanguage: en\nsteps:\n"
    "  - {ask: size, type: number, text: How many?}\n"
)


def test_answers_of_a_called_flow_may_be_used() -> None:
    flow = compiled("steps:\n  - call: other\n  - {say: 'So {size}', if: size > 3}\n", other=CALLED)
    assert isinstance(flow.steps[0], Call)
    assert flow.called["other"].questions[0].slot == "size"


def test_flows_that_call_each_other_in_a_circle_are_told() -> None:
    back = CALLED + "  - call: flow\n"
    found = messages(check("steps:\n  - call: other\n" + MAIL, other=back))
    assert found == [
        "these flows call each other in a circle: flow → other → flow",
        "these flows call each other in a circle: other → flow → other",
    ]


def test_a_caller_of_a_broken_flow_is_not_published_itself() -> None:
    checked = check("steps:\n  - call: other\n" + MAIL, other=CALLED + "  - go: nowhere\n")
    assert checked.flows == {}
    assert checked.broken == {"other.yml"}


def test_a_version_is_the_hash_of_all_its_sources() -> None:
    def version(**others: str) -> str:
        return compiled("steps:\n  - call: other\n" + MAIL, **others).version

    first = version(other=CALLED)
    assert len(first) == 64
    assert first == version(other=CALLED, another=CALLED)
    assert first != version(other=CALLED + "# changed\n")


def test_a_bundle_compiles_again_to_the_same_flow() -> None:
    checked = check(
        "steps:\n  - call: other\n  - {say: Look, image: gone.svg}\n  - link: gone\n",
        other=CALLED,
        gone=CALLED,
    )
    bundle = checked.bundles["flow"]
    assert set(bundle.sources) == {"flow.yml", "other.yml", "lead.yml"}
    assert compile_bundle(bundle) == checked.flows["flow"]
    assert compile_bundle(bundle).version == bundle.version


@pytest.mark.parametrize(
    "body",
    ["steps:\n  - go: nowhere\n", "steps:\n  - {say: A, if: 1 +}\n", "steps: [\n", "wrong: 1\n"],
)
def test_a_bundle_that_cannot_be_compiled_says_so(body: str) -> None:
    with pytest.raises(AuthorError):
        compile_bundle(Bundle("flow", {"flow.yml": source(body).decode()}))


def test_a_bundle_without_its_own_file_says_so() -> None:
    with pytest.raises(AuthorError, match="lacks its own file"):
        compile_bundle(Bundle("flow", {"lead.yml": LEAD}))


def test_a_flow_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        compiled("steps:\n" + MAIL).title = None  # type: ignore[misc,assignment]


# ---------------------------------------------------------------- red tests

TESTED = "steps:\n" + MAIL + "tests:\n  - {name: t, answers: {email: a@b.example}, expect: {}}\n"


def test_a_red_test_is_an_error_where_it_stands() -> None:
    sources = {"flow.yml": source(TESTED)}
    red = check_sources(sources, run_test=lambda flow, expectation: ["score: expected 1, got 0"])
    assert [str(problem) for problem in red.problems] == [
        "flow.yml:8:5: test 't': the test is red: score: expected 1, got 0"
    ]
    assert red.flows == {}
    assert check_sources(sources, run_test=lambda flow, expectation: []).broken == frozenset()


def test_the_name_of_a_file_must_be_an_address() -> None:
    checked = check_sources({"My Flow.yml": source("steps:\n" + MAIL)})
    assert messages(checked) == [
        (
            "'My Flow' is no address: name the file with small letters, digits and -, "
            "like plan-finder.yml"
        )
    ]
