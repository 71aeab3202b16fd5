"""What stands around a number and says what it is: currency, count noun, bound, brackets, past."""

from dataclasses import dataclass, replace

from bot.understanding.amount_items import Item
from bot.understanding.utterance import WORD, Utterance

_BOUNDS = frozenset({"at_most", "at_least"})
_BOUNDS_AFTER = frozenset({"at_most_after", "at_least_after", "until_dative"})
#: Tags of items that may stand between a number and what belongs to it.
TRANSPARENT = frozenset({"currency", "about", "period", "percent", "range_after"})
_REACH = 4  # plain words between "maximum" and its number
_BREAKS = frozenset(",;!?.:")


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


def meant(utterance: Utterance, items: list[Item], found: list[Amount]) -> list[Amount]:
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


def with_company(items: list[Item], amount: Amount, utterance: Utterance) -> Amount:
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
        elif not item.tags & (TRANSPARENT - {"period"}) and not _is_ending(item, utterance):
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


def with_bound(items: list[Item], amount: Amount, utterance: Utterance) -> Amount:
    """The amount without its lower end where it is said to be the most, or too much, and without
    its upper end where it is said to be the least."""
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
        if not item.tags & TRANSPARENT:
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
        if not item.tags & (TRANSPARENT | {"counts", "time_unit"}) and word not in _ENDINGS:
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
