"""The talk with a person over JSON."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import jsonschema_rs
import pytest
from flask.testing import FlaskClient

from tests.people.conftest import Visitor, hands_back, says
from web.conversations.talks import LONGEST
from web.words import word


def _send(client: FlaskClient, visitor: Visitor, **body: Any) -> tuple[int, dict[str, Any]]:
    path = f"/api/v1/conversations/{visitor.token}/messages"
    answer = client.post(path, json=body)
    return answer.status_code, json.loads(answer.data)


def _hear(client: FlaskClient, visitor: Visitor, query: str = "") -> dict[str, Any]:
    answer = client.get(f"/api/v1/conversations/{visitor.token}/messages{query}")
    assert answer.status_code == 200
    return json.loads(answer.data)  # type: ignore[no-any-return]


def test_a_person_is_asked_for_with_the_first_words(client: FlaskClient) -> None:
    visitor = Visitor()
    status, turn = _send(client, visitor, turn=1, text="Do you ship to Łódź?")
    assert (status, turn["turn"], turn["question"]) == (200, 2, None)
    assert turn["person"]["state"] == "waiting"
    told = [(one["author"], one["text"]) for one in turn["person"]["messages"]]
    assert told[:2] == [
        ("visitor", "Do you ship to Łódź?"),
        ("bot-note", word("person_called", "en")),
    ]
    again = _send(client, visitor, turn=1, text="Do you ship to Łódź?")
    assert again == (200, turn)


def test_a_turn_without_a_person_says_nothing_of_one(client: FlaskClient) -> None:
    visitor = Visitor()
    turn = client.get(f"/api/v1/conversations/{visitor.token}").get_json()
    assert "person" not in turn
    assert _hear(client, visitor) == {"person": None, "messages": []}


def test_what_staff_says_is_heard_after_the_last_message_known(
    client: FlaskClient, staff: SimpleNamespace
) -> None:
    visitor = Visitor()
    last = _send(client, visitor, turn=1)[1]["person"]["last"]
    says(staff, visitor, "Good morning")
    heard = _hear(client, visitor, f"?after={last}")
    assert [(one["author"], one["name"], one["text"]) for one in heard["messages"]][1:] == [
        ("staff", "Ayşe Işık", "Good morning")
    ]
    assert heard["person"]["state"] == "talking"
    assert heard["person"]["name"] == "Ayşe Işık"


def test_where_nothing_can_wait_the_answer_says_when_to_ask_again(client: FlaskClient) -> None:
    visitor = Visitor()
    last = _send(client, visitor, turn=1)[1]["person"]["last"]
    path = f"/api/v1/conversations/{visitor.token}/messages?after={last}&wait=20"
    answer = client.get(path)
    assert answer.get_json()["messages"] == []
    assert answer.headers["Retry-After"] == "1"


def test_answers_by_text_go_to_the_person_too(client: FlaskClient) -> None:
    visitor = Visitor()
    turn = _send(client, visitor, turn=1)[1]["turn"]
    answers = f"/api/v1/conversations/{visitor.token}/answers"
    turn = client.post(answers, json={"turn": turn, "text": "Leads never buy"}).get_json()
    assert turn["person"]["messages"][-1]["text"] == "Leads never buy"
    assert turn["progress"]["answered"] == 0


def test_handed_back_the_question_is_asked_again(
    client: FlaskClient, staff: SimpleNamespace
) -> None:
    visitor = Visitor()
    _send(client, visitor, turn=1)
    says(staff, visitor, "Done")
    hands_back(staff, visitor)
    turn = client.get(f"/api/v1/conversations/{visitor.token}").get_json()
    assert (turn["person"]["state"], turn["question"]["slot"]) == ("done", "need")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"turn": 1, "text": ""},
        {"turn": 1, "text": "x" * (LONGEST + 1)},
        {"turn": 1, "text": 3},
        {"turn": 1, "words": "x"},
    ],
)
def test_a_message_of_the_wrong_shape_is_refused_and_not_kept(
    client: FlaskClient, body: dict[str, Any]
) -> None:
    visitor = Visitor()
    status, problem = _send(client, visitor, **body)
    assert (status, problem["title"]) == (422, "Wrong shape")
    assert visitor.talk is None


@pytest.mark.parametrize("query", ["?after=-1", "?wait=999", "?after=x", "?before=1"])
def test_a_wrong_parameter_is_named(client: FlaskClient, query: str) -> None:
    path = f"/api/v1/conversations/{Visitor().token}/messages{query}"
    assert client.get(path).status_code == 422


def test_another_token_hears_and_says_nothing(client: FlaskClient) -> None:
    visitor = Visitor()
    _send(client, visitor, turn=1)
    path = f"/api/v1/conversations/{visitor.token[:-1]}/messages"
    assert client.get(path).status_code == 404
    assert client.post(path, json={"turn": 2, "text": "x"}).status_code == 404


def test_the_description_holds_what_is_answered(client: FlaskClient) -> None:
    visitor = Visitor()
    turn = _send(client, visitor, turn=1, text="Hello")[1]
    described = client.get("/api/v1/openapi.json").get_json()
    assert "/conversations/{conversation}/messages" in described["paths"]
    for name, value in (("Turn", turn), ("Talk", _hear(client, visitor))):
        schema = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
        jsonschema_rs.validate(schema, value)
