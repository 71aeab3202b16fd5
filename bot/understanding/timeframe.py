"""When something shall happen: `{"from", "to"}` as ISO dates.

A deadline leaves `from` None, "not before" leaves `to` None, now is today twice.
"""

import datetime
from functools import cache

from bot.understanding.calendar_spans import Date
from bot.understanding.phrases import phrases
from bot.understanding.request import Outcome, Reading, Request
from bot.understanding.time_anchors import TimeReader
from bot.understanding.time_joins import joined
from bot.understanding.time_parts import Anchor
from bot.understanding.time_scan import FILLERS
from bot.understanding.utterance import NUMBER, Utterance, fold
from bot.understanding.vocabulary import vocabulary

_DAY = datetime.timedelta(days=1)
_MARKS = frozenset(".,;!?")
_BOUNDS = frozenset({"deadline", "earliest"})
_REACH = 3
_MONTH_FIRST = "US"  # the country whose dates in figures begin with the month


def _before(reader: TimeReader, anchor: Anchor) -> tuple[frozenset[str], int]:
    """The relation said before an anchor and the word it begins at."""
    passed = 0
    place = anchor.start - 1
    while place >= 0 and passed <= _REACH:
        found = reader.found[place]
        if found and found.end >= anchor.start - passed and found.tags & {"deadline", "earliest"}:
            begin = _longest_begin(reader, place, anchor.start - passed)
            longest = reader.found[begin]
            assert longest is not None
            return longest.tags, begin
        if reader.tokens[place].kind == NUMBER or reader.words[place] in ("?", "!", ";"):
            break
        passed += 1
        place -= 1
    return frozenset(), anchor.start


def _longest_begin(reader: TimeReader, place: int, end: int) -> int:
    """The earliest word from which a phrase reaches over `place`: "not before" over "before"."""
    for start in range(max(0, place - 4), place):
        found = reader.found[start]
        if found and found.end > place and found.tags & {"deadline", "earliest"}:
            return start
    return place


def _after(reader: TimeReader, anchor: Anchor) -> frozenset[str]:
    place = anchor.end
    for _ in range(_REACH):
        if place >= len(reader.words):
            break
        tags = reader.tags(place)
        if reader.is_about(place, anchor.kind):
            return frozenset()
        if tags & {"deadline_after", "earliest_after"}:
            return tags
        if reader.words[place] == "+":
            return frozenset({"earliest_after"})
        if "range" in tags or reader.words[place] in ("?", "!", ";"):
            break
        place += 1
    return frozenset()


def _related(reader: TimeReader, anchor: Anchor) -> tuple[Date | None, Date | None]:
    """The first and last day an anchor means with the words around it."""
    first, last = anchor.span
    tags, begin = _before(reader, anchor)
    following = _after(reader, anchor)
    if (reader.language == "tr" and following) or not tags:
        tags = following
    if anchor.kind == "duration":
        return _related_duration(anchor, tags, following, reader.language)
    inside = anchor.start - begin
    if "next" in tags and "deadline" in tags and inside <= 1 and not tags & {"before"}:
        tags = frozenset()
    if tags & {"earliest", "earliest_after"}:
        return (last + _DAY if "after" in tags else first), None
    if tags & {"deadline", "deadline_after"}:
        before = ("before" in tags or anchor.label == "event") and anchor.part is None
        return None, (first - _DAY if before and first > reader.today else last)
    return first, last


def _related_duration(
    anchor: Anchor, tags: frozenset[str], following: frozenset[str], language: str
) -> tuple[Date | None, Date | None]:
    first, last = anchor.span
    if language == "tr" and "after" in following and "earliest" not in tags:
        return first, last
    if tags & {"earliest", "earliest_after"} or anchor.label == "more":
        return first, None
    if tags & {"deadline", "deadline_after"}:
        return None, (first if anchor.label == "few" else last)
    return first, last


