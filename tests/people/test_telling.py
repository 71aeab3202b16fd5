"""Staff is told by mail: a visitor wants a person, or left a question."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Row, select, update

from bot.score import BUILT_IN
from leads import telling
from leads.personal import exported
from outreach.carriers import Carriers
from outreach.delivery import Round, deliver_due
from outreach.mail import mail_server
from store.database import db
from store.tables import TABLES
from store.types import now
from store.writing import write_connection
from tests.mailbox import Mailbox
from tests.people.conftest import CHAT, FLOWS, Visitor, hands_back, member, takes_over
from web import conversations
from web.conversations import Visit

ANSWERS = """\
prices:
  questions:
    en: [How much does it cost?, What are your prices?, Is there a price list?]
  answer: {en: From ten euros.}
"""

HANDS_OVER = CHAT.replace("outcomes:", "  - handover: true\noutcomes:", 1)


@pytest.fixture(autouse=True)
def more_flows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers to questions, and a flow that hands over by itself."""
    monkeypatch.setitem(FLOWS, "answers", ANSWERS)
    monkeypatch.setitem(FLOWS, "hands-over", HANDS_OVER)


def deliver(mailbox: Mailbox, at: datetime | None = None) -> int:
    server = mail_server(mailbox.url, "Acme <hello@acme.example>")
    carriers = Carriers("https://ask.acme.example", server)
    return deliver_due(Round(carriers, BUILT_IN, lambda: at or now() + timedelta(seconds=1)))


def put() -> list[Row[Any]]:
    outbox = TABLES["outbox"]
    with db.engine.connect() as connection:
        mine = select(outbox).where(outbox.c.kind == "staff_mail").order_by(outbox.c.id)
        return list(connection.execute(mine))


def sets(user: Any, **values: Any) -> None:
    users = TABLES["users"]
    with write_connection() as connection:
        connection.execute(update(users).where(users.c.id == user.id).values(**values))


TORONTO = "Do you have an office in Toronto?"


def leaves_a_question(visitor: Visitor, question: str = TORONTO) -> None:
    visitor.types(question)
    visitor.types(visitor.view.replies[-1].label)


def test_who_sells_and_who_governs_are_mailed_once(site: Flask, mailbox: Mailbox) -> None:
    member("Ayşe Işık"), member("Ola Wójcik", "admin"), member("Max Frei", "marketer")
    visitor = Visitor()
    visitor.types("I want to talk to a <b>human</b>\nplease")
    assert deliver(mailbox) == 2
    assert deliver(mailbox) == 0
    assert sorted(mailbox.recipients) == ["ayşe@acme.example", "ola@acme.example"]
    assert mailbox.mails[0]["Subject"] == "A visitor wants a person: Which plan fits you?"
    text = mailbox.text()
    assert "“I want to talk to a <b>human</b> please”" in text
    [first, _] = put()
    assert f"https://ask.acme.example/studio/people/{first.conversation_id}\r\n" in text
    html = mailbox.mails[0].get_body(("html",))
    assert html is not None
    assert "&lt;b&gt;human&lt;/b&gt;" in html.get_content()


def test_asking_again_while_waiting_tells_nobody_again(site: Flask) -> None:
    member("Ayşe Işık")
    visitor = Visitor()
    visitor.wants_a_person()
    visitor.types("Hello?")
    visitor.wants_a_person()
    assert len(put()) == 1


def test_a_new_wish_after_the_talk_is_told_again(site: Flask) -> None:
    staff = member("Ayşe Işık")
    visitor = Visitor()
    visitor.wants_a_person()
    takes_over(staff, visitor)
    hands_back(staff, visitor)
    visitor.looks()
    visitor.wants_a_person()
    assert len(put()) == 2


def test_long_words_are_cut_where_a_word_ends(site: Flask) -> None:
    member("Ayşe Işık")
    visitor = Visitor()
    visitor.reply = conversations.ask_person(
        visitor.token, visitor.reply.turn, words="zażółć gęślą " * 100
    )
    [row] = put()
    assert len(row.payload["words"]) <= 300
    assert row.payload["words"].endswith(("zażółć…", "gęślą…"))


