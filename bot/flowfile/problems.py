"""What is wrong in a file, where, in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Literal

from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

Severity = Literal["error", "warning"]

#: How many allowed names a message lists before it stops.
LISTED = 12


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. `line` and `column` count from 1; `where` is by names: "step 'budget' > go"."""

    file: str
    line: int
    column: int
    where: str
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}"
        return ": ".join(part for part in (place, self.where, self.message) if part)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sorts by file and place."""
        return (self.file, self.line, self.column, self.severity, self.message)

    def to_json(self) -> dict[str, str | int]:
        """The problem as the studio and `check --json` give it."""
        return asdict(self)


@dataclass(slots=True)
class Report:
    """Collects the problems of one file; the same problem at the same place is kept once."""

    file: str
    problems: dict[Problem, None] = field(default_factory=dict)

    def error(self, line: int, column: int, where: str, message: str) -> None:
        """Note an error: the file cannot be published."""
        self.problems[Problem(self.file, line, column, where, message)] = None

    def warning(self, line: int, column: int, where: str, message: str) -> None:
        """Note a warning: the file can be published, but its author should look."""
        self.problems[Problem(self.file, line, column, where, message, "warning")] = None

    @property
    def broken(self) -> bool:
        """True when there is an error."""
        return any(problem.severity == "error" for problem in self.problems)


def nearest(name: str, allowed: Iterable[str]) -> str | None:
    """The allowed name that was probably meant, or None when none is close."""
    choices = sorted(set(allowed))
    folded = [choice.casefold() for choice in choices]
    if name.casefold() in folded:
        return choices[folded.index(name.casefold())]
    best: tuple[float, str] | None = None
    for choice, low in zip(choices, folded, strict=True):
        distance = DamerauLevenshtein.distance(name.casefold(), low)
        close = min(len(name), len(choice)) > 2 and distance <= max(1, len(choice) // 3)
        if close and (best is None or distance < best[0]):
            best = (distance, choice)
    if best is not None:
        return best[1]
    found = process.extractOne(name.casefold(), folded, scorer=fuzz.ratio, score_cutoff=75)
    return choices[found[2]] if found else None


def hint(name: str, allowed: Iterable[str], kind: str = "") -> str:
    """The end of a message about an unknown name: " Did you mean 'x'?" or what is allowed."""
    names = list(dict.fromkeys(allowed))
    meant = nearest(name, names)
    if meant is not None:
        return f" Did you mean '{meant}'?"
    if not names:
        return ""
    listed = ", ".join(names[:LISTED]) + (", …" if len(names) > LISTED else "")
    return f" {kind or 'Allowed'}: {listed}."


def either(names: Iterable[str]) -> str:
    """ "a, b or c"."""
    parts = list(names)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} or {parts[-1]}"
