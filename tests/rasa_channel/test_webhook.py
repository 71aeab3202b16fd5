"""Flows played by chat widgets that were made for a Rasa bot."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from store.conversations import Answer, Conversation
from store.database import db
from store.types import now
from store.users import User
from store.writing import writing
from tests.rasa_channel.conftest import Widget
from web.app import create_app
from web.conversations import talks
from web.settings import load_settings


def count(site: Flask, model: Any) -> int:
    with site.app_context():
        return int(db.session.scalar(select(func.count()).select_from(model)) or 0)


def kept(site: Flask) -> dict[str, Any]:
    """All answers by slot."""
    with site.app_context():
        rows = db.session.execute(select(Answer.slot, Answer.value).order_by(Answer.id)).all()
        return {row.slot: row.value for row in rows}


# ---------------------------------------------------------------- works


def test_the_messages_have_rasas_shape(widget: Widget) -> None:
    heard = widget.say("hi")
    assert heard.status == 200
    assert heard.body == [
        {"recipient_id": widget.sender, "text": "Hello!"},
        {
            "recipient_id": widget.sender,
            "text": "What would you fix?",
            "buttons": [
                {
                    "title": "Too few leads",
                    "payload": '/answer{"turn": 1, "slot": "need", "value": "volume"}',
                },
                {
                    "title": "They never buy",
                    "payload": '/answer{"turn": 1, "slot": "need", "value": "quality"}',
                },
            ],
        },
    ]


def test_a_flow_is_played_to_its_end_by_buttons_and_words(site: Flask, widget: Widget) -> None:
    widget.language = "tr"
    assert widget.say("merhaba").texts == ["Merhaba!", "Neyi düzeltelim?"]
    assert widget.press("Az talep").texts == ["Adınız?"]
    assert list(widget.say("İpek").buttons) == ["1", "2", "3", "4", "5", "Atla"]
    end = widget.press("4")
    assert end.texts == ["Teşekkürler", "Book a call: https://acme.example/call"]
    assert list(end.buttons) == ["Baştan başla"]
    assert kept(site) == {"need": "volume", "first_name": "İpek", "stars": 4}


def test_typed_words_answer_like_buttons(site: Flask, widget: Widget) -> None:
    widget.say("/greet")
    assert widget.say("too few leads").texts == ["Your name?"]
    assert kept(site) == {"need": "volume"}


def test_a_question_may_be_left_out(widget: Widget) -> None:
    widget.say("hi")
    widget.press("Too few leads")
    widget.say("Ada")
    assert widget.press("Skip").texts[0] == "Thank you"


def test_back_asks_the_question_before_again(site: Flask, widget: Widget) -> None:
    widget.say("hi")
    widget.press("Too few leads")
    assert widget.say("/back").texts == ["Hello!", "What would you fix?"]
    assert widget.press("They never buy").texts == ["Your name?"]
    assert kept(site)["need"] == "quality"


def test_a_flow_is_chosen_by_payload_or_metadata(widget: Widget, site: Flask) -> None:
    assert widget.say("hi", flow="form").texts == ["E-mail?"]
    assert widget.say('/flow{"name": "chat", "language": "tr"}').texts[0] == "Merhaba!"
    assert widget.say('/flow{"name": "chat"}').texts[-1] == "Neyi düzeltelim?"  # it goes on
    assert Widget(site).say('/flow{"name": "form"}').texts == ["E-mail?"]


def test_the_operator_says_which_flow_comes_first(site: Flask, tmp_path: Path) -> None:
    settings = site.extensions["lodestone"].settings
    named = load_settings(**{**settings.model_dump(), "rasa_flow": "form"})
    assert Widget(create_app(named)).say("hi").texts == ["E-mail?"]


def test_restart_begins_anew_and_keeps_what_was_said(site: Flask, widget: Widget) -> None:
    widget.say("hi", flow="form")
    widget.say("ada@acme.example")
    assert widget.say("/restart").texts == ["E-mail?"]
    assert count(site, Conversation) == 2
    assert kept(site)["email"] == "ada@acme.example"
    assert widget.say("bob@acme.example").texts == ["May we write?"]
    for _ in range(40):
        widget.say("/restart")
    assert widget.say("eve@acme.example").texts == ["May we write?"]


def test_consent_is_a_yes_or_a_no(site: Flask, widget: Widget) -> None:
    widget.say("hi", flow="form")
    assert list(widget.say("ada@acme.example").buttons) == ["Yes", "No", "Skip"]
    widget.say("/affirm")
    assert kept(site)["news"] is True


def answer_as_staff(site: Flask, words: str) -> None:
    """Somebody takes the one talk and writes."""
    with site.app_context(), writing() as rows:
        user = User(name="Olga", email="olga@acme.example", role="sales", password_hash="x")
        rows.add(user)
        rows.flush()
        (number,) = rows.scalars(select(Conversation.id))
        talks.speak(rows.connection(), number, user, words, None, now())


def test_a_person_is_asked_for_and_the_visitor_goes_on_without(site: Flask, widget: Widget) -> None:
    widget.say("hi")
    called = widget.say("/person")
    assert called.texts[0].startswith("I have called a person")
    assert widget.say("Do you ship to Łódź?").texts == []  # nobody has answered yet
    assert widget.say("/news").texts == []
    answer_as_staff(site, "Every day.")
    written = ["Olga has joined and reads along from here on.", "Olga: Every day."]
    assert widget.say("/news").texts == written
    assert widget.say("Thank you").texts == written
    assert widget.say("And to Gdańsk?").texts == []
    assert widget.say("/resume").texts[-1] == "What would you fix?"


def test_the_whole_turn_comes_when_asked_for(widget: Widget) -> None:
    turn = widget.say("hi", custom=True).body[-1]["custom"]["lodestone"]
    assert (turn["turn"], turn["question"]["slot"], turn["done"]) == (1, "need", False)
    assert "conversation" not in turn  # the key stays here


def test_answers_are_streamed_a_message_a_line(site: Flask) -> None:
    answer = site.test_client().post(
        "/webhooks/rest/webhook?stream=true", json={"sender": "a", "message": "hi"}
    )
    assert answer.mimetype == "text/event-stream"
    assert [line[:18] for line in answer.text.splitlines()] == ['{"recipient_id":"a'] * 2


def test_the_channel_says_that_it_is_there(site: Flask) -> None:
    for path in ("/webhooks/rest/", "/webhooks/rest"):
        assert site.test_client().get(path).get_json() == {"status": "ok"}
    asked = site.test_client().options("/webhooks/rest/webhook")
    assert asked.headers["Access-Control-Allow-Headers"] == "Content-Type"


# ---------------------------------------------------------------- sent twice


def test_a_button_pressed_twice_is_one_answer(site: Flask, widget: Widget) -> None:
    button = widget.say("hi").buttons["Too few leads"]
    first = widget.say(button)
    assert widget.say(button) == first
    assert count(site, Answer) == 1
    widget.say("Ada")
    assert "already" in widget.say(button).texts[0]  # an old one tells where it stands
    assert kept(site) == {"need": "volume", "first_name": "Ada"}


def test_words_sent_twice_are_one_answer(
    site: Flask, widget: Widget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.rasa_channel.playing.TWICE", timedelta(minutes=1))
    widget.say("hi")
    widget.press("Too few leads")
    first = widget.say("Ada")
    assert widget.say("Ada") == first
    assert widget.say("Ada", turn=2) == first  # however late
    assert count(site, Answer) == 2


def test_the_same_words_later_are_another_answer(
    site: Flask, widget: Widget, monkeypatch: pytest.MonkeyPatch
) -> None:
    widget.say("hi", flow="twins")
    widget.say("the same")
    assert widget.say("the same").texts == ["Other?"]
    monkeypatch.setattr("web.rasa_channel.playing.TWICE", timedelta(0))
    widget.say("the same")
    assert kept(site) == {"one": "the same", "other": "the same"}


def test_words_sent_at_once_are_one_answer(
    site: Flask, widget: Widget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.rasa_channel.playing.TWICE", timedelta(minutes=1))
    widget.say("hi")
    widget.press("Too few leads")
    heard: list[Any] = []

    def send() -> None:
        heard.append(Widget(site, widget.sender).say("Ada"))

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.texts for one in heard] == [["How was it?"]] * 4
    assert count(site, Answer) == 2


# ---------------------------------------------------------------- whose conversation


def test_a_random_sender_goes_on_from_anywhere(site: Flask, widget: Widget) -> None:
    widget.say("hi")
    widget.press("Too few leads")
    elsewhere = Widget(site, widget.sender.upper(), address="198.51.100.7", agent="Phone")
    assert elsewhere.say("Ada").texts == ["How was it?"]


@pytest.mark.parametrize("name", ["default", "ada@acme.example", "+48601999888", 7, "user-1" * 9])
def test_a_sender_that_can_be_guessed_opens_nobody_elses(site: Flask, name: Any) -> None:
    mine = Widget(site, name)
    mine.say("hi")
    mine.press("Too few leads")
    for stranger in (
        Widget(site, name, address="198.51.100.7"),
        Widget(site, name, agent="Other"),
        Widget(site, f"{name} "),
    ):
        assert stranger.say("/flow").texts == ["Hello!", "What would you fix?"]
    assert mine.say("Ada").texts == ["How was it?"]


def test_a_sender_that_can_be_guessed_is_forgotten_after_half_an_hour(site: Flask) -> None:
    random = Widget(site)
    for widget in (Widget(site, "default"), random):
        widget.say("hi")
        widget.press("Too few leads")
    with site.app_context(), writing() as rows:
        rows.execute(update(Conversation).values(updated_at=now() - timedelta(minutes=31)))
    assert Widget(site, "default").say("Ada").texts == ["Hello!", "What would you fix?"]
    assert random.say("Ada").texts == ["How was it?"]


def test_no_sender_is_the_key_of_a_conversation(site: Flask, widget: Widget) -> None:
    began = site.test_client().post("/api/v1/flows/chat/conversations", json={}).get_json()
    client = site.test_client()
    client.post(f"/api/v1/conversations/{began['conversation']}/answers",
                json={"turn": 1, "value": "volume"})  # fmt: skip
    assert Widget(site, began["conversation"]).say("/flow").texts[-1] == "What would you fix?"


# ---------------------------------------------------------------- what is not taken


def test_a_wrong_answer_is_explained_and_asked_again(site: Flask, widget: Widget) -> None:
    widget.say("hi", flow="form")
    heard = widget.say("not an address")
    assert heard.status == 200
    assert len(heard.texts) == 2
    assert heard.texts[1] == "E-mail?"
    heard = widget.say('/answer{"turn": 1, "slot": "email", "value": {"a": [1]}}')
    assert heard.texts[-1] == "E-mail?"
    assert "email" not in {slot for slot, value in kept(site).items() if value}


def test_what_concerns_the_visitor_is_said_to_them_in_their_language(site: Flask) -> None:
    visitor = Widget(site, language="tr")
    assert visitor.say("hi", flow="closed").texts[0].startswith("Bu artık kapalı.")
    late, quick = Widget(site, language="tr"), Widget(site)
    for one in (late, quick):
        one.say("hi", flow="few")
        one.say(f"{one.sender[:6]}@acme.example")
    quick.press("No")
    assert late.say("/deny").texts[0].startswith("Son yer az önce doldu.")
    assert late.say("/news").texts[0].startswith("Son yer az önce doldu.")
    assert Widget(site).say("hi", flow="few").texts[0].startswith("All places are taken.")


def test_a_flow_for_once_is_not_restarted(site: Flask) -> None:
    once = Widget(site)
    once.say("hi", flow="once")
    once.say("ada@acme.example")
    assert "Start again" not in once.press("No").buttons
    assert once.say("/restart").texts[0].startswith("You have taken part already.")
    assert Widget(site).say("hi", flow="once").texts == ["E-mail?"]


def test_a_flow_with_a_proof_of_work_is_for_its_own_page(widget: Widget) -> None:
    assert widget.say("hi", flow="proof").texts == ["http://localhost/f/proof"]


@pytest.mark.parametrize(
    ("sent", "status", "named"),
    [
        (b"{", 400, "JSON"),
        (b"[1]", 422, "body"),
        (b'{"sender": ["a"], "message": "hi"}', 422, "sender"),
        (b'{"sender": "", "message": "hi"}', 422, "sender"),
        (b'{"sender": "a\\u0000b", "message": "hi"}', 422, "control"),
        (b'{"sender": "a\\r\\nSet-Cookie: x", "message": "hi"}', 422, "control"),
        (b'{"sender": "\\ud800", "message": "hi"}', 400, "JSON"),
        (b'{"sender": "%s", "message": "hi"}' % (b"x" * 256), 422, "sender"),
        (b'{"sender": "%s", "message": "hi"}' % (b"x" * 1_000_000), 413, "65536"),
        (b'{"sender": "a", "message": 7}', 422, "message"),
        (b'{"sender": "a", "message": "hi", "metadata": []}', 422, "metadata"),
        (b'{"sender": "a", "message": "hi", "metadata": {"utm": 1}}', 422, "metadata.utm"),
        (b'{"sender": "a", "message": "/flow{x}"}', 422, "JSON object"),
        (b'{"sender": "a", "message": "/flow{\\"name\\": \\"nothing\\"}"}', 404, "nothing"),
    ],
)
def test_a_request_that_is_wrong_is_told_why_as_rasa_does(
    site: Flask, sent: bytes, status: int, named: str
) -> None:
    answer = site.test_client().post(
        "/webhooks/rest/webhook", data=sent, content_type="application/json"
    )
    problem = answer.get_json()
    assert (answer.status_code, problem["status"], problem["code"]) == (status, "failure", status)
    assert named in problem["message"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert count(site, Conversation) == 0


def test_other_methods_and_addresses_are_refused_in_rasas_shape(site: Flask) -> None:
    client = site.test_client()
    for answer in (client.get("/webhooks/rest/webhook"), client.post("/webhooks/other/webhook")):
        assert answer.status_code in (404, 405)
        assert answer.get_json()["status"] == "failure"
    form = client.post("/webhooks/rest/webhook", data={"sender": "a"})
    assert (form.status_code, form.get_json()["status"]) == (415, "failure")


@pytest.mark.parametrize(
    "words", ["\x00", "{{7*7}}", "' OR 1=1 --", "<script>x</script>", "/", "☃"]
)
def test_odd_words_are_no_fault_of_ours(site: Flask, widget: Widget, words: str) -> None:
    widget.say("hi")
    widget.press("Too few leads")
    heard = widget.say(words)
    assert heard.status == 200
    assert heard.texts[-1] in ("Your name?", "How was it?")
    assert "49" not in "".join(heard.texts)


def test_messages_are_counted_by_address(site: Flask) -> None:
    settings = site.extensions["lodestone"].settings
    limited = create_app(load_settings(**{**settings.model_dump(), "rate_limit": "on"}))
    client, sent = limited.test_client(), {"sender": "a", "message": 7}
    answers = [client.post("/webhooks/rest/webhook", json=sent) for _ in range(241)]
    assert {answer.status_code for answer in answers[:240]} == {422}
    assert answers[-1].status_code == 429
    assert answers[-1].get_json()["reason"] == "TooManyRequests"
    assert int(answers[-1].headers["Retry-After"]) > 0
