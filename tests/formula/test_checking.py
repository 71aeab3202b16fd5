"""The static check: types of results, and what does not fit together."""

import pytest

from bot.formula import FormulaError, Type, parse

TYPES = {
    "budget": Type.NUMBER,
    "seats": Type.NUMBER,
    "need": Type.TEXT,
    "goals": Type.LIST,
    "ready": Type.BOOL,
    "start": Type.DATE,
    "other": Type.ANY,
    "points.need": Type.NUMBER,
}

RESULTS = {
    Type.NUMBER: [
        "1",
        "budget * 2 + seats",
        "-budget%",
        "points.need ^ 2",
        "SUM(goals, budget)",
        "MAX(budget, 1)",
        "MIN(goals)",
        "start - DATE(2026, 1, 1)",
        "LEN(need)",
        "COUNT(goals)",
        "IF(ready, 1, 2)",
        "IFS(ready, 1, true, budget)",
        'SWITCH(need, "a", 1, "b", 2, 3)',
        "COALESCE(budget, 0)",
        "other + 1",
        'VALUE("3")',
        "DAYS(TODAY(), start)",
        "CLAMP(budget, 0, 100)",
    ],
    Type.TEXT: ['"a"', "need & budget", "LOWER(need)", 'IF(ready, need, "x")', "other & 1"],
    Type.BOOL: [
        "true",
        "budget > 1",
        'need = "a" and not ready',
        '"a" in goals',
        'need not in ["a", "b"]',
        "start > TODAY()",
        "KNOWN(goals)",
        "other = 1",
    ],
    Type.DATE: [
        "start",
        "start + 1",
        "1 + start",
        "start - 30",
        "EDATE(start, 1)",
        "TODAY()",
        "MAX(start, TODAY())",
        "IF(ready, start, TODAY())",
        "CLAMP(start, TODAY(), start)",
    ],
    Type.LIST: ["goals", '["a"]', '[1, "a", true]', "IF(ready, goals, [])"],
    Type.ANY: ["other", 'IF(ready, 1, "a")', "COALESCE(need, budget)", "start + other"],
}


@pytest.mark.parametrize(
    ("source", "expected"), [(s, kind) for kind, sources in RESULTS.items() for s in sources]
)
def test_check_tells_the_type_of_the_result(source, expected):
    assert parse(source).check(TYPES) is expected


MIXED = [
    "need + 1",
    "budget * ready",
    "goals + 1",
    "-need",
    "need%",
    "start * 2",
    "start + start",
    "1 - start",
    "budget = need",
    'budget in ["a"]',
    'ready = "yes"',
    "start > 1",
    'start > "2026-01-01"',
    'goals = "a"',
    "goals in goals",
    "need in need",
    "ready < true",
    "budget and ready",
    "not budget",
    "IF(budget, 1, 2)",
    "SUM(need)",
    "LEN(budget)",
    "ROUND(ready)",
    "YEAR(budget)",
    "SWITCH(need, 1, 2)",
    "ready & need",
    "start & need",
    "[goals]",
    'CONTAINS(goals, "a")',
]


@pytest.mark.parametrize("source", MIXED)
def test_check_refuses_what_does_not_fit(source):
    with pytest.raises(FormulaError):
        parse(source).check(TYPES)


def test_check_finds_problems_deep_inside():
    with pytest.raises(FormulaError) as problem:
        parse('IF(ready, ROUND(MAX(1, budget * (need + 1)), 2), "x")').check(TYPES)
    assert problem.value.column == 34


def test_names_are_told_as_written():
    formula = parse('points.need + bütçe > 3 and utm.source = "x" or TODAY() > Start')
    assert formula.names == {"points.need", "bütçe", "utm.source", "Start"}
