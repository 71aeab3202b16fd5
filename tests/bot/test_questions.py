"""Every question type: what it accepts, refuses, reads, shows and tells formulas."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

import pytest

from bot.errors import BadAnswer
from bot.formula import Type, date_of, date_serial
from bot.questions import TYPES, formula_types
from bot.words import LANGUAGES
from tests.bot.building import question
from tests.bot.talking import TODAY

ABC: dict[str, Any] = {
    "options": [
        {"value": "a", "label": "Apples"},
        {"value": "b", "label": "Bananas"},
        {"value": "c", "label": "Something else", "other": True},
    ]
}
ABCD: dict[str, Any] = {"options": [{"value": v, "label": v.upper()} for v in ("a", "b", "c")]}
GRID: dict[str, Any] = {
    "rows": [{"value": "r1", "label": "Price"}, {"value": "r2", "label": "Care"}],
    "columns": [{"value": "bad"}, {"value": "good"}],
}
UPLOAD = {"id": "u1", "name": "cv.PDF", "size": 1000, "type": "application/pdf"}
EUR = {"currency": "EUR"}


def asked(type_name: str, keys: Mapping[str, Any]) -> Any:
    return question({"ask": "q", "type": type_name, **keys})


def accept(type_name: str, value: Any, language: str = "en", **keys: Any) -> Any:
    return TYPES[type_name].accept(asked(type_name, keys), value, language=language, today=TODAY)


def refusal(type_name: str, value: Any, language: str = "en", **keys: Any) -> str:
    with pytest.raises(BadAnswer) as error:
        accept(type_name, value, language, **keys)
    assert error.value.slot == "q"
    return error.value.message


def money(low: Any, high: Any, currency: str | None = "EUR", period: str | None = None) -> Any:
    return {"low": low, "high": high, "currency": currency, "period": period}


@pytest.mark.parametrize(
    ("type_name", "keys", "value", "canonical"),
    [
        ("choice", ABC, "a", "a"),
        ("choice", ABC, {"other": " figs \n please "}, {"other": "figs please"}),
        ("picture", ABC, "b", "b"),
        ("multi_choice", ABC, ["b", "a", "b"], ["a", "b"]),
        ("multi_choice", ABC, [{"other": "figs"}, "b"], ["b", {"other": "figs"}]),
        ("multi_choice", ABC, "a", ["a"]),
        ("ranking", ABCD, ["c", "a", "b"], ["c", "a", "b"]),
        ("yes_no", {}, True, True),
        ("yes_no", {}, "no", False),
        ("yes_no", {}, "evet", True),
        ("rating", {}, 5, 5),
        ("rating", {"max": 10}, "7", 7),
        ("nps", {}, 0, 0),
        ("scale", {"min": 0, "max": 3}, 3.0, 3),
        ("slider", {"min": 1, "max": 10, "step": 2}, 9, 9),
        ("slider", {"min": 1, "max": 10, "step": 2}, 10, 10),
        ("number", {"min": -5, "decimals": 2}, "-1.25", -1.25),
        ("number", {}, "about 12", 12),
        ("number", {"step": 0.1}, 0.3, 0.3),
        ("money", EUR, 1500, money(1500, 1500)),
        ("money", EUR, "1500.5", money(1500.5, 1500.5)),
        ("money", EUR, {"amount": 9, "currency": "eur"}, money(9, 9)),
        ("money", EUR, {"amount": "3000.50", "currency": "EUR"}, money(3000.5, 3000.5)),
        ("money", EUR, money(5, 3, None, "month"), money(3, 5, "EUR", "month")),
        ("money", EUR, "3-5k a month", money(3000, 5000, "EUR", "month")),
        ("percent", {}, 4, 0.04),
        ("percent", {}, "4%", 0.04),
        ("percent", {}, 0.5, 0.005),
        ("percent", {"min": 0, "max": 100}, "35", 0.35),
        ("date", {}, "2026-02-28", "2026-02-28"),
        ("date", {}, "tomorrow", "2026-01-16"),
        ("timeframe", {}, "now", {"from": TODAY, "to": TODAY}),
        ("timeframe", {}, "quarter", {"from": None, "to": "2026-04-16"}),
        ("timeframe", {}, "later", {"from": "2027-01-16", "to": None}),
        ("timeframe", {}, {"from": "2026-05-01", "to": None}, {"from": "2026-05-01", "to": None}),
        ("text", {}, "  two\nlines ", "two lines"),
        ("text", {}, 42, "42"),
        ("long_text", {}, "two\r\nlines\x00", "two\nlines"),
        ("email", {}, " Ada@EXAMPLE.org", "Ada@example.org"),
        ("phone", {}, "+90 501 234 56 78", "+905012345678"),
        ("phone", {}, {"number": "601 234 567", "country": "pl"}, "+48601234567"),
        ("url", {}, "acme.com/x?y=1", "https://acme.com/x?y=1"),
        ("name", {}, "Ada  Lovelace", "Ada Lovelace"),
        ("company", {}, "Acme & Sons", "Acme & Sons"),
        ("address", {}, "1 Main St\nTown", "1 Main St\nTown"),
        ("country", {}, "pl", "PL"),
        ("country", {}, "Germany", "DE"),
        ("matrix", GRID, {"r2": "good", "r1": "bad"}, {"r1": "bad", "r2": "good"}),
        ("consent", {}, True, True),
        ("consent", {"required": False}, False, False),
        ("file", {"accept": (".pdf",)}, {**UPLOAD, "more": 1}, UPLOAD),
        ("hidden", {}, "spring", "spring"),
        ("hidden", {}, 7, 7),
    ],
)
def test_accepts(type_name: str, keys: dict[str, Any], value: Any, canonical: Any) -> None:
    assert accept(type_name, value, **keys) == canonical


@pytest.mark.parametrize(
    ("type_name", "keys", "value", "message"),
    [
        ("choice", ABC, "z", "Please choose one of these: Apples, Bananas, Something else."),
        ("choice", ABC, ["a"], "Please choose one of these: Apples, Bananas, Something else."),
        ("choice", ABC, "c", "Please write what you mean."),
        ("choice", ABCD, {"other": "figs"}, "Please choose one of these: A, B, C."),
        ("multi_choice", {**ABCD, "min": 2}, ["a"], "Please choose at least 2."),
        ("multi_choice", {**ABCD, "max": 1}, ["a", "b"], "Please choose at most 1."),
        ("ranking", ABCD, ["a", "b"], "Please put all of these in order: A, B, C."),
        ("ranking", ABCD, ["a", "b", "b"], "Please put all of these in order: A, B, C."),
        ("yes_no", {}, 1, "Please answer yes or no."),
        ("rating", {}, 6, "Please give 5 or less."),
        ("rating", {}, 2.5, "Please give a whole number."),
        ("nps", {}, -1, "Please give 0 or more."),
        ("nps", {}, True, "Please give a number."),
        (
            "slider",
            {"min": 1, "max": 10, "step": 2},
            4,
            "Please give a multiple of 2, for example 3 or 5.",
        ),
        ("number", {}, "blue", "Please give a number."),
        ("number", {}, float("nan"), "Please give a number."),
        ("number", {}, float("inf"), "Please give a number."),
        ("number", {}, 10**400, "Please give a number."),
        ("number", {"min": 1000}, 1, "Please give 1,000 or more."),
        ("number", {"decimals": 1}, 1.25, "Please give at most 1 decimals."),
        ("money", EUR, "a lot", "Please give an amount of money, for example €1,500."),
        ("money", EUR, -5, "Please give €0 or more."),
        ("money", {**EUR, "max": 10}, money(5, 20), "Please give €10 or less."),
        ("money", EUR, {"amount": 5, "currency": "USD"}, "Please give the amount in EUR."),
        ("money", EUR, {"amount": "nan"}, "Please give an amount of money, for example €1,500."),
        ("money", EUR, {"amount": []}, "Please give an amount of money, for example €1,500."),
        ("money", EUR, float("nan"), "Please give an amount of money, for example €1,500."),
        ("percent", {}, [], "Please give a percentage, for example 4%."),
        ("percent", {"max": 20}, 21, "Please give 20% or less."),
        ("date", {}, "2026-02-30", "Please give a date, for example January 15, 2026."),
        (
            "date",
            {"min": "2026-02-01"},
            "2026-01-31",
            "Please give February 1, 2026 or a later date.",
        ),
        (
            "timeframe",
            {},
            {"from": "soon"},
            "Please say roughly when, for example “next month” or “in 2 weeks”.",
        ),
        ("timeframe", {}, {}, "Please say roughly when, for example “next month” or “in 2 weeks”."),
        ("text", {}, "x" * 501, "Please keep it to 500 characters."),
        ("long_text", {}, "x" * 5001, "Please keep it to 5000 characters."),
        ("text", {}, {"a": 1}, "Please write your answer in words."),
        ("email", {}, "ada@", "Please give an e-mail address like name@example.com."),
        (
            "email",
            {},
            "ada(at)example.org",
            "This e-mail address does not look right. Did you mean ada@example.org?",
        ),
        (
            "phone",
            {},
            "12",
            "Please give a phone number with its area code, for example +1 201 555 0123.",
        ),
        ("url", {}, "javascript:alert(1)", "Please give a web address like www.example.com."),
        ("url", {}, "https://acme.com@evil.org", "Please give a web address like www.example.com."),
        ("country", {}, "Narnia", "Please give the name of a country."),
        ("matrix", GRID, {"r1": "bad"}, "Please answer “Care” too."),
        (
            "matrix",
            GRID,
            {"r1": "bad", "r2": "so"},
            "For “Care” please choose one of these: bad, good.",
        ),
        ("matrix", GRID, {"r9": "bad"}, "Please choose one of these: Price, Care."),
        ("consent", {}, False, "Please agree to this to go on."),
        ("file", {}, "cv.pdf", "Please upload a file."),
        ("file", {"max_mb": 0.0005}, UPLOAD, "Please upload a file of at most 0.0005 MB."),
        (
            "file",
            {"accept": ("image/*",)},
            UPLOAD,
            "Please upload one of these kinds of file: image/*.",
        ),
    ],
)
def test_refuses(type_name: str, keys: dict[str, Any], value: Any, message: str) -> None:
    assert refusal(type_name, value, **keys) == message


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("tr", "Lütfen şunlardan birini seçin: A, B, C."),
        ("pl", "Proszę wybrać jedną z odpowiedzi: A, B, C."),
        ("de", "Bitte wählen Sie eine dieser Antworten: A, B, C."),
        ("es-MX", "Elija una de estas opciones: A, B, C."),
        ("fr", "Merci de choisir l’une de ces réponses : A, B, C."),
        ("xx", "Please choose one of these: A, B, C."),
    ],
)
def test_refuses_in_the_visitors_language(language: str, message: str) -> None:
    assert refusal("choice", "z", language, **ABCD) == message


@pytest.mark.parametrize(
    ("type_name", "keys", "value", "language", "shown"),
    [
        ("choice", ABC, "a", "en", "Apples"),
        ("choice", ABC, {"other": "figs"}, "en", "figs"),
        ("multi_choice", ABC, ["a", {"other": "figs"}], "en", "Apples, figs"),
        ("ranking", ABCD, ["c", "a", "b"], "en", "C, A, B"),
        ("yes_no", {}, False, "tr", "Hayır"),
        ("number", {"unit": "km"}, 1234.5, "de", "1.234,5 km"),
        ("money", EUR, money(1000, 2000, "EUR", "month"), "en", "€1,000 to €2,000 a month"),
        ("money", EUR, money(None, 2000), "pl", "do 2000\xa0€"),
        ("money", {"currency": "TRY"}, money(12500, 12500, "TRY"), "tr", "₺12.500"),
        ("percent", {}, 0.045, "fr", "4,5\xa0%"),
        ("date", {}, "2026-03-01", "de", "1. März 2026"),
        ("timeframe", {}, {"from": None, "to": "2026-04-16"}, "en", "by April 16, 2026"),
        ("timeframe", {}, {"from": "2026-04-16", "to": None}, "en", "from April 16, 2026"),
        ("phone", {}, "+905012345678", "en", "+90 501 234 56 78"),
        ("country", {}, "PL", "tr", "Polonya"),
        ("matrix", GRID, {"r1": "bad", "r2": "good"}, "en", "Price: bad, Care: good"),
        ("file", {}, UPLOAD, "en", "cv.PDF"),
    ],
)
def test_shows(type_name: str, keys: dict[str, Any], value: Any, language: str, shown: str) -> None:
    assert TYPES[type_name].show(asked(type_name, keys), value, language) == shown


@pytest.mark.parametrize(
    ("type_name", "keys", "value", "seen"),
    [
        ("choice", ABC, {"other": "figs"}, "c"),
        ("multi_choice", ABC, ["a", {"other": "figs"}], ("a", "c")),
        ("money", EUR, money(1000, 2000), 1500.0),
        ("money", EUR, money(None, 2000), 2000.0),
        ("percent", {}, 0.04, 0.04),
        ("date", {}, "2000-01-01", 36526.0),
        ("timeframe", {}, {"from": "2026-01-25", "to": "2026-03-01"}, 10.0),
        ("timeframe", {}, {"from": None, "to": "2026-01-16"}, 1.0),
        ("matrix", GRID, {"r2": "good"}, ("good",)),
        ("rating", {}, 4, 4.0),
    ],
)
def test_tells_formulas(type_name: str, keys: dict[str, Any], value: Any, seen: Any) -> None:
    assert TYPES[type_name].to_formula(asked(type_name, keys), value, TODAY) == seen


@pytest.mark.parametrize(
    ("type_name", "keys", "fields", "value"),
    [
        ("choice", ABC, {"q": ["a"]}, "a"),
        ("choice", ABC, {"q": ["c"], "q.other": ["figs"]}, {"other": "figs"}),
        ("choice", ABC, {}, None),
        ("multi_choice", ABC, {"q": ["", "a", "c"], "q.other": ["figs"]}, ["a", {"other": "figs"}]),
        ("ranking", ABCD, {"q.a": ["2"], "q.b": ["1"], "q.c": ["3"]}, ["b", "a", "c"]),
        ("ranking", ABCD, {"q": ["c", "b", "a"]}, ["c", "b", "a"]),
        ("money", EUR, {"q": [" 3k "]}, "3k"),
        ("money", EUR, {"q": [" "]}, None),
        ("matrix", GRID, {"q.r1": ["bad"], "q.r2": [""]}, {"r1": "bad"}),
        ("consent", {}, {"q": ["on"]}, True),
        ("consent", {}, {}, False),
        (
            "file",
            {},
            {
                "q.id": ["u1"],
                "q.name": ["cv.PDF"],
                "q.size": ["1000"],
                "q.type": ["application/pdf"],
            },
            UPLOAD,
        ),
        ("file", {}, {"q.id": [""]}, None),
        ("hidden", {}, {"q": ["forged"]}, None),
        ("text", {}, {"q": ["hi"]}, "hi"),
    ],
)
def test_reads_form_fields(type_name: str, keys: dict[str, Any], fields: Any, value: Any) -> None:
    assert TYPES[type_name].from_fields(asked(type_name, keys), fields) == value


@pytest.mark.parametrize(
    ("type_name", "keys", "words", "outcome", "value"),
    [
        ("yes_no", {}, "nope", "answer", False),
        ("number", {}, "10 to 20", "confirm", 15),
        ("percent", {}, "4%", "answer", 4.0),
        ("ranking", ABCD, "c, a, b", "answer", ["c", "a", "b"]),
        ("ranking", ABCD, "2 1 3", "answer", ["b", "a", "c"]),
        ("ranking", ABCD, "skip", "skip", None),
        ("matrix", GRID, "Care: good; price - bad", "answer", {"r1": "bad", "r2": "good"}),
        ("matrix", GRID, "bad, good", "answer", {"r1": "bad", "r2": "good"}),
        ("matrix", GRID, "Care: good", "answer", {"r2": "good"}),
        ("matrix", GRID, "Care: purple", "unclear", None),
        ("matrix", GRID, "good", "unclear", None),
        ("matrix", GRID, "why do you ask?", "question", None),
        ("timeframe", {}, "Within 3 months", "answer", {"from": None, "to": "2026-04-16"}),
        ("rating", {}, "four", "answer", 4),
        ("picture", ABC, "bananas", "answer", "b"),
        ("consent", {}, "I agree", "answer", True),
        ("file", {}, "skip", "skip", None),
        ("address", {}, "1 Main Street, Town", "answer", "1 Main Street, Town"),
    ],
)
def test_reads_words(
    type_name: str, keys: dict[str, Any], words: str, outcome: str, value: Any
) -> None:
    reading = TYPES[type_name].read(asked(type_name, keys), words, language="en", today=TODAY)
    assert (reading.outcome, reading.value) == (outcome, value)


def test_every_type_has_the_same_names() -> None:
    names = ("NAME", "KEYS", "FORMULA_TYPE")
    functions = ("accept", "read", "from_fields", "to_formula", "show", "asked", "chosen")
    for name, kind in TYPES.items():
        assert name == kind.NAME
        for part in (*names, *functions):
            assert hasattr(kind, part), f"{name} has no {part}"
        for function in functions:
            signature = inspect.signature(getattr(kind, function))
            model = inspect.signature(getattr(TYPES["choice"], function))
            assert list(signature.parameters) == list(model.parameters), f"{name}.{function}"


def test_a_matrix_names_its_rows_in_formulas() -> None:
    types = formula_types(asked("matrix", GRID))
    assert types == {"q": Type.LIST, "q.r1": Type.TEXT, "q.r2": Type.TEXT}


def test_every_type_reads_any_words_without_raising() -> None:
    for name in TYPES:
        keys: dict[str, Any] = {**ABCD, **GRID, **EUR}
        for words in ("", "yes", "3", "\x00", "🙂", "x" * 3000):
            TYPES[name].read(asked(name, keys), words, language="tr", today=TODAY)


def test_the_bots_words_are_complete_in_every_language() -> None:
    english = LANGUAGES["en"]
    for language, words in LANGUAGES.items():
        assert list(words) == list(english), language
        for key, text in words.items():
            placeholders = {part.split("}")[0] for part in text.split("{")[1:]}
            wanted = {part.split("}")[0] for part in english[key].split("{")[1:]}
            assert placeholders == wanted, f"{language}: {key}"


def test_days_count_as_spreadsheets_do() -> None:
    assert date_of(date_serial(date_of(46037.0))).isoformat() == TODAY
