"""The question types by name. A new type is one file beside this one and one line here."""

from __future__ import annotations

from collections.abc import Mapping

from bot.formula import Type
from bot.model import Question
from bot.questions import (
    address,
    choice,
    company,
    consent,
    country,
    date,
    email,
    file,
    hidden,
    long_text,
    matrix,
    money,
    multi_choice,
    name,
    nps,
    number,
    percent,
    phone,
    picture,
    ranking,
    rating,
    scale,
    slider,
    text,
    timeframe,
    url,
    yes_no,
)
from bot.questions.question_type import QuestionType

TYPES: Mapping[str, QuestionType] = {
    "choice": choice,
    "yes_no": yes_no,
    "multi_choice": multi_choice,
    "picture": picture,
    "rating": rating,
    "nps": nps,
    "scale": scale,
    "slider": slider,
    "number": number,
    "money": money,
    "percent": percent,
    "date": date,
    "timeframe": timeframe,
    "text": text,
    "long_text": long_text,
    "email": email,
    "phone": phone,
    "url": url,
    "name": name,
    "company": company,
    "address": address,
    "country": country,
    "matrix": matrix,
    "ranking": ranking,
    "consent": consent,
    "file": file,
    "hidden": hidden,
}


def type_of(question: Question) -> QuestionType:
    """The type of a question; KeyError for one that the flow's check should have refused."""
    return TYPES[question.type]


def formula_types(question: Question) -> Mapping[str, Type]:
    """The names a question gives to formulas: its slot, and `slot.row` for each row."""
    types = {question.slot: TYPES[question.type].FORMULA_TYPE}
    for row in question.rows:
        types[f"{question.slot}.{row.value}"] = Type.TEXT
    return types
