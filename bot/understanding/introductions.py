"""Taking the name out of "hi, my name is …": what the recognisers of names share."""

from functools import cache

from bot.understanding.phrases import PhraseBook
from bot.understanding.utterance import SYMBOL, Utterance, fold
from bot.understanding.vocabulary import vocabulary

PARTICLES = frozenset(
    "van von der den de del della di da dos la le du el al bin ibn ter ten y e zu".split()
)
_ENDS = frozenset(",;!?:.")


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
    return book


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
    """The first token after greetings and phrases like "my name is"."""
    book, polite = opening_book(language, field), _polite(language)
    words = utterance.words
    place = 0
    while place < len(words):
        if utterance.tokens[place].kind == SYMBOL and words[place] in _ENDS | {"-"}:
            place += 1
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
    return place


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
