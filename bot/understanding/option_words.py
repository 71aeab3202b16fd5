"""The options of a question prepared for comparing: their words, weights and order words."""

import math
import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from bot.understanding.boolean import opening
from bot.understanding.numerals import Numerals, numerals
from bot.understanding.phrases import Found, PhraseBook
from bot.understanding.request import Choice
from bot.understanding.utterance import Utterance, listen
from bot.understanding.vocabulary import vocabulary

_SAME, _STEM, _TYPO, _IDEA, _PRONOUN = 1.0, 0.9, 0.75, 0.7, 0.4
_PERSONS = frozenset({"self", "boss", "team"})
_NEGATED_VERB = re.compile(r"m[iu]yor(?:um|uz|lar)?$")  # Turkish "kullanmıyoruz"
_SHORTEST_STEM = 4
_SHORTEST_TYPO = 4


@cache
def _idle_book(language: str) -> PhraseBook:
    book = PhraseBook()
    table = vocabulary(language)
    german = table.code == "de"
    book.add(table.choices.idle, "idle", None, german)
    book.add(table.choices.option, "idle", None, german)
    book.add(table.moves.polite, "idle", None, german)
    return book


@cache
def _places_book(language: str) -> PhraseBook:
    book = PhraseBook()
    table = vocabulary(language)
    words, german = table.choices, table.code == "de"
    for number, forms in words.ordinals.items():
        book.add(forms, "ordinal", number, german)
    for tag in (
        "last",
        "option",
        "every",
        "none",
        "both",
        "anything",
        "apart",
        "negation",
        "links",
        "own_boss",
    ):
        book.add(getattr(words, tag), tag, None, german)
    return book


@cache
def _ideas(language: str) -> PhraseBook:
    """The words of ideas in `language`; a word may stand for several."""
    book = PhraseBook()
    words = vocabulary(language).choices.concepts
    for idea, forms in words.items():
        book.add(forms, idea, None, language == "de")
    return book


@lru_cache(maxsize=8192)
def ideas(word: str, language: str) -> frozenset[str]:
    """The ideas that a folded word stands for."""
    found = _ideas(language).at((word,), 0)
    return found.tags if found else frozenset()


@lru_cache(maxsize=16384)
def likeness(typed: str, said: str) -> float:
    """How surely two folded words are the same: 1 equal, 0 different."""
    if typed == said:
        return _SAME
    if _NEGATED_VERB.search(typed) is not None and _NEGATED_VERB.search(said) is None:
        return 0.0
    if _NEGATED_VERB.search(said) is not None and _NEGATED_VERB.search(typed) is None:
        return 0.0
    shorter, longer = sorted((len(typed), len(said)))
    common = 0
    for one, other in zip(typed, said, strict=False):
        if one != other:
            break
        common += 1
    if common >= _SHORTEST_STEM and common >= 0.6 * longer:
        return _STEM
    if common >= _SHORTEST_STEM and common == shorter and common >= 0.45 * longer:
        return _TYPO
    if (
        shorter >= _SHORTEST_TYPO
        and typed[0] == said[0]
        and not (typed.isdigit() or said.isdigit())
    ):
        from rapidfuzz.distance import OSA  # loaded late: half of this package's import time

        allowed = 1 if shorter < 7 else 2
        if OSA.distance(typed, said, score_cutoff=allowed) <= allowed:
            return _TYPO
    return 0.0


