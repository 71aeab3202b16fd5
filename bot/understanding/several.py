"""Several things said in one text: "we're 40 people and have about 3k"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from bot.understanding.amount_context import Amount
from bot.understanding.amount_items import Item
from bot.understanding.amounts import amounts
from bot.understanding.evidence import Evidence, evidence
from bot.understanding.introductions import end_of_name, start_of_name
from bot.understanding.languages_heard import languages_heard
from bot.understanding.phrases import PhraseBook
from bot.understanding.second_thoughts import naming_stems
from bot.understanding.utterance import SYMBOL, Utterance, listen
from bot.understanding.vocabulary import vocabulary

_MOST_PARTS = 8
_STOPS = frozenset(",;.!\n")
_ABBREVIATED = frozenset("tys tsd mln mio mrd mld tis mies inh".split())  # a full stop is theirs
_BESIDE = frozenset({"counts", "currency", "period", "percent", "time_unit"})
_INTRODUCED = 3  # words of a name


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text that says one thing.

    `counted` is the amount with what it counts ("40 people"), "" where nothing is counted;
    `things` says whether something else than time is counted, `heads` whether people who work
    together are.
    """

    words: str
    told: Evidence
    counted: str
    things: bool
    heads: bool


@cache
def _joins(language: str) -> PhraseBook:
    book = PhraseBook()
    table = vocabulary(language)
    book.add(table.talk.joins, "join", None, table.code == "de")
    return book


@cache
def _heads(language: str) -> PhraseBook:
    book = PhraseBook()
    table = vocabulary(language)
    book.add(table.talk.heads, "heads", None, table.code == "de")
    return book


def parts(text: str, language: str) -> tuple[Part, ...]:
    """The parts of `text`, none of them in the middle of an amount or a range."""
    utterance = listen(text)
    if not utterance.tokens:
        return ()
    heard = languages_heard(utterance, vocabulary(language).code)[0]
    items, found = amounts(utterance, heard)
    spans = [(start, end) for start, end in _spans(utterance, items, found, heard) if start < end]
    texts = [_raw(utterance, start, end) for start, end in spans[:_MOST_PARTS]]
    return tuple(_part(one, heard) for text in texts for one in _name_apart(text, heard))


def _name_apart(words: str, language: str) -> list[str]:
    """ "I'm Ada from Acme" says two things."""
    utterance = listen(words)
    start = start_of_name(utterance, language, "name_before", courtesy=False)
    if start == 0:
        return [words]
    end = end_of_name(utterance, language, start, ("name_after",))
    rest = _raw(utterance, end, len(utterance.tokens))
    if end <= start or not introduces(rest, language, "company_before"):
        return [words]
    return [_raw(utterance, 0, end), rest]


def _part(words: str, language: str) -> Part:
    utterance = listen(words)
    items, found = amounts(utterance, language)
    counted = next((one for one in found if one.counted), None)
    said = _counted(utterance, items, counted) if counted is not None else ""
    heads = bool(said) and bool(_heads(language).find(listen(said).spoken))
    things = any("counts" in item.tags and "time_unit" not in item.tags for item in items)
    return Part(words, evidence(words, language), said, things, heads)


def _spans(
    utterance: Utterance, items: list[Item], found: list[Amount], language: str
) -> list[tuple[int, int]]:
    """Token spans between stops and words that join, and between two amounts side by side."""
    inside = {place for one in found for place in range(one.start + 1, one.end)}
    cuts = [(place, place + 1) for place in _stops(utterance) if place not in inside]
    for join in _joins(language).find(utterance.words):
        if join.start not in inside:
            cuts.append((join.start, join.end))
    for before, after in pairwise(found):
        end = _end_of(items, before)
        apart = any(before.end <= start < after.start for start, _ in cuts)
        if not apart and before.end < end <= after.start:
            cuts.append((end, end))
    place, spans = 0, []
    for start, end in sorted(cuts):
        spans.append((place, start))
        place = max(place, end)
    return [*spans, (place, len(utterance.tokens))]


def _stops(utterance: Utterance) -> list[int]:
    """The tokens that end a sentence or stand between two things."""
    tokens = utterance.tokens
    return [
        place
        for place, token in enumerate(tokens)
        if token.kind == SYMBOL
        and token.text in _STOPS
        and (place + 1 == len(tokens) or not tokens[place + 1].glued)
        and not (token.text == "." and place and tokens[place - 1].text in _ABBREVIATED)
    ]


def _end_of(items: list[Item], amount: Amount) -> int:
    """The token after an amount and the words that belong to it."""
    end = amount.end
    for item in items[amount.last + 1 :]:
        if item.tags.isdisjoint(_BESIDE):
            break
        end = item.end
    return end


def _counted(utterance: Utterance, items: list[Item], amount: Amount) -> str:
    return _raw(utterance, amount.start, _end_of(items, amount))


def _raw(utterance: Utterance, start: int, end: int) -> str:
    if start >= end:
        return ""
    return utterance.text[utterance.tokens[start].start : utterance.tokens[end - 1].end]


def counts_heads(text: str, language: str) -> bool:
    """Whether a question's words speak of people who work together."""
    return bool(_heads(vocabulary(language).code).find(listen(text).spoken))


def counts_the_same(counted: str, question: str, language: str) -> bool:
    """Whether what was counted stands in the question: "40 customers", "How many customers?"."""
    said, asked = naming_stems(counted, language), naming_stems(question, language)
    return not said.isdisjoint(asked)


def introduces(words: str, language: str, field: str) -> bool:
    """Whether `words` are an introduction and then a name in capitals: "I'm Ada".

    `field` is "name_before" or "company_before".
    """
    utterance = listen(words)
    start = start_of_name(utterance, vocabulary(language).code, field, courtesy=False)
    rest = _raw(utterance, start, len(utterance.tokens)).split()
    return start > 0 and 0 < len(rest) <= _INTRODUCED and all(one[:1].isupper() for one in rest)
