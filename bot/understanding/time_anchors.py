"""What a text says about when: dates, named times, units of the calendar and durations.

An anchor is one such time with the place where it was said; `time_joins` joins those that belong
together and `timeframe` puts them in relation ("by", "after", "between").
"""

import datetime
from collections.abc import Callable
from dataclasses import replace

from bot.understanding.calendar_spans import (
    HOLIDAYS,
    SEASONS,
    Span,
    day,
    later,
    months,
    part,
    unit_span,
    upcoming,
)
from bot.understanding.phrases import Found
from bot.understanding.quantities import quantity_at
from bot.understanding.time_parts import Anchor, YearParts
from bot.understanding.time_scan import DAY_MARKS, FILLERS
from bot.understanding.utterance import NUMBER

_SOME_DAY_MONTHS = 13  # "no rush" is later than any plan within a year


class TimeReader(YearParts):
    """Reads the anchors of one utterance."""

    def anchors(self) -> list[Anchor]:
        """All anchors in order, each by itself."""
        found: list[Anchor] = []
        place = 0
        while place < len(self.words):
            anchor = self.anchor_at(place)
            if anchor is None:
                place = self._after_part(place)
                continue
            found.append(anchor)
            place = anchor.end
        return found

    def _after_part(self, place: int) -> int:
        """The next word to look at; none inside "the last week of", whose week is no time."""
        found = self.found[place]
        part = found is not None and found.tags & {"start", "middle", "end", "greeting"}
        return found.end if found is not None and part else place + 1

    def anchor_at(self, place: int) -> Anchor | None:
        """The anchor that begins at `place`."""
        if place in self.dates:
            end, span = self.dates[place]
            return Anchor("point", span, place, end)
        if (days := self.part_of_month(place)) is not None:
            return days
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
            inner = self.skip(found.end)
            if "this" in self.tags(inner):
                anchor = self._modified(inner)
                return replace(anchor, start=place, kind="point") if anchor else None
            return None
        offset = 0 if "this" in tags else 2 if "after_next" in tags else 1
        target = self.skip(found.end)
        if target < len(self.words) and self.tokens[target].kind == NUMBER:
            return None
        anchor = self._target(target, offset, bool(tags & {"next", "after_next"}))
        return replace(anchor, start=place) if anchor else None

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
        if "ordinal" in found.tags and (anchor := self.part_by_word(found)):
            return anchor
        named = self._calendar_name(found)
        if named is not None:
            if "month" in found.tags and (anchor := self._month_then_day(found)):
                return anchor
            after = self.tags(self.skip(found.end)) & {"next"} and self.language in ("es", "fr")
            span = upcoming(self.today, named, bool(after))
            label = "" if "month" in found.tags else "event"
            return Anchor("named", span, place, found.end, named, label=label)
        if "weekday" in found.tags:
            return Anchor("point", self._weekday(found), place, found.end)
        return None

    def _month_then_day(self, found: Found) -> Anchor | None:
        place = self.skip(found.end)
        if place >= len(self.words):
            return None
        date = self.day_number(place)
        follows = self.tags(place + 1) & {"unit", "month"}
        if self.language == "tr" and (self.words[place - 1] == "-" or place + 1 < len(self.words)):
            return None
        return self._day_of(found, date, found.start, place + 1) if date and not follows else None

    def _day_of(self, found: Found, date: int, start: int, end: int) -> Anchor:
        month = found.values["month"]
        assert isinstance(month, int)

        def named(year: int) -> Span:
            whole = months(year, month)
            return day(min(whole.first + datetime.timedelta(days=date - 1), whole.last))

        return Anchor("named", upcoming(self.today, named), start, end, named)

    def _numbered(self, place: int) -> Anchor | None:
        """What begins with a number or its letter: "3 weeks", "15 March", "Q3", "2027"."""
        if (numbered := self.part_by_figure(place)) is not None:
            return numbered
        date = self.day_number(place)
        if date is not None and (anchor := self._day_then_month(place, date)) is not None:
            return anchor
        year = self._year_number(place)
        if year is not None:
            return Anchor("year", months(year, 1, 12), place, place + 1)
        duration = self._duration(place)
        if duration is None and date is not None and self.is_day(place):
            return Anchor("point", self._day_of_month(date), place, place + 1)
        return duration

    def _day_of_month(self, date: int) -> Span:
        for ahead in range(3):
            whole = months(self.today.year, self.today.month + ahead)
            found = min(whole.first + datetime.timedelta(days=date - 1), whole.last)
            if found >= self.today:
                return day(found)
        return day(self.today)

    def _day_then_month(self, place: int, date: int) -> Anchor | None:
        target = place + 1
        while target < min(place + 4, len(self.words)) and "month" not in self.tags(target):
            if self.words[target] not in FILLERS and self.words[target] not in DAY_MARKS:
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
        return self.unit_at(place + 1) == "year"

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
        end = self.skip(end)
        if "next" in self.tags(end):  # "les 10 prochains jours"
            end = self.skip(end + 1)
        plus = end < len(self.words) and self.words[end] == "+"
        if end < len(self.words) and self.words[end] in ("+", "-"):
            end += 1
        unit = self.unit_at(end)
        if unit is None or not 0 < high < 1200:
            return None
        target = self.found[end]
        assert target is not None
        ended = self.extra_half(target.end)
        half = 0.5 if ended > target.end else 0.0
        span = Span(
            later(self.today, low + half, str(unit)), later(self.today, high + half, str(unit))
        )
        label = "more" if plus else "few" if first.high != first.low else str(unit)
        return Anchor("duration", span, place, ended, label=label)

    def _bare(self, place: int) -> Anchor | None:
        """A unit without a number: one of it from now, or the current one after "end of"."""
        found = self.found[place]
        assert found is not None
        if (numbered := self.part_after_unit(found)) is not None:
            return numbered
        if "unit" not in found.tags or len(self.words[place]) == 1:  # "j'ai" is no "jour"
            return None
        unit = str(found.values["unit"])
        after = self.skip(found.end)
        if self.tags(after) & {"next", "after_next"}:
            modifier = self.found[after]
            assert modifier is not None
            offset = 2 if "after_next" in modifier.tags else 1
            span = unit_span(self.today, unit, offset)
            return Anchor("year" if unit == "year" else "point", span, place, modifier.end)
        if unit == "weekend" or self.tags(found.end) & {"runs_out"}:
            return Anchor("point", unit_span(self.today, unit, 0), place, found.end)
        end = self.extra_half(found.end)
        ahead = later(self.today, 1 if end == found.end else 1.5, unit)
        return Anchor("duration", day(ahead), place, end, label=f"bare {unit}")
