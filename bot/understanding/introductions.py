"""Taking the name out of "hi, my name is …": what the recognisers of names share."""

import re
from collections.abc import Iterable
from functools import cache

from bot.understanding.courtesies import talk_book
from bot.understanding.phrases import PhraseBook
from bot.understanding.utterance import SYMBOL, Utterance, fold
from bot.understanding.vocabulary import vocabulary

PARTICLES = frozenset(
    "van von der den de del della di da dos la le du el al bin ibn ter ten y e zu".split()
)
_ENDS = frozenset(",;!?:.")
_SENTENCE = 3  # words


@cache
def opening_book(language: str, field: str) -> PhraseBook:
    """The phrases of one field of the language's words about people."""
    book = PhraseBook()
    table = vocabulary(language)
    book.add(getattr(table.people, field), field, None, table.code == "de")
    return book


@cache
def _polite(language: str) -> PhraseBook:
    book = PhraseBook()
    table = vocabulary(language)
    book.add(table.moves.polite, "polite", None, table.code == "de")
    book.add(table.talk.greetings, "greeting", None, table.code == "de")
    return book


def is_unnamed(
    utterance: Utterance, languages: Iterable[str], start: int, end: int, least: int = 1
) -> bool:
    """Whether the tokens name nobody in one of the languages: they greet or thank, or read like
    words of a sentence (`least` of its commonest words among words without capitals)."""
    words = [word for word in re.split(r"[\s,;]+", raw(utterance, start, end)) if word]
    cut = end < len(utterance.words) and utterance.tokens[end].kind != SYMBOL
    return any(
        _greets(utterance, language) or _is_sentence(words, language, least, cut and not start)
        for language in languages
    )


def _greets(utterance: Utterance, language: str) -> bool:
    words = utterance.spoken
    books = [talk_book(language, "greetings")]
    if len(words) > 1:  # "Güzel" is praise, and a name
        books.append(talk_book(language, "thanks"))
    return any(
        sum(one.end - one.start for one in book.find(words)) == len(words) > 0 for book in books
    )


def _is_sentence(words: list[str], language: str, least: int, cut: bool) -> bool:
    """Whether words that stand in a text read like some of a sentence; `cut`: it goes on."""
    book = talk_book(language, "ordinary")
    plain = {word: fold(word.replace("'", "")) for word in words}
    ordinary = [
        one
        for one in words
        if len(one) > 1 and plain[one] not in PARTICLES and book.knows(plain[one])
    ]
    telling = [one for one in words if one not in ordinary and plain[one] not in PARTICLES]
    if not ordinary or (len(ordinary) < least and not cut):
        return False
    if len(words) < _SENTENCE and not cut and (telling or len(words) < 2):
        return False
    return not all(
        word[0].isupper() or word[0].isdigit() for word in telling or words if len(word) > 1
    )


@cache
def _common(language: str) -> PhraseBook:
    """Words that sentences are made of, and names are not."""
    book = PhraseBook()
    table = vocabulary(language)
    german = table.code == "de"
    for words in (table.choices.idle, table.moves.polite, table.moves.asks, table.answers.negation):
        book.add(words, "common", None, german)
    return book


def is_common(word: str, language: str) -> bool:
    """Whether a word typed in lower case is one of a sentence: "that", "bilgi"."""
    plain = fold(word.replace("'", ""))
    return plain not in PARTICLES and _common(language).knows(plain)


def start_of_name(utterance: Utterance, language: str, field: str, courtesy: bool = True) -> int:
    """The first token after greetings, courtesy and phrases like "my name is"."""
    return _opened(utterance, language, field, courtesy)[0]


def introduced_at(utterance: Utterance, language: str, field: str) -> int:
    """The first token after what certainly leads to a name: a phrase like "my name is", a greeting
    or a mark; 0 without them. "We" and "please" may begin any sentence."""
    return _opened(utterance, language, field, True)[1]


def _opened(utterance: Utterance, language: str, field: str, courtesy: bool) -> tuple[int, int]:
    book, polite = opening_book(language, field), _polite(language)
    words = utterance.words
    place = certain = 0
    while place < len(words):
        if utterance.tokens[place].kind == SYMBOL and words[place] in _ENDS | {"-"}:
            place = certain = place + 1
            continue
        opened = book.at(words, place)
        greeting = polite.at(words, place) if courtesy else None
        longest = max(
            (found for found in (opened, greeting) if found is not None),
            key=lambda found: found.end,
            default=None,
        )
        if longest is None or longest.end >= len(words):
            break
        place = longest.end
        if longest is opened or "greeting" in longest.tags:
            certain = place
    return place, certain


def end_of_name(utterance: Utterance, language: str, start: int, fields: tuple[str, ...]) -> int:
    """The token before which the name ends."""
    words = utterance.words
    for place in range(start, len(words)):
        if utterance.tokens[place].kind == SYMBOL and words[place] in ",;!?:":
            return place
        if place > start and any(
            opening_book(language, field).at(words, place) is not None for field in fields
        ):
            return place
    return len(words)


def raw(utterance: Utterance, start: int, end: int) -> str:
    """The text as typed from token `start` to token `end`."""
    if start >= end:
        return ""
    return utterance.text[utterance.tokens[start].start : utterance.tokens[end - 1].end]
