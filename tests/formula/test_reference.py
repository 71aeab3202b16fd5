"""docs/formulas.md says what the functions do: every example is run, every table is current."""

import datetime
import re

import pytest

from bot.formula import FUNCTIONS, TODAY, Type, date_serial, parse
from bot.formula.digits import spelled
from bot.formula.reference import PAGE, page_with_functions

MARCH = {TODAY: date_serial(datetime.date(2026, 3, 1))}


def shown(value: object) -> str:
    if isinstance(value, float):
        return spelled(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("spec", FUNCTIONS.values(), ids=FUNCTIONS)
def test_the_example_gives_what_the_reference_says(spec):
    formula = parse(spec.example)
    formula.check({})
    assert shown(formula.evaluate(MARCH)) == spec.result


def test_the_page_has_the_functions_as_they_are():
    page = PAGE.read_text(encoding="utf-8")
    assert page_with_functions(page) == page, "run python -m bot.formula"
    assert all(f"`{spec.usage}`" in page for spec in FUNCTIONS.values())


def test_the_page_only_shows_formulas_that_work():
    page = PAGE.read_text(encoding="utf-8")
    blocks = re.findall(r"```\n(.*?)```", page, re.DOTALL)
    names = ("budget", "rate", "years", "loan", "seats", "price")
    types = {**dict.fromkeys(names, Type.NUMBER), "authority": Type.TEXT}
    for line in "".join(blocks).splitlines():
        parse(line).check(types)


def test_what_the_page_claims_of_operators_holds():
    claims = {
        "2^3^2": 64,
        "-2^2": 4,
        "7 / 2": 3.5,
        '"Plan " & 3': "Plan 3",
        "INT(4.35 * 100)": 435,
        '"Me" = "me"': True,
        "not returning": True,
        "not (budget = 1)": True,
        "IF(KNOWN(seats), seats * 9, 0)": 0,
        "COALESCE(budget, 500)": 500,
    }
    assert {source: parse(source).evaluate({}) for source in claims} == claims
