"""Company names out of sentences like "I work at …"."""

import re

from bot.understanding.boolean import agrees
from bot.understanding.introductions import (
    end_of_name,
    introduced_at,
    is_common,
    is_unnamed,
    opening_book,
    raw,
    start_of_name,
)
from bot.understanding.request import Reading, Request
from bot.understanding.utterance import Utterance, listen
from bot.understanding.vocabulary import vocabulary

_MOST_WORDS = 8
_SURE, _SURE_SMALL = 5, 2  # words, and words in small letters that nothing introduced
_DOTTED = frozenset("inc ltd co corp bros a.ş ş şti san tic s.a s.l sp.j sp.k o.o".split())
_TURKISH_CASE = re.compile(
    r"'(?:[dt][ae]n?(?:y[ıi]m|y[ıi]z)?|n?[ıiuü]n|y?[ıiuü]|y[ae]|[ae]|y[ıiuü][mz]|[ıiuü][mz]|deyiz|dayız)$",
    re.IGNORECASE,
)


def read(utterance: Utterance, request: Request, language: str) -> Reading | None:
    """The company's name as typed; `skip` for people who have none."""
    if _has_none(utterance, language):
        return Reading("skip")
    start = start_of_name(utterance, language, "company_before")
    called = _after_called(utterance, language, start)
    start = max(start, called)
    end = end_of_name(utterance, language, start, ("company_after", "company_stop"))
    typed = _with_dot(utterance, raw(utterance, start, end)).strip(' ,-;:!"')
    if language == "tr":
        typed = _TURKISH_CASE.sub("", typed)
    words = typed.split()
    if not words or len(words) > _MOST_WORDS or not any(letter.isalnum() for letter in typed):
        return None
    led = max(introduced_at(utterance, language, "company_before"), called)
    spoken = {language, vocabulary(request.language).code}
    if is_unnamed(utterance, spoken, led, end, least=2):
        return None
    if typed.islower() and any(is_common(word, language) for word in words):
        return None
    if len(words) <= 3 and agrees(listen(typed), language):
        return None
    small = len(words) > _SURE_SMALL and not led and typed.islower()
    doubtful = small or len(words) > _SURE or is_unnamed(utterance, spoken, led, end)
    return Reading("confirm" if doubtful else "answer", typed)


def _after_called(utterance: Utterance, language: str, start: int) -> int:
    """The word after "called" in "a startup called Foo"; 0 where nothing follows it."""
    book, words = opening_book(language, "company_called"), utterance.words
    for place in range(max(start, 1), len(words)):
        found = book.at(words, place)
        if found is not None and found.end < len(words):
            return found.end
    return 0


def _with_dot(utterance: Utterance, typed: str) -> str:
    """ "Acme Inc." keeps the full stop of its legal form."""
    last = typed.rpartition(" ")[2].lower()
    return f"{typed}." if last in _DOTTED and f"{typed}." in utterance.text else typed


def _has_none(utterance: Utterance, language: str) -> bool:
    words = utterance.spoken
    found = opening_book(language, "no_company").find(words)
    covered = sum(one.end - one.start for one in found)
    return bool(found) and (covered * 2 >= len(words) or len(words) <= 5)
