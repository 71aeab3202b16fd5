"""Which languages a text may be in: the flow's first, another only on more evidence."""

from functools import cache, lru_cache

from bot.understanding.phrases import WordBook, phrases
from bot.understanding.utterance import WORD, Utterance, listen
from bot.understanding.vocabulary import LANGUAGES, vocabulary

_SHORTEST = 2
_LAST_TEXTS = 16
_AHEAD = 2  # words by which another language must lead to be tried first

#: The lead of a language that is tried however little of it is heard.
NO_LEAD = -1000


@cache
def _known(language: str) -> WordBook:
    """Every word of every table of a language, by itself."""
    table = vocabulary(language)
    words: set[str] = set()
    for group in (table.amounts, table.times, table.answers, table.moves, table.people, table.talk):
        for field in vars(group).values():
            for text in _texts(field):
                words.update(_single(text))
    single = (word for word in words if word != ".." and len(word) >= _SHORTEST)
    return WordBook(single, umlauts=table.code == "de")


def _single(table: str) -> set[str]:
    return {
        part
        for phrase in phrases(table)
        for part in phrase.replace("'", " ").split()
        if part[0].isalpha()
    }


def _texts(field: object) -> list[str]:
    if isinstance(field, str):
        return [field]
    if isinstance(field, tuple):
        return [text for text in field if isinstance(text, str)]
    if isinstance(field, dict):
        return [text for text in field.values() if isinstance(text, str)]
    return []


@lru_cache(maxsize=4096)
def _knows(word: str, language: str) -> bool:
    return word in _known(language)


def _heard(utterance: Utterance, language: str) -> int:
    return sum(
        1
        for token in utterance.tokens
        if token.kind == WORD and len(token.text) >= _SHORTEST and _knows(token.text, language)
    )


def all_known(utterance: Utterance, language: str) -> bool:
    """Whether every word of a text stands in the language's tables."""
    return all(_knows(token.text, language) for token in utterance.tokens if token.kind == WORD)


def languages_heard(utterance: Utterance, flows: str, lead: int = NO_LEAD) -> tuple[str, ...]:
    """The languages to try, best first: at most the flow's and the two likeliest others. Where the
    flow's is heard too, another is tried only with `lead` words more of it: "on a budget" is no
    Turkish ten."""
    return _languages(utterance.text, flows, lead)


@lru_cache(maxsize=_LAST_TEXTS)
def _languages(text: str, flows: str, lead: int) -> tuple[str, ...]:
    """Kept for the last texts only: one turn asks several times."""
    utterance = listen(text)
    own = _heard(utterance, flows)
    others = sorted(
        (
            (_heard(utterance, code), -index, code)
            for index, code in enumerate(LANGUAGES)
            if code != flows
        ),
        reverse=True,
    )
    likely = [(count, code) for count, _, code in others if count > 0][:2]
    ahead = [code for count, code in likely if count >= own + _AHEAD or (own == 0 and count > 0)]
    behind = [
        code for count, code in likely if code not in ahead and (not own or count >= own + lead)
    ]
    return (*ahead, flows, *behind) if own == 0 or ahead else (flows, *behind)
