"""What the comparison of questions needs to know of a language, one file a language."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from functools import cache

LANGUAGES = ("en", "tr", "pl", "de", "es", "fr")


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The words of a language as they matter when two questions are compared.

    `stemmer` is the name of its Snowball stemmer. `weak` words stand in any question and count
    less. Every line of `same` holds words that mean the same when a company is asked something;
    a word stands in one line only. Every line of `about_asking` is a way to ask why a question is
    asked, which no answer of a file answers. `elsewhere` holds what people ask any chat, by topic
    with an empty line between: where a file says nothing of it, it is no question of the file's.
    `split` writes out what is said in one word: "can't"
    is "can" and "not". Of a stem its first `letters` are kept: where endings pile up, that finds
    more than taking them off one by one (Can et al. 2008, "Information retrieval on Turkish
    texts"). A language that writes several words as one names the `joints` between them: the "s"
    in "Kündigungsfrist".
    """

    stemmer: str
    weak: str
    same: str
    about_asking: str
    elsewhere: str
    split: dict[str, str] = field(default_factory=dict)
    letters: int | None = None
    joints: tuple[str, ...] | None = None


@cache
def question_words(language: str) -> QuestionWords | None:
    """The words of `language`, of its base language for "pt-BR", None for one not known."""
    code = language.split("-")[0].lower()
    if code not in LANGUAGES:
        return None
    found = importlib.import_module(f"bot.answers.languages.{code}").WORDS
    assert isinstance(found, QuestionWords)
    return found
