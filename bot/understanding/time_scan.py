"""The words of a text seen for time: phrases found, dates in digits, small questions.

`TimeScan` answers what stands at a place; `time_anchors` builds times out of it.
"""

import re
from functools import cache

from bot.understanding.calendar_spans import Date, Span, day, months, upcoming
from bot.understanding.numerals import Numerals, literal_value, numerals
from bot.understanding.phrases import Found, PhraseBook
from bot.understanding.utterance import NUMBER, Utterance
from bot.understanding.vocabulary import TimeWords, vocabulary

_DATE = re.compile(
    r"(?<![\d.,/])(?:(?P<iso>\d{4}-\d{1,2}-\d{1,2})|(?P<full>\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2}))"
    r"|(?P<monthly>\d{1,2}[./]20\d{2})|(?P<yearly>20\d{2}[-/.](?:0\d|1[0-2]))"
    r"|(?P<short>\d{1,2}[./](?:0[1-9]|1[0-2]))\.?"
    r"|(?P<brief>\d{1,2}\.[1-9]\.|(?:1[3-9]|2\d|3[01])/[1-9])"
    r"|(?P<american>(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])))(?![\d,/]|\.\d)"
)
FILLERS = frozenset(
    """of de del the th st nd rd er dnia des d l la le el du den der dem in im am w we yili yilin
    yilinin ayi ayin year roku jahr jahres an ano go . ' , month miesiaca miesiacu ayinda
    ayindan ayina ayinin mes mois monats monat yilinda i e a si u nin un in ten ay s'""".split()
)
DAY_MARKS = frozenset("th st nd rd go er ego".split())
_UNTIL = frozenset("kadar dek degin".split())
_DAY_OPENERS = frozenset("the am el le ayin dnia zum den".split())


@cache
def time_book(language: str) -> PhraseBook:
    """The phrases about time in `language`."""
    book = PhraseBook()
    table = vocabulary(language)
    words, german = table.times, table.code == "de"
    for name in (
        "now", "tomorrow", "after_tomorrow", "soon", "someday", "this", "next", "after_next",
        "start", "middle", "end", "deadline", "earliest", "range", "between", "past", "after",
        "before", "rest", "deadline_after", "earliest_after", "week_of_year", "runs_out",
    ):  # fmt: skip
        book.add(getattr(words, name), name, None, german)
    for unit, forms in words.units.items():
        book.add(forms, "unit", unit, german)
    for index, forms in enumerate(words.months):
        book.add(forms, "month", index + 1, german)
    for index, forms in enumerate(words.weekdays):
        book.add(forms, "weekday", index, german)
    _add_names(book, words, german)
    book.add(table.talk.greetings, "greeting", None, german)
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


class TimeScan:
    """One utterance with everything found in it that may be about time. With `month_first`,
    "12/01" is the first of December."""

    def __init__(
        self, utterance: Utterance, language: str, today: Date, month_first: bool = False
    ) -> None:
        self.utterance, self.today = utterance, today
        self._month_first = month_first
        self.words, self.tokens = utterance.words, utterance.tokens
        self.language = language
        self.numerals: Numerals = numerals(language)
        book = time_book(language)
        self.found: list[Found | None] = []
        place = 0
        self.dates = self._written_dates()
        while place < len(self.words):
            one = None
            if self.tokens[place].kind != NUMBER and place not in self.dates:
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
            span = _written_date(match, self.today, self.language, self._month_first)
            inside = [
                place
                for place, token in enumerate(self.tokens)
                if token.start >= match.start() and token.start < match.end()
            ]
            if span and inside:
                dates[inside[0]] = (inside[-1] + 1, span)
        return dates

    def skip(self, place: int) -> int:
        while place < len(self.words) and self.words[place] in FILLERS and not self.tags(place):
            place += 1
        return place

    def day_number(self, place: int) -> int | None:
        if place >= len(self.tokens) or self.tokens[place].kind != NUMBER:
            return None
        value = literal_value(self.words[place].rstrip("."))
        return int(value) if value and value == int(value) and 1 <= value <= 31 else None

    def is_half(self, place: int) -> bool:
        """Whether the word is "half" as in "the second half"."""
        pieces = self.numerals.piece_at(self.words, place)[1]
        return "middle" in self.tags(place) or (pieces[:1] == [("half", 0.5)])

    def unit_at(self, place: int) -> object:
        found = self.found[place] if place < len(self.found) else None
        return found.values.get("unit") if found else None

    def is_about(self, place: int, kind: str) -> bool:
        """Turkish "kadar" after a duration without a dative: "bir yıl kadar" is about a year."""
        about = self.language == "tr" and kind == "duration" and self.words[place] in _UNTIL
        return about and not self.words[place - 1].endswith(("a", "e"))

    def is_ordinal(self, place: int) -> bool:
        """Whether digits count in order: "3." or "3rd", and not "3 quarters"."""
        token = self.tokens[place]
        after = self.utterance.text[token.end : token.end + 1]
        mark = place + 1 < len(self.words) and self.words[place + 1] in DAY_MARKS
        return after in (".", "'") or token.text.endswith(".") or mark

    def is_day(self, place: int) -> bool:
        mark = place + 1 < len(self.words) and self.words[place + 1] in DAY_MARKS
        return mark or (place > 0 and self.words[place - 1] in _DAY_OPENERS)

    def extra_half(self, place: int) -> int:
        """ "a year and a half": the end of "and a half" at `place`, else `place`."""
        if place >= len(self.words):
            return place
        length, pieces = self.numerals.piece_at(self.words, place)
        return place + length if pieces and pieces[0][0] == "and_half" else place


def _written_date(
    match: re.Match[str], today: Date, language: str, month_first: bool
) -> Span | None:
    if match["american"] and language != "en" and not month_first:
        return None
    numbers = [int(number) for number in re.findall(r"\d+", match[0])]
    try:
        if match["iso"]:
            return day(Date(*numbers))
        if match["monthly"]:
            return months(numbers[1], numbers[0]) if 1 <= numbers[0] <= 12 else None
        if match["yearly"]:
            return months(numbers[0], numbers[1])
        first, second = numbers[:2]
        if second > 12 or (month_first and "." not in match[0] and first <= 12):
            first, second = second, first
        if match["full"]:
            year = numbers[2] + (2000 if numbers[2] < 70 else 1900) * (numbers[2] < 100)
            return day(Date(year, second, first))
        return upcoming(
            today, lambda year: day(Date(year, second, min(first, 28) if second == 2 else first))
        )
    except ValueError:
        return None
