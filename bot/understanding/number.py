"""Counts and other plain numbers: "about 40", "between 10 and 20", "just me"."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.understanding.amount_context import Amount
from bot.understanding.amount_items import Item
from bot.understanding.amounts import amounts
from bot.understanding.request import Outcome, Reading, Request
from bot.understanding.utterance import NUMBER, WORD, Utterance, fold

_ADDING = frozenset("and plus + & ve arti i oraz und y mas et".split())
_STEM = 4  # letters that the question's noun and the answer's must share


def plain(number: float | None) -> int | float | None:
    """An integer where the number is whole, to at most six decimals else."""
    if number is None:
        return None
    return int(number) if number == int(number) else round(number, 6)


def corrected(items: Sequence[Item], found: Sequence[Amount]) -> int | None:
    """The index of the amount that corrects those before it: the one after the last "sorry"."""
    for index in range(len(found) - 1, 0, -1):
        between = items[found[index - 1].last + 1 : found[index].first]
        if any("correction" in item.tags for item in between):
            return index
    return None


def _asked_about(utterance: Utterance, amount: Amount, question: str) -> bool:
    """Whether the noun after the amount stands in the question."""
    asked = {fold(word.strip(".,?!:;()"))[:_STEM] for word in question.split()}
    following = utterance.tokens[amount.end : amount.end + 3]
    return any(
        token.kind == WORD and len(token.text) >= _STEM and token.text[:_STEM] in asked
        for token in following
    )


def _pick(
    utterance: Utterance, items: list[Item], found: list[Amount], question: str | None
) -> tuple[Amount, Outcome]:
    if (fixed := corrected(items, found)) is not None:
        return found[fixed], "answer"
    if len(found) == 1:
        return found[0], "answer"
    if question:
        about = [one for one in found if _asked_about(utterance, one, question)]
        if len(about) == 1:
            return about[0], "answer"
    return _added(utterance, found) or found[-1], "confirm"


def _added(utterance: Utterance, found: Sequence[Amount]) -> Amount | None:
    """ "15 full time and 5 part time": counts of different things are added up."""
    for before, after in pairwise(found):
        link = utterance.words[after.start - 1]
        named = after.start - before.end > 1 and utterance.tokens[before.end].kind == WORD
        if link not in _ADDING or not named or before.low != before.high or before.low is None:
            return None
    last = found[-1]
    named = last.end < len(utterance.tokens) and utterance.tokens[last.end].kind == WORD
    if not named or last.low is None or last.low != last.high:
        return None
    total = sum(one.low or 0.0 for one in found)
    return replace(last, low=total, high=total, start=found[0].start)


def read(utterance: Utterance, request: Request, language: str) -> Reading | None:
    """`{"low", "high"}`; a bound leaves the other end None. None when no number is said."""
    items, found = amounts(utterance, language)
    strong = [one for one in found if not one.weak] or found
    if not strong:
        return _nobody(utterance, items)
    chosen, outcome = _pick(utterance, items, strong, request.question)
    if chosen.weak and len(utterance.spoken) > 2 and not chosen.counted:
        return None
    if chosen.vague or chosen.guessed:
        outcome = "confirm"
    low = chosen.low
    before = chosen.start - 1
    negative = (
        before == 0
        and utterance.words[0] == "-"
        and utterance.tokens[chosen.start].kind == NUMBER
        and low is not None
        and low == chosen.high
    )
    if negative and low is not None:
        return Reading(outcome, {"low": plain(-low), "high": plain(-low)})
    return Reading(outcome, {"low": plain(low), "high": plain(chosen.high)})


def _nobody(utterance: Utterance, items: list[Item]) -> Reading | None:
    if any("alone" in item.tags for item in items):
        return Reading("answer", {"low": 1, "high": 1})
    if any("nothing" in item.tags for item in items) and len(utterance.spoken) <= 6:
        return Reading("answer", {"low": 0, "high": 0})
    return None
