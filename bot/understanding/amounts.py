"""Amounts in a text: quantities joined to ranges, with their bounds, currencies and company.

The text becomes a row of items (quantities and tagged phrases); an amount is one quantity or two
joined by a range word, and what stands around it says whether it is a bound, money or a count.
"""

from dataclasses import dataclass, replace
from functools import cache

from bot.understanding.amount_items import Item, itemise
from bot.understanding.quantities import Quantity
from bot.understanding.utterance import WORD, Utterance

_BOUNDS = frozenset({"at_most", "at_least"})
_BOUNDS_AFTER = frozenset({"at_most_after", "at_least_after", "until_dative"})
_TRANSPARENT = frozenset({"currency", "about", "period", "percent", "range_after"})
_REACH = 4  # plain words between "maximum" and its number
_BREAKS = frozenset(",;!?.:")
_LIKELY_STEP = 4.0  # two numbers side by side are a range up to this ratio: "five ten thousand"


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
    return items, _between_bounds(items, _meant(utterance, items, found))


def _meant(utterance: Utterance, items: list[Item], found: list[Amount]) -> list[Amount]:
    """The amounts without those in brackets and those that were in the past, unless all are:
    "40 (we had 30)", "18k last year, 25k now"."""
    outside = [one for one in found if not _in_brackets(utterance, one)] or found
    past = [one for one in outside if _is_past(items, one)]
    present = [rescaled(past[-1], one) for one in outside if one not in past] if past else outside
    return present or outside


def rescaled(before: Amount, after: Amount) -> Amount:
    """ "5k, no 8": the later amount keeps the scale when it would be far off without it."""
    if before.scaled and not after.scaled and before.high and after.high and after.low is not None:
        for scale in (1e3, 1e6):
            if after.high < 1000 and before.high / 10 <= after.high * scale <= before.high * 10:
                return replace(after, low=after.low * scale, high=after.high * scale)
    return after


def _in_brackets(utterance: Utterance, amount: Amount) -> bool:
    before = utterance.text[: utterance.tokens[amount.start].start]
    return before.count("(") > before.count(")")


def _is_past(items: list[Item], amount: Amount) -> bool:
    """Whether the same clause says "last year" or the like."""
    for places in (range(amount.first - 1, -1, -1), range(amount.last + 1, len(items))):
        for place in places:
            item = items[place]
            if item.quantity is not None or item.value in _BREAKS:
                break
            if "was" in item.tags:
                return True
    return False


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
    others = before > 0 and items[before - 1].quantity is not None  # "150 bucks a head"
    if before >= 0 and "currency" in items[before].tags and currency is None and not others:
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
    if side != "at_most" and _too_much(items, amount):
        side = "at_most"
    if side == "at_most":
        return replace(amount, low=None)
    if side == "at_least":
        return replace(amount, high=None)
    return amount


def _too_much(items: list[Item], amount: Amount) -> bool:
    """ "More than 10k is out of the question": what is said of an amount turns it round."""
    before = items[amount.last]
    for item in items[amount.last + 1 :]:
        if item.quantity is not None or item.value in _BREAKS:
            return False
        if "too_much" in item.tags:
            return "denied" not in before.tags  # "not too much"
        before = item
    return False


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
        if word == "+":
            plus_tax = place + 1 < len(items) and "tax" in items[place + 1].tags
            return None if plus_tax else "at_least"
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
