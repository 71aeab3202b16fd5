"""What visitors may ask beside what flows/answers.yml says, and how well it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from ruamel.yaml import YAML

from bot.answers import Book, book_of
from bot.flowfile import check_sources
from bot.model import Answers

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "tr", "pl")
Half = Literal["development", "held_out"]
HALVES: tuple[Half, ...] = ("development", "held_out")

#: The id of questions that no answer fits.
NONE = "none"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the id of the answer that is right."""

    text: str
    right: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of questions that an answer fits; `taken` of those that none fits."""

    right: float
    wrong: float
    first: float  # the right answer was the best, sure or not
    taken: float

    @property
    def abstained(self) -> float:
        """Nothing was answered."""
        return 1 - self.right - self.wrong


@cache
def shipped() -> Answers:
    """flows/answers.yml."""
    sources = {path.name: path.read_bytes() for path in (ROOT / "flows").glob("*.yml")}
    answers = next(iter(check_sources(sources).flows.values())).answers
    assert answers is not None
    return answers


@cache
def questions(language: str, half: Half) -> tuple[Asked, ...]:
    """The first half of each list is for setting thresholds, the second for measuring."""
    path = Path(__file__).with_name("data") / f"{language}.yml"
    lists = YAML(typ="safe", pure=True).load(path)
    found = []
    for id_, texts in lists.items():
        middle = len(texts) // 2
        part = texts[:middle] if half == "development" else texts[middle:]
        found += [Asked(str(text), id_) for text in part]
    return tuple(found)


def measure(language: str, half: Half, book: Book | None = None) -> Figures:
    """How the questions of a half are answered."""
    index = (book or book_of(shipped())).index(language)
    right = wrong = first = taken = 0
    asked = questions(language, half)
    for one in asked:
        match = index.search(one.text)
        sure = match is not None and match.sure and match.id in _ids()
        if one.right == NONE:
            taken += sure
            continue
        found = match.id if match is not None else None
        first += found == one.right
        right += sure and found == one.right
        wrong += sure and found != one.right
    none = sum(one.right == NONE for one in asked)
    fitting = len(asked) - none
    return Figures(right / fitting, wrong / fitting, first / fitting, taken / none)


@cache
def _ids() -> frozenset[str]:
    return frozenset(entry.id for entry in shipped().entries)
