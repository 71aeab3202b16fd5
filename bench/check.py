"""How long a check of 1,000 flow files takes, against only loading them with ruamel.yaml.

    python -m bench.check [files]

Prints the ratio: 1.0 would be a check that costs nothing beyond reading the YAML.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable

from ruamel.yaml import YAML

from bot.flowfile import Checker

WORDS = "leads customers budget growth plan week month page visitor answer price offer team".split()
LEAD = """axes:
  need: {cap: 25}
  budget: {cap: 25}
  timing: {cap: 20}
stages:
  IQL: {needs: [email]}
"""


def main(count: int = 1_000) -> None:
    """Measure and print."""
    chance = random.Random(7)
    sources = {f"flow-{number}.yml": _flow(chance).encode() for number in range(count)}
    sources["lead.yml"] = LEAD.encode()
    size = sum(map(len, sources.values())) / 1024
    floor = _seconds(lambda: _load(sources))
    checker = Checker()
    problems: list[int] = []
    first = _seconds(lambda: problems.append(len(checker.check(sources).problems)))
    again = _seconds(lambda: problems.append(len(checker.check(sources).problems)))
    print(f"{count} flow files, {size:.0f} KiB, {problems[0]} problems")
    print(f"load with ruamel.yaml  {floor:7.2f} s")
    print(f"check                  {first:7.2f} s   ratio {first / floor:.2f}")
    print(f"check, none changed    {again:7.2f} s   ratio {again / floor:.2f}")


def _seconds(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _load(sources: dict[str, bytes]) -> None:
    for source in sources.values():
        YAML(typ="safe", pure=True).load(source)


def _text(chance: random.Random, length: int) -> str:
    words = [" ".join(chance.choices(WORDS, k=length)) for _ in range(2)]
    return f"{{en: {words[0].capitalize()}, pl: {words[1].capitalize()}}}"


def _flow(chance: random.Random) -> str:
    """A chat of some twenty steps with options, points, a branch, formulas and outcomes."""
    lines = ["format: 1", "kind: chat", f"title: {_text(chance, 4)}", "language: en"]
    lines += ["currency: EUR", "steps:"]
    for number in range(chance.randint(6, 10)):
        axis = chance.choice(["need", "timing"])
        lines += [f"  - ask: q{number}", f"    text: {_text(chance, 8)}", "    type: choice"]
        lines += [f"    axis: {axis}", "    options:"]
        for option in range(chance.randint(2, 5)):
            points = chance.randint(0, 9)
            label = _text(chance, 3)
            lines.append(f"      - {{value: o{option}, label: {label}, points: {points}}}")
    lines += ["  - ask: budget", f"    text: {_text(chance, 8)}", "    type: money"]
    lines += ["    axis: budget", "    points:"]
    lines += ["      - {if: budget >= 2000, give: 25}", "      - {give: 5}"]
    lines += ['  - if: budget > 100 and q1 = "o1"', "    then:", f"      - say: {_text(chance, 9)}"]
    lines += ["  - set:", "      yearly: ROUND(budget * 12 * 95%, 2)"]
    lines += [f"  - {{ask: email, type: email, text: {_text(chance, 6)}}}", "outcomes:"]
    lines += ["  - id: fit", "    if: points.budget >= 15", f"    title: {_text(chance, 5)}"]
    lines += [f"    results: [{{label: {_text(chance, 2)}, value: yearly, format: money}}]"]
    lines += [f"  - {{id: rest, title: {_text(chance, 4)}}}"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
