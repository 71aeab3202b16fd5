"""What people say instead of an answer: stop, a person, back, skip, no comment, no idea, why.

Commands ("stop", "back", "skip") count only when they are about all that was said, so that
"we want to stop losing leads" stays an answer.
"""

from dataclasses import dataclass
from functools import cache

from bot.understanding.phrases import Found, PhraseBook
from bot.understanding.request import Outcome
from bot.understanding.utterance import Utterance
from bot.understanding.vocabulary import vocabulary

_COMMANDS: tuple[Outcome, ...] = ("stop", "back", "skip")
_TURKISH_SENTENCE = 8  # letters of a verb that is a sentence by itself: "söyleyemem"
_BEFORE_VERB = frozenset(
    "and but so hi hello hey ok sorry please a ale i y e et und aber peki ama hola".split()
)
_ANYWHERE: tuple[Outcome, ...] = ("human", "refused", "unsure")


@dataclass(frozen=True, slots=True)
class Moves:
    """The moves heard in a text.

    `command` is a stop, back or skip that is about all that was said. `asks` says by
    what it is a question: "phrase", "word" ("why"), "verb" ("can"), "mark" (?), "" if it is none.
    `hedged`: the speaker is not certain of what they say. `left`: words outside the phrases.
    `insists`: a move was made in more than one word, so that it is no noun by chance.
    `words`: the words it was made in.
    """

    command: Outcome | None
    heard: frozenset[Outcome]
    asks: str
    hedged: bool
    left: int
    insists: bool
    words: frozenset[str]


@cache
def _book(language: str) -> PhraseBook:
    book = PhraseBook()
    table = vocabulary(language)
    words, german = table.moves, table.code == "de"
    for tag in (*_ANYWHERE, "declined", "not_yet", "hedge", "asks_anywhere"):
        book.add(getattr(words, tag), tag, None, german)
    return book


@cache
def _commands(language: str) -> PhraseBook:
    book = PhraseBook()
    table = vocabulary(language)
    words, german = table.moves, table.code == "de"
    for tag in _COMMANDS:
        book.add(getattr(words, tag), tag, None, german)
    return book


@cache
def _polite(language: str) -> PhraseBook:
    book = PhraseBook()
    table = vocabulary(language)
    book.add(table.moves.polite, "polite", None, table.code == "de")
    return book


@cache
def _askers(language: str) -> PhraseBook:
    book = PhraseBook()
    table = vocabulary(language)
    book.add(table.moves.asks, "word", None, table.code == "de")
    book.add(table.moves.asks_verbs, "verb", None, table.code == "de")
    book.add(table.moves.asks_not, "none", None, table.code == "de")
    return book


def content(words: tuple[str, ...], language: str) -> int:
    """How many of `words` carry something beyond politeness."""
    polite = sum(found.end - found.start for found in _polite(language).find(words))
    return len(words) - polite


def moves(utterance: Utterance, language: str, polar: bool = False) -> Moves:
    """The moves in `utterance`; to a `polar` question "not yet" and "no thanks" are a no."""
    words = utterance.spoken
    found = _book(language).find(words)
    heard: set[str] = {tag for one in found for tag in one.tags}
    if not polar:
        heard |= {"refused"} if "declined" in heard else set()
        heard |= {"unsure"} if "not_yet" in heard else set()
    return Moves(
        _command(words, language),
        frozenset(move for move in _ANYWHERE if move in heard),
        _asks(utterance, heard, language),
        bool(heard & {"hedge", "unsure"}),
        _left(words, found, language),
        any(
            one.end - one.start > 1
            or (language == "tr" and len(words[one.start]) >= _TURKISH_SENTENCE)
            for one in found
            if one.tags & {*_ANYWHERE, "declined", "not_yet"}
        ),
        frozenset(word for one in found for word in words[one.start : one.end]),
    )


def _left(words: tuple[str, ...], found: list[Found], language: str) -> int:
    taken = {place for one in found for place in range(one.start, one.end)}
    rest = tuple(word for place, word in enumerate(words) if place not in taken)
    return content(rest, language)


def _command(words: tuple[str, ...], language: str) -> Outcome | None:
    """The command that is all that was said, but for courtesy."""
    if not words or len(words) > 9:
        return None
    for found in _commands(language).find(words):
        rest = words[: found.start] + words[found.end :]
        if content(rest, language) == 0:
            return next(move for move in _COMMANDS if move in found.tags)
    return None


def _opens(before: tuple[str, ...]) -> bool:
    """Whether a verb after these words may begin a question: "and can I …", not "that would …"."""
    return all(word in _BEFORE_VERB for word in before)


def _asks(utterance: Utterance, heard: set[str], language: str) -> str:
    if "asks_anywhere" in heard:
        return "phrase"
    words = utterance.spoken
    mark = "mark" if utterance.asks else ""
    polite, askers = _polite(language), _askers(language)
    for start in range(min(3, len(words))):
        found = askers.at(words, start)
        if found is not None and "none" in found.tags:
            break
        if found is not None and "word" not in found.tags and not _opens(words[:start]):
            break
        if found is not None:
            return "word" if "word" in found.tags else "verb"
        if polite.at(words, start) is None:
            break
    return mark
