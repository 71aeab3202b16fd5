"""Amounts in a text: quantities joined to ranges, with their bounds, currencies and company.

The text becomes a row of items (quantities and tagged phrases); an amount is one quantity or two
joined by a range word, and what stands around it says whether it is a bound, money or a count.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from bot.understanding.numerals import Quantity, numerals, quantity_at
from bot.understanding.phrases import Found, PhraseBook
from bot.understanding.utterance import NUMBER, SYMBOL, WORD, Token, Utterance
from bot.understanding.vocabulary import LANGUAGES, vocabulary

SYMBOLS = {
    "€": "EUR", "$": "USD", "£": "GBP", "₺": "TRY", "₽": "RUB", "₴": "UAH", "¥": "JPY", "₹": "INR",
}  # fmt: skip
_CODES = """eur usd gbp pln chf sek nok dkk czk huf ron bgn uah rub cad aud nzd jpy cny inr brl mxn
aed sar qar kwd ils zar krw sgd hkd ars clp cop pen"""
_BOUNDS = frozenset({"at_most", "at_least"})
_BOUNDS_AFTER = frozenset({"at_most_after", "at_least_after", "until_dative"})
_TRANSPARENT = frozenset({"currency", "about", "period", "percent", "range_after"})
_REACH = 4  # plain words between "maximum" and its number
_BREAKS = frozenset(",;!?.:")
_LIKELY_STEP = 4.0  # two numbers side by side are a range up to this ratio: "five ten thousand"


class Item(NamedTuple):
    """A tagged phrase, a quantity (tag "quantity") or a plain token (no tag)."""

    tags: frozenset[str]
    value: object
    start: int
    end: int

    @property
    def quantity(self) -> Quantity | None:
        """The quantity this item is, if it is one."""
        return self.value if isinstance(self.value, Quantity) else None


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, range or bound found at `tokens[start:end]`."""

    low: float | None
    high: float | None
    start: int
    end: int
    scaled: bool = False
    literal: bool = False
    weak: bool = False
    vague: bool = False
    guessed: bool = False  # a range or bound nobody spelled out
    currency: str | None = None
    counted: bool = False  # a count noun or a unit of time follows
    percent: bool = False
    first: int = 0  # the items it was made of
    last: int = 0


@cache
def _book(language: str) -> PhraseBook:
    """The phrases around amounts in `language`, currencies of all languages included."""
    book = PhraseBook()
    table = vocabulary(language)
    words, german = table.amounts, table.code == "de"
    for code in _CODES.split():
        book.add(code, "currency", code.upper())
    for other in (*LANGUAGES, table.code):
        for currency, forms in vocabulary(other).amounts.currencies.items():
            book.add(forms, "currency", currency)
    for symbol, currency in SYMBOLS.items():
        book.add(symbol, "currency", currency)
    book.add("us $, ca $, au $, c $, a $", "currency", "USD")
    for tag in (
        "at_most", "at_most_after", "at_least", "at_least_after", "until_dative", "range",
        "range_after", "between", "about", "correction", "counts", "nothing", "alone", "percent",
        "out_of", "max_first",
    ):  # fmt: skip
        book.add(getattr(words, tag), tag, None, german)
    for name, forms in table.times.units.items():
        book.add(forms, "time_unit", name, german)
    for period, forms in words.periods.items():
        book.add(_slashed(forms), "period", period, german)
    book.add(words.denial, "denied", None, german)
    book.add("%", "percent")
    book.add("~, ≈", "about")
    book.add("<, ≤, < =", "at_most")
    book.add(">, ≥, > =", "at_least")
    return book


def _slashed(forms: str) -> str:
    return forms.replace("/", " / ")


def itemise(utterance: Utterance, language: str) -> list[Item]:
    """The row of items of `utterance` in `language`."""
    tokens, words = utterance.tokens, utterance.words
    book, table, split = _book(language), numerals(language), vocabulary(language).amounts
    items: list[Item] = []
    place = 0
    linked = True
    while place < len(tokens):
        found = book.at(words, place) if tokens[place].kind != NUMBER else None
        if found and found.tags & {"at_most_after"} and _is_six(words, place, split.below_or_six):
            found = None
        elif not found and split.below_or_six and _is_below(tokens, words, place, items, split):
            found = Found(place, place + 1, frozenset({"at_most_after"}), {})
        quantity = (
            None
            if found and (found.end - place > 1 or _is_firm(found))
            else quantity_at(tokens, words, place, table, linked)
        )
        if quantity and not (found and quantity.weak):
            items.append(Item(frozenset({"quantity"}), quantity, place, quantity.end))
        elif found:
            items.append(Item(found.tags, found.value, place, found.end))
            linked = linked and "between" not in found.tags
        else:
            items.append(Item(frozenset(), words[place], place, place + 1))
        place = items[-1].end
    return items


