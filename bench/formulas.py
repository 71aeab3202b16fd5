"""How fast formulas evaluate, next to the same thing written as a Python lambda.

`python -m bench.formulas` prints evaluations a second and the ratio of times, each the median of
several rounds in which both sides take turns. The goal is a ratio of at most 3.
"""

import statistics
import time
from collections.abc import Callable, Mapping

from bot.formula import Value, parse

GOAL = 3.0
ROUNDS = 15
CALLS = 20_000

Values = Mapping[str, Value]
Case = tuple[str, Values, Callable[[dict], object]]

CASES: list[Case] = [
    (
        'budget >= 2000 and authority = "me"',
        {"budget": 2500.0, "authority": "me"},
        lambda v: v["budget"] >= 2000 and v["authority"] == "me",
    ),
    (
        "PMT(rate / 12, years * 12, -loan)",
        {"rate": 0.04, "years": 30.0, "loan": 200_000.0},
        lambda v: v["loan"] * (v["rate"] / 12) / (1 - (1 + v["rate"] / 12) ** -(v["years"] * 12)),
    ),
    (
        "IF(x > 10, ROUND(x * 1.2, 2), 0)",
        {"x": 17.3},
        lambda v: round(v["x"] * 1.2, 2) if v["x"] > 10 else 0,
    ),
    (
        "(price - cost) * volume * 12 / (1 + margin)",
        {"price": 49.0, "cost": 18.5, "volume": 400.0, "margin": 0.2},
        lambda v: (v["price"] - v["cost"]) * v["volume"] * 12 / (1 + v["margin"]),
    ),
    (
        'job_title in ["CEO", "CTO"] or company_size >= 50',
        {"job_title": "Engineer", "company_size": 80.0},
        lambda v: v["job_title"] in ("CEO", "CTO") or v["company_size"] >= 50,
    ),
    (
        "SUM(rent, fees) * 12 * 10",
        {"rent": 900.0, "fees": 120.0},
        lambda v: sum((v["rent"], v["fees"])) * 12 * 10,
    ),
    (
        "MIN(MAX(score, 0), 100)",
        {"score": 72.0},
        lambda v: min(max(v["score"], 0), 100),
    ),
]


def seconds(function: Callable[[dict], object], values: Values) -> float:
    """The time of one call in this round."""
    repeat = range(CALLS)
    started = time.perf_counter()
    for _ in repeat:
        function(values)
    return (time.perf_counter() - started) / CALLS


def measure(case: Case) -> tuple[float, float]:
    """Evaluations a second, and how many times slower than the lambda."""
    source, values, by_hand = case
    formula = parse(source)
    formula.evaluate(values)
    rounds = [(seconds(formula.evaluate, values), seconds(by_hand, values)) for _ in range(ROUNDS)]
    ours = statistics.median(ours for ours, _ in rounds)
    ratio = statistics.median(ours / floor for ours, floor in rounds)
    return 1 / ours, ratio


def main() -> None:
    """Prints a line for each formula and the worst ratio."""
    worst = 0.0
    for case in CASES:
        rate, ratio = measure(case)
        worst = max(worst, ratio)
        print(f"{rate:12,.0f}/s  {ratio:5.2f} x lambda  {case[0]}")
    print(f"worst ratio {worst:.2f}, goal {GOAL:.0f}: {'met' if worst <= GOAL else 'missed'}")


if __name__ == "__main__":
    main()
