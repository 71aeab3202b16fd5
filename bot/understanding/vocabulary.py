"""The words of a language, by what they are for. Tables are written as in `phrases`."""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

LANGUAGES = ("en", "tr", "pl", "de", "es", "fr")


@dataclass(frozen=True)
class AmountWords:
    """Words of numbers and money."""

    units: Mapping[float, str]  # 0 to 90, and hundreds where they are one word
    scales: Mapping[float, str]  # ten and more; they multiply what stands before
    plurals: str  # scales that by themselves are some of them: "thousands"
    articles: str  # "a": one, before a scale or a unit of time only
    halves: Mapping[float, str]  # before a scale: "half a"
    and_half: str  # after a number: "and a half"
    few: str  # a number nobody knows: "a few"
    links: str  # inside one number: "and"
    between: str
    range: str  # between two amounts: "to"
    at_most: str
    at_least: str
    about: str
    correction: str
    counts: str  # what is counted when it is not money: "people"
    periods: Mapping[str, str]
    currencies: Mapping[str, str]
    nothing: str
    alone: str  # "just me": one
    percent: str
    denial: str  # before a bound it turns it round: "not" less than
    out_of: str  # between a mark and its maximum: "out of"
    at_most_after: str = ""
    at_least_after: str = ""
    range_after: str = ""  # after a range: "arası"
    until_dative: str = ""  # Turkish "kadar": a bound after a dative, else "about"
    max_first: str = ""  # the maximum stands first: Turkish "üzerinden"
    below_or_six: str = ""  # Turkish "altı"
    few_teens: str = ""  # "kilkanaście": from eleven to nineteen
    few_of: Mapping[float, str] = field(default_factory=dict)  # "a few hundred" in one word
    point: str = ""  # before decimals that are spoken: "one point five"
    figures: Mapping[int, str] = field(default_factory=dict)  # "six figures"; 0: the number before
    no_numbers: str = ""  # what counts nothing though it looks like it: "one of our"
    was: str = ""  # beside an amount: one of the past
    too_much: str = ""  # after an amount: one that is not paid
    taxes: str = ""  # after "+": nothing is added to the sum
    glued: bool = False  # numbers are written as one word


@dataclass(frozen=True)
class TimeWords:
    """Words of dates, durations and their order."""

    now: str
    tomorrow: str
    after_tomorrow: str
    soon: str
    someday: str
    units: Mapping[str, str]  # day workday week fortnight month quarter half year weekend
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    seasons: Mapping[str, str]
    this: str
    next: str
    after_next: str
    start: str
    middle: str
    end: str
    deadline: str  # before a date or duration: "by"
    earliest: str  # before a date or duration: "from"
    range: str
    between: str
    holidays: Mapping[str, str]
    ordinals: Mapping[int, str]
    past: str  # "last", "ago": such a time is not meant
    after: str  # which of the earliest words mean after the end: "after March"
    before: str  # which of the deadline words mean before the start: "before March"
    rest: str = ""  # "rest of", "later": from today to the end
    deadline_after: str = ""
    earliest_after: str = ""
    spans: Mapping[str, str] = field(default_factory=dict)  # "next week" in one word
    runs_out: str = ""  # after a unit, which of the deadline words mean the present one's end
    week_of_year: str = ""  # beside a number: "calendar week"
    denial: str = ""  # after a time, where words of amounts deny otherwise: Turkish "değil"


@dataclass(frozen=True)
class AnswerWords:
    """Words of yes and no."""

    yes: str
    no: str
    neither: str
    bare_yes: str  # yes when they are the whole answer
    bare_no: str
    negation: str  # no, where nothing else speaks
    verbs: str  # yes only by themselves: "we have"
    strengthens: str  # yes by themselves, else of what follows: "of course not"


@dataclass(frozen=True)
class MoveWords:
    """What people say instead of an answer."""

    human: str
    stop: str
    back: str
    skip: str
    refused: str
    declined: str  # "no thanks": a refusal, but a no to a yes or no question
    unsure: str
    not_yet: str  # "not yet": unsure of a value, but a no to a yes or no question
    hedge: str  # "maybe": the value is there, yet ask
    asks: str  # the first word of a question: "why"
    asks_verbs: str  # a verb that begins a question: "can"; never a name
    asks_anywhere: str
    asks_not: str  # what begins like a question and is none: "co najmniej"
    polite: str  # words that carry nothing


@dataclass(frozen=True)
class PeopleWords:
    """Words around names, companies and addresses."""

    name_before: str
    name_after: str
    no_name: str  # who stays unknown
    titles: str
    address_before: str
    company_before: str
    company_after: str
    company_called: str  # wherever it stands, the company's name follows: "a startup called"
    company_stop: str  # what ends a company's name: "in", "and we"
    no_company: str
    at: str
    dot: str
    dash: str
    underscore: str


@dataclass(frozen=True)
class ChoiceWords:
    """Words of picking from a list."""

    ordinals: Mapping[int, str]
    last: str
    option: str  # "option", "number"
    every: str
    none: str
    both: str
    anything: str
    apart: str  # "except"
    negation: str
    links: str
    own_boss: str  # who decides, said of oneself: "I'm the owner", "it's up to me"
    idle: str  # words that tell no option from another
    concepts: Mapping[str, str]  # words of one idea, the same key in all languages


@dataclass(frozen=True)
class TalkWords:
    """Words about the talk itself: changing one's mind, and saying several things at once."""

    greetings: str
    ordinary: str  # the commonest words, which tell what language a text is in
    change: str  # an answer given before is meant for sure: "make it", "change my"
    correct: str  # the same where it begins the text: "no wait", "I meant"
    actually: str  # perhaps an answer given before is meant
    to: str  # before the new value: "change my name to"
    heads: str  # people who are counted: "we are 40 people"
    joins: str  # what stands between two things said at once
    thanks: str  # thanks, praise and good wishes: nothing is asked and nothing answered
    withdraw: str  # an agreement given before is taken back
    order: str  # before one of several things put in order: "first", "then"


@dataclass(frozen=True)
class Vocabulary:
    """All tables of one language."""

    code: str
    amounts: AmountWords
    times: TimeWords
    answers: AnswerWords
    moves: MoveWords
    people: PeopleWords
    choices: ChoiceWords
    talk: TalkWords


@cache
def vocabulary(language: str) -> Vocabulary:
    """The tables of `language`; those of English for a language we do not have."""
    code = language.lower().replace("_", "-").partition("-")[0]
    if code not in LANGUAGES:
        code = "en"
    module = importlib.import_module(f"bot.understanding.languages.{code}")
    found: Vocabulary = module.VOCABULARY
    return found
