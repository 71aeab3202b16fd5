"""Questions that visitors left for a person: listed, filtered, answered, handed out."""

from __future__ import annotations

import pytest

from store.conversations import Conversation
from store.open_questions import OpenQuestion
from store.types import now
from tests.studio.stories import tell


@pytest.fixture
def seller(studio):
    return studio.signed_in("sales")


def _ask(studio, talk: Conversation, text: str = "Ankara'da ofisiniz var mı?", **fields):
    asked = OpenQuestion(conversation_id=talk.id, text=text, flow="plan", language="tr", **fields)
    studio.keep(asked)
    return asked


def test_an_open_question_stands_in_its_room_and_on_the_leads_page(studio, seller):
    story = tell(studio)
    _ask(studio, story.talk)
    room = seller.get("/studio/questions").text
    for words in ("Ankara&#39;da ofisiniz var mı?", "Which plan fits you?", "Turkish"):
        assert words in room
    assert f'href="/studio/leads/{story.lead.id}"' in room
    page = seller.get(f"/studio/leads/{story.lead.id}").text
    assert "Ankara&#39;da ofisiniz var mı?" in page
    assert "Open questions" in page


def test_a_question_of_nobody_is_the_leads_as_soon_as_it_is_known(studio, seller):
    story = tell(studio)
    lead = studio.lead()
    talk = Conversation(
        token="later", flow="plan", flow_version_id=story.version.id, kind="chat", language="tr",
        state="{}", turn=2,
    )  # fmt: skip
    studio.keep(talk)
    _ask(studio, talk, "Kim bu?")
    assert "Nobody known yet" in seller.get("/studio/questions").text
    with studio.rows() as rows:
        rows.get(Conversation, talk.id).lead_id = lead.id
    assert "Kim bu?" in seller.get(f"/studio/leads/{lead.id}").text


def test_answered_it_leaves_the_open_ones_and_says_who_answered(studio, seller):
    asked = _ask(studio, tell(studio).talk)
    assert '<span class="count">1<' in seller.get("/studio/").text
    answer = seller.post(f"/studio/questions/{asked.id}/answered")
    assert answer.status_code == 303
    assert "ofisiniz" not in seller.get("/studio/questions").text
    done = seller.get("/studio/questions?show=answered").text
    assert "ofisiniz" in done
    assert "Sales Person" in done
    assert studio.count(OpenQuestion, OpenQuestion.answered_at.is_(None)) == 0


def test_from_the_leads_page_it_goes_back_there(studio, seller):
    story = tell(studio)
    asked = _ask(studio, story.talk)
    answer = seller.post(f"/studio/questions/{asked.id}/answered", lead=str(story.lead.id))
    assert answer.headers["Location"] == f"/studio/leads/{story.lead.id}#questions"


def test_answered_twice_keeps_who_was_first(studio, seller):
    first = studio.user("admin", name="First One")
    asked = _ask(studio, tell(studio).talk, answered_at=now(), answered_by=first.id)
    seller.post(f"/studio/questions/{asked.id}/answered")
    assert "First One" in seller.get("/studio/questions?show=answered").text


def test_the_list_can_be_of_one_flow_and_goes_on_over_pages(studio, seller, monkeypatch):
    talk = tell(studio).talk
    _ask(studio, talk, "Which one?")
    other = OpenQuestion(conversation_id=talk.id, text="Another?", flow="quiz", language="en")
    studio.keep(other)
    assert "Another?" not in seller.get("/studio/questions?flow=plan").text
    assert "Another?" in seller.get("/studio/questions?flow=quiz").text
    monkeypatch.setattr("web.studio.questions.PAGE", 1)
    page = seller.get("/studio/questions").text
    assert "Which one?" not in page
    assert f"before={other.id}" in page
    assert "Which one?" in seller.get(f"/studio/questions?before={other.id}").text


def test_a_marketer_reads_them_and_a_stranger_does_not(studio):
    asked = _ask(studio, tell(studio).talk)
    marketer = studio.signed_in("marketer")
    page = marketer.get("/studio/questions").text
    assert "ofisiniz" in page
    assert "/answered" not in page
    assert marketer.post(f"/studio/questions/{asked.id}/answered").status_code == 403
    assert studio.stranger().get("/studio/questions").status_code == 303
    assert studio.count(OpenQuestion, OpenQuestion.answered_at.is_not(None)) == 0


def test_a_question_that_is_not_there_is_a_404(seller):
    assert seller.post("/studio/questions/999/answered").status_code == 404
    assert seller.post(f"/studio/questions/{2**63}/answered").status_code == 404
    assert seller.get(f"/studio/questions?before={2**63}").status_code == 200


def test_without_questions_it_says_so(seller):
    assert "No question is open" in seller.get("/studio/questions").text
    assert "Nothing here" in seller.get("/studio/questions?show=answered").text


def test_they_are_handed_out_and_erased_with_the_person(studio):
    story = tell(studio)
    _ask(studio, story.talk)
    admin, lead = studio.signed_in("admin"), f"/studio/leads/{story.lead.id}"
    assert "ofisiniz" in admin.get(f"{lead}/export.json").text
    assert "ofisiniz" in admin.get(f"{lead}/export.html").text
    admin.post(f"{lead}/erase", confirmation=story.lead.email)
    assert studio.count(OpenQuestion) == 0
