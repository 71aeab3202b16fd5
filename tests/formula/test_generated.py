"""Thousands of generated formulas: the compiled form, the plain evaluator and the browser agree."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.formula import Formula, FormulaError, parse
from bot.formula.evaluation import evaluate
from bot.formula.parsing import parse_tree
from tests.formula.agreement import agree
from tests.formula.writing import VALUES, anything

ODD_NUMBERS = [float("nan"), float("inf"), -0.0, 5e-324, 1.7e308, 10**400, 7]
ODD_LISTS = [(), ("a", 1, None), [1, [2]], ("y" * 6_000, "z" * 6_000), (1,) * 1_001]
ODD_VALUES = st.sampled_from([*ODD_NUMBERS, *ODD_LISTS, True, "", "x" * 10_001, None, object(), {}])
MISSING = st.sets(st.sampled_from(sorted(VALUES)))
SLOW = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None}


def formula_or_error(source: str) -> Formula | FormulaError:
    try:
        return parse(source)
    except FormulaError as problem:
        return problem


@settings(derandomize=True, max_examples=130, **SLOW)
@given(st.lists(anything(2) | anything(3), min_size=15, max_size=40), MISSING)
def test_browser_and_server_agree(browser_script, sources, missing):
    values = {name: value for name, value in VALUES.items() if name not in missing}
    formulas = [found for found in map(formula_or_error, sources) if isinstance(found, Formula)]
    results = browser_script.results([(formula.to_json(), values) for formula in formulas])
    assert len(formulas) > len(sources) / 2
    for formula, result in zip(formulas, results, strict=True):
        assert agree(formula.evaluate(values), result), formula.source


@settings(derandomize=True, max_examples=250, **SLOW)
@given(anything(3), st.dictionaries(st.sampled_from(sorted(VALUES)), ODD_VALUES))
def test_compiled_and_plain_agree_whatever_the_values(source, odd):
    formula = formula_or_error(source)
    if isinstance(formula, Formula):
        values = VALUES | odd
        assert agree(formula.evaluate(values), evaluate(parse_tree(source), values))


@settings(derandomize=True, max_examples=300, **SLOW)
@given(st.text(alphabet="()[]\"'+-*/^%&=<>,. \n09aifnotrdSUM😀", max_size=60))
def test_any_source_gives_a_formula_or_an_error_with_its_place(source):
    found = formula_or_error(source)
    if isinstance(found, FormulaError):
        assert 1 <= found.column <= len(source) + 1
    else:
        found.evaluate({})
