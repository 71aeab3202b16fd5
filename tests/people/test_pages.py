"""A talk with a person on the visitor's own page, as a browser without script plays it."""

from __future__ import annotations

import html
import re
from types import SimpleNamespace
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.people.conftest import Visitor, hands_back, says
from web.conversations.talks import LONGEST
from web.words import word

AGENT = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0"}


def _fields(shown: TestResponse) -> dict[str, str]:
    form = re.search(r'<form id="other".*?</form>', shown.text, re.S)
    assert form
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form[0])
    return {name: html.unescape(value) for name, value in found}


def _post(client: FlaskClient, shown: TestResponse, **fields: Any) -> TestResponse:
    """The page's own form, and the page that the redirect leads to."""
    answer = client.post("/f/chat", data={**_fields(shown), **fields}, headers=AGENT)
    if answer.status_code == 303:
        return client.get(answer.location, headers=AGENT)
    return answer


def _with_a_person(client: FlaskClient) -> tuple[TestResponse, Visitor]:
    """The page after the button, and its visitor."""
    shown = _post(client, client.get("/f/chat", headers=AGENT), do="person")
    visitor = Visitor.__new__(Visitor)
    visitor.reply = SimpleNamespace(token=_fields(shown)["token"])  # type: ignore[assignment]
    return shown, visitor


def test_the_button_calls_a_person_before_anything_is_answered(client: FlaskClient) -> None:
    first = client.get("/f/chat", headers=AGENT)
    assert f'value="person">{word("person_ask", "en")}</button>' in first.text
    shown, visitor = _with_a_person(client)
    assert word("person_called", "en") in shown.text
    assert word("person_look", "en") in shown.text
    assert 'value="volume"' not in shown.text  # the bot keeps quiet
    assert visitor.talk
    assert visitor.talk.state == "waiting"


def test_the_link_to_look_for_an_answer_shows_who_wrote_what(
    client: FlaskClient, staff: SimpleNamespace
) -> None:
    shown, visitor = _with_a_person(client)
    says(staff, visitor, "<b>Good</b> morning")
    look = re.search(r'id="look" href="([^"]*)"', shown.text)
    assert look
    shown = client.get(html.unescape(look[1]), headers=AGENT)
    assert word("person_there", "en", name="Ayşe Işık") in shown.text
    assert "&lt;b&gt;Good&lt;/b&gt; morning" in shown.text
    assert '<span class="name">Ayşe Işık' in shown.text


def test_what_is_typed_goes_to_the_person(client: FlaskClient) -> None:
    shown, visitor = _with_a_person(client)
    shown = _post(client, shown, text="Leads never buy", do="answer")
    assert visitor.said()[-1] == ("visitor", "Leads never buy")
    assert "Leads never buy" in shown.text


@pytest.mark.parametrize("text", ["", "y" * (LONGEST + 1)])
def test_a_message_that_is_none_is_explained_and_not_kept(client: FlaskClient, text: str) -> None:
    shown, visitor = _with_a_person(client)
    before = visitor.said()
    answer = _post(client, shown, text=text, do="answer")
    assert answer.status_code == 422
    assert 'id="typed-error"' in answer.text
    assert visitor.said() == before


def test_handed_back_the_question_is_asked_below_what_was_said(
    client: FlaskClient, staff: SimpleNamespace
) -> None:
    _, visitor = _with_a_person(client)
    says(staff, visitor, "Good morning")
    hands_back(staff, visitor)
    shown = client.get("/f/chat", headers=AGENT)
    assert 'value="volume"' in shown.text
    log = shown.text
    assert log.index("Good morning") < log.index(word("person_left", "en", name="Ayşe Işık"))
    assert log.index(word("person_left", "en", name="Ayşe Işık")) < log.index('id="now"')
    answered = _post(client, shown, do="answer", need="volume")
    assert answered.text.index("Good morning") < answered.text.index('<div class="bubble">Too few')


def test_the_visitor_goes_on_without_a_person(client: FlaskClient) -> None:
    shown, visitor = _with_a_person(client)
    shown = _post(client, shown, do="resume")
    assert visitor.talk
    assert visitor.talk.state == "done"
    assert 'value="volume"' in shown.text


def test_news_are_the_lines_after_the_last_one_known(
    client: FlaskClient, staff: SimpleNamespace
) -> None:
    _, visitor = _with_a_person(client)
    known = len(visitor.said())
    says(staff, visitor, "Good morning")
    path = f"/f/chat/people?conversation={visitor.token}"
    news = client.get(f"{path}&after={known}&state=waiting&wait=20")
    assert re.findall(r'data-said="(\d+)"', news.text) == [str(known + 1), str(known + 2)]
    assert 'data-state="talking"' in news.text
    assert news.headers["Cache-Control"] == "no-store"
    assert "data-said" not in client.get(f"{path}&after={known + 2}").text


@pytest.mark.parametrize(
    "query", ["", "?conversation=", "?conversation=0123456789abcdef", "?x=%00"]
)
def test_news_of_no_talk_are_not_found(client: FlaskClient, query: str) -> None:
    assert client.get(f"/f/chat/people{query}").status_code == 404


@pytest.mark.parametrize("after", ["-1", "x", "9" * 40])
def test_an_odd_number_of_the_last_message_is_no_obstacle(client: FlaskClient, after: str) -> None:
    _, visitor = _with_a_person(client)
    path = f"/f/chat/people?conversation={visitor.token}&after={after}&wait={after}"
    assert client.get(path).status_code == 200


def test_news_are_not_given_under_another_flow(client: FlaskClient) -> None:
    _, visitor = _with_a_person(client)
    assert client.get(f"/f/chat-en/people?conversation={visitor.token}").status_code == 404


def test_a_flow_may_offer_nobody(client: FlaskClient) -> None:
    assert 'value="person"' not in client.get("/f/quiet", headers=AGENT).text
