"""Conversations over JSON: begin, answer, back, edit, see."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from tests.api.conftest import Post, read


def _play(post: Post, turn: dict[str, Any], *values: Any) -> dict[str, Any]:
    for value in values:
        path = f"/conversations/{turn['conversation']}/answers"
        status, turn = post(path, turn=turn["turn"], value=value)
        assert status == 200, turn
    return turn


def test_a_conversation_begins_with_a_greeting_and_the_first_question(
    begun: dict[str, Any],
) -> None:
    assert begun["messages"] == [{"type": "text", "text": "Hello!"}]
    question = begun["question"]
    assert (question["slot"], question["type"], question["required"]) == ("need", "choice", True)
    assert question["options"] == [
        {"value": "volume", "label": "Too few leads"},
        {"value": "quality", "label": "They never buy"},
    ]
    assert begun["progress"] == {"answered": 0, "expected": 4}
    assert begun["done"] is False
    assert begun["result"] is None


def test_the_language_asked_for_is_spoken(post: Post) -> None:
    _, turn = post("/flows/plan/conversations", language="tr")
    assert turn["question"]["text"] == "Neyi düzeltelim?"


def test_answers_lead_to_the_outcome(begun: dict[str, Any], post: Post) -> None:
    turn = _play(post, begun, "quality", 3000, "ada@northwind.example", None)
    assert turn["done"] is True
    assert turn["question"] is None
    assert turn["result"]["outcome"] == "fit"
    line = turn["result"]["results"][0]
    assert (line["label"], line["value"]) == ("A year", 36000)
    assert "36,000" in line["shown"]


def test_a_chat_hears_words_after_its_end(begun: dict[str, Any], post: Post) -> None:
    ended = _play(post, begun, "quality", 3000, "ada@northwind.example", None)
    path = f"/conversations/{ended['conversation']}/answers"
    status, turn = post(path, turn=ended["turn"], text="do you have an office on the moon?")
    assert (status, turn["done"], turn["turn"]) == (200, True, ended["turn"] + 1)
    assert [one["type"] for one in turn["messages"]].count("notice") == 1
    assert [one["kind"] for one in turn["replies"]] == ["person"]
    assert "replies" not in ended


def test_words_are_understood_where_the_question_takes_them(
    begun: dict[str, Any], post: Post
) -> None:
    turn = _play(post, begun, "volume")
    path = f"/conversations/{turn['conversation']}/answers"
    status, turn = post(path, turn=turn["turn"], text="around 3k a month")
    assert status == 200
    assert turn["question"]["slot"] == "email"


def test_a_guess_is_said_back_and_kept_after_a_yes_only(begun: dict[str, Any], post: Post) -> None:
    turn = _play(post, begun, "volume")
    path = f"/conversations/{turn['conversation']}/answers"
    _, turn = post(path, turn=turn["turn"], text="not sure, maybe 3k a month")
    question = turn["question"]
    assert question["slot"] == "budget"
    assert question["confirm"]["text"] == "€3,000 a month, right?"
    assert question["confirm"]["values"]["budget"]["low"] == 3000
    assert [reply["kind"] for reply in question["replies"]] == ["yes", "no"]
    assert turn["messages"][0] == {"type": "notice", "text": "€3,000 a month, right?"}
    _, after = post(path, turn=turn["turn"], text=question["replies"][0]["label"])
    assert after["question"]["slot"] == "email"
    assert "confirm" not in after["question"]


def test_a_value_answers_although_something_waits_for_a_yes(
    begun: dict[str, Any], post: Post
) -> None:
    turn = _play(post, begun, "volume")
    path = f"/conversations/{turn['conversation']}/answers"
    _, turn = post(path, turn=turn["turn"], text="not sure, maybe 3k a month")
    turn = _play(post, turn, 100, "a@b.example", None)
    assert turn["result"]["outcome"] == "small"


def test_two_misses_bring_ways_out(begun: dict[str, Any], post: Post) -> None:
    turn = _play(post, begun, "volume")
    path = f"/conversations/{turn['conversation']}/answers"
    for words in ("blue", "green"):
        _, turn = post(path, turn=turn["turn"], text=words)
    assert turn["question"]["replies"] == [
        {"kind": "skip", "label": "Skip"},
        {"kind": "person", "label": "Talk to a person"},
    ]
    _, turn = post(path, turn=turn["turn"], text="Skip")
    assert turn["question"]["slot"] == "email"


def test_words_not_understood_are_answered_and_the_question_stays(
    begun: dict[str, Any], post: Post
) -> None:
    turn = _play(post, begun, "volume")
    path = f"/conversations/{turn['conversation']}/answers"
    status, again = post(path, turn=turn["turn"], text="flibbertigibbet")
    assert status == 200
    assert again["question"]["slot"] == "budget"
    assert again["turn"] == turn["turn"] + 1
    assert again["messages"][0]["type"] == "notice"


def test_the_same_turn_again_is_answered_the_same_and_kept_once(
    begun: dict[str, Any], post: Post, client: FlaskClient
) -> None:
    path = f"/conversations/{begun['conversation']}/answers"
    first = post(path, turn=begun["turn"], value="quality")
    assert post(path, turn=begun["turn"], value="quality") == first
    _, now = read(client.get(f"/api/v1/conversations/{begun['conversation']}"))
    assert now["turn"] == begun["turn"] + 1


def test_a_turn_of_the_past_or_future_is_refused_with_the_current_one(
    begun: dict[str, Any], post: Post
) -> None:
    turn = _play(post, begun, "quality", 100)
    path = f"/conversations/{turn['conversation']}/answers"
    for wrong in (begun["turn"], turn["turn"] + 5):
        status, problem = post(path, turn=wrong, value="quality")
        assert status == 409
        assert problem["turn"]["question"]["slot"] == "email"


def test_back_and_edit_change_what_was_said(begun: dict[str, Any], post: Post) -> None:
    turn = _play(post, begun, "quality", 3000)
    token = turn["conversation"]
    status, turn = post(f"/conversations/{token}/back", turn=turn["turn"])
    assert (status, turn["question"]["slot"]) == (200, "budget")
    assert turn["question"]["value"]["low"] == 3000
    turn = _play(post, turn, 3000)
    status, turn = post(f"/conversations/{token}/edit", turn=turn["turn"], slot="budget", value=100)
    assert (status, turn["question"]["slot"]) == (200, "email")
    turn = _play(post, turn, "ada@northwind.example", None)
    assert turn["result"]["outcome"] == "small"


def test_a_wrong_value_says_what_is_allowed_and_keeps_nothing(
    begun: dict[str, Any], post: Post, client: FlaskClient
) -> None:
    path = f"/conversations/{begun['conversation']}/answers"
    for wrong in ("nonsense", 7, ["volume"], {"low": 1}, True, None, ""):
        status, problem = post(path, turn=begun["turn"], value=wrong)
        assert status == 422, wrong
        assert problem["slot"] == "need"
        assert problem["detail"]
    _, now = read(client.get(f"/api/v1/conversations/{begun['conversation']}"))
    assert now["turn"] == begun["turn"]


def test_a_check_of_the_flow_refuses_in_the_flows_words(begun: dict[str, Any], post: Post) -> None:
    turn = _play(post, begun, "quality")
    path = f"/conversations/{turn['conversation']}/answers"
    status, problem = post(path, turn=turn["turn"], value=2_000_000)
    assert (status, problem["detail"]) == (422, "That is a lot.")


def test_an_unknown_conversation_is_not_found(client: FlaskClient, post: Post) -> None:
    assert post("/conversations/nobody/answers", turn=1, value="volume")[0] == 404
    assert post("/conversations/nobody/edit", turn=1, value="volume", slot="need")[0] == 404
    assert read(client.get("/api/v1/conversations/nobody"))[0] == 404
    assert post("/conversations/nobody/back")[0] == 404


def test_an_unknown_or_closed_flow_does_not_begin(post: Post) -> None:
    status, problem = post("/flows/nothing/conversations")
    assert (status, problem["title"]) == (404, "Flow not found")
    status, problem = post("/flows/closed/conversations")
    assert (status, problem["title"]) == (410, "Flow closed")


def test_bodies_that_are_no_json_or_misspelt_are_explained(client: FlaskClient) -> None:
    path = "/api/v1/flows/plan/conversations"
    broken = client.post(path, data=b"{nope", content_type="application/json")
    assert broken.status_code == 400
    assert broken.mimetype == "application/problem+json"
    status, problem = read(client.post(path, json={"langauge": "tr"}))
    assert status == 422
    assert problem["errors"][0]["pointer"] == "/langauge"
    assert client.post(path, data=b"a=1", content_type="text/plain").status_code == 415
    large = client.post(path, data=b" " * 1_000_000, content_type="application/json")
    assert large.status_code == 413


def test_an_answer_of_a_megabyte_is_refused_and_nothing_is_lost(
    begun: dict[str, Any], client: FlaskClient, post: Post
) -> None:
    path = f"/conversations/{begun['conversation']}/answers"
    assert post(path, turn=begun["turn"], text="x" * 1_000_000)[0] == 413
    assert _play(post, begun, "quality")["question"]["slot"] == "budget"


def test_exactly_one_of_value_and_text_is_taken(begun: dict[str, Any], post: Post) -> None:
    path = f"/conversations/{begun['conversation']}/answers"
    assert post(path, turn=begun["turn"])[0] == 422
    assert post(path, turn=begun["turn"], value="volume", text="volume")[0] == 422


def test_unknown_addresses_and_methods_are_problems_too(client: FlaskClient) -> None:
    missing = client.get("/api/v1/nothing")
    assert (missing.status_code, missing.mimetype) == (404, "application/problem+json")
    wrong = client.delete("/api/v1/conversations/x")
    assert (wrong.status_code, wrong.mimetype) == (405, "application/problem+json")
    assert "GET" in wrong.headers["Allow"]


def test_any_page_may_call_it(client: FlaskClient) -> None:
    asked = client.options(
        "/api/v1/flows/plan/conversations",
        headers={"Origin": "https://acme.example", "Access-Control-Request-Method": "POST"},
    )
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    assert asked.headers["Access-Control-Allow-Headers"] == "Content-Type"


def test_pictures_have_whole_addresses_that_open(client: FlaskClient, post: Post) -> None:
    _, turn = post("/flows/figures/conversations")
    address = turn["question"]["options"][0]["image"]
    assert address == "http://localhost/media/a%20flat.svg"
    assert client.get(address).status_code == 200


def test_a_percent_gone_back_to_can_be_sent_again_as_it_is_shown(post: Post) -> None:
    _, turn = post("/flows/figures/conversations")
    turn = _play(post, turn, "flat", 4)
    _, turn = post(f"/conversations/{turn['conversation']}/back", turn=turn["turn"])
    assert turn["question"]["value"] == 4
    turn = _play(post, turn, turn["question"]["value"])
    _, turn = post(f"/conversations/{turn['conversation']}/back", turn=turn["turn"])
    assert turn["question"]["value"] == 4
