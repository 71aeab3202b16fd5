"""One file of formulas, values and results that Python and the browser share."""

import json
from pathlib import Path

import pytest

from bot.formula import FUNCTIONS, parse
from bot.formula.evaluation import evaluate
from bot.formula.parsing import parse_tree
from tests.formula.agreement import agree

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))
EXAMPLES = [spec.example for spec in FUNCTIONS.values()]


def named(vector: dict) -> str:
    return vector["formula"]


@pytest.mark.parametrize("vector", VECTORS, ids=named)
def test_compiled_formula_gives_the_result(vector):
    result = parse(vector["formula"]).evaluate(vector.get("values", {}))
    assert agree(result, vector["expected"])


@pytest.mark.parametrize("vector", VECTORS, ids=named)
def test_plain_evaluator_gives_the_result(vector):
    result = evaluate(parse_tree(vector["formula"]), vector.get("values", {}))
    assert agree(result, vector["expected"])


def test_browser_gives_the_results(browser_script):
    cases = [(parse(v["formula"]).to_json(), v.get("values", {})) for v in VECTORS]
    results = browser_script.results(cases)
    wrong = [
        (vector["formula"], result, vector["expected"])
        for vector, result in zip(VECTORS, results, strict=True)
        if not agree(result, vector["expected"])
    ]
    assert wrong == []


def test_there_are_enough_vectors_and_every_function_has_some():
    written = " ".join(vector["formula"] for vector in VECTORS).upper()
    assert len(VECTORS) >= 300
    assert [name for name in FUNCTIONS if written.count(f"{name}(") < 2] == []
