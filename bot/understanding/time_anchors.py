"""What a text says about when: dates, named times, units of the calendar and durations.

An anchor is one such time with the place where it was said; `timeframe` puts them in relation
("by", "after", "between").
"""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from bot.understanding.calendar_spans import (
    HOLIDAYS,
    SEASONS,
    Date,
    Span,
    day,
    later,
    months,
    part,
    unit_span,
    upcoming,
)
from bot.understanding.numerals import Numerals, literal_value, numerals, quantity_at
from bot.understanding.phrases import Found, PhraseBook
from bot.understanding.utterance import NUMBER, Utterance
from bot.understanding.vocabulary import TimeWords, vocabulary

_DATE = re.compile(
    r"(?<![\d.,/])(?:(?P<iso>\d{4}-\d{1,2}-\d{1,2})|(?P<full>\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2}))"
    r"|(?P<monthly>\d{1,2}[./]20\d{2})|(?P<yearly>20\d{2}[-/.](?:0\d|1[0-2]))"
    r"|(?P<short>\d{1,2}[./](?:0[1-9]|1[0-2]))\.?)(?![\d,/]|\.\d)"
)
_FILLERS = frozenset(
    """of de del the th st nd rd er dnia des d l la le el du den der dem in im am w we yili yilin
    yilinin ayi ayin year roku jahr jahres an ano go . ' , month miesiaca miesiacu ayinda
    ayindan ayina ayinin mes mois monats monat yilinda i e a si u nin un in ten ay s'""".split()
)
_DAY_MARKS = frozenset("th st nd rd go er ego".split())
_DAY_OPENERS = frozenset("the am el le ayin dnia zum den".split())
_QUARTER_LETTERS = frozenset("q t k c".split())
_HALF_LETTERS = frozenset("h s".split())
_SOME_DAY_MONTHS = 13  # "no rush" is later than any plan within a year
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A time said at `tokens[start:end]`.

    `kind` is duration, year, named (takes a year: month, season, quarter), point or vague.
    `in_year` gives the span in a year for kind "named". A duration's span is from its shorter to
    its longer end.
    """

    kind: str
    span: Span
    start: int
    end: int
    in_year: Callable[[int], Span] | None = None
    part: str | None = None
    label: str = ""


@cache
def time_book(language: str) -> PhraseBook:
    """The phrases about time in `language`."""
    book = PhraseBook()
    table = vocabulary(language)
    words, german = table.times, table.code == "de"
    for name in (
        "now", "tomorrow", "after_tomorrow", "soon", "someday", "this", "next", "after_next",
        "start", "middle", "end", "deadline", "earliest", "range", "between", "past", "after",
        "before", "rest", "deadline_after", "earliest_after",
    ):  # fmt: skip
        book.add(getattr(words, name), name, None, german)
    for unit, forms in words.units.items():
        book.add(forms, "unit", unit, german)
    for index, forms in enumerate(words.months):
        book.add(forms, "month", index + 1, german)
    for index, forms in enumerate(words.weekdays):
        book.add(forms, "weekday", index, german)
    _add_names(book, words, german)
    book.add(table.amounts.correction, "correction", None, german)
    book.add(table.amounts.about, "about", None, german)
    return book


def _add_names(book: PhraseBook, words: TimeWords, german: bool) -> None:
    for season, forms in words.seasons.items():
        book.add(forms, "season", season, german)
    for holiday, forms in words.holidays.items():
        book.add(forms, "holiday", holiday, german)
    for number, forms in words.ordinals.items():
        book.add(forms, "ordinal", number, german)
    for span, forms in words.spans.items():
        book.add(forms, "span", span, german)


class TimeReader:
    """Reads the anchors of one utterance."""

    def __init__(self, utterance: Utterance, language: str, today: Date) -> None:
        self.utterance, self.today = utterance, today
        self.words, self.tokens = utterance.words, utterance.tokens
        self.language = language
        self.numerals: Numerals = numerals(language)
        book = time_book(language)
        self.found: list[Found | None] = []
        place = 0
        self._dates = self._written_dates()
        while place < len(self.words):
            one = None
            if self.tokens[place].kind != NUMBER and place not in self._dates:
                one = book.at(self.words, place)
            self.found.append(one)
            place += 1

    def tags(self, place: int) -> frozenset[str]:
        """The tags of the phrase that begins at `place`."""
        if not 0 <= place < len(self.found):
            return frozenset()
        found = self.found[place]
        return found.tags if found else frozenset()

    def _written_dates(self) -> dict[int, tuple[int, Span]]:
        """Dates in digits, by the token they begin at."""
        dates: dict[int, tuple[int, Span]] = {}
        for match in _DATE.finditer(self.utterance.text):
            span = _written_date(match, self.today, self.language)
            inside = [
                place
                for place, token in enumerate(self.tokens)
                if token.start >= match.start() and token.start < match.end()
            ]
            if span and inside:
                dates[inside[0]] = (inside[-1] + 1, span)
        return dates

    def anchors(self) -> list[Anchor]:
        """All anchors in order, years joined to what they belong to, parts applied."""
        found: list[Anchor] = []
        place = 0
        while place < len(self.words):
            anchor = self.anchor_at(place)
            if anchor is None:
                place += 1
                continue
            found.append(anchor)
            place = anchor.end
        return self._with_parts(self._with_years(_without_owners(found)))

    def anchor_at(self, place: int) -> Anchor | None:
        """The anchor that begins at `place`."""
        if place in self._dates:
            end, span = self._dates[place]
            return Anchor("point", span, place, end)
        if self.tokens[place].kind == NUMBER or self.found[place] is None:
            return self._numbered(place)
        for read in (self._named_time, self._modified, self._dated, self._numbered, self._bare):
            anchor = read(place)
            if anchor is not None:
                return anchor
        return None

    def _named_time(self, place: int) -> Anchor | None:
        found, today = self.found[place], self.today
        assert found is not None
        end = found.end
        if "span" in found.tags:
            return self._one_word_span(found)
        if "now" in found.tags:
            return Anchor("point", day(today), place, end, label="now")
        if "tomorrow" in found.tags:
            return Anchor("point", day(later(today, 1, "day")), place, end)
        if "after_tomorrow" in found.tags:
            return Anchor("point", day(later(today, 2, "day")), place, end)
        if "soon" in found.tags:
            return Anchor("vague", Span(today, later(today, 1, "month")), place, end, label="soon")
        if "someday" in found.tags:
            first = later(today, _SOME_DAY_MONTHS, "month")
            return Anchor("vague", Span(first, first), place, end, label="someday")
        return None

    def _one_word_span(self, found: Found) -> Anchor:
        """A span told by one word ("seneye"), written in the table as "next year"."""
        *modifiers, unit = str(found.values["span"]).split()
        offset = 1 if "next" in modifiers else 2 if "after_next" in modifiers else 0
        span = unit_span(self.today, unit, offset)
        kind = "year" if unit == "year" else "point"
        anchor = Anchor(kind, span, found.start, found.end)
        for name in ("start", "middle", "end"):
            if name in modifiers:
                anchor = replace(anchor, span=part(span, name), kind="point", part=name)
        return anchor

    def _modified(self, place: int) -> Anchor | None:
        """ "next month", "this summer", "przyszły poniedziałek"."""
        tags = self.tags(place)
        if not tags & {"this", "next", "after_next", "rest"}:
            return None
        found = self.found[place]
        assert found is not None
        if tags & {"rest"}:
            inner = self._skip(found.end)
            if "this" in self.tags(inner):
                anchor = self._modified(inner)
                return replace(anchor, start=place, kind="point") if anchor else None
            return None
        offset = 0 if "this" in tags else 2 if "after_next" in tags else 1
        target = self._skip(found.end)
        if target < len(self.words) and self.tokens[target].kind == NUMBER:
            return None
        anchor = self._target(target, offset, bool(tags & {"next", "after_next"}))
        return replace(anchor, start=place) if anchor else None

    def _skip(self, place: int) -> int:
        while place < len(self.words) and self.words[place] in _FILLERS and not self.tags(place):
            place += 1
        return place

    def _target(self, place: int, offset: int, strictly: bool) -> Anchor | None:
        found = self.found[place] if place < len(self.found) else None
        if found is None:
            return None
        if "unit" in found.tags:
            unit = str(found.values["unit"])
            span = unit_span(self.today, unit, offset)
            return Anchor("year" if unit == "year" else "point", span, place, found.end)
        named = self._calendar_name(found)
        if named is not None:
            label = "" if "month" in found.tags else "event"
            span = upcoming(self.today, named, strictly)
            return Anchor("named", span, place, found.end, named, label=label)
        if "weekday" in found.tags:
            return Anchor("point", self._weekday(found), place, found.end)
        return None

    def _weekday(self, found: Found) -> Span:
        index = found.values["weekday"]
        assert isinstance(index, int)
        return day(later(self.today, (index - self.today.weekday() - 1) % 7 + 1, "day"))

    def _calendar_name(self, found: Found) -> Callable[[int], Span] | None:
        """The yearly span that a word names: a month, a season, a holiday."""
        month = found.values.get("month")
        if isinstance(month, int):
            return lambda year: months(year, month)
        season = found.values.get("season")
        if season is not None:
            return lambda year: months(year, SEASONS[str(season)], 3)
        holiday = found.values.get("holiday")
        if holiday is not None:
            return HOLIDAYS[str(holiday)]
        return None

    def _dated(self, place: int) -> Anchor | None:
        """A month with a day after it, a season, a holiday, a weekday, a quarter by ordinal."""
        found = self.found[place]
        assert found is not None
        if "ordinal" in found.tags and (anchor := self._ordinal(found)):
            return anchor
        named = self._calendar_name(found)
        if named is not None:
            if "month" in found.tags and (anchor := self._month_then_day(found)):
                return anchor
            after = self.tags(self._skip(found.end)) & {"next"} and self.language in ("es", "fr")
            span = upcoming(self.today, named, bool(after))
            label = "" if "month" in found.tags else "event"
            return Anchor("named", span, place, found.end, named, label=label)
        if "weekday" in found.tags:
            return Anchor("point", self._weekday(found), place, found.end)
        return None

    def _month_then_day(self, found: Found) -> Anchor | None:
        place = self._skip(found.end)
        if self.language == "tr" or place >= len(self.words):
            return None
        date = self._day_number(place)
        follows = self.tags(place + 1) & {"unit", "month"}
        return self._day_of(found, date, found.start, place + 1) if date and not follows else None

    def _day_number(self, place: int) -> int | None:
        if place >= len(self.tokens) or self.tokens[place].kind != NUMBER:
            return None
        value = literal_value(self.words[place].rstrip("."))
        return int(value) if value and value == int(value) and 1 <= value <= 31 else None

    def _day_of(self, found: Found, date: int, start: int, end: int) -> Anchor:
        month = found.values["month"]
        assert isinstance(month, int)

        def named(year: int) -> Span:
            whole = months(year, month)
            return day(min(whole.first + datetime.timedelta(days=date - 1), whole.last))

        return Anchor("named", upcoming(self.today, named), start, end, named)

    def _ordinal(self, found: Found) -> Anchor | None:
        """ "third quarter", "second half of the year"."""
        number = found.values["ordinal"]
        assert isinstance(number, int)
        place = self._skip(found.end)
        target = self.found[place] if place < len(self.found) else None
        if number <= 2 and place < len(self.words) and self._is_half(place):
            end = target.end if target else place + 1
            year = self._skip(end)
            end = year + 1 if self._unit_at(year) == "year" else end
            return self._fraction(found.start, end, number, 2)
        if target is None or "unit" not in target.tags:
            return None
        unit = target.values["unit"]
        if unit == "quarter":
            return self._fraction(found.start, target.end, number, 4)
        if unit == "half" and number <= 2:
            return self._fraction(found.start, target.end, number, 2)
        return None

    def _is_half(self, place: int) -> bool:
        """Whether the word is "half" as in "the second half"."""
        pieces = self.numerals.piece_at(self.words, place)[1]
        return "middle" in self.tags(place) or (pieces[:1] == [("half", 0.5)])

    def _fraction(self, start: int, end: int, number: int, of: int) -> Anchor | None:
        """The `number`-th quarter (`of` 4) or half (`of` 2) of a year."""
        if not 1 <= number <= of:
            return None
        length = 12 // of

        def named(year: int) -> Span:
            return months(year, (number - 1) * length + 1, length)

        return Anchor("named", upcoming(self.today, named), start, end, named)

    def _numbered(self, place: int) -> Anchor | None:
        """What begins with a number or its letter: "3 weeks", "15 March", "Q3", "2027"."""
        word = self.words[place]
        if word in _ROMAN and self._unit_at(place + 1) == "quarter":
            return self._fraction(place, place + 2, _ROMAN[word], 4)
        if (letter := self._lettered(place)) is not None:
            return letter
        date = self._day_number(place)
        if date is not None:
            if (anchor := self._day_then_month(place, date)) is not None:
                return anchor
            after = self._skip(place + 1)
            if date <= 4 and self._unit_at(after) == "quarter" and self._is_ordinal(place):
                return self._fraction(place, after + 1, date, 4)
        year = self._year_number(place)
        if year is not None:
            return Anchor("year", months(year, 1, 12), place, place + 1)
        duration = self._duration(place)
        if duration is None and date is not None and self._is_day(place):
            return Anchor("point", self._day_of_month(date), place, place + 1)
        return duration

    def _unit_at(self, place: int) -> object:
        found = self.found[place] if place < len(self.found) else None
        return found.values.get("unit") if found else None

    def _is_ordinal(self, place: int) -> bool:
        """Whether digits count in order: "3." or "3rd", and not "3 quarters"."""
        token = self.tokens[place]
        after = self.utterance.text[token.end : token.end + 1]
        mark = place + 1 < len(self.words) and self.words[place + 1] in _DAY_MARKS
        return after in (".", "'") or token.text.endswith(".") or mark

    def _is_day(self, place: int) -> bool:
        mark = place + 1 < len(self.words) and self.words[place + 1] in _DAY_MARKS
        return mark or (place > 0 and self.words[place - 1] in _DAY_OPENERS)

    def _day_of_month(self, date: int) -> Span:
        for ahead in range(3):
            whole = months(self.today.year, self.today.month + ahead)
            found = min(whole.first + datetime.timedelta(days=date - 1), whole.last)
            if found >= self.today:
                return day(found)
        return day(self.today)

    def _lettered(self, place: int) -> Anchor | None:
        """ "Q3", "T2", "H1", "3Q", "2. Quartal"."""
        word = self.words[place]
        following = self.words[place + 1] if place + 1 < len(self.words) else ""
        glued = place + 1 < len(self.tokens) and self.tokens[place + 1].glued
        for letters, of in ((_QUARTER_LETTERS, 4), (_HALF_LETTERS, 2)):
            if word in letters and following.isdigit() and len(following) == 1 and glued:
                return self._fraction(place, place + 2, int(following), of)
            if following in letters and len(word) == 1 and word.isdigit() and glued:
                return self._fraction(place, place + 2, int(word), of)
        return None

    def _day_then_month(self, place: int, date: int) -> Anchor | None:
        target = place + 1
        while target < min(place + 4, len(self.words)) and "month" not in self.tags(target):
            if self.words[target] not in _FILLERS and self.words[target] not in _DAY_MARKS:
                return None
            target += 1
        found = self.found[target] if target < len(self.found) else None
        if found is None or "month" not in found.tags:
            return None
        return self._day_of(found, date, place, found.end)

    def _year_number(self, place: int) -> int | None:
        word = self.words[place]
        if len(word) == 4 and word.isdigit() and 2000 <= int(word) <= 2099:
            return (
                None
                if self.tags(place + 1) & {"unit"} and not self._year_word(place)
                else int(word)
            )
        return None

    def _year_word(self, place: int) -> bool:
        return self._unit_at(place + 1) == "year"

    def _duration(self, place: int) -> Anchor | None:
        """A number, or two, of days, weeks, months; the dates that far from today."""
        first = quantity_at(self.tokens, self.words, place, self.numerals, True)
        if first is None:
            return None
        low, high, end = first.low, first.high, first.end
        joined = end < len(self.words) and (
            "range" in self.tags(end) or self.words[end] in ("-", "/")
        )
        start_of_second = end + 1 if joined else end
        if start_of_second < len(self.words) and (joined or not first.literal):
            second = quantity_at(self.tokens, self.words, start_of_second, self.numerals, True)
            if second is not None and second.low > low:
                high, end = second.high, second.end
        end = self._skip(end)
        plus = end < len(self.words) and self.words[end] == "+"
        if end < len(self.words) and self.words[end] in ("+", "-"):
            end += 1
        unit = self._unit_at(end)
        if unit is None or not 0 < high < 1200:
            return None
        target = self.found[end]
        assert target is not None
        ended = self._extra_half(target.end)
        half = 0.5 if ended > target.end else 0.0
        span = Span(
            later(self.today, low + half, str(unit)), later(self.today, high + half, str(unit))
        )
        label = "more" if plus else "few" if first.high != first.low else str(unit)
        return Anchor("duration", span, place, ended, label=label)

    def _extra_half(self, place: int) -> int:
        """ "a year and a half": the end of "and a half" at `place`, else `place`."""
        if place >= len(self.words):
            return place
        length, pieces = self.numerals.piece_at(self.words, place)
        return place + length if pieces and pieces[0][0] == "and_half" else place

    def _bare(self, place: int) -> Anchor | None:
        """A unit without a number: one of it from now, or the current one after "end of"."""
        found = self.found[place]
        assert found is not None
        if "unit" not in found.tags:
            return None
        unit = str(found.values["unit"])
        after = self._skip(found.end)
        if self.tags(after) & {"next", "after_next"}:
            modifier = self.found[after]
            assert modifier is not None
            offset = 2 if "after_next" in modifier.tags else 1
            span = unit_span(self.today, unit, offset)
            return Anchor("year" if unit == "year" else "point", span, place, modifier.end)
        if unit == "weekend":
            return Anchor("point", unit_span(self.today, unit, 0), place, found.end)
        if unit == "quarter" and self._day_number(after) and self._day_number(after) in range(1, 5):
            return self._fraction(place, after + 1, self._day_number(after) or 1, 4)
        end = self._extra_half(found.end)
        ahead = later(self.today, 1 if end == found.end else 1.5, unit)
        return Anchor("duration", day(ahead), place, end, label=f"bare {unit}")

    def _with_years(self, found: list[Anchor]) -> list[Anchor]:
        """Joins "March" and "next year", "2027" and "Q2"."""
        joined: list[Anchor] = []
        for anchor in found:
            before = joined[-1] if joined else None
            if before is not None and self._close(before, anchor):
                year, named = (before, anchor) if before.kind == "year" else (anchor, before)
                if year.kind == "year" and named.in_year is not None:
                    span = named.in_year(year.span.first.year)
                    joined[-1] = replace(named, span=span, start=before.start, end=anchor.end)
                    continue
            joined.append(anchor)
        return joined

    def _close(self, before: Anchor, after: Anchor) -> bool:
        between = self.words[before.end : after.start]
        if {before.kind, after.kind} != {"year", "named"} or len(between) > 3:
            return False
        blocked = {"range", "correction", "deadline", "earliest"}
        return all(
            word in _FILLERS or not self.tags(before.end + place) & blocked
            for place, word in enumerate(between)
        )

    def _with_parts(self, found: list[Anchor]) -> list[Anchor]:
        return [self._with_part(anchor) for anchor in found]

    def _with_part(self, anchor: Anchor) -> Anchor:
        """Narrows an anchor to its start, middle or end where that is said beside it."""
        if anchor.kind in ("point", "vague") and (anchor.span.first == anchor.span.last):
            return anchor
        name, edge = self._part_beside(anchor)
        if name is None or (anchor.kind == "duration" and not anchor.label.startswith("bare")):
            return anchor
        span = anchor.span
        if anchor.kind == "duration":
            span = unit_span(self.today, anchor.label.removeprefix("bare "), 0)
        narrowed = part(span, name)
        start, end = min(anchor.start, edge), max(anchor.end, edge + 1)
        return replace(anchor, span=narrowed, part=name, kind="point", start=start, end=end)

    def _part_beside(self, anchor: Anchor) -> tuple[str | None, int]:
        if self.language == "tr":
            names = self.tags(anchor.end) & {"start", "middle", "end"}
            return (next(iter(names), None), anchor.end)
        place = anchor.start - 1
        while place >= 0 and (self.words[place] in _FILLERS or self.words[place] == "-"):
            if self.tags(place) & {"start", "middle", "end"}:
                break
            place -= 1
        for start in range(place, max(place - 4, -1), -1):
            found = self.found[start]
            if found and found.tags & {"start", "middle", "end"} and found.end >= place + 1:
                return next(iter(found.tags & {"start", "middle", "end"})), start
        return None, anchor.start


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


def _written_date(match: re.Match[str], today: Date, language: str) -> Span | None:
    numbers = [int(number) for number in re.findall(r"\d+", match[0])]
    try:
        if match["iso"]:
            return day(Date(*numbers))
        if match["monthly"]:
            return months(numbers[1], numbers[0]) if 1 <= numbers[0] <= 12 else None
        if match["yearly"]:
            return months(numbers[0], numbers[1])
        first, second = numbers[:2]
        if second > 12 or (language == "en" and "/" in match[0] and first <= 12 and second > 12):
            first, second = second, first
        if match["full"]:
            year = numbers[2] + (2000 if numbers[2] < 70 else 1900) * (numbers[2] < 100)
            return day(Date(year, second, first))
        return upcoming(
            today, lambda year: day(Date(year, second, min(first, 28) if second == 2 else first))
        )
    except ValueError:
        return None
