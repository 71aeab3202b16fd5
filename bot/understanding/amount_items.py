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
#: What a phrase of one word goes before a number word of the same spelling as.
_FIRM = frozenset({"percent", "currency", "between", "at_most_after"})
#: How many digits people speak of when they say "figures".
_DIGITS = frozenset(range(2, 10))


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
    book.add(words.taxes, "tax", None, german)
    book.add(words.too_much, "too_much", None, german)
    book.add(words.was, "was", None, german)
    book.add(words.no_numbers, "no_number", None, german)
    for count, forms in words.figures.items():
        book.add(forms, "figures", count, german)
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
        quantity = quantity_at(tokens, words, place, table, linked)
        if quantity and found and _goes_before(found, quantity, tokens):
            quantity = None
        if found and "figures" in found.tags:
            items.append(_with_figures(items, found))
        elif quantity:
            items.append(Item(frozenset({"quantity"}), quantity, place, quantity.end))
        elif found:
            items.append(Item(found.tags, found.value, place, found.end))
            linked = linked and "between" not in found.tags
        else:
            items.append(Item(frozenset(), words[place], place, place + 1))
        place = items[-1].end
    return items


def _with_figures(items: list[Item], found: Found) -> Item:
    """ "Six figures": everything with so many digits. The number before is taken back."""
    count, start = found.values["figures"], found.start
    assert isinstance(count, int)
    before = [item for item in items[-2:] if item.value != "-"]
    said = before[-1].quantity if before else None
    if count == 0 and said is not None and said.low == said.high and said.low in _DIGITS:
        count, start = int(said.low), said.start
        while items[-1].start >= start:
            items.pop()
            if not items:
                break
    if not count:
        return Item(frozenset(), "", found.start, found.end)
    least = 10.0 ** (count - 1)
    most = least * 10 - 1
    quantity = Quantity(least, most, start, found.end, least, 1.0, literal=False, weak=False)
    return Item(frozenset({"quantity"}), quantity, start, found.end)


def _goes_before(found: Found, quantity: Quantity, tokens: Sequence[Token]) -> bool:
    """Whether a phrase is meant, and not the number that begins at the same word."""
    if quantity.weak:
        return True
    if quantity.scale > 1 and quantity.end > found.end:  # "a quarter million"
        return False
    if found.end - found.start > 1 or found.tags & _FIRM:
        return True
    few = quantity.low != quantity.high and quantity.scale == 1  # "unos 15", "some 20"
    follows = quantity.end < len(tokens) and tokens[quantity.end].kind == NUMBER
    return few and follows and "about" in found.tags


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
    said = items[-1].quantity
    return tokens[place - 1].kind == NUMBER or (said is not None and said.literal)
