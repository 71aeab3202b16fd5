"""Measures readings against labelled answers, by slot and language.

A row of the data holds what the command takes and what a person expects of it: `outcome`
(`neither`: anything but a value), `value`, or for timeframes the `bucket` of the start (or of
the deadline where there is no start).
"""

import datetime
import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from bot.understanding import Choice, Reading, Request, understand

DATA = Path(__file__).parent / "data"
BUCKETS = (("2w", 14), ("1m", 31), ("3m", 92), ("6m", 184), ("12m", 366))
VALUED = ("answer", "confirm")

# Least shares of right readings, as the product promises them.
THRESHOLDS = {
    "money": {"en": 0.88, "tr": 0.88, "pl": 0.88, "de": 0.83, "es": 0.83, "fr": 0.83},
    "timeframe": {"en": 0.90, "tr": 0.90, "pl": 0.90, "de": 0.85, "es": 0.85, "fr": 0.85},
    "boolean": {"en": 0.92, "tr": 0.92, "pl": 0.93, "de": 0.90, "es": 0.90, "fr": 0.88},
    "choice": {"en": 0.85, "tr": 0.85, "pl": 0.85, "de": 0.80, "es": 0.80, "fr": 0.80},
    "number": {"en": 0.93, "tr": 0.92, "pl": 0.95, "de": 0.92, "es": 0.90, "fr": 0.90},
}
OVERALL = {"email": 0.95, "phone": 0.98, "name": 0.92, "company": 0.88}
KEPT_OUT = 0.97
WRONG_POLARITY = 0.01
WRONG_OPTION = 0.03


@dataclass
class Tally:
    """Right readings of all, and the rows read wrong with what was read."""

    right: int = 0
    rows: int = 0
    wrong: list[tuple[dict, Reading]] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of right readings."""
        return self.right / self.rows if self.rows else 1.0

    def add(self, row: dict, reading: Reading, right: bool) -> None:
        """Counts one reading."""
        self.rows += 1
        self.right += right
        if not right:
            self.wrong.append((row, reading))


@dataclass
class Score:
    """Everything measured on one file."""

    slots: dict[tuple[str, str], Tally]
    kept_out: Tally
    polarity: Tally
    options: Tally

    def overall(self, slot: str) -> float:
        """The share of a slot over all languages."""
        tallies = [tally for (kind, _), tally in self.slots.items() if kind == slot]
        return sum(tally.right for tally in tallies) / sum(tally.rows for tally in tallies)


def rows(name: str) -> list[dict]:
    """The labelled answers of `development` or `held_out`."""
    lines = (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def request(row: dict) -> Request:
    """The request a row stands for."""
    today = row.get("today")
    return Request(
        row["type"],
        row["text"],
        row["language"],
        currency=row.get("currency"),
        country=row.get("country"),
        today=datetime.date.fromisoformat(today) if today else None,
        question=row.get("question"),
        options=tuple(
            Choice(one["value"], one["label"], tuple(one.get("also", ())))
            for one in row.get("options", ())
        ),
    )


def bucket(value: dict, today: str) -> str:
    """How far away the start (or else the deadline) of a timeframe is."""
    start = datetime.date.fromisoformat(value["from"] or value["to"])
    days = (start - datetime.date.fromisoformat(today)).days
    return next((name for name, most in BUCKETS if days <= most), "later")


def is_right(row: dict, reading: Reading) -> bool:
    """Whether a reading is what a person expects."""
    valued = reading.outcome in VALUED
    if row["outcome"] != "answer":
        return not valued
    if not valued:
        return False
    if "bucket" in row:
        return bucket(reading.value, row["today"]) == row["bucket"]
    return reading.value == row["value"]


def measure(name: str) -> Score:
    """Reads every answer of a file and counts."""
    slots: dict[tuple[str, str], Tally] = defaultdict(Tally)
    score = Score(slots, Tally(), Tally(), Tally())
    for row in rows(name):
        reading = understand(request(row))
        right = is_right(row, reading)
        slots[row["type"], row["language"]].add(row, reading, right)
        valued = reading.outcome in VALUED
        if row["outcome"] in ("unsure", "refused", "question", "human"):
            score.kept_out.add(row, reading, not valued)
        if row["type"] == "boolean":
            flipped = valued and row["outcome"] == "answer" and reading.value != row["value"]
            score.polarity.add(row, reading, not flipped)
        if row["type"] == "choice":
            score.options.add(row, reading, right or not valued)
    return score
