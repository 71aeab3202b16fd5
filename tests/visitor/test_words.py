"""The interface's words are there in every language."""

from __future__ import annotations

import re

import pytest

from web.words import LANGUAGES, direction, word


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys_and_placeholders(language: str) -> None:
    english, own = LANGUAGES["en"], LANGUAGES[language]
    assert list(own) == list(english)
    for key, text in own.items():
        assert text.strip()
        assert sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", english[key]))


def test_a_value_with_braces_stays_what_it_is() -> None:
    assert word("move_up", "en", name="{name} {count}") == "Move up: {name} {count}"


def test_an_unknown_language_speaks_its_base_or_english() -> None:
    assert word("back", "pl-PL") == word("back", "pl")
    assert word("back", "ar") == "Back"
    assert direction("ar-EG") == "rtl"
    assert direction("tr") == "ltr"
