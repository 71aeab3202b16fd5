"""A chat by typing alone, and after its end: what stands where, with and without script."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect
from sqlalchemy import select
from werkzeug.test import TestResponse

from store.database import db
from store.open_questions import OpenQuestion
from tests.visitor.test_pages import answer, begun, follow


def typed(client: FlaskClient, *texts: str) -> TestResponse:
    """What is shown after these texts were typed into the chat."""
    shown = begun(client, "odd")
    for text in texts:
        shown = follow(client, answer(client, shown, "/f/odd", text=text, do="answer"))
    return shown


END = ("12", "price, support", "skip")


def test_a_ranking_and_a_file_have_a_line_to_type_in(client: FlaskClient) -> None:
    ranking = typed(client, "12")
    assert 'id="typed"' in ranking.text
    assert 'placeholder="Or type your answer"' in ranking.text
    upload = typed(client, "12", "support, price")
    assert 'placeholder="Write a message"' in upload.text
    assert 'class="ending"' in follow(client, answer(client, upload, "/f/odd", do="skip")).text


def test_what_was_left_out_is_said_above_the_next_question(client: FlaskClient) -> None:
    shown = typed(client, "no idea")
    left_out, asked = shown.text.find("we leave that out"), shown.text.find('id="asked"')
    assert -1 < left_out < asked


def test_what_was_not_understood_is_said_below_its_question(client: FlaskClient) -> None:
    shown = typed(client, "12", "purple")
    assert -1 < shown.text.find('id="asked"') < shown.text.find("did not get that")


def test_an_offer_stands_right_below_its_message_and_goes_when_answered(
    client: FlaskClient,
) -> None:
    shown = typed(client, "12", "purple", "violet")
    offer, options = shown.text.find("tap replies"), shown.text.find("asked small")
    assert -1 < offer < options
    answered = follow(client, answer(client, shown, "/f/odd", text="Skip"))
    assert "tap replies" not in answered.text


def test_after_the_end_typing_is_heard_below_the_outcome(site: Flask, client: FlaskClient) -> None:
    ended = typed(client, *END)
    assert 'id="typed"' in ended.text
    words = "We also run two shops in Kraków"
    shown = follow(client, answer(client, ended, "/f/odd", text=words, do="answer"))
    assert -1 < shown.text.find('class="ending"') < shown.text.find(words)
    assert shown.text.find(words) < shown.text.find("passed that on to our team")
    assert ">Talk to a person<" in shown.text[shown.text.find("tap replies") :]
    with site.app_context():
        assert words in db.session.scalars(select(OpenQuestion.text)).all()


def test_after_the_end_an_answer_changes_and_the_outcome_stays_in_view(client: FlaskClient) -> None:
    ended = typed(client, *END)
    shown = follow(client, answer(client, ended, "/f/odd", text="actually make it 40"))
    changed = shown.text.find("is now 40, it was 12")
    assert -1 < shown.text.find('class="ending"') < changed


def test_a_quiz_has_no_line_after_its_end(client: FlaskClient) -> None:
    shown = begun(client, "quiz")
    assert 'id="typed"' not in shown.text


def test_in_a_browser_the_talk_goes_on_after_the_end(calm_page: Page, address: str) -> None:
    page = calm_page
    page.goto(f"{address}/f/odd")
    for text in (*END, "thanks a lot"):
        page.fill("#typed", text)
        page.keyboard.press("Enter")
        expect(page.locator("#typed")).to_have_value("")
    ending = page.locator("article.ending")
    expect(ending).to_have_count(1)
    line = page.get_by_text("You are welcome.")
    expect(line).to_be_visible()
    above, below = ending.bounding_box(), line.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] < below["y"]
    page.fill("#typed", "I want a person")
    page.keyboard.press("Enter")
    expect(page.get_by_text("I have called a person for you.")).to_be_visible()
    expect(ending).to_be_visible()
