"""Whatever is done to a file, the check answers in words and never breaks."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bot.flowfile import check_sources

HERE = Path(__file__).parent
NEIGHBOURS = {path.name: path.read_bytes() for path in (HERE / "neighbours").glob("*.yml")}
SEEDS = [
    path.read_text(encoding="utf-8")
    for folder in ("broken", "neighbours")
    for path in sorted((HERE / folder).glob("*.yml"))
    if path.stem != "alias-bomb"
]
JUNK = (
    *"{}[]:#|>&*!~@%?,='\"\t\n",
    ": ",
    "- ",
    "&a ",
    "*a",
    "null",
    "1e999",
    ".nan",
    "9" * 40,
    "<<: ",
    "if",
    "steps:",
)


def mutant(chance: random.Random) -> str:
    """A file with a few lines lost, doubled, moved in or out, or spoilt."""
    lines = chance.choice(SEEDS).split("\n")
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(lines))
        what = chance.random()
        if what < 0.2 and len(lines) > 1:
            del lines[at]
        elif what < 0.35:
            lines.insert(chance.randrange(len(lines)), lines[at])
        elif what < 0.45:
            lines[at] = " " * chance.randint(0, 6) + lines[at].strip()
        else:
            cut = chance.randint(0, len(lines[at]))
            rest = lines[at][cut + chance.randint(0, 4) :]
            lines[at] = lines[at][:cut] + chance.choice(JUNK) + rest
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(150))
def test_a_spoilt_file_is_answered_in_words(seed: int) -> None:
    text = mutant(random.Random(seed))
    checked = check_sources({**NEIGHBOURS, "x.yml": text.encode()}, media=set())
    assert "x" in checked.flows or "x.yml" in checked.broken
    for problem in checked.problems:
        assert 1 <= problem.line <= max(text.count("\n") + 1, 12), text
        assert problem.column >= 1
        assert "Input should" not in problem.message
        assert problem.message.strip()