def test_a_flow_that_hands_over_tells_the_last_answer(site: Flask) -> None:
    member("Ayşe Işık")
    visitor = Visitor("hands-over")
    visitor.types("Too few leads")
    visitor.types("Call me on Friday")
    [row] = put()
    assert (row.payload["about"], row.payload["words"]) == ("talk", "Call me on Friday")


def test_what_comes_an_hour_late_is_not_sent(site: Flask, mailbox: Mailbox) -> None:
    member("Ayşe Işık")
    Visitor().wants_a_person()
    assert deliver(mailbox, now() + timedelta(hours=1, minutes=1)) == 0
    assert mailbox.mails == []
    [row] = put()
    assert row.payload == {}


@pytest.mark.parametrize("change", [{"mail_talks": False}, {"active": False}])
def test_who_wants_none_or_has_left_gets_none(site: Flask, change: dict[str, Any]) -> None:
    sets(member("Ayşe Işık"), **change)
    visitor = Visitor()
    assert visitor.wants_a_person().person == "waiting"
    assert put() == []


@pytest.mark.parametrize("visit", [Visit(preview=True), Visit(suspicion=("trap",))])
def test_previews_and_suspected_bots_tell_nobody(site: Flask, visit: Visit) -> None:
    member("Ayşe Işık")
    visitor = Visitor()
    visitor.reply = conversations.begin("chat", visit)
    visitor.wants_a_person()
    visitor.goes_on_alone()
    leaves_a_question(visitor)
    assert put() == []


def test_a_question_left_is_mailed_and_the_next_one_an_hour_later(
    site: Flask, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    member("Ayşe Işık")
    visitor = Visitor()
    leaves_a_question(visitor)
    leaves_a_question(visitor, "Do you sell umbrellas in Kraków?")
    assert deliver(mailbox) == 1
    assert mailbox.mails[0]["Subject"] == "A question was left: Which plan fits you?"
    assert f"“{TORONTO}”" in mailbox.text()
    assert "https://ask.acme.example/studio/questions\r\n" in mailbox.text()
    an_hour_ago = now() - timedelta(hours=1, seconds=1)
    with write_connection() as connection:
        connection.execute(update(TABLES["outbox"]).values(created_at=an_hour_ago))
    leaves_a_question(visitor, "Do you repair bicycles?")
    assert [row.payload.get("words") for row in put()] == [None, "Do you repair bicycles?"]


def test_questions_can_be_switched_off_alone(site: Flask) -> None:
    sets(member("Ayşe Işık"), mail_questions=False)
    visitor = Visitor()
    leaves_a_question(visitor)
    assert put() == []
    visitor.wants_a_person()
    assert len(put()) == 1


def test_a_turn_that_concerns_nobody_never_asks_whom_to_tell(
    site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    member("Ayşe Işık")
    visitor = Visitor()
    for name in ("_FOR_TALKS", "_FOR_QUESTIONS", "_OWNER", "_ASKED_LATELY"):
        monkeypatch.setattr(telling, name, None)  # asking would break the turn
    visitor.types("Too few leads")
    assert visitor.view.screen is not None
    with pytest.raises(AttributeError):
        visitor.wants_a_person()


def test_the_mails_are_not_handed_out_with_the_persons_data(site: Flask) -> None:
    member("Ayşe Işık")
    visitor = Visitor()
    visitor.wants_a_person()
    visitor.types("zoe@acme.example")
    with db.engine.connect() as connection:
        lead_id = connection.execute(select(TABLES["leads"].c.id)).scalar_one()
        kinds = [row.kind for row in dict(exported(connection, lead_id))["outbox"]]
    assert "staff_mail" not in kinds
    assert {row.payload["about"] for row in put()} == {"talk", "lead"}