class Board:
    """The options of one question in one language."""

    def __init__(self, options: tuple[Choice, ...], language: str) -> None:
        self.options, self.language = options, language
        self.numerals: Numerals = numerals(language)
        self.places = _places_book(language)
        self._idle = _idle_book(language)
        self.words = self._told_apart([self._option_words(option) for option in options])
        self._said = frozenset(
            word for option in options for word in listen(option.label).spoken
        ).union(*self.words)
        self._ideas = [self._option_ideas(option) for option in options]
        self._weights = self._weigh()
        self.own_ordinals = self._ordinals_of_labels()
        self._lacking = self._words_of_lack()
        self.yes, self.no = self._polar_options()

    def _contents(self, text: str) -> list[str]:
        words = listen(text.replace("_", " ")).spoken
        taken = {
            place for found in self._idle.find(words) for place in range(found.start, found.end)
        }
        kept = [word for place, word in enumerate(words) if place not in taken]
        return kept or list(words)

    def _option_words(self, option: Choice) -> frozenset[str]:
        forms = (option.label, option.value, *option.also)
        return frozenset(word for form in forms for word in self._contents(form))

    def _told_apart(self, words: list[frozenset[str]]) -> list[frozenset[str]]:
        """The words of each option, with the "more" of "More leads" where "Better leads" is
        offered too and nothing else tells the two apart."""
        labels = [frozenset(listen(option.label).spoken) for option in self.options]
        told: list[frozenset[str]] = []
        for index, own in enumerate(words):
            others = frozenset[str]().union(*words[:index], *words[index + 1 :])
            said = frozenset[str]().union(*labels[:index], *labels[index + 1 :])
            distinct = frozenset(self._contents(self.options[index].label)) - others
            told.append(own if distinct else own | (labels[index] - said))
        return told

    def _words_of_lack(self) -> frozenset[str]:
        """Words of options that say themselves what is not: "not enough leads"."""
        forms = [form for one in self.options for form in (one.label, *one.also)]
        negated = [
            form
            for form in forms
            if any("negation" in one.tags for one in self.places.find(listen(form).spoken))
        ]
        return frozenset(word for form in negated for word in self._contents(form))

    def _option_ideas(self, option: Choice) -> frozenset[str]:
        said: set[str] = set()
        for form in (option.label, *option.also):
            for word in listen(form).spoken:
                said |= ideas(word, self.language)
        for word in listen(option.value.replace("_", " ")).spoken:
            said |= ideas(word, self.language) | ideas(word, "en")
        return frozenset(said)

    def _weigh(self) -> dict[str, float]:
        """A word in few options tells more than one in many."""
        count = len(self.options)
        weights: dict[str, float] = {}
        for word in {word for words in self.words for word in words}:
            owners = sum(1 for words in self.words if any(likeness(word, own) for own in words))
            weights[word] = math.log((count + 1) / owners) / math.log(count + 1)
        return weights

    def _ordinals_of_labels(self) -> frozenset[object]:
        return frozenset(
            found.values["ordinal"]
            for option in self.options
            for found in self.places.find(listen(option.label).spoken)
            if "ordinal" in found.tags
        )

    def _polar_options(self) -> tuple[Choice | None, Choice | None]:
        sides: dict[bool, list[Choice]] = {True: [], False: []}
        for option in self.options:
            said = opening(listen(option.label), self.language)
            if said is None and option.value.lower() in ("yes", "no", "true", "false"):
                said = option.value.lower() in ("yes", "true")
            if said is not None:
                sides[said].append(option)
        if len(sides[True]) == 1 and len(sides[False]) == 1:
            return sides[True][0], sides[False][0]
        return None, None

    def idle(self, words: Sequence[str]) -> int:
        """How many of `words` tell no option from another."""
        return sum(found.end - found.start for found in self._idle.find(words))

    def says(self, index: int, word: str) -> bool:
        """Whether an option has a word, or another of the same idea, as a telling word."""
        if len(word) < _SHORTEST_STEM:
            return False
        alike = any(likeness(word, own) for own in self.words[index])
        return alike or bool(self._spoken_ideas(word) & self._ideas[index])

    def labels_say(self, utterance: Utterance, found: Found) -> bool:
        """Whether a phrase of the text stands in a label too."""
        said = utterance.spoken[found.start : found.end]
        return any(all(word in words for word in said) for words in self.words)

    def _kept(self, words: tuple[str, ...]) -> list[str]:
        """The words that count: no courtesy, nothing that is denied."""
        found = self.places.find(words)
        labels = self._said
        dropped: set[int] = set()
        for one in found:
            if one.tags & {"negation", "apart"} and not any(
                word in labels for word in words[one.start : one.end]
            ):
                denied = self._denied(words, one)
                if not self._is_lack(words[place] for place in denied if 0 <= place < len(words)):
                    dropped |= denied
        contents = frozenset().union(*self.words)
        for one in self._idle.find(words):
            dropped |= {
                place
                for place in range(one.start, one.end)
                if words[place] not in contents and not self._is_telling(words[place])
            }
        return [word for place, word in enumerate(words) if place not in dropped]

    def _is_lack(self, denied: Iterable[str]) -> bool:
        """Whether what is denied is what an option says is missing."""
        return any(
            len(word) >= _SHORTEST_STEM and likeness(word, own)
            for word in denied
            for own in self._lacking
        )

    def own_boss(self, words: Sequence[str]) -> int | None:
        """The one option that says "I" where somebody says that they decide: "I'm the owner"."""
        mine = [index for index, said in enumerate(self._ideas) if "self" in said]
        if len(mine) != 1 or not any("boss" in said for said in self._ideas):
            return None
        tags = frozenset[str]().union(*(one.tags for one in self.places.find(words)))
        others = any("team" in ideas(word, self.language) for word in words)
        return mine[0] if "own_boss" in tags and "negation" not in tags and not others else None

    def _is_telling(self, word: str) -> bool:
        """Whether an idle word ("I", "we") stands for what one of the options says."""
        meant = ideas(word, self.language) & _PERSONS
        return sum(1 for said in self._ideas if said & meant) == 1 if meant else False

    def _denied(self, words: tuple[str, ...], found: Found) -> set[int]:
        """The words a "not" takes back: those after it, in Turkish the one before it."""
        taken = set(range(found.start, found.end))
        if self.language == "tr":
            return taken | {found.start - 1, found.start - 2}
        if self.language == "en" and words[found.start].endswith("nt"):
            taken.add(found.start - 1)  # whose verb it is: "I don't need prices"
        for place in range(found.end, min(found.end + 4, len(words))):
            after = self.places.at(words, place)
            if after is not None and "links" in after.tags:
                break
            taken.add(place)
        return taken

    def scores(self, words: tuple[str, ...]) -> list[float]:
        """For each option how much of the text speaks for it, 0 to about 1."""
        kept = self._kept(words)
        totals = [0.0] * len(self.options)
        if not kept:
            return totals
        for word in kept:
            gains = [self._gain(word, index) for index in range(len(self.options))]
            owners = sum(1 for gain in gains if gain >= max(gains) * 0.8 and gain > 0)
            for index, gain in enumerate(gains):
                totals[index] += gain / owners if owners > 1 else gain
        scale = min(len(kept), 3)
        return [total / (1 + 0.35 * (scale - 1)) for total in totals]

    def _gain(self, word: str, index: int) -> float:
        best = 0.0
        persons = ideas(word, self.language) & _PERSONS
        for own in self.words[index]:
            same = likeness(word, own)
            if same < _SAME and persons and self._is_other_person(persons, own):
                same = 0.0  # "alle" is not "allein"
            if not same and self.language == "de" and len(own) >= _SHORTEST_STEM:
                same = _TYPO if word.startswith(own) else 0.0  # the head of a compound
            if same:
                best = max(best, same * self._weights[own])
        if best < _IDEA:
            shared = self._spoken_ideas(word) & self._ideas[index]
            if shared:
                owners = min(sum(1 for others in self._ideas if idea in others) for idea in shared)
                weight = _PRONOUN if self._idle.knows(word) else _IDEA
                best = max(best, weight / owners)
        return best

    def _is_other_person(self, persons: frozenset[str], word: str) -> bool:
        others = ideas(word, self.language) & _PERSONS
        return bool(others) and not others & persons

    def _spoken_ideas(self, word: str) -> frozenset[str]:
        return ideas(word, self.language) or (
            ideas(word, "en") if self.language != "en" else frozenset()
        )


@lru_cache(maxsize=512)
def board(options: tuple[Choice, ...], language: str) -> Board:
    """The prepared options; kept for the next answer."""
    return Board(options, language)
