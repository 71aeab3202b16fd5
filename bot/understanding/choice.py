"""One option picked in words: exactly, by its place, by a number in its range, by what it says."""

import re
from functools import lru_cache

from bot.understanding.boolean import polarity
from bot.understanding.option_ranges import by_range
from bot.understanding.option_words import Board, board
from bot.understanding.phrases import Found
from bot.understanding.request import Choice, Outcome, Reading, Request
from bot.understanding.utterance import NUMBER, Utterance, listen
from bot.understanding.vocabulary import vocabulary

_LETTER = re.compile(r"^\W*([a-j])\W*$", re.IGNORECASE)
_ORDINAL_ENDINGS = frozenset(
    "st nd rd th er e eme ere a o inci nci uncu ncu ga gi ta ci cia te".split()
)
_SURE = 0.55
_ENOUGH = 0.3
_MARGIN = 1.35


def exact(utterance: Utterance, options: tuple[Choice, ...]) -> Choice | None:
    """The option whose label, value or other words are all that was typed, or the only one that
    has several words in a row as they were typed."""
    typed = " ".join(utterance.spoken)
    if not typed:
        return next((one for one in options if utterance.text in (one.label, one.value)), None)
    hits = [one for one in options if typed in _spellings(one)]
    if not hits and len(utterance.spoken) > 1:  # "not yet" of "No, not yet"
        hits = [one for one in options if any(f" {typed} " in f" {it} " for it in _spellings(one))]
    return hits[0] if len(hits) == 1 else None


@lru_cache(maxsize=2048)
def _spellings(option: Choice) -> frozenset[str]:
    forms = (option.label, option.value, option.value.replace("_", " "), *option.also)
    return frozenset(" ".join(listen(form).spoken) for form in forms) - {""}


def by_place(utterance: Utterance, options: tuple[Choice, ...], language: str) -> int | None:
    """The index named by order: "2", "the second one", "option b", "the last"."""
    words = utterance.spoken
    if not words or len(words) > 8:
        return None
    table = board(options, language)
    places = [found for found in table.places.find(words) if not _is_said(table, found)]
    index = _ordinal_index(places, len(options), words)
    letter = _lettered(utterance, words, table)
    if index is None and letter is not None:
        index = letter
    if index is None:
        index = _numbered(utterance, words, table)
    return index if index is not None and 0 <= index < len(options) else None


def only_order(utterance: Utterance, options: tuple[Choice, ...], language: str) -> bool:
    """Whether a text is an order word and courtesy: "the second one"."""
    table, words = board(options, language), utterance.spoken
    ordinals = [
        found
        for found in table.places.find(words)
        if found.tags & {"ordinal", "last"} and not _is_said(table, found)
    ]
    rest = [word for word in words if not any(word in words[o.start : o.end] for o in ordinals)]
    return bool(ordinals) and table.idle(rest) == len(rest)


def _is_said(table: Board, found: Found) -> bool:
    """Whether a word of order stands in a label itself."""
    return bool(found.tags & {"ordinal"}) and found.values.get("ordinal") in table.own_ordinals


def _ordinal_index(places: list[Found], count: int, words: tuple[str, ...]) -> int | None:
    last = [one for one in places if "last" in one.tags]
    ordinals = [one for one in places if "ordinal" in one.tags]
    negated = {one.start for one in places if "negation" in one.tags}
    ordinals = [
        one
        for one in ordinals
        if not any(start in negated for start in (one.start - 1, one.start - 2))
    ] or ordinals[:0]
    if len(ordinals) > 1:
        return None
    if ordinals:
        number = ordinals[0].values["ordinal"]
        assert isinstance(number, int)
        return count - number if last and number <= count else number - 1
    return count - 1 if last else None


def _lettered(utterance: Utterance, words: tuple[str, ...], table: Board) -> int | None:
    alone = _LETTER.match(utterance.text)
    letter = alone[1] if alone else None
    if letter is None and len(words) == 2:
        for word, beside in (words, words[::-1]):  # "option b", Turkish "b şıkkı"
            option = table.places.at((beside,), 0)
            if len(word) == 1 and word.isalpha() and option and "option" in option.tags:
                letter = word
    return ord(letter.lower()) - ord("a") if letter else None


