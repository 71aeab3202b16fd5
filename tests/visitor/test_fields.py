"""Figures as people write them, and names that the pages need for themselves."""

from __future__ import annotations

import pytest

from tests.visitor.sample import asked
from web.visitor.fields import field_name, fields_of, plain_figure, shown_from_value


@pytest.mark.parametrize(
    ("text", "language", "plain"),
    [
        ("1.234,5", "tr", "1234.5"),
        ("35.000", "tr", "35000"),
        ("35.5", "en", "35.5"),
        ("1,234.5", "en", "1234.5"),
        ("1 234,5", "pl", "1234.5"),
        ("12\u202f345", "fr", "12345"),
        ("−7", "en", "-7"),
        ("about 3k a month", "en", "about 3k a month"),
        ("1,2,3", "en", "1,2,3"),
    ],
)
def test_plain_figures_are_read_by_the_language(text: str, language: str, plain: str) -> None:
    assert plain_figure(text, language) == plain


def test_a_slot_called_like_a_field_of_the_page_gets_a_name_of_its_own() -> None:
    assert field_name("language") == "q.language"
    posted = {"language": ["tr"], "q.language": ["Python"], "q.language.other": ["x"]}
    assert fields_of("language", posted) == {"language": ["Python"], "language.other": ["x"]}


@pytest.mark.parametrize(
    ("type_", "value", "shown"),
    [
        ("percent", 0.0425, {"": ["4,25"]}),
        ("money", {"low": 1200, "high": 1200, "currency": "EUR"}, {"": ["1.200"]}),
        ("yes_no", False, {"": ["no"]}),
        ("ranking", ["b", "a"], {"b": ["1"], "a": ["2"]}),
        ("matrix", {"a": "1"}, {"a": ["1"]}),
        ("multi_choice", ["a", "c"], {"": ["a", "c"], "other": []}),
    ],
)
def test_kept_values_stand_in_their_controls(type_: str, value: object, shown: object) -> None:
    question = asked(type_, value=value)
    assert shown_from_value(question, "tr").values == shown
