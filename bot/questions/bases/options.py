"""Options and how they are named: what choice, picture, multi_choice and ranking share."""

from __future__ import annotations

from collections.abc import Iterable

from bot.errors import BadAnswer
from bot.model import Json, Option, Question
from bot.questions.bases.typed import refuse
from bot.questions.bases.writing import words
from bot.texts import plain_text

#: The visitor's own words in place of an option, in characters.
LONGEST_OTHER = 200


def key_of(value: Json) -> str:
    """How an option is named in JSON: numbers and truths as flow files would write them."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def find(options: Iterable[Option], key: str) -> Option | None:
    """The option with that value."""
    for option in options:  # a plain loop: this is on the path of every turn
        if option.value == key:
            return option
    return None


def accept_one(question: Question, value: Json, language: str) -> Json:
    """The value of one option, or `{"other": words}`; BadAnswer listing what is allowed else."""
    if isinstance(value, dict):
        return _other_words(question, value, language)
    option = None if isinstance(value, list) else find(question.options, key_of(value))
    if option is None:
        raise unknown(question, "unknown_option", language)
    if option.other:
        raise refuse(question, "other_words", language)
    return option.value


def _other_words(question: Question, value: dict[str, Json], language: str) -> Json:
    said = value.get("other")
    if not any(option.other for option in question.options) or len(value) != 1:
        raise unknown(question, "unknown_option", language)
    if not isinstance(said, str) or not said.strip():
        raise refuse(question, "other_words", language)
    return {"other": words(question, said, LONGEST_OTHER, language)}


def unknown(question: Question, key: str, language: str) -> BadAnswer:
    """The error that lists the options."""
    return refuse(question, key, language, options=listed(question.options, language))


def listed(options: Iterable[Option], language: str) -> str:
    """The labels in their order, with commas."""
    return ", ".join(plain_text(option.label, language) for option in options)


def option_for(question: Question, item: Json) -> Option | None:
    """The option a canonical item stands for; own words stand for the option that allows them."""
    if isinstance(item, dict):
        return next((option for option in question.options if option.other), None)
    return find(question.options, str(item))


def label_of(question: Question, item: Json, language: str) -> str:
    """The label of a canonical item, or the visitor's own words."""
    if isinstance(item, dict):
        return str(item.get("other", ""))
    option = find(question.options, str(item))
    return plain_text(option.label, language) if option else str(item)


def formula_key(question: Question, item: Json) -> str | None:
    """The option's value in formulas; own words are the value of the option that allows them."""
    option = option_for(question, item)
    return option.value if option else None


def with_other(question: Question, key: str, other: list[str]) -> Json:
    """A form's choice: the option's value, with the words of the field beside it where it asks."""
    option = find(question.options, key)
    if option is not None and option.other:
        return {"other": other[0] if other else ""}
    return key