def _is_firm(found: Found) -> bool:
    """Whether a one-word phrase goes before a number word of the same spelling."""
    return bool(found.tags & {"percent", "currency", "between"}) or "at_most_after" in found.tags


def _is_six(words: Sequence[str], place: int, word: str) -> bool:
    return bool(word) and words[place] == word


def _is_below(
    tokens: Sequence[Token], words: Sequence[str], place: int, items: list[Item], split: object
) -> bool:
    """Turkish "altı" after digits, a currency or a genitive is "below", else it is six."""
    if words[place] != "alti" or not items:
        return False
    if "currency" in items[-1].tags or words[place - 1].endswith(("in", "un")):
        return True
    return tokens[place - 1].kind == NUMBER


def amounts(utterance: Utterance, language: str) -> tuple[list[Item], list[Amount]]:
    """The items of `utterance` and the amounts among them, in order."""
    items = itemise(utterance, language)
    found: list[Amount] = []
    place = 0
    while place < len(items):
        quantity = items[place].quantity
        if quantity is None:
            place += 1
            continue
        second = _range_end(items, place, utterance)
        amount = (
            _range(items, place, second)
            if second is not None
            else Amount(
                quantity.low,
                quantity.high,
                quantity.start,
                quantity.end,
                quantity.scale > 1,
                quantity.literal,
                quantity.weak,
                vague=quantity.low != quantity.high,
                first=place,
                last=place,
            )
        )
        amount = _with_company(items, amount, utterance)
        if second is None and not amount.vague:
            amount = _with_bound(items, amount, utterance, language)
        found.append(amount)
        place = amount.last + 1
    return items, found


def _range_end(items: list[Item], first: int, utterance: Utterance) -> int | None:
    """The item of the quantity that ends the range begun at `first`."""
    low = items[first].quantity
    assert low is not None
    joined = ""
    place = first + 1
    while place < len(items) and place - first <= 5:
        item = items[place]
        high = item.quantity
        if high is not None:
            return place if _is_range(items, first, place, joined, utterance) else None
        if "range" in item.tags or (item.value == "-" and not item.tags):
            weak = utterance.words[item.start] in _weak_links() and item.end - item.start == 1
            joined = "weak" if weak else "strong"
        elif not _may_stand_in_range(items, place, joined):
            return None
        place += 1
    return None


def _may_stand_in_range(items: list[Item], place: int, joined: str) -> bool:
    """Whether an item between two numbers leaves them a range: a currency, a noun before "to"."""
    item = items[place]
    if item.tags & _TRANSPARENT or (item.tags & {"at_most"} and joined):
        return True
    counted = bool(item.tags & {"counts", "time_unit"})
    return counted and place + 1 < len(items) and "range" in items[place + 1].tags


def _is_range(
    items: list[Item], first: int, second: int, joined: str, utterance: Utterance
) -> bool:
    low, high = items[first].quantity, items[second].quantity
    assert low is not None
    assert high is not None
    if low.weak or high.weak:
        return False
    bottom, top = _shared(low, high)
    if not joined:
        apart = second - first > 1
        spoken = not (low.literal or high.literal)
        return spoken and not apart and 0 < bottom < top <= bottom * _LIKELY_STEP
    if joined == "weak" and not _opened(items, first):
        return False
    return bottom < top


@cache
def _weak_links() -> frozenset[str]:
    """Words that join a range only after "between"."""
    return frozenset({"and", "ve", "und", "y", "e", "et", "i", "oraz", "maybe"})


def _opened(items: list[Item], first: int) -> bool:
    return any("between" in item.tags for item in items[max(0, first - 4) : first])


def _shared(low: Quantity, high: Quantity) -> tuple[float, float]:
    """Both ends with the scale that is said once: "10-20k", "5k-10"."""
    if high.scale > 1 and low.scale == 1 and low.low * high.scale <= high.high:
        return low.low * high.scale, high.high
    said_before = low.scale > 1 and high.scale == 1 and high.high < low.low
    if said_before and low.low < high.high * low.scale < low.low * 1000:
        return low.low, high.high * low.scale
    return low.low, high.high