def _numbered(utterance: Utterance, words: tuple[str, ...], table: Board) -> int | None:
    """A bare number, or one after "option" or "#", as a place in the list."""
    numbers = [token for token in utterance.tokens if token.kind == NUMBER]
    marked = "#" in utterance.text or any(
        "option" in one.tags and one.end - one.start == 1 for one in table.places.find(words)
    )
    if len(numbers) == 1 and numbers[0].text.isdigit() and len(numbers[0].text) < 3:
        ordinal = len(words) > 1 and words[-1] in _ORDINAL_ENDINGS
        rest = len(words) - 1 - ordinal
        if not rest or ((marked or ordinal) and table.idle(words) >= rest):
            return int(numbers[0].text) - 1
        return None
    pieces = [table.numerals.piece_at(words, place)[1] for place in range(len(words))]
    values = [piece[0][1] for piece in pieces if piece and piece[0][0] == "unit"]
    if len(values) == 1 and table.idle(words) >= len(words) - 1:
        return int(values[0]) - 1
    return None


def by_polarity(utterance: Utterance, options: tuple[Choice, ...], language: str) -> Choice | None:
    """The option that is the yes or the no, when exactly one of each is offered."""
    table = board(options, language)
    if table.yes is None or table.no is None:
        return None
    answer = polarity(utterance, language)
    return None if answer is None else table.yes if answer else table.no


def by_phrase(
    utterance: Utterance, options: tuple[Choice, ...], language: str
) -> tuple[Choice, Outcome] | None:
    """The only option that has a label, or other words of its author's, of several words in the
    text: "we want more leads" says "more leads". None where anything is denied."""
    found = board(options, language).places.find(utterance.spoken)
    if any(one.tags & {"negation", "apart"} for one in found):
        return None
    typed = f" {' '.join(utterance.spoken)} "
    hits = [
        one
        for one in options
        if any(" " in form and f" {form} " in typed for form in _spellings(one))
    ]
    return (hits[0], "answer") if len(hits) == 1 else None


def by_words(
    utterance: Utterance, options: tuple[Choice, ...], language: str
) -> tuple[Choice, Outcome] | None:
    """The option whose words the text shares, typos and ideas of the same meaning included."""
    table = board(options, language)
    scores = table.scores(utterance.spoken)
    ranked = sorted(range(len(options)), key=lambda index: -scores[index])
    best = scores[ranked[0]]
    second = scores[ranked[1]] if len(ranked) > 1 else 0.0
    if best < _ENOUGH or best < second * _MARGIN:
        return None
    sure = best >= _SURE and best >= second * 2
    return options[ranked[0]], "answer" if sure else "confirm"


def read(utterance: Utterance, request: Request, language: str) -> Reading | None:
    """The value of the option meant; None when it is not clear which."""
    options = request.options
    if not options:
        return None
    if (same := exact(utterance, options)) is not None:
        return Reading("answer", same.value)
    place = by_place(utterance, options, language)
    ordered = place is not None and only_order(utterance, options, language)
    if place is not None and ordered:  # "the last one" is no range with a one in it
        return Reading("answer", options[place].value)
    own = language == vocabulary(request.language).code  # what denies is heard in that only
    words = by_phrase(utterance, options, language) if own else None
    words = words or by_words(utterance, options, language)
    ranged = by_range(utterance, request, language, words[0] if words and _is_sure(words) else None)
    if ranged is not None:
        return ranged
    picked = by_polarity(utterance, options, language)
    if picked is not None:
        return Reading("answer", picked.value)
    boss = board(options, language).own_boss(utterance.spoken)
    if boss is not None:
        return Reading("answer", options[boss].value)
    if place is not None and not _is_sure(words):
        return Reading("answer", options[place].value)
    if words is None or (words[1] == "confirm" and _is_plural(utterance, options, language)):
        return None
    return Reading(words[1], words[0].value)


def _is_sure(words: tuple[Choice, Outcome] | None) -> bool:
    return words is not None and words[1] == "answer"


def negates(utterance: Utterance, options: tuple[Choice, ...], language: str) -> bool:
    """Whether anything is denied: "not me", "we don't need more"."""
    found = board(options, language).places.find(utterance.spoken)
    return any("negation" in one.tags for one in found)


def says(value: object, words: frozenset[str], options: tuple[Choice, ...], language: str) -> bool:
    """Whether the chosen option, or one of them, says one of `words` itself."""
    chosen = value if isinstance(value, list) else [value]
    table = board(options, language)
    return any(
        table.says(index, word)
        for index, option in enumerate(options)
        if option.value in chosen
        for word in words
    )


def _is_plural(utterance: Utterance, options: tuple[Choice, ...], language: str) -> bool:
    """Whether all, both or none of the options are meant."""
    table = board(options, language)
    found = table.places.find(utterance.spoken)
    return any(
        one.tags & {"every", "both", "none", "anything"} and not table.labels_say(utterance, one)
        for one in found
    )
