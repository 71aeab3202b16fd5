"""Who is the same person, and the words people are found by."""

from __future__ import annotations

import pytest

from leads.identity import MAX_WORDS, email_key, folded, phone_key, search_words, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada@Acme.example", "ada@acme.EXAMPLE"),
        (" ada@acme.example ", "ada@acme.example"),
        ("ada@acme.example.", "ada@acme.example"),
        ("a@bücher.example", "a@xn--bcher-kva.example"),
        ("a@BÜCHER.example", "a@bücher.example"),
        ("jose\u0301@acme.example", "josé@acme.example"),
    ],
)
def test_the_same_address_has_the_same_key(one: str, other: str) -> None:
    assert email_key(one) == email_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a.da@gmail.com", "ada@gmail.com"),
        ("ada+shop@acme.example", "ada@acme.example"),
        ("ada@acme.example", "ada@acme.example.com"),
    ],
)
def test_dots_and_tags_are_not_taken_away(one: str, other: str) -> None:
    assert email_key(one) != email_key(other)


def test_a_domain_that_is_none_still_has_a_key() -> None:
    assert email_key("Ada@no_such..domain") == "ada@no_such..domain"


def test_phone_keys_are_digits() -> None:
    assert phone_key("+48 601 100 200") == phone_key("+48601100200") == "+48601100200"


@pytest.mark.parametrize(
    ("name", "plain"),
    [("Żółć", "zolc"), ("İstanbul", "istanbul"), ("ILGIN", "ilgin"), ("Straße", "strasse")],
)
def test_names_are_folded(name: str, plain: str) -> None:
    assert folded(name) == plain


def test_words_hold_the_address_whole_and_in_parts() -> None:
    words = words_of(["Ada", None, "ada.l@acme.example", "Acme Sp. z o.o."])
    assert {"ada", "ada.l@acme.example", "acme", "sp"} <= words


def test_a_novel_as_a_name_is_cut() -> None:
    assert len(words_of([" ".join(f"w{i}" for i in range(500))])) == MAX_WORDS
    assert max(map(len, words_of(["x" * 10_000]))) == 60


def test_searches_are_folded_and_bounded() -> None:
    assert search_words("  Łucja  ACME ") == ("lucja", "acme")
    assert len(search_words("a b c d e f g")) == 5
    assert search_words("%%% ''") == ()