def _is_range(reader: TimeReader, before: Anchor, after: Anchor) -> bool:
    between = range(before.end, after.start)
    if len(between) > 4:
        return False
    return any("range" in reader.tags(place) or reader.words[place] == "-" for place in between)


def _corrected(reader: TimeReader, anchors: list[Anchor]) -> Anchor | None:
    for index in range(len(anchors) - 1, 0, -1):
        between = range(anchors[index - 1].end, anchors[index].start)
        corrections = [place for place in between if "correction" in reader.tags(place)]
        if any("range" not in reader.tags(place) for place in corrections):
            return anchors[index]
    return None


def _beside_now(anchors: list[Anchor], clear: list[Anchor]) -> Anchor:
    """ "Now" gives way to any other time: "for now nothing, in May", "not urgent right now"."""
    someday = [one for one in anchors if one.label == "someday"]
    return clear[1] if len(clear) > 1 else someday[0] if someday else clear[0]


def _is_past(reader: TimeReader, anchor: Anchor) -> bool:
    beside = reader.tags(anchor.start - 1) | reader.tags(anchor.end)
    return "past" in beside and not beside & {"earliest", "deadline", "end", "ordinal"}


def _is_denied(reader: TimeReader, anchor: Anchor) -> bool:
    """ "Not this year", "este año no", "June, not May": such a time is not meant."""
    if anchor.kind in ("vague", "duration"):
        return False
    place = anchor.start - 1
    while place >= 0 and reader.words[place] in FILLERS - _MARKS:
        place -= 1
    words = _denials(reader.language)
    before = place >= 0 and reader.language != "tr" and reader.words[place] in words
    if before and not reader.tags(place) & _BOUNDS:
        return True
    after = reader.words[anchor.end : anchor.end + 2]
    if not after or after[0] not in words:
        return False
    return len(after) == 1 or after[1] in _MARKS or reader.language == "tr"


@cache
def _denials(language: str) -> frozenset[str]:
    """The words that turn a time round, before or after it."""
    table = vocabulary(language)
    return frozenset(
        fold(word) for word in phrases(f"{table.amounts.denial}, {table.times.denial}")
    )


def find(
    utterance: Utterance, language: str, today: Date, month_first: bool = False
) -> tuple[Date | None, Date | None, Outcome] | None:
    """The first and last day said, either None for an open end, and how sure that is."""
    reader = TimeReader(utterance, language, today, month_first)
    said = [one for one in joined(reader) if not _is_past(reader, one)]
    if not said:
        return None
    anchors = [one for one in said if not _is_denied(reader, one)]
    if not anchors:
        later = said[0].label != "now"  # "not now" says nothing of when
        return (said[0].span.last + _DAY, None, "answer") if later else None
    clear = [one for one in anchors if one.kind != "vague"] or anchors
    chosen = _corrected(reader, clear)
    if chosen is None:
        chosen = clear[0]
        if len(clear) > 1 and _is_range(reader, clear[0], clear[1]):
            first, last = clear[0].span.first, clear[1].span.last
            if first <= last:
                return max(first, today), last, "answer"
        if chosen.label == "now":
            chosen = _beside_now(anchors, clear)
    first_day, last_day = _related(reader, chosen)
    outcome: Outcome = "answer" if chosen.kind != "vague" and len(clear) == 1 else "confirm"
    if chosen.label == "someday":
        last_day = None
    return *_from_today(first_day, last_day, today), outcome


def _from_today(
    first: Date | None, last: Date | None, today: Date
) -> tuple[Date | None, Date | None]:
    if first is not None and first < today and (last is None or last >= today):
        first = today
    return first, last


def read(utterance: Utterance, request: Request, language: str) -> Reading | None:
    """The time said; None when there is none. `request.today` must be set."""
    if request.today is None:
        raise ValueError("a timeframe needs today's date")
    found = find(utterance, language, request.today, request.country == _MONTH_FIRST)
    if found is None:
        return None
    first, last, outcome = found
    value = {
        "from": first.isoformat() if first else None,
        "to": last.isoformat() if last else None,
    }
    return Reading(outcome, value)
