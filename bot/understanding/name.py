"""People's names out of what they introduce themselves with."""

import re

from bot.understanding.boolean import agrees
from bot.understanding.introductions import (
    PARTICLES,
    end_of_name,
    introduced_at,
    is_common,
    is_unnamed,
    opening_book,
    raw,
    start_of_name,
)
from bot.understanding.numerals import numerals
from bot.understanding.request import Reading, Request
from bot.understanding.utterance import Utterance, listen
from bot.understanding.vocabulary import vocabulary

_NAME = re.compile(r"[^\W\d_]+(?:[ .'\-]{1,2}[^\W\d_]+)*\.?")
_MOST_WORDS = 5


def _titled(word: str, language: str) -> str:
    """`word` with a capital where it was typed in one case only."""
    if word.lower() in PARTICLES and word.islower():
        return word
    if not (word.islower() or (word.isupper() and len(word) > 2)):
        return word
    return "".join(_capital(part, language) for part in re.split(r"([\-'])", word))


def _capital(part: str, language: str) -> str:
    if not part or not part[0].isalpha():
        return part
    if language == "tr":
        head = {"i": "İ", "ı": "I"}.get(part[0], part[0].upper())
        rest = part[1:]
        if part.isupper():
            rest = rest.replace("I", "ı").replace("İ", "i")
        return head + rest.lower()
    return part[0].upper() + part[1:].lower()


def introduces(utterance: Utterance, language: str, heard: frozenset[str]) -> bool:
    """Whether what was heard as a move only leads to a name: "call me Al"."""
    start = start_of_name(utterance, language, "name_before")
    return bool(heard) and start < len(utterance.words) and heard <= {*utterance.words[:start]}


def read(utterance: Utterance, request: Request, language: str) -> Reading | None:
    """The name with capitals; None for what cannot be one, `skip` for "anonymous"."""
    nobody = opening_book(language, "no_name").find(utterance.spoken)
    if sum(one.end - one.start for one in nobody) == len(utterance.spoken) > 0:
        return Reading("skip")
    start = start_of_name(utterance, language, "name_before")
    end = end_of_name(utterance, language, start, ("name_after",))
    if start and utterance.words[start - 1] in numerals(language).articles:
        return None  # "I am a developer"
    titles = opening_book(language, "titles")
    while start < end - 1 and titles.at(utterance.words, start) is not None:
        start += 1
    while end - 1 > start and titles.at(utterance.words, end - 1) is not None:
        end -= 1
    typed = raw(utterance, start, end).strip(" .,-'\"")
    words = typed.split()
    led = introduced_at(utterance, language, "name_before")
    spoken = {language, vocabulary(request.language).code}
    if is_unnamed(utterance, spoken, led, end):
        return None
    if not words or len(words) > _MOST_WORDS or _NAME.fullmatch(typed) is None:
        return None
    if len(words) > 1 and any(is_common(word, language) for word in words if word.islower()):
        return None
    if len(typed) < 2 or agrees(listen(typed), language):
        return None
    name = " ".join(_titled(word, request.language[:2]) for word in words)
    return Reading("answer" if _is_sure(words, led) else "confirm", name)


def _is_sure(words: list[str], led: int) -> bool:
    """Whether a name needs no asking back: long ones do, and several words in small letters that
    nothing introduced."""
    small = len(words) > 2 and not led and "".join(words).islower()
    return len(words) < _MOST_WORDS and not small
