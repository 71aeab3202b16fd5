"""Things put in order in one text: "first price, then support"."""

from __future__ import annotations

import re
from functools import cache

from bot.understanding.languages_heard import languages_heard
from bot.understanding.phrases import PhraseBook
from bot.understanding.utterance import Utterance, listen
from bot.understanding.vocabulary import vocabulary

_SEPARATED = re.compile(r"[,;>\n]|\d+[.)](?=\s*\S)")


@cache
def _order(language: str) -> PhraseBook:
    return _book(language, vocabulary(language).talk.order)


@cache
def _joins(language: str) -> PhraseBook:
    return _book(language, vocabulary(language).talk.joins)


def _book(language: str, table: str) -> PhraseBook:
    book = PhraseBook()
    book.add(table, "between", None, vocabulary(language).code == "de")
    return book


def things_in_order(text: str, language: str) -> tuple[tuple[str, ...], ...]:
    """Ways to take the text apart into what it names one after the other, the plainer first.

    Words such as "first" and "then" stand between two things; "and" does so in the second way.
    None are given for places alone: "second, first, third".
    """
    found: list[tuple[str, ...]] = []
    for heard in languages_heard(listen(text), vocabulary(language).code):
        ordered = _apart(_SEPARATED.split(text), _order(heard))
        if not ordered:
            return ()
        found.append(ordered)
        found.append(_apart(ordered, _joins(heard)))
    return tuple(dict.fromkeys(way for way in found if way))


def _apart(parts: list[str] | tuple[str, ...], book: PhraseBook) -> tuple[str, ...]:
    things: list[str] = []
    for part in parts:
        utterance = listen(part)
        start = 0
        for found in book.find(utterance.words):
            things.append(_said(utterance, start, found.start))
            start = found.end
        things.append(_said(utterance, start, len(utterance.tokens)))
    return tuple(thing for thing in things if thing)


def _said(utterance: Utterance, start: int, end: int) -> str:
    if start >= end:
        return ""
    first, last = utterance.tokens[start], utterance.tokens[end - 1]
    return utterance.text[first.start : last.end].strip(" .,:;-–")
