"""How well scores tell won leads from lost ones.

The measure is the share of all pairs of a won and a lost lead in which the won one scores higher,
equal scores (to the tenth that
people see) counting half: the area under the ROC curve (Mann and Whitney 1947); a half is chance.
Each lead is looked at as it stood when the person was last seen: all fade afterwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.score import LeadDefinition, TimedLine, points_left
from bot.score.decay import held


@dataclass(frozen=True, slots=True)
class Ranking:
    """Shares are None where there is no pair."""

    won: int
    lost: int
    before: float | None
    after: float | None

    def figures(self) -> dict[str, Any]:
        """As JSON."""
        return {"won": self.won, "lost": self.lost, "before": self.before, "after": self.after}


def share_above(won: Mapping[float, int], lost: Mapping[float, int]) -> float | None:
    """The share of pairs in which the won lead scores higher, from how many leads have which score;
    None without a pair."""
    pairs = sum(won.values()) * sum(lost.values())
    if not pairs:
        return None
    points, below = 0.0, 0
    for score in sorted({*won, *lost}):
        level = lost.get(score, 0)
        points += won.get(score, 0) * (below + level / 2)
        below += level
    return points / pairs


class Tally:
    """How many won and lost leads have which score, before and after a change of the rules: scores
    to the tenth that people see, so that it stays small however many leads there are."""

    def __init__(self, kept: Mapping[str, Sequence[Mapping[str, int]]] | None = None) -> None:
        self._counts = {
            status: [Counter({float(score): n for score, n in one.items()}) for one in sides]
            for status, sides in (kept or {"won": ({}, {}), "lost": ({}, {})}).items()
        }

    def count(self, status: str, before: float, after: float) -> None:
        """Count a lead; those that are neither won nor lost say nothing."""
        for counts, score in zip(self._counts.get(status, ()), (before, after), strict=False):
            counts[round(score, 1)] += 1

    def kept(self) -> dict[str, list[dict[str, int]]]:
        """As JSON."""
        return {
            status: [{str(score): n for score, n in one.items()} for one in sides]
            for status, sides in self._counts.items()
        }

    def ranking(self) -> Ranking:
        """What it comes to."""
        (won, won_after), (lost, lost_after) = self._counts["won"], self._counts["lost"]
        return Ranking(
            won.total(), lost.total(), share_above(won, lost), share_above(won_after, lost_after)
        )


def score_then(lines: Iterable[TimedLine], definition: LeadDefinition, then: datetime) -> float:
    """The score of lines as of a moment, those counted in that were worked out later."""
    left: dict[str, list[float]] = {}
    for line in lines:
        if line.axis in definition.axes:
            left.setdefault(line.axis, []).append(points_left(line, definition, then))
    return held(left, definition).total


def in_words(ranking: dict[str, Any]) -> str:
    """What the rules' ranking is worth, before and after, for people."""
    won, lost = ranking["won"], ranking["lost"]
    if ranking["before"] is None or ranking["after"] is None:
        return (
            f"With {won} won and {lost} lost leads nothing can be said yet: "
            "it takes at least one of each."
        )
    before, after = 100 * ranking["before"], 100 * ranking["after"]
    sentence = (
        f"Take any won and any lost lead: today's rules rank the won one higher in {before:.0f} of "
        f"100 pairs, the new ones in {after:.0f}."
    )
    if abs(after - before) < 0.5:
        return f"{sentence} That is no difference."
    verdict = (
        "The new rules tell them apart better."
        if after > before
        else ("The new rules tell them apart worse.")
    )
    few = min(won, lost) < 10
    return f"{sentence} {verdict}" + (" But these are few leads to judge by." if few else "")
