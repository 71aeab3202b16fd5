"""Several options picked in words: "the first and the third", "all but e-mail"."""

from bot.understanding.choice import by_place, by_words, exact
from bot.understanding.option_words import Board, board
from bot.understanding.phrases import Found
from bot.understanding.request import Choice, Outcome, Reading, Request
from bot.understanding.utterance import NUMBER, SYMBOL, Utterance, listen

_SEPARATORS = frozenset(",;&+/.|")


def _segments(utterance: Utterance, table: Board) -> list[str]:
    """The parts between commas and words like "and"."""
    parts: list[list[str]] = [[]]
    place = 0
    words = utterance.words
    while place < len(words):
        found = table.places.at(words, place)
        if utterance.tokens[place].kind == SYMBOL and words[place] in _SEPARATORS:
            parts.append([])
            place += 1
        elif found is not None and "links" in found.tags:
            parts.append([])
            place = found.end
        else:
            parts[-1].append(words[place])
            place += 1
    return [" ".join(part) for part in parts if part]


def _picked(part: str, options: tuple[Choice, ...], language: str) -> tuple[set[int], bool]:
    """The indexes a part names, and whether surely."""
    utterance = listen(part)
    if (same := exact(utterance, options)) is not None:
        return {options.index(same)}, True
    numbers = [token.text for token in utterance.tokens if token.kind == NUMBER]
    if len(numbers) > 1 and all(number.isdigit() for number in numbers):
        return {int(number) - 1 for number in numbers if 0 < int(number) <= len(options)}, True
    if (place := by_place(utterance, options, language)) is not None:
        return {place}, True
    words = by_words(utterance, options, language)
    return ({options.index(words[0])}, words[1] == "answer") if words else (set(), False)


def _whole(utterance: Utterance, table: Board) -> Found | None:
    """A word for all, both or none of the options."""
    for found in table.places.find(utterance.spoken):
        if found.tags & {"every", "both", "none"} and not table.labels_say(utterance, found):
            return found
    return None


def _ends(utterance: Utterance, count: int, table: Board) -> range | None:
    """ "The first two", "los dos últimos": the places of so many from one end."""
    words = utterance.spoken
    edges = [
        one
        for one in table.places.find(words)
        if "last" in one.tags or one.values.get("ordinal") == 1
    ]
    if len(edges) != 1 or table.idle(words) < len(words) - 2:
        return None
    for place in (edges[0].end, edges[0].start - 1):
        many = _number(words, place, table)
        if many is not None and 1 < many <= count:
            return range(count - many, count) if "last" in edges[0].tags else range(many)
    return None


def _number(words: tuple[str, ...], place: int, table: Board) -> int | None:
    if not 0 <= place < len(words):
        return None
    if words[place].isdigit():
        return int(words[place]) if len(words[place]) == 1 else None
    found = table.places.at(words, place)
    if found is not None and "both" in found.tags:
        return 2
    pieces = table.numerals.piece_at(words, place)[1]
    return int(pieces[0][1]) if pieces and pieces[0][0] == "unit" else None


def _except(utterance: Utterance, request: Request, language: str, table: Board) -> set[int]:
    """The options after "except" (before it in Turkish)."""
    words = utterance.spoken
    for found in table.places.find(words):
        if "apart" in found.tags:
            rest = words[: found.start] if language == "tr" else words[found.end :]
            picks: set[int] = set()
            for part in _segments(listen(" ".join(rest)), table):
                picks |= _picked(part, request.options, language)[0]
            return picks
    return set()


def read(utterance: Utterance, request: Request, language: str) -> Reading | None:
    """The list of values meant, in the order of the options."""
    options = request.options
    if not options:
        return None
    if (same := exact(utterance, options)) is not None:
        return Reading("answer", [same.value])
    table = board(options, language)
    whole = _whole(utterance, table)
    if whole is not None and "none" in whole.tags and "every" not in whole.tags:
        return Reading("confirm", [])
    if (several := _ends(utterance, len(options), table)) is not None:
        return Reading("answer", [options[index].value for index in several])
    left_out = _except(utterance, request, language, table)
    if left_out or (whole is not None and ("every" in whole.tags or len(options) == 2)):
        chosen = [one.value for index, one in enumerate(options) if index not in left_out]
        return Reading("answer", chosen)
    picks: set[int] = set()
    sure = True
    for part in _segments(utterance, table) or [utterance.text]:
        found, certain = _picked(part, options, language)
        picks |= found
        sure = sure and certain
    if not picks:
        found, sure = _picked(utterance.text, options, language)
        picks |= found
    if not picks:
        return None
    outcome: Outcome = "answer" if sure else "confirm"
    return Reading(outcome, [options[index].value for index in sorted(picks)])
