"""A text as a row of items: quantities, and phrases tagged with what they say about them."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from bot.understanding.numerals import numerals
from bot.understanding.phrases import Found, PhraseBook
from bot.understanding.quantities import Quantity, quantity_at
from bot.understanding.utterance import NUMBER, Token, Utterance
from bot.understanding.vocabulary import LANGUAGES, vocabulary

_SYMBOLS = {
    "€": "EUR", "$": "USD", "£": "GBP", "₺": "TRY", "₽": "RUB", "₴": "UAH", "¥": "JPY", "₹": "INR",
}  # fmt: skip
_CODES = """eur usd gbp pln chf sek nok dkk czk huf ron bgn uah rub cad aud nzd jpy cny inr brl mxn
aed sar qar kwd ils zar krw sgd hkd ars clp cop pen"""


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
    for symbol, currency in _SYMBOLS.items():
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
