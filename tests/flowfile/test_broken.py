"""Broken flow files and the exact words their authors are told: `broken/x.yml`, `broken/x.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.flowfile import check_sources

HERE = Path(__file__).parent
BROKEN = sorted((HERE / "broken").glob("*.yml"))
NEIGHBOURS = {path.name: path.read_bytes() for path in (HERE / "neighbours").glob("*.yml")}


def problems_of(path: Path) -> str:
    """All problems of one file among the neighbours, one a line."""
    checked = check_sources({**NEIGHBOURS, path.name: path.read_bytes()}, media={"house.svg"})
    shown = [f"{problem.severity} {problem}" for problem in checked.problems]
    return "".join(f"{line}\n" for line in shown)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_is_told_in_exactly_these_words(path: Path) -> None:
    assert problems_of(path) == path.with_suffix(".txt").read_text(encoding="utf-8")


def test_there_are_many_of_them_and_none_without_words() -> None:
    assert len(BROKEN) >= 60
    assert {path.stem for path in BROKEN} == {path.stem for path in BROKEN[0].parent.glob("*.txt")}


def test_the_neighbours_themselves_are_sound() -> None:
    assert check_sources(NEIGHBOURS).problems == ()
