"""Yes, no, or neither. Fixed phrases go before single words; indirect answers are left alone."""

import re
from functools import cache

from bot.understanding.phrases import Found, PhraseBook
from bot.understanding.request import Reading, Request
from bot.understanding.utterance import Utterance, fold
from bot.understanding.vocabulary import vocabulary

_YES_SIGNS = re.compile(r"[👍✅✔👌🙌💯😀😃😄🙂😊]|(?<!\w)\+1?(?!\d)")
_NO_SIGNS = re.compile(r"[👎❌✖🚫🙅]|(?<!\w)-1(?!\d)")
_SHORT = 4
_STEM = 4
_NEGATED_AT_MOST = 9
# Turkish verbs of the first person: the negative has "m" and a vowel before the tense.
_TURKISH_NO = re.compile(
    r"\w*(?:[^\W_]m[aeiu](?:yor(?:um|uz|lar|du\w*)?|m|yiz|z|zlar|zler|d[iu][mkl]?\w*|y[ae]ca\w+|mis\w*)|m[ae]k?ta)"
)
_TURKISH_YES = re.compile(
    r"\w+(?:yor(?:um|uz|lar)|[ae]c[ae](?:gim|giz|kler|klar)|[aeiu]r(?:im|iz|um|uz)|d[iu](?:m|k))"
)


@cache
def _book(language: str) -> PhraseBook:
    book = PhraseBook()
    table = vocabulary(language)
    words, german = table.answers, table.code == "de"
    for tag in ("yes", "no", "neither", "verbs", "strengthens"):
        book.add(getattr(words, tag), tag, None, german)
    return book


@cache
def _bare(language: str) -> PhraseBook:
    book = PhraseBook()
    table = vocabulary(language)
    book.add(table.answers.bare_yes, "yes", None, table.code == "de")
    book.add(table.answers.bare_no, "no", None, table.code == "de")
    return book


@cache
def _negation(language: str) -> PhraseBook:
    book = PhraseBook()
    table = vocabulary(language)
    book.add(table.answers.negation, "no", None, table.code == "de")
    return book


@cache
def _idle(language: str) -> PhraseBook:
    book = PhraseBook()
    table = vocabulary(language)
    book.add(table.moves.polite, "polite", None, table.code == "de")
    book.add(table.amounts.correction, "correction", None, table.code == "de")
    return book


@cache
def _hedges() -> PhraseBook:
    book = PhraseBook()
    book.add(vocabulary("tr").moves.hedge, "hedge")
    return book


def _polarity(found: Found) -> str:
    for tag in ("neither", "no", "yes"):
        if tag in found.tags:
            return tag
    return "neither"


def _signs(text: str) -> bool | None:
    yes, no = _YES_SIGNS.search(text), _NO_SIGNS.search(text)
    if bool(yes) == bool(no):
        return None
    return bool(yes)


def _opening(words: tuple[str, ...], found: list[Found], language: str) -> Found | None:
    """The first yes or no, if nothing but courtesy stands before it."""
    idle = _idle(language)
    place = 0
    for one in found:
        while place < one.start:
            courtesy = idle.at(words, place)
            if courtesy is None or courtesy.end > one.start:
                return None
            place = courtesy.end
        if one.tags & {"yes", "no"} or "neither" in one.tags:
            return one
        place = one.end
    return None


def _corrects(words: tuple[str, ...], first: Found, last: Found, language: str) -> bool:
    """Whether something like "sorry" stands between two answers."""
    between = words[first.end : last.start]
    return any("correction" in one.tags for one in _idle(language).find(between))


def polarity(utterance: Utterance, language: str, question: str | None = None) -> bool | None:
    """True for yes, False for no, None where neither is said.

    `question` tells whether the words after "we have" only repeat it.
    """
    words = utterance.spoken
    if not words:
        return _signs(utterance.text)
    found = [one for one in _book(language).find(words) if one.tags & {"yes", "no", "neither"}]
    if found and (found := _beside_courtesy(words, found, language)):
        return _judged(utterance, found, language, question)
    bare = _bare(language).at(words, 0)
    if bare is not None and bare.end == len(words):
        return "yes" in bare.tags
    if language == "tr" and (verb := _turkish_verb(words)) is not None:
        return verb
    if len(words) <= _NEGATED_AT_MOST and _negation(language).find(words):
        return False
    return _signs(utterance.text)


def _beside_courtesy(words: tuple[str, ...], found: list[Found], language: str) -> list[Found]:
    """Without what is part of a courtesy: "never mind" is no "never"."""
    courtesies = [
        idle
        for idle in _idle(language).find(words)
        if idle.end - idle.start > 1 and idle.tags == {"polite"}
    ]
    return [
        one
        for one in found
        if not any(
            idle.start <= one.start
            and one.end <= idle.end
            and one.end - one.start < idle.end - idle.start
            for idle in courtesies
        )
    ]


def _denied(words: tuple[str, ...], language: str) -> bool:
    """Whether a negation stands in `words` that is no part of a courtesy."""
    return bool(_beside_courtesy(words, _negation(language).find(words), language))


def _judged(
    utterance: Utterance, found: list[Found], language: str, question: str | None
) -> bool | None:
    words, kinds = utterance.spoken, [_polarity(one) for one in found]
    opening = _opening(words, found, language)
    if "neither" in kinds:
        said = {kind for kind in kinds if kind != "neither"}
        first = _polarity(opening) if opening else "neither"
        sure = first != "neither" and kinds[0] == first and len(said) == 1
        return first == "yes" if sure and _sentence_goes_on(words, found, kinds) else None
    if len(set(kinds)) == 2:
        return _both_said(words, found, kinds, language)
    if kinds[0] == "no":
        return False if opening is not None or len(words) <= _NEGATED_AT_MOST else None
    return _only_yes(words, found, opening, language, question)


