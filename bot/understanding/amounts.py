"""Amounts in a text: quantities joined to ranges, with their bounds, currencies and company.

The text becomes a row of items (quantities and tagged phrases); an amount is one quantity or two
joined by a range word, and what stands around it says whether it is a bound, money or a count.
"""

from dataclasses import replace
from functools import cache

from bot.understanding.amount_context import TRANSPARENT, Amount, meant, with_bound, with_company
from bot.understanding.amount_items import Item, itemise
from bot.understanding.quantities import Quantity
from bot.understanding.utterance import Utterance

_BOUNDS = frozenset({"at_most", "at_least"})
_LIKELY_STEP = 4.0  # two numbers side by side are a range up to this ratio: "five ten thousand"


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
        amount = with_company(items, amount, utterance)
        if second is None and not amount.vague:
            amount = with_bound(items, amount, utterance)
        found.append(amount)
        place = amount.last + 1
    return items, _between_bounds(items, meant(utterance, items, found))


def _between_bounds(items: list[Item], found: list[Amount]) -> list[Amount]:
    """ "At least 5k and at most 10k" is one range."""
    if len(found) != 2 or found[0].high is not None or found[1].low is not None:
        return found
    low, high = found
    between = items[low.last + 1 : high.first]
    corrected = any("correction" in item.tags and not item.tags & _BOUNDS for item in between)
    if corrected or low.low is None or high.high is None or low.low >= high.high:
        return found
    currency = low.currency or high.currency
    scaled = low.scaled or high.scaled
    merged = replace(
        high, low=low.low, start=low.start, first=low.first, currency=currency, scaled=scaled
    )
    return [merged]


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
    if item.tags & TRANSPARENT or (item.tags & {"at_most"} and joined):
        return True
    counted = bool(item.tags & {"counts", "time_unit"})
    return counted and place + 1 < len(items) and "range" in items[place + 1].tags


def _is_range(
    items: list[Item], first: int, second: int, joined: str, utterance: Utterance
) -> bool:
    low, high = items[first].quantity, items[second].quantity
    assert low is not None
    assert high is not None
    if high.weak or (low.weak and not (joined == "strong" and low.low == 1)):
        return False
    bottom, top = _shared(low, high)
    if not joined:
        return second - first == 1 and _side_by_side(low, high, bottom, top)
    if joined == "weak" and not _opened(items, first):
        return False
    return bottom < top


def _side_by_side(low: Quantity, high: Quantity, bottom: float, top: float) -> bool:
    """Whether two numbers without a word between are a range: "five ten thousand", "5 6"."""
    if low.literal and high.literal:
        return bottom > 0 and top == bottom + 1
    return not (low.literal or high.literal) and 0 < bottom < top <= bottom * _LIKELY_STEP


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
