"""What behaviour is worth by lead.yml: pure rules over what was done.

Interest (reading) and intent (prices, demo, quote) are lines of the same axes, told apart by their
origin. What programs and mail scanners did is kept and is worth nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from bot.score import BEHAVIOURS, BehaviourRule, LeadDefinition, PointLine
from leads.given import INTENT, READING, Given

#: Characters of an address that a line quotes.
_LONGEST = 120


class Done(NamedTuple):
    """One thing done; `suspicion` says why it may be a program's."""

    kind: str
    url: str | None
    at: datetime
    suspicion: str | None = None


def behaviour_points(done: Iterable[Done], definition: LeadDefinition) -> list[Given]:
    """A line for everything done that a rule gives points for, within the rule's limit.

    Limits are counted by the calendar in UTC: the first of a day, week, month or year count.
    """
    counted: Counter[tuple[int, object]] = Counter()
    given = []
    for one in sorted(done, key=lambda one: one.at):
        if one.suspicion:
            continue
        for number, rule in enumerate(definition.behaviour):
            if not _fits(rule, one):
                continue
            if rule.times is not None:
                span = (number, _span(rule.per, one.at))
                if counted[span] >= rule.times:
                    continue
                counted[span] += 1
            given.append(Given(INTENT if rule.intent else READING, one.at, _line(rule, one)))
    return given


def _fits(rule: BehaviourRule, one: Done) -> bool:
    if rule.kinds and one.kind not in rule.kinds:
        return False
    if not rule.urls:
        return True
    address = (one.url or "").casefold()
    return any(word in address for word in rule.urls)


def _span(per: str, at: datetime) -> object:
    """What two moments have in common that lie in the same day, week, month or year."""
    day = at.date()
    if per == "day":
        return day
    if per == "week":
        return day.isocalendar()[:2]
    return {"month": (day.year, day.month), "year": day.year}.get(per)


def _line(rule: BehaviourRule, one: Done) -> PointLine:
    words = BEHAVIOURS.get(one.kind, one.kind)
    place = place_of(one.url)
    name = "/".join(("lead/behaviour", "+".join(rule.kinds) or "any", "+".join(rule.urls)))
    evidence = f"{words[0].upper()}{words[1:]}" + (f": {place}" if place else "")
    return PointLine(rule.axis, rule.give, name.rstrip("/"), evidence)


def place_of(url: str | None) -> str:
    """The path of an address, as people read it; what a mail or a page calls otherwise as it is."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url[:_LONGEST]
    return ((parts.path or "/") if parts.netloc else url)[:_LONGEST]
