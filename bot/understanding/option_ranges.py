"""Options that are ranges ("11–50", "under 5k", "1–3 months"): the one a typed value falls in."""

import datetime
from functools import lru_cache

from bot.understanding import timeframe
from bot.understanding.amounts import amounts
from bot.understanding.option_words import ideas
from bot.understanding.request import Choice, Outcome, Reading, Request
from bot.understanding.utterance import Utterance, listen

_SOME_DAY = datetime.date(2024, 1, 1)
_DAY_FROM, _DAY_TO = 0, 36500


@lru_cache(maxsize=512)
def _ranges(
    options: tuple[Choice, ...], language: str
) -> tuple[tuple[float | None, float | None] | None, ...]:
    """The range each label gives; all None unless most labels give one."""
    found: list[tuple[float | None, float | None] | None] = []
    bounded = 0
    for option in options:
        listed = amounts(listen(option.label), language)[1]
        numbers = [one for one in listed if not one.weak and not _is_time(option.label, language)]
        one = numbers[0] if len(numbers) == 1 else None
        found.append((one.low, one.high) if one else None)
        bounded += one is not None and one.low != one.high
    return tuple(found) if bounded >= 2 else (None,) * len(options)


@lru_cache(maxsize=2048)
def _is_time(label: str, language: str) -> bool:
    """Whether the number in a label counts days, weeks or months: "1-3 months"."""
    items, listed = amounts(listen(label), language)
    return any(
        "time_unit" in item.tags and "period" not in item.tags
        for one in listed
        for item in items[one.last + 1 : one.last + 2]
    )


@lru_cache(maxsize=512)
def _spans(
    options: tuple[Choice, ...], language: str, today: datetime.date
) -> tuple[tuple[int, int] | None, ...]:
    """Days from today to both ends of each label that names a time."""
    found: list[tuple[int, int] | None] = []
    for option in options:
        said = timeframe.find(listen(option.label), language, today)
        if said is None or (said[1] is None and said[2] == "confirm"):  # "later"
            found.append(None)
            continue
        first = (said[0] - today).days if said[0] else _DAY_FROM
        last = (said[1] - today).days if said[1] else _DAY_TO
        found.append((first, last))
    timed = sum(1 for one in found if one is not None)
    distinct = len({one for one in found if one is not None})
    enough = timed >= max(2, len(options) - 1) and distinct > 1
    return tuple(found) if enough else (None,) * len(options)


def _holding(
    value: float, ranges: tuple[tuple[float | None, float | None] | None, ...]
) -> list[int]:
    return [
        index
        for index, one in enumerate(ranges)
        if one is not None
        and (one[0] is None or one[0] <= value)
        and (one[1] is None or value <= one[1])
    ]


def _by_number(utterance: Utterance, request: Request, language: str) -> tuple[int, Outcome] | None:
    ranges = _ranges(request.options, language)
    if not any(ranges):
        return None
    listed = [one for one in amounts(utterance, language)[1] if not one.weak]
    if not listed:
        return _by_size(utterance, ranges, language)
    said = listed[-1]
    same = [index for index, one in enumerate(ranges) if one == (said.low, said.high)]
    if len(same) == 1:
        return same[0], "answer"
    if said.low is None or said.high is None:
        return _by_bound(said.low, said.high, ranges)
    outcome: Outcome = "answer" if said.low == said.high and len(listed) == 1 else "confirm"
    held = _holding((said.low + said.high) / 2, ranges)
    if not held:
        return None
    return held[0], outcome if len(held) == 1 else "confirm"


def _by_size(
    utterance: Utterance,
    ranges: tuple[tuple[float | None, float | None] | None, ...],
    language: str,
) -> tuple[int, Outcome] | None:
    """ "the smallest", "just me", "the biggest": the lowest or the highest range."""
    said = frozenset().union(*(ideas(word, language) for word in utterance.spoken), frozenset())
    known = [index for index, one in enumerate(ranges) if one is not None]
    lows = {index: (ranges[index] or (0, 0))[0] or 0.0 for index in known}
    items = amounts(utterance, language)[0]
    if any("alone" in item.tags for item in items):
        held = _holding(1, ranges)
        return (held[0], "answer") if held else None
    least = bool(said & {"small", "cheap"})
    if least == ("big" in said) or len(utterance.spoken) > 4:
        return None
    chosen = (
        min(known, key=lambda index: lows[index])
        if least
        else max(known, key=lambda index: lows[index])
    )
    return chosen, "confirm"


def _by_bound(
    low: float | None,
    high: float | None,
    ranges: tuple[tuple[float | None, float | None] | None, ...],
) -> tuple[int, Outcome] | None:
    """ "more than 50": the range that begins there; "under 10": the one that ends there."""
    for index, one in enumerate(ranges):
        if one is None:
            continue
        if low is not None and one[1] is None and one[0] is not None and one[0] <= low:
            return index, "answer"
        if high is not None and one[1] is not None and (one[0] or 0) < high <= one[1]:
            return index, "confirm"
    for index, one in enumerate(ranges):
        if low is None or one is None or one[1] is None:
            continue
        if (one[0] or 0) <= low < one[1]:
            return index, "confirm"
    return None


def _by_time(
    utterance: Utterance, request: Request, language: str, words: Choice | None
) -> tuple[int, Outcome] | None:
    today = request.today or _SOME_DAY
    spans = _spans(request.options, language, today)
    if not any(spans):
        return None
    said = timeframe.find(utterance, language, today)
    if said is None:
        return None
    start = said[0] or said[1]
    assert start is not None
    days = (start - today).days
    held = [
        (last - first, index)
        for index, one in enumerate(spans)
        if one is not None
        for first, last in (one,)
        if first - 1 <= days <= last
    ]
    open_ended = [index for index, one in enumerate(spans) if one is None]
    if held:
        fitting = [at for _, at in sorted(held) if not _is_mostly_after(said, spans[at], today)]
        if not fitting and len(open_ended) == 1:
            return open_ended[0], "confirm"
        named = [at for at in fitting if request.options[at] == words]
        if named:
            return named[0], "answer"
        return min(held)[1], "answer" if len(held) == 1 else "confirm"
    beyond = days > max(one[1] for one in spans if one is not None)
    return (open_ended[0], "answer") if beyond and len(open_ended) == 1 else None


def _is_mostly_after(
    said: tuple[datetime.date | None, datetime.date | None, Outcome],
    span: tuple[int, int] | None,
    today: datetime.date,
) -> bool:
    """Whether more of a time lies after a span of days than in it: "next year" in November."""
    if said[0] is None or said[1] is None or span is None:
        return False
    first, last = (said[0] - today).days, (said[1] - today).days
    return last - span[1] > span[1] - first


def by_range(
    utterance: Utterance, request: Request, language: str, said: Choice | None = None
) -> Reading | None:
    """The option whose range holds the number, sum or time typed; where several hold a time, the
    one that the words have `said`."""
    held = _by_number(utterance, request, language)
    held = held or _by_time(utterance, request, language, said)
    if held is None:
        return None
    return Reading(held[1], request.options[held[0]].value)
