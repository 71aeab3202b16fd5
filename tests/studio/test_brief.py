"""The call brief: what to know before the call, on one screen."""

from __future__ import annotations

import re

import pytest

from store.behaviour import Behaviour
from store.conversations import Answer, Conversation
from tests.studio.stories import note, tell

FIRST = """\
  - id: end
    title: {en: Thank you, tr: Teşekkürler}
    first_sentence: {en: "Hello {first_name}", tr: "Merhaba {first_name}, formu doldurmuştunuz."}
"""
STATE = (
    '{"language":"tr","today":"2026-11-01","turn":4,"done":true,"log":['
    '["answer","first_name","Ece",null,false],["answer","need","quality",null,false],'
    '["answer","email","ece@ornek.example",null,false]]}'
)


def _text(page: str) -> str:
    page = page[page.index("<main") :]
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def story(studio):
    plan = studio.flows / "plan.yml"
    plan.write_text(plan.read_text("utf-8").split("outcomes:")[0] + "outcomes:\n" + FIRST, "utf-8")
    told = tell(studio, first_name="Ece", last_name="Öz", company="Örnek", phone="+902125550000")
    with studio.rows() as rows:
        talk = rows.get_one(Conversation, told.talk.id)
        talk.state, talk.finished_at, talk.outcome = STATE, talk.started_at, "end"
    return told


def _brief(studio, story, role="sales"):
    return studio.signed_in(role).get(f"/studio/leads/{story.lead.id}/brief")


def test_it_says_who_what_and_how_to_begin(studio, story):
    note(studio, story.lead, studio.user("sales", name="Jan"))
    page = _text(_brief(studio, story).text)
    for words in (
        "Ece Öz",
        "Örnek",
        "+902125550000",
        "Merhaba Ece, formu doldurmuştunuz.",
        "Alıcı çıkmıyor",  # the need, in the words they chose
        "hmm",  # what was not understood is an open question
        "Call on Tuesday",
        "newsletter given",
        "Which plan?",
    ):
        assert words in page, words


def test_what_was_taken_back_is_not_said(studio, story):
    assert "Çok az aday" not in _text(_brief(studio, story).text)


def test_what_only_the_house_spells_or_asks_for_is_not_quoted(studio, story):
    asked = {
        "conversation_id": story.talk.id, "flow_version_id": story.version.id, "turn": 5,
    }  # fmt: skip
    when = '{"from":null,"to":"2026-12-22"}'
    studio.keep(
        Answer(**asked, slot="start", type="timeframe", value=when, raw="month"),
        Answer(**asked, slot="email_code", type="text", value="943260", raw="943260"),
    )
    page = _text(_brief(studio, story).text)
    assert "2026" in page
    assert "month" not in page
    assert "943260" not in page


def test_what_is_unknown_is_to_be_found_out(studio, story):
    page = _text(_brief(studio, story).text)
    found = page[page.index("Find out") : page.index("What they saw")]
    assert "Authority" in found
    assert "Budget" not in found
    assert "Authority unknown Ask: nobody has yet." in page


def test_pages_are_shown_and_those_of_programs_are_not(studio, story):
    same = {"lead_id": story.lead.id, "kind": "page"}
    url = "https://acme.example/prices"
    studio.keep(
        Behaviour(**same, url=url),
        Behaviour(**same, url=url),
        Behaviour(**same, url="https://acme.example/robot", suspicion="agent"),
    )
    page = _text(_brief(studio, story).text)
    assert f"{url} 2 times" in page
    assert "robot" not in page


def test_a_lead_without_anything_has_a_brief_too(studio):
    lead = studio.lead(first_name=None, last_name=None, email=None, phone="+48601")
    page = _text(studio.signed_in("sales").get(f"/studio/leads/{lead.id}/brief").text)
    for words in ("+48601", "suggests no first sentence", "None was raised", "None asked"):
        assert words in page


def test_strangers_marketers_and_unknown_leads(studio, story):
    path = f"/studio/leads/{story.lead.id}/brief"
    assert studio.stranger().get(path).status_code == 303
    assert _brief(studio, story, "marketer").status_code == 403
    assert studio.signed_in("sales").get("/studio/leads/999/brief").status_code == 404
