"""Company names out of sentences like "I work at …"."""

import re

from bot.understanding.boolean import agrees
from bot.understanding.introductions import end_of_name, is_common, opening_book, raw, start_of_name
from bot.understanding.request import Reading, Request
from bot.understanding.utterance import Utterance, listen

_MOST_WORDS = 8
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
    start = _after_called(utterance, language, start)
    end = end_of_name(utterance, language, start, ("company_after", "company_stop"))
    typed = _with_dot(utterance, raw(utterance, start, end)).strip(' ,-;:!"')
    if language == "tr":
        typed = _TURKISH_CASE.sub("", typed)
    words = typed.split()
    if not words or len(words) > _MOST_WORDS or not any(letter.isalnum() for letter in typed):
        return None
    if typed.islower() and any(is_common(word, language) for word in words):
        return None
    if len(words) <= 3 and agrees(listen(typed), language):
        return None
    return Reading("answer" if len(words) <= 5 else "confirm", typed)


def _after_called(utterance: Utterance, language: str, start: int) -> int:
    """The word after "called" in "a startup called Foo"; a name that ends there is none."""
    book, words = opening_book(language, "company_called"), utterance.words
    for place in range(max(start, 1), len(words)):
        found = book.at(words, place)
        if found is not None and found.end < len(words):
            return found.end
    return start


def _with_dot(utterance: Utterance, typed: str) -> str:
    """ "Acme Inc." keeps the full stop of its legal form."""
    last = typed.rpartition(" ")[2].lower()
    return f"{typed}." if last in _DOTTED and f"{typed}." in utterance.text else typed


def _has_none(utterance: Utterance, language: str) -> bool:
    words = utterance.spoken
    found = opening_book(language, "no_company").find(words)
    covered = sum(one.end - one.start for one in found)
    return bool(found) and (covered * 2 >= len(words) or len(words) <= 5)
