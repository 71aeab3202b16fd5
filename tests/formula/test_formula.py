"""A formula as an object: kept, compared, sent to the browser, given odd values."""

import datetime
import pickle

import pytest

from bot.formula import TODAY, FormulaError, date_of, date_serial, parse


def test_a_formula_survives_pickling_before_and_after_its_first_use():
    formula = parse("x * 2")
    assert pickle.loads(pickle.dumps(formula)).evaluate({"x": 4}) == 8
    formula.evaluate({"x": 1})
    assert pickle.loads(pickle.dumps(formula)).evaluate({"x": 4}) == 8


def test_formulas_are_equal_by_their_source():
    assert parse("1 + 1") == parse("1 + 1")
    assert parse("1 + 1") != parse("1+1")
    assert len({parse("1 + 1"), parse("1 + 1"), parse("2")}) == 2


def test_the_browser_gets_a_compact_tree():
    formula = parse('IF(a.b >= 2000.5, "me" in goals, not true)')
    assert formula.to_json() == [
        "IF",
        [">=", "a.b", 2000.5],
        ["in", ["'", "me"], "goals"],
        ["not", True],
    ]


def test_todays_day_number_is_passed_in():
    today = date_serial(datetime.date(2026, 3, 1))
    assert parse("DATE(2026, 3, 8) - TODAY()").evaluate({TODAY: today}) == 7
    assert parse("TODAY()").names == frozenset()


@pytest.mark.parametrize(
    "day", ["0001-01-01", "1899-12-30", "1900-03-01", "2024-02-29", "9999-12-31"]
)
def test_dates_and_their_numbers_go_both_ways(day):
    date = datetime.date.fromisoformat(day)
    assert date_of(date_serial(date)) == date
    assert date_of(date_serial(date) + 0.99) == date


def test_a_number_outside_the_calendar_is_no_date():
    for serial in (-693594.0, 2958466.0, float("nan"), float("inf")):
        with pytest.raises(ValueError, match="not a day"):
            date_of(serial)


def test_whole_numbers_count_as_floats():
    assert parse("x / 2").evaluate({"x": 3}) == 1.5
    assert isinstance(parse("x").evaluate({"x": 3}), float)
    assert parse("x = 3").evaluate({"x": 3})
    assert parse("x + 1").evaluate({"x": True}) is None


def test_a_result_of_zero_has_no_sign():
    for source in ("0 * -1", "ROUND(-0.1)", "x", "MOD(-6, 3)"):
        assert str(parse(source).evaluate({"x": -0.0})) == "0.0"


def test_text_from_the_formula_never_becomes_code():
    source = "\"__import__('os').system('x')\" & name"
    assert parse(source).evaluate({"name": "{0.__class__}"}) == (
        "__import__('os').system('x'){0.__class__}"
    )


def test_the_error_names_its_column():
    with pytest.raises(FormulaError) as problem:
        parse("1 + ROUDN(2)")
    assert problem.value.column == 5
    assert str(problem.value) == ("column 5: There is no function 'ROUDN'. Did you mean 'ROUND'?")
