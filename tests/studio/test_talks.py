"""Talks in the studio: listed with their clock, read along, taken over, answered, handed back."""

from __future__ import annotations

import html
import re

import pytest

from leads.erase import erase
from store.leads import Lead
from store.messages import Message, PersonTalk
from store.writing import write_connection
from web import conversations
from web.conversations import Visit
from web.conversations.talks import LONGEST


@pytest.fixture
def talk(studio):
    """A visitor who waits, by the conversation's number."""
    with studio.app.app_context():
        reply = conversations.begin("plan", Visit(language="en"))
        conversations.ask_person(reply.token, reply.turn, words="Do you ship to Łódź?")
    with studio.rows() as rows:
        return rows.query(PersonTalk).one().conversation_id


def _said(studio, author):
    with studio.rows() as rows:
        found = rows.query(Message).filter(Message.author == author).order_by(Message.number)
        return [message.text for message in found]


def _state(studio):
    with studio.rows() as rows:
        return rows.query(PersonTalk).one().state


def test_who_waits_is_listed_with_a_clock_and_counted_in_the_menu(studio, talk):
    page = studio.signed_in("sales").get("/studio/people").text
    assert f'href="/studio/people/{talk}"' in page
    assert "Do you ship to Łódź?" in page
    assert 'data-form="clock"' in page
    menu = page[: page.index("</nav>")]
    assert '<span class="count">1' in menu


def test_a_preview_of_the_author_calls_nobody(studio):
    with studio.app.app_context():
        reply = conversations.begin("plan", Visit(preview=True))
        conversations.ask_person(reply.token, reply.turn)
    page = studio.signed_in("sales").get("/studio/people").text
    assert "Nobody waits" in page


def test_the_list_is_renewed_in_part(studio, talk):
    part = studio.signed_in("sales").get("/studio/people?part=1").text
    assert "Do you ship to Łódź?" in part
    assert "<html" not in part


def test_a_message_takes_the_talk_over_and_is_kept_once(studio, talk):
    user = studio.user("sales", name="Ayşe Işık")
    sales = studio.signed_in(user)
    page = sales.get(f"/studio/people/{talk}").text
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    for _ in range(2):
        answer = sales.post(f"/studio/people/{talk}/say", text=" Yes, we do.\x00 ", key=key)
        assert answer.status_code == 303
    assert _said(studio, "staff") == ["Yes, we do."]
    assert _state(studio) == "talking"
    assert "Ayşe Işık has the talk" in html.unescape(sales.get(f"/studio/people/{talk}").text)


def test_taken_over_and_handed_back_it_stands_under_done(studio, talk):
    sales = studio.signed_in("sales")
    assert sales.post(f"/studio/people/{talk}/take").status_code == 303
    assert _state(studio) == "talking"
    answer = sales.post(f"/studio/people/{talk}/back")
    assert answer.headers["Location"] == "/studio/people"
    assert _state(studio) == "done"
    assert f'href="/studio/people/{talk}"' in sales.get("/studio/people?show=done").text
    assert "This talk is over" in sales.get(f"/studio/people/{talk}").text


def test_what_is_new_is_given_out_after_the_last_message_known(studio, talk):
    sales = studio.signed_in("sales")
    sales.post(f"/studio/people/{talk}/say", text="Hello <b>")
    news = sales.get(f"/studio/people/{talk}/news?after=3&state=waiting&name=&wait=20").text
    assert re.findall(r'data-said="(\d+)"', news) == ["4", "5"]
    assert "Hello &lt;b&gt;" in news
    assert 'data-state="talking"' in news


def test_a_talk_that_is_over_takes_no_message(studio, talk):
    sales = studio.signed_in("sales")
    sales.post(f"/studio/people/{talk}/back")
    answer = sales.post(f"/studio/people/{talk}/say", text="Hello?")
    assert "This talk is over" in sales.get(answer.headers["Location"].split("#")[0]).text
    assert _said(studio, "staff") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [("  ", "Write a message first."), ("x" * (LONGEST + 1), f"{LONGEST} characters")],
)
def test_bad_input_is_explained_and_saves_nothing(studio, talk, text, words):
    sales = studio.signed_in("sales")
    answer = sales.post(f"/studio/people/{talk}/say", text=text)
    assert words in sales.get(answer.headers["Location"].split("#")[0]).text
    assert _said(studio, "staff") == []


@pytest.mark.parametrize("act", ["take", "say", "back"])
def test_strangers_marketers_and_unknown_talks_are_refused(studio, talk, act):
    path = f"/studio/people/{talk}/{act}"
    assert studio.stranger().post(path, text="x").status_code == 303
    assert studio.signed_in("marketer").post(path, text="x").status_code == 403
    assert studio.signed_in("sales").post(f"/studio/people/99/{act}", text="x").status_code == 404
    assert (_state(studio), _said(studio, "staff")) == ("waiting", [])


def test_marketers_read_along_and_are_offered_no_box(studio, talk):
    page = studio.signed_in("marketer").get(f"/studio/people/{talk}").text
    assert "Do you ship to Łódź?" in page
    assert "Sales and admins write here" in page
    assert "/say" not in page


@pytest.mark.parametrize("path", ["/studio/people/99", "/studio/people/99/news"])
def test_a_talk_that_is_not_there_is_not_found(studio, path):
    assert studio.signed_in("sales").get(path).status_code == 404


def test_a_talk_stands_on_the_leads_page_and_in_its_export_until_it_is_erased(studio):
    with studio.app.app_context():
        reply = conversations.begin("plan", Visit(language="en"))
        reply = conversations.ask_person(reply.token, reply.turn)
        conversations.answer(reply.token, reply.turn, text="It is jan@acme.example, hello")
    with studio.rows() as rows:
        lead = rows.query(Lead).one()
        talk = rows.query(PersonTalk).one().conversation_id
    admin = studio.signed_in("admin")
    admin.post(f"/studio/people/{talk}/say", text="Good morning, Jan")
    for path in ("", "/export.html", "/export.json"):
        page = admin.get(f"/studio/leads/{lead.id}{path}").text
        assert "Good morning, Jan" in page, path
        assert "It is jan@acme.example, hello" in page, path
    with studio.app.app_context(), write_connection() as connection:
        assert erase(connection, lead.id)
    assert studio.count(Message) == 0
    assert studio.count(PersonTalk) == 0
    assert admin.get(f"/studio/people/{talk}").status_code == 404
