"""A lead's page: who it is, why its score, what it said."""

from __future__ import annotations

import re

import pytest

from store.conversations import Answer
from tests.studio.stories import note, refer, send_file, tell


def _text(page: str) -> str:
    """The page's words, as read."""
    page = re.sub(r"<(script|style|head).*?</\1>", " ", page, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def story(studio):
    return tell(
        studio, first_name="Ece", last_name="Öz", company="Örnek", email="ece@ornek.example"
    )


@pytest.fixture
def page(studio, story):
    return _text(studio.signed_in("sales").get(f"/studio/leads/{story.lead.id}").text)


def test_strangers_and_unknown_leads(studio, story):
    assert studio.stranger().get(f"/studio/leads/{story.lead.id}").status_code == 303
    reader = studio.signed_in("marketer")
    assert reader.get("/studio/leads/999999").status_code == 404
    assert reader.get("/studio/leads/99999999999999999999").status_code == 404


def test_an_erased_lead_is_gone(studio):
    gone = tell(studio, erased_at=studio.user("sales").created_at)
    assert studio.signed_in("sales").get(f"/studio/leads/{gone.lead.id}").status_code == 404


def test_it_says_who_it_is(page):
    for words in ("Ece Öz", "Örnek", "ece@ornek.example", "Not confirmed", "SQL", "Open"):
        assert words in page


def test_unknown_axes_are_unknown_and_not_zero(page):
    assert "2 of 4 axes known; still open: authority, fit" in page
    assert "authority unknown" in page
    assert "authority 0" not in page


def test_the_ledger_adds_up_to_the_score_line_by_line(studio, story):
    page = studio.signed_in("sales").get(f"/studio/leads/{story.lead.id}").text
    ledger = page[page.index('id="why"') : page.index('id="answers"')]
    lines = re.findall(r'<td role="cell" class="points(?: minus)?">([+−][\d.]+)</td>', ledger)
    points = [float(line.replace("−", "-")) for line in lines]
    assert points == [25, 12, -12, 25, -5]
    assert sum(points) == story.lead.score == 45
    assert "Held at the cap of 25: the lines make +37" in ledger
    assert "need 25 + budget 20 = 45" in ledger
    assert "voided line" not in ledger


def test_it_shows_the_points_of_now_whatever_was_kept_before(studio):
    older = tell(studio, score=50.0)
    page = _text(studio.signed_in("sales").get(f"/studio/leads/{older.lead.id}").text)
    assert "need 25 + budget 20 = 45" in page
    assert "Why 45?" in page


def test_answers_stand_in_order_with_their_questions_as_asked(page):
    answers = page[page.index("In the order") : page.index("Conversations")]
    assert answers.index("Adınız nedir?") < answers.index("Önce ne, Ece?")
    assert "hmm" in answers
    assert "Not understood" in answers
    assert "Çok az aday" in answers
    assert "Changed later" in answers
    assert "Alıcı çıkmıyor" in answers
    assert "Changed an earlier answer" in answers


def test_an_answer_whose_question_is_gone_is_shown_by_its_slot(page):
    assert "gone_slot kept" in page


def test_it_shows_consents_in_their_exact_words(page):
    assert "Ayda bir mektup isterim." in page
    assert "newsletter Given" in page


def test_it_shows_conversations_with_their_circumstances(page):
    for words in ("Left half-way", "Filled a hidden field", "spring", "Phone", "Turkish"):
        assert words in page


def test_it_shows_who_led_to_whom(studio, story):
    boss = studio.lead(first_name="Ayşe", last_name="Demir")
    refer(studio, story.lead, boss)
    reader = studio.signed_in("sales")
    assert "Ayşe Demir named as the decision maker" in _text(
        reader.get(f"/studio/leads/{story.lead.id}").text
    )
    assert "Ece Öz named this person as the decision maker" in _text(
        reader.get(f"/studio/leads/{boss.id}").text
    )


def test_a_marketer_reads_and_changes_nothing(studio, story):
    page = studio.signed_in("marketer").get(f"/studio/leads/{story.lead.id}").text
    for action in ("/notes", "/status", "/erase"):
        assert f'action="/studio/leads/{story.lead.id}{action}' not in page


def test_a_salesperson_sees_no_way_to_erase(studio, story):
    page = studio.signed_in("sales").get(f"/studio/leads/{story.lead.id}").text
    assert "Erase this person" not in page
    assert "Add note" in page


def test_a_file_is_handed_out_as_a_download_and_never_as_a_page(studio, story):
    upload = send_file(studio, story.talk, name="plan żółw.html")
    reader = studio.signed_in("sales")
    answer = reader.get(f"/studio/leads/{story.lead.id}/files/{upload.id}")
    assert answer.data == b"<hi>"
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_file_of_somebody_else_is_not_found(studio, story):
    upload = send_file(studio, story.talk)
    other = studio.lead()
    reader = studio.signed_in("sales")
    assert reader.get(f"/studio/leads/{other.id}/files/{upload.id}").status_code == 404


def test_an_option_that_was_tapped_is_not_shown_as_typed(studio, story):
    tapped = {"conversation_id": story.talk.id, "flow_version_id": story.version.id, "turn": 9}
    studio.keep(
        Answer(**tapped, slot="need", type="choice", value="quality", raw="quality"),
        Answer(**tapped, slot="need", type="choice", value="volume", raw="çok az aday"),
    )
    page = studio.signed_in("sales").get(f"/studio/leads/{story.lead.id}").text
    assert "typed “quality”" not in page
    assert "typed “çok az aday”" in page


def test_notes_show_their_author(studio, story):
    note(studio, story.lead, studio.user("sales", name="Jan Sprzedaż"))
    page = _text(studio.signed_in("marketer").get(f"/studio/leads/{story.lead.id}").text)
    assert "Call on Tuesday Jan Sprzedaż" in page
