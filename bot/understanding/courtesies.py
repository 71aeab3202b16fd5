"""Words beside the answers: thanks and good wishes, and an agreement taken back."""

from __future__ import annotations

from functools import cache

from bot.understanding.languages_heard import languages_heard
from bot.understanding.moves import content
from bot.understanding.phrases import PhraseBook
from bot.understanding.utterance import listen
from bot.understanding.vocabulary import vocabulary

#: Words of a text that is nothing but courtesy; longer ones tell something.
_LONGEST = 12


@cache
def talk_book(language: str, tag: str) -> PhraseBook:
    """The phrases of one field of the language's words about the talk itself."""
    book, table = PhraseBook(), vocabulary(language)
    book.add(getattr(table.talk, tag), tag, None, table.code == "de")
    return book


def is_courtesy(text: str, language: str) -> bool:
    """Whether thanks, praise, a greeting or good wishes are all that was said."""
    utterance = listen(text)
    words = utterance.spoken
    if not 0 < len(words) <= _LONGEST or utterance.asks:
        return False
    for heard in languages_heard(utterance, vocabulary(language).code):
        thanked = talk_book(heard, "thanks").find(words)
        taken = {place for one in thanked for place in range(one.start, one.end)}
        rest = tuple(word for place, word in enumerate(words) if place not in taken)
        if not rest or content(rest, heard) == 0:
            return True
    return False


def withdraws(text: str, language: str) -> bool:
    """Whether the text takes back something agreed to before."""
    utterance = listen(text)
    languages = languages_heard(utterance, vocabulary(language).code)
    return any(talk_book(heard, "withdraw").find(utterance.spoken) for heard in languages)
