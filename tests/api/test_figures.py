"""Numbers sent as strings: taken where they can be one only, refused where they may be two."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.api.conftest import Post, read
from web.api.figures import two_numbers

FLOW = """\
format: 1
kind: chat
title: {en: What would it cost?, de: Was kostet es?}
language: en
currency: EUR
steps:
  - {ask: staff, type: number, text: {en: How many?, de: Wie viele?}}
  - {ask: budget, type: money, text: {en: How much?, de: Wie viel?}}
  - {ask: note, type: text, text: {en: And?, de: Und?}}
outcomes:
  - {id: end, title: {en: Thanks, de: Danke}}
"""


@pytest.fixture(autouse=True)
def costs(site: Flask, tmp_path: Path) -> None:
    (tmp_path / "flows" / "costs.yml").write_text(FLOW, "utf-8")
    site.extensions["lodestone"].library.refresh()


class Talk:
    """A conversation of the flow."""

    def __init__(self, post: Post, language: str) -> None:
        self.post = post
        self.turn = post("/flows/costs/conversations", language=language)[1]
        self.path = f"/conversations/{self.turn['conversation']}"

    def answer(self, **given: Any) -> tuple[int, dict[str, Any]]:
        status, told = self.post(f"{self.path}/answers", turn=self.turn["turn"], **given)
        self.turn = told if status == 200 else self.turn
        return status, told


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("value", ["200.000", " 1.234 ", "-3.500"])
def test_a_string_that_may_be_two_numbers_is_refused_and_says_what_to_send(
    client: FlaskClient, post: Post, language: str, value: str
) -> None:
    talk = Talk(post, language)
    status, problem = talk.answer(value=value)
    assert (status, problem["title"], problem["slot"]) == (422, "Two numbers", "staff")
    assert "JSON number" in problem["detail"]
    assert "`text`" in problem["detail"]
    assert problem["turn"] == talk.turn
    assert read(client.get(f"/api/v1{talk.path}"))[1] == talk.turn


@pytest.mark.parametrize(
    "value",
    ["200.000", {"amount": "200.000"}, {"low": "1000", "high": "2.000"}, {"low": "1,000"}],
)
def test_amounts_and_their_ends_are_looked_at_alike(post: Post, value: Any) -> None:
    talk = Talk(post, "de")
    talk.answer(value=3)
    status, problem = talk.answer(value=value)
    assert (status, problem["title"]) == (422, "Two numbers")


def test_a_change_of_an_answer_is_looked_at_alike(post: Post) -> None:
    talk = Talk(post, "de")
    talk.answer(value=3)
    body = {"turn": talk.turn["turn"], "slot": "staff", "value": "3.000"}
    status, problem = post(f"{talk.path}/edit", **body)
    assert (status, problem["slot"]) == (422, "staff")


@pytest.mark.parametrize(
    ("language", "given", "kept"),
    [
        ("de", {"value": 200.5}, 200.5),
        ("de", {"value": 200_000}, 200_000),
        ("de", {"value": "12.5"}, 12.5),
        ("de", {"value": "1200"}, 1200),
        ("de", {"value": "0.125"}, 0.125),
        ("de", {"value": "1.234.567"}, 1_234_567),
        ("en", {"value": "200,000"}, 200_000),
        ("de", {"text": "200.000"}, 200_000),
        ("en", {"text": "200.000"}, 200_000),
    ],
)
def test_what_can_be_one_number_only_is_taken(
    post: Post, language: str, given: dict[str, Any], kept: float
) -> None:
    talk = Talk(post, language)
    assert talk.answer(**given)[0] == 200
    status, back = post(f"{talk.path}/back", turn=talk.turn["turn"])
    assert (status, back["question"]["value"]) == (200, kept)


def test_words_of_a_text_question_are_nobodys_numbers(post: Post) -> None:
    talk = Talk(post, "de")
    talk.answer(value=3)
    talk.answer(value=3000)
    status, turn = talk.answer(value="200.000")
    assert (status, turn["done"]) == (200, True)


def test_a_turn_that_is_not_the_current_one_is_told_as_ever(post: Post) -> None:
    talk = Talk(post, "de")
    status, problem = post(f"{talk.path}/answers", turn=7, value="200.000")
    assert status == 409
    assert problem["turn"]["turn"] == talk.turn["turn"]
    assert post("/conversations/unknown/answers", turn=1, value="200.000")[0] == 404


@pytest.mark.parametrize(
    ("text", "language", "either"),
    [
        ("200.000", "de", ("200", "200000")),
        ("1.250%", "de", ("1.25", "1250")),
        ("200,000", "pl", ("200", "200000")),
        ("200,000", "en", None),
        ("1 000", "fr", None),
        ("0.125", "de", None),
        ("12.50", "de", None),
        ("1.2345", "de", None),
        ("1.234,5", "de", None),
        ("about 1.000 €", "de", None),
    ],
)
def test_which_strings_may_be_two_numbers(
    text: str, language: str, either: tuple[str, str] | None
) -> None:
    assert two_numbers(text, language) == either
