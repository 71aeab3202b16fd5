"""Amounts of money: `{"low", "high", "currency", "period"}`."""

from dataclasses import replace

from bot.understanding.amount_context import Amount, rescaled
from bot.understanding.amount_items import Item
from bot.understanding.amounts import amounts
from bot.understanding.number import corrected, plain
from bot.understanding.request import Outcome, Reading, Request
from bot.understanding.utterance import NUMBER, Utterance

_YEARS = range(2020, 2100)
_LEAST_PERIODIC = 20.0  # "5k month" is a period, "6 month" a duration
_DOLLARS = frozenset({"USD", "CAD", "AUD", "MXN", "NZD", "SGD", "ARS", "CLP", "COP"})
_PESOS = frozenset({"MXN", "ARS", "CLP", "COP"})


def _is_money(utterance: Utterance, items: list[Item], amount: Amount) -> bool:
    """Whether nothing says that the amount counts people, time or parts of a hundred."""
    if amount.currency:
        return True
    if amount.percent or amount.weak:
        return False
    if amount.counted and not (amount.scaled or _sum_for_period(items, amount)):
        return False
    text = utterance.tokens[amount.start]
    year = text.kind == NUMBER and len(text.text) == 4 and text.text.isdigit()
    return not (year and amount.low in _YEARS and amount.low != 2000 and _dated(items, amount))


def _dated(items: list[Item], amount: Amount) -> bool:
    before = items[amount.first - 1].value if amount.first else None
    return before in ("in", "by", "w", "im", "en", "since", "for", "year", "roku", "yili")


def _sum_for_period(items: list[Item], amount: Amount) -> bool:
    following = items[amount.last + 1] if amount.last + 1 < len(items) else None
    if following is None or "time_unit" not in following.tags:
        return False
    return (amount.high or amount.low or 0) >= _LEAST_PERIODIC and amount.literal


def _period(items: list[Item], amount: Amount) -> str | None:
    """The period said nearest to the amount, or by a bare unit after it: "5k month"."""
    said = [item for item in items if "period" in item.tags]
    if said:
        nearest = min(
            said,
            key=lambda item: (
                min(abs(item.start - amount.end), abs(amount.start - item.end)),
                item.start < amount.start,
            ),
        )
        return str(nearest.value)
    following = items[amount.last + 1 : amount.last + 4]
    for item in following:
        if "time_unit" in item.tags and (amount.scaled or _big(amount)):
            unit = str(item.value)
            return unit if unit in ("day", "week", "month", "quarter", "year") else None
        if not item.tags & {"currency", "about"} and item.value != "/":
            return None
    return None


def _big(amount: Amount) -> bool:
    return (amount.high or amount.low or 0) >= _LEAST_PERIODIC


def _currency(said: str | None, flows: str | None) -> str | None:
    if said is None:
        return flows
    if said == "USD" and flows in _DOLLARS:
        return flows
    if said in _PESOS and flows in _PESOS:
        return flows
    return said


def _pick(
    utterance: Utterance, items: list[Item], found: list[Amount]
) -> tuple[Amount, Outcome] | None:
    money = [one for one in found if _is_money(utterance, items, one)]
    if not money:
        return None
    if (fixed := corrected(items, money)) is not None:
        currency = money[fixed].currency or money[fixed - 1].currency
        return replace(rescaled(money[fixed - 1], money[fixed]), currency=currency), "answer"
    if len(money) == 1:
        return money[0], "answer"
    for trait in ("currency", "scaled"):
        marked = [one for one in money if getattr(one, trait)]
        if len(marked) == 1:
            return marked[0], "answer"
    return (money[0] if _periods_differ(items) else money[-1]), "confirm"


def _periods_differ(items: list[Item]) -> bool:
    return len({item.value for item in items if "period" in item.tags}) > 1


def read(utterance: Utterance, request: Request, language: str) -> Reading | None:
    """The sum of money said, in the currency said or the flow's. None when there is none."""
    items, found = amounts(utterance, language)
    picked = _pick(utterance, items, found)
    if picked is None:
        if any("nothing" in item.tags for item in items) and len(utterance.spoken) <= 4:
            return _reading("confirm", 0, 0, request.currency, None)
        return None
    amount, outcome = picked
    if amount.vague or amount.guessed:
        outcome = "confirm"
    currency = _currency(amount.currency or _said_anywhere(items), request.currency)
    return _reading(outcome, amount.low, amount.high, currency, _period(items, amount))


def _said_anywhere(items: list[Item]) -> str | None:
    """A currency named away from its number: "in dollars, about 5000"."""
    said = {str(item.value) for item in items if "currency" in item.tags}
    return said.pop() if len(said) == 1 else None


def _reading(
    outcome: Outcome,
    low: float | None,
    high: float | None,
    currency: str | None,
    period: str | None,
) -> Reading:
    value = {"low": plain(low), "high": plain(high), "currency": currency, "period": period}
    return Reading(outcome, value)
