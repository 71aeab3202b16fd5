"""Times said in several words made one: "March" and "next year", "end" and "of May"."""

from dataclasses import replace

from bot.understanding.calendar_spans import Span, months, part, unit_span
from bot.understanding.time_anchors import TimeReader
from bot.understanding.time_parts import Anchor
from bot.understanding.time_scan import FILLERS


def joined(reader: TimeReader) -> list[Anchor]:
    """The anchors of a text in order, years joined to what they belong to, parts applied."""
    found = _with_years(reader, _without_owners(reader.anchors()))
    return [_with_part(reader, anchor) for anchor in found]


def _without_owners(found: list[Anchor]) -> list[Anchor]:
    """Drops "of the year" beside "the second half": it says nothing more."""
    named = [anchor for anchor in found if not anchor.label.startswith("bare")]
    return [
        anchor
        for anchor in found
        if anchor.label != "bare year"
        or not any(
            one.in_year is not None
            and min(abs(one.start - anchor.end), abs(anchor.start - one.end)) <= 1
            for one in named
        )
    ]


def _with_years(reader: TimeReader, found: list[Anchor]) -> list[Anchor]:
    """Joins "March" and "next year", "2027" and "Q2"."""
    joined: list[Anchor] = []
    for anchor in found:
        before = joined[-1] if joined else None
        if before is not None and _close(reader, before, anchor):
            year, named = (before, anchor) if before.kind == "year" else (anchor, before)
            if year.kind == "year" and named.in_year is not None:
                span = named.in_year(year.span.first.year)
                joined[-1] = replace(named, span=span, start=before.start, end=anchor.end)
                continue
        joined.append(anchor)
    return joined


def _close(reader: TimeReader, before: Anchor, after: Anchor) -> bool:
    between = reader.words[before.end : after.start]
    if {before.kind, after.kind} != {"year", "named"} or len(between) > 3:
        return False
    blocked = {"range", "correction", "deadline", "earliest"}
    return all(
        word in FILLERS or not reader.tags(before.end + place) & blocked
        for place, word in enumerate(between)
    )


def _with_part(reader: TimeReader, anchor: Anchor) -> Anchor:
    """Narrows an anchor to its start, middle or end where that is said beside it."""
    if anchor.kind in ("point", "vague") and (anchor.span.first == anchor.span.last):
        return anchor
    name, edge = _part_beside(reader, anchor)
    if name is None or (anchor.kind == "duration" and not anchor.label.startswith("bare")):
        return anchor
    span = anchor.span
    bare = anchor.label.removeprefix("bare ")
    if anchor.kind == "year" and name != "middle" and (half := _half(reader, edge, name, span)):
        return replace(anchor, span=half, part=name, kind="point", start=min(anchor.start, edge))
    if anchor.kind == "duration":
        span = unit_span(reader.today, bare, 0)
    narrowed = part(span, name)
    if anchor.kind == "duration" and narrowed.last < reader.today:
        narrowed = part(unit_span(reader.today, bare, 1), name)  # this year's start is over
    start, end = min(anchor.start, edge), max(anchor.end, edge + 1)
    return replace(anchor, span=narrowed, part=name, kind="point", start=start, end=end)


def _half(reader: TimeReader, place: int, name: str, year: Span) -> Span | None:
    """The half of a year that a phrase of several words names: "w drugiej połowie 2027"."""
    found = reader.found[place] if place < len(reader.found) else None
    if found is None or found.end - found.start < 2 or not reader.is_half(found.end - 1):
        return None
    return months(year.first.year, 1 if name == "start" else 7, 6)


def _part_beside(reader: TimeReader, anchor: Anchor) -> tuple[str | None, int]:
    if reader.language == "tr":
        names = reader.tags(anchor.end) & {"start", "middle", "end"}
        return (next(iter(names), None), anchor.end)
    place = anchor.start - 1
    while place >= 0 and (reader.words[place] in FILLERS or reader.words[place] == "-"):
        if reader.tags(place) & {"start", "middle", "end"}:
            break
        place -= 1
    for start in range(max(place - 3, 0), place + 1):  # the longest that ends beside it
        found = reader.found[start]
        if found and found.tags & {"start", "middle", "end"} and found.end >= place + 1:
            return next(iter(found.tags & {"start", "middle", "end"})), start
    return None, anchor.start