def _both_said(
    words: tuple[str, ...], found: list[Found], kinds: list[str], language: str
) -> bool | None:
    """Yes and no in one text: corrected, strengthened ("of course not"), or contradictory."""
    opening = _opening(words, found, language)
    if _corrects(words, found[0], found[-1], language):
        return kinds[-1] == "yes"
    leaning = [one.tags & {"verbs", "strengthens"} for one in found if _polarity(one) == "yes"]
    if all(leaning) and kinds[0] == "yes" and found[kinds.index("no")].start - found[0].end <= 2:
        return False
    if opening is None:
        return None
    other = next(one for one in found if _polarity(one) != _polarity(opening))
    if other.start == opening.end and not other.tags & {"strengthens", "verbs"}:
        return None
    return _polarity(opening) == "yes"


def _only_yes(
    words: tuple[str, ...],
    found: list[Found],
    opening: Found | None,
    language: str,
    question: str | None,
) -> bool | None:
    if all("verbs" in one.tags for one in found):
        return _by_verb(words, found, language, question)
    if opening is None:
        covered = sum(one.end - one.start for one in found)
        denied = _denied(words[: found[0].start], language)
        return True if len(words) - covered < _SHORT and not denied else None
    if _denied(words[: found[0].start], language):
        return None
    leaning = all(one.tags & {"verbs", "strengthens"} for one in found)
    following = words[found[0].end : found[0].end + 2]
    return not (leaning and _negation(language).find(following))


def _by_verb(
    words: tuple[str, ...], found: list[Found], language: str, question: str | None
) -> bool | None:
    """ "We have" is a yes, "we have none" a no, "we have Excel" says neither."""
    if _negation(language).find(words[found[0].end :]) and len(words) <= _NEGATED_AT_MOST:
        return False
    taken = {place for one in found for place in range(one.start, one.end)}
    rest = tuple(word for place, word in enumerate(words) if place not in taken)
    courtesy = {place for one in _idle(language).find(rest) for place in range(one.start, one.end)}
    telling = [word for place, word in enumerate(rest) if place not in courtesy]
    asked = {fold(word.strip(".,?!:;()¿"))[:_STEM] for word in (question or "").split()}
    unasked = [
        word
        for word in telling
        if word[:_STEM] not in asked and (len(word) >= _STEM or word.isdigit())
    ]
    if _negation(language).find(words[: found[0].start]):
        return None
    return None if unasked else True


def hears(utterance: Utterance, language: str) -> bool:
    """Whether the language has a word for what was said, be it "neither"."""
    return bool(_book(language).find(utterance.spoken))


def declines(utterance: Utterance, language: str) -> bool:
    """Whether all that was said is a no."""
    words = utterance.spoken
    found = _book(language).find(words)
    kinds = {_polarity(one) for one in found}
    taken = {place for one in found for place in range(one.start, one.end)}
    rest = tuple(word for place, word in enumerate(words) if place not in taken)
    courtesy = sum(one.end - one.start for one in _idle(language).find(rest))
    return kinds == {"no"} and courtesy == len(rest)


def is_plain(utterance: Utterance, language: str, moved: frozenset[str]) -> bool:
    """Whether a text begins with a bare yes or no, whatever follows: "yes, not sure which".

    `moved`: words of phrases that are no answer; a "no" among them is part of those.
    """
    found = [one for one in _book(language).find(utterance.spoken) if one.tags & {"yes", "no"}]
    first = _opening(utterance.spoken, found, language) if found else None
    if first is None or first.end - first.start > 1 or "verbs" in first.tags:
        return False
    return utterance.spoken[first.start] not in moved


def opening(utterance: Utterance, language: str) -> bool | None:
    """The yes or no that a text begins with: "Yes, we use one"."""
    found = _book(language).at(utterance.spoken, 0) if utterance.spoken else None
    if found is None or _polarity(found) == "neither":
        return None
    return _polarity(found) == "yes"


def agrees(utterance: Utterance, language: str) -> bool:
    """Whether all that was said is a yes or a no."""
    words = utterance.spoken
    found = _book(language).find(words)
    return sum(one.end - one.start for one in found) == len(words)


def _sentence_goes_on(words: tuple[str, ...], found: list[Found], kinds: list[str]) -> bool:
    """ "Yes, but it depends on the price" is a yes; "yes, maybe" is not."""
    after = found[kinds.index("neither")]
    return after.start - found[0].end >= 2 and len(words) > _SHORT


def _turkish_verb(words: tuple[str, ...]) -> bool | None:
    """Yes or no from the verb that a short Turkish answer is or ends with."""
    if len(words) > _SHORT or len(words[-1]) < 4 or _hedges().knows(words[-1]):
        return None
    if _TURKISH_NO.fullmatch(words[-1]):
        return False
    if len(words) <= 2 and _TURKISH_YES.fullmatch(words[-1]):
        return True
    return None


def read(utterance: Utterance, request: Request, language: str) -> Reading | None:
    """True or False; None for anything that is neither."""
    answer = polarity(utterance, language, request.question)
    return None if answer is None else Reading("answer", answer)
