"""No formula hangs, fills memory or breaks the interpreter, whatever it is and whatever it gets."""

import sys
import time

import pytest

from bot.formula import FormulaError, parse

TOO_LARGE = {
    "length": "1" + " " * 2_000,
    "nested brackets": "(" * 900 + "1" + ")" * 900,
    "nested lists": "[" * 900 + "]" * 900,
    "nested calls": "ABS(" * 400 + "1" + ")" * 400,
    "open brackets": "(" * 1_999,
    "minus signs": "-" * 1_900 + "x",
    "nots": "not " * 400 + "x",
    "percents": "x" + "%" * 1_900,
    "sum": "x" + "+x" * 900,
    "powers": "2" + "^2" * 900,
    "ands": "x" + " and x" * 300,
    "arguments": "SUM(" + "1," * 900 + "1)",
    "items": "[" + "1," * 900 + "1]",
}


@pytest.mark.parametrize("source", TOO_LARGE.values(), ids=TOO_LARGE)
def test_a_formula_too_large_is_refused_in_words(source):
    with pytest.raises(FormulaError) as problem:
        parse(source)
    assert problem.value.message
    assert problem.value.column >= 1


def test_a_formula_at_its_bounds_works_deep_in_the_stack():
    source = "x" + " + x" * 98
    nested = "IF(x > 0, " * 40 + "x" + ", 0)" * 40

    def dive(frames: int) -> tuple[object, object]:
        if frames:
            return dive(frames - 1)
        plain = parse(source).evaluate({"x": "not a number"})
        return plain, parse(nested).evaluate({"x": 1})

    assert dive(sys.getrecursionlimit() // 3) == (None, 1.0)


BOMBS = {
    "exponents": "9 ^ 9 ^ 9 ^ 9 ^ 9",
    "exponent of a name": "x ^ x ^ x",
    "doubled text": " & ".join(["t"] * 90),
    "doubled text in functions": "CONCAT(" + ", ".join(["t"] * 90) + ")",
    "huge rounding": "ROUND(x, 1e300)",
    "huge text cut": "MID(t, 1e300, 1e300) & LEFT(t, 1e308) & RIGHT(t, 1e308)",
    "huge dates": "DATE(x, x, x) + YEAR(x) + EDATE(x, x)",
    "endless rate": "RATE(1e308, 1e308, 1e308)",
    "tiny rate": "RATE(1e-300, -1, 1)",
    "many rates": "SUM(" + ", ".join(["RATE(48, -200, n)"] * 90) + ")",
    "many searches": " or ".join(["CONTAINS(t, t & 1)"] * 90),
    "many list searches": " or ".join(['"x" in l'] * 90),
}


@pytest.mark.parametrize("source", BOMBS.values(), ids=BOMBS)
def test_a_bomb_fizzles_out(source):
    values = {"x": 1e308, "t": "t" * 10_000, "l": ["y" * 10] * 1_000, "n": 8_000}
    formula = parse(source)
    started = time.perf_counter()
    result = formula.evaluate(values)
    assert time.perf_counter() - started < 2
    assert result in (None, False) or isinstance(result, float)


def test_a_text_never_outgrows_its_bound():
    values: dict = {"t": "tt"}
    for _ in range(30):
        values["t"] = parse("t & t").evaluate(values)
    assert values["t"] is None


def test_a_long_text_in_a_long_number_is_refused_quickly():
    started = time.perf_counter()
    assert parse("VALUE(t)").evaluate({"t": "9" * 9_999 + "x"}) is None
    assert time.perf_counter() - started < 1