def _range(items: list[Item], first: int, second: int) -> Amount:
    low, high = items[first].quantity, items[second].quantity
    assert low is not None
    assert high is not None
    bottom, top = _shared(low, high)
    return Amount(
        bottom,
        top,
        low.start,
        high.end,
        scaled=low.scale > 1 or high.scale > 1,
        literal=low.literal or high.literal,
        guessed=second == first + 1,
        first=first,
        last=second,
    )


def _with_company(items: list[Item], amount: Amount, utterance: Utterance) -> Amount:
    """The amount with its currency, percent sign and count noun."""
    currency = next(
        (str(item.value) for item in items[amount.first : amount.last] if "currency" in item.tags),
        None,
    )
    counted = percent = False
    for place in range(amount.last + 1, min(amount.last + 4, len(items))):
        item = items[place]
        if "currency" in item.tags and (currency is None or place == amount.last + 1):
            currency = str(item.value)
        elif "percent" in item.tags:
            percent = True
        elif item.tags & {"counts", "time_unit"}:
            counted = "period" not in item.tags
            break
        elif not item.tags & (_TRANSPARENT - {"period"}) and not _is_ending(item, utterance):
            break
    before = amount.first - 1
    if before >= 0 and "about" in items[before].tags:
        before -= 1
    if before >= 0 and "currency" in items[before].tags and currency is None:
        currency = str(items[before].value)
    if before >= 0 and "percent" in items[before].tags:
        percent = True
    return replace(amount, currency=currency, counted=counted, percent=percent)


def _is_ending(item: Item, utterance: Utterance) -> bool:
    """A Turkish case ending written apart: "5000 'e", or "+" and "-" after a number."""
    word = utterance.words[item.start]
    return word in _ENDINGS or word in "+-"


_ENDINGS = frozenset(
    "e a ye ya den dan ten tan de da te ta i u yi yu in un nin nun lik luk".split()
)


def _with_bound(items: list[Item], amount: Amount, utterance: Utterance, language: str) -> Amount:
    side = _bound_after(items, amount, utterance) or _bound_before(items, amount)
    if side == "at_most":
        return replace(amount, low=None)
    if side == "at_least":
        return replace(amount, high=None)
    return amount


def _bound_before(items: list[Item], amount: Amount) -> str | None:
    passed = 0
    place = amount.first - 1
    while place >= 0 and passed <= _REACH:
        item = items[place]
        if item.quantity is not None or item.tags & {"correction"} - item.tags & _BOUNDS:
            return None
        side = item.tags & _BOUNDS
        if side and not (passed and item.tags & {"range", "between"} and passed > 0):
            upper = "at_most" in side
            if place and item.end - item.start <= 2 and "denied" in items[place - 1].tags:
                upper = not upper
            return "at_most" if upper else "at_least"
        if not item.tags & _TRANSPARENT:
            if isinstance(item.value, str) and item.value in ",;!?.":
                return None
            passed += 1
        place -= 1
    return None


def _bound_after(items: list[Item], amount: Amount, utterance: Utterance) -> str | None:
    place = amount.last + 1
    passed = 0
    while place < len(items):
        item = items[place]
        word = utterance.words[item.start]
        if item.quantity is not None:
            return None
        if item.tags & _BOUNDS_AFTER:
            if "until_dative" in item.tags:
                return "at_most" if _is_dative(utterance, item.start) else None
            follows = place + 1 < len(items) and items[place + 1].quantity is not None
            if follows and item.tags & _BOUNDS:
                return None
            return "at_most" if "at_most_after" in item.tags else "at_least"
        if word == "+" and (place == amount.last + 1 or not utterance.tokens[item.start].glued):
            return "at_least"
        if word == "+":
            return "at_least"
        if not item.tags & (_TRANSPARENT | {"counts", "time_unit"}) and word not in _ENDINGS:
            if passed or word in _BREAKS - {",", "."} or item.tags:
                return None
            passed += 1
        place += 1
    return None


def _is_dative(utterance: Utterance, place: int) -> bool:
    """Whether the word before `place` has a Turkish dative ending ("bine kadar")."""
    if place == 0:
        return False
    word = utterance.words[place - 1]
    return utterance.tokens[place - 1].kind == WORD and (
        word.endswith(("e", "a")) and word not in ("lira", "sene", "hafta")
    )


def is_break(utterance: Utterance, item: Item) -> bool:
    """Whether an item is punctuation."""
    return utterance.tokens[item.start].kind == SYMBOL
