"""The numbered parts of a year or month: quarters, halves and weeks, however they are written.

`YearParts` reads them at a place; `time_anchors` reads every other time.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from bot.understanding.calendar_spans import Span, calendar_week, months, upcoming
from bot.understanding.phrases import Found
from bot.understanding.time_scan import TimeScan, time_book
from bot.understanding.utterance import NUMBER

_QUARTER_LETTERS = frozenset("q t k c".split())
_HALF_LETTERS = frozenset("h s".split())
_WEEK_LETTERS = frozenset("w s t".split())  # week, semaine, tydzień
_MOST_WEEKS = 53
_WEEK, _HALF_MONTH, _MONTH = 7, 15, 30  # days, as people speak of a month: four weeks, two halves
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A time said at `tokens[start:end]`.

    `kind` is duration, year, named (takes a year: month, season, quarter, week), point or vague.
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


class YearParts(TimeScan):
    """Reads the parts of a year that one utterance numbers."""

    def part_by_word(self, found: Found) -> Anchor | None:
        """ "third quarter", "second half of the year"."""
        number = found.values["ordinal"]
        assert isinstance(number, int)
        place = self.skip(found.end)
        target = self.found[place] if place < len(self.found) else None
        if number <= 2 and place < len(self.words) and self.is_half(place):
            end = target.end if target else place + 1
            year = self.skip(end)
            end = year + 1 if self.unit_at(year) == "year" else end
            return self._fraction(found.start, end, number, 2)
        if target is None or "unit" not in target.tags:
            return None
        unit = target.values["unit"]
        if unit == "quarter":
            return self._fraction(found.start, target.end, number, 4)
        if unit == "half" and number <= 2:
            return self._fraction(found.start, target.end, number, 2)
        return None

    def part_by_figure(self, place: int) -> Anchor | None:
        """ "Q3", "T2", "H1", "3Q", "III kwartał", "2. Quartal", "12. KW", "W12"."""
        word = self.words[place]
        if word in _ROMAN and self.unit_at(place + 1) == "quarter":
            return self._fraction(place, place + 2, _ROMAN[word], 4)
        if (lettered := self._lettered(place)) is not None:
            return lettered
        after = self.skip(place + 1)
        number = self._figure(place)
        named = self.found[after] if after < len(self.found) else None
        if number is None or named is None:
            return None
        if "week_of_year" in named.tags:
            return self._week(place, named.end, number)
        if named.values.get("unit") == "quarter" and self.is_ordinal(place):
            return self._fraction(place, named.end, number, 4)
        return None

    def part_after_unit(self, found: Found) -> Anchor | None:
        """ "Quartal 3", "week 12", "KW 12"."""
        place = self.skip(found.end)
        number = self._figure(place)
        if number is None:
            return None
        if "week_of_year" in found.tags:
            return self._week(found.start, place + 1, number)
        unit = found.values.get("unit")
        if unit == "quarter":
            return self._fraction(found.start, place + 1, number, 4)
        if unit == "week" and not self.tags(place + 1) & {"unit", "month"}:
            return self._week(found.start, place + 1, number)
        return None

    def part_of_month(self, place: int) -> Anchor | None:
        """ "First week of March", "2. Woche im Mai", "erste Märzhälfte", "martın ilk haftası"."""
        month = self._month_at(place) if self.language == "tr" else None
        if self.language == "tr" and month is None:
            return None
        number, at = self._in_order(self.skip(month.end) if month else place)
        if number is None or at >= len(self.words):
            return None
        if self.language == "de" and (compound := self._compound(place, at, number)):
            return compound
        week = self.found[at]
        if week is None or week.values.get("unit") != "week":
            return None
        end = week.end
        if month is None:
            month = self._month_at(self.skip(end))
            end = month.end if month else end
        return self._days_of(place, end, number, _WEEK, month) if month else None

    def _month_at(self, place: int) -> Found | None:
        found = self.found[place] if place < len(self.found) else None
        return found if found is not None and "month" in found.tags else None

    def _compound(self, place: int, at: int, number: int) -> Anchor | None:
        """ "Januarwoche", "Märzhälfte"."""
        for ending, days in (("woche", _WEEK), ("halfte", _HALF_MONTH)):
            word = self.words[at]
            if word.endswith(ending):
                month = time_book("de").at((word.removesuffix(ending),), 0)
                if month is not None and "month" in month.tags:
                    return self._days_of(place, at + 1, number, days, month)
        return None

    def _in_order(self, place: int) -> tuple[int | None, int]:
        """The number that an ordinal says, and where the next word is."""
        if place >= len(self.words):
            return None, place
        found = self.found[place]
        if found is not None and "ordinal" in found.tags:
            number = found.values["ordinal"]
            assert isinstance(number, int)
            return number, self.skip(found.end)
        number = self._figure(place)
        if number is None or number > _MONTH // _WEEK or not self.is_ordinal(place):
            return None, place
        return number, self.skip(place + 1)

    def _days_of(self, start: int, end: int, number: int, days: int, month: Found) -> Anchor | None:
        """The `number`-th so many days of a month; the last of them reach to its end."""
        index, most = month.values["month"], _MONTH // days
        assert isinstance(index, int)
        if number > most:
            return None

        def named(year: int) -> Span:
            whole = months(year, index)
            first = whole.first + datetime.timedelta(days=days * (number - 1))
            last = whole.last if number == most else first + datetime.timedelta(days=days - 1)
            return Span(first, last)

        return Anchor("named", upcoming(self.today, named), start, end, named)

    def _figure(self, place: int) -> int | None:
        if place >= len(self.tokens) or self.tokens[place].kind != NUMBER:
            return None
        digits = self.words[place].rstrip(".")
        return int(digits) if digits.isdecimal() and len(digits) <= 2 else None

    def _lettered(self, place: int) -> Anchor | None:
        word = self.words[place]
        following = self.words[place + 1] if place + 1 < len(self.words) else ""
        glued = place + 1 < len(self.tokens) and self.tokens[place + 1].glued
        if not glued:
            return None
        for letters, of in ((_QUARTER_LETTERS, 4), (_HALF_LETTERS, 2)):
            if word in letters and following.isdecimal() and len(following) == 1:
                return self._fraction(place, place + 2, int(following), of)
            if following in letters and len(word) == 1 and word.isdecimal():
                return self._fraction(place, place + 2, int(word), of)
        if word in _WEEK_LETTERS and following.isdecimal() and len(following) == 2:
            return self._week(place, place + 2, int(following))
        return None

    def _fraction(self, start: int, end: int, number: int, of: int) -> Anchor | None:
        """The `number`-th quarter (`of` 4) or half (`of` 2) of a year."""
        if not 1 <= number <= of:
            return None
        length = 12 // of

        def named(year: int) -> Span:
            return months(year, (number - 1) * length + 1, length)

        return Anchor("named", upcoming(self.today, named), start, end, named)

    def _week(self, start: int, end: int, number: int) -> Anchor | None:
        """The `number`-th week of a year as ISO 8601 counts them: the first has its fourth of
        January, and each begins on a Monday."""
        if not 1 <= number <= _MOST_WEEKS:
            return None

        def named(year: int) -> Span:
            return calendar_week(year, number)

        return Anchor("named", upcoming(self.today, named), start, end, named)
