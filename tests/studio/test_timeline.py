"""The timeline: everything of one lead in one list, by time, whatever table it stands in."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from store.behaviour import Behaviour
from store.conversations import Answer
from store.handovers import LeadFault, SalesStep
from store.leads import Note
from store.mail_links import MailLink, MailPress
from store.outbox import OutboxRow
from store.stage_changes import StageChange
from store.types import now
from store.verifications import Verification
from tests.studio.stories import tell
from web.studio.timeline_pages import Place, newest
from web.studio.timeline_sources import KINDS, SOURCES


@pytest.fixture
def story(studio):
    told = tell(studio, first_name="Ece", last_name="Öz")
    user, lead, at = studio.user("sales", name="Jan"), told.lead.id, now()
    studio.keep(
        StageChange(lead_id=lead, from_stage="MQL", to_stage="SQL", cause="turn", reason="45 ≥ 45"),
        SalesStep(lead_id=lead, kind="won", user_id=user.id, value=1200.0),
        SalesStep(lead_id=lead, kind="owner", owner_id=user.id, rule='language = "tr"'),
        SalesStep(lead_id=lead, kind="lost", actor="API key CRM", reason="Too dear"),
        Note(lead_id=lead, user_id=user.id, text="Call on Tuesday"),
        OutboxRow(kind="mail", payload={}, key="a", lead_id=lead, done_at=at),
        OutboxRow(kind="mail", payload={}, key="b", lead_id=lead, failed_at=at, last_error="550"),
        Verification(lead_id=lead, rung="email_confirmed", about="e@x.example", state="passed"),
        Behaviour(lead_id=lead, kind="page", url="https://acme.example/prices"),
        LeadFault(lead_id=lead, kind="phone", subject="phone", detail="No such number"),
    )
    return told


def _page(studio, story, **asked):
    reader = studio.signed_in("marketer")
    return reader.get(f"/studio/leads/{story.lead.id}/timeline", query_string=asked).text


def _text(page: str) -> str:
    page = page[page.index("<main") :]
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_everything_is_in_it(studio, story):
    page = _text(_page(studio, story))
    for words in (
        "MQL → SQL",
        "Jan Won 1,200",
        "Given to Jan By the rule language = &#34;tr&#34;",
        "API key CRM Lost Too dear",
        "Call on Tuesday",
        "Mail Delivered",
        "Given up: 550",
        "E-mail: confirmed by its owner Yes · e@x.example",
        "Looked at a page https://acme.example/prices",
        "Impossible phone number No such number",
        "Alıcı çıkmıyor Önce ne",
        "“hmm”, not understood",
        "Consent to newsletter given",
        "Began Which plan?",
        "+25 need",
    ):
        assert words in page, words


def test_codes_typed_and_checks_made_are_no_news(studio, story):
    talk = {"conversation_id": story.talk.id, "flow_version_id": story.talk.flow_version_id}
    studio.keep(
        Answer(**talk, slot="email_code", type="text", value="943260", raw="943260", turn=9),
        OutboxRow(kind="check", payload={}, key="c", lead_id=story.lead.id, done_at=now()),
    )
    reader = studio.signed_in("marketer")
    for page in (_page(studio, story), reader.get(f"/studio/leads/{story.lead.id}").text):
        assert "943260" not in page
        assert "Check of an address" not in page


def test_links_followed_stand_under_mails_with_the_mail_and_what_speaks_against_a_person(
    studio, story
):
    lead, at = story.lead.id, datetime(2026, 11, 3, 9, tzinfo=UTC)
    mail = OutboxRow(kind="receipt_mail", payload={}, key="r", lead_id=lead, created_at=at)
    studio.keep(mail)
    place = {"lead_id": lead, "outbox_id": mail.id}
    url = "https://acme.example/p"
    link = MailLink(**place, token="a", place=1, kind="offer", words="Prices <all>", url=url)
    mark = MailLink(**place, token="b", place=0, kind="mail_read")
    studio.keep(link, mark)
    for kind, suspicion, by in (
        ("offer", None, link),
        ("offer", "too_soon,all_links", link),
        ("mail_read", None, mark),
        ("mail_read", "prefetch", mark),
    ):
        deed = Behaviour(lead_id=lead, kind=kind, url=by.url, suspicion=suspicion)
        studio.keep(deed)
        studio.keep(MailPress(behaviour_id=deed.id, mail_link_id=by.id))
    shown = _text(_page(studio, story, kind="mails"))
    for words in (
        "Pressed “Prices &lt;all&gt;” in the receipt of 3 Nov 2026 https://acme.example/p",
        "Followed “Prices &lt;all&gt;” in the receipt of 3 Nov 2026 By a program, worth nothing: ",
        "within seconds of the mail&#39;s delivery, all links of the mail at once · https://",
        "Read the receipt of 3 Nov 2026",
        "Loaded the receipt of 3 Nov 2026 By a program, worth nothing: loaded ahead by a mail",
    ):
        assert words in shown, words
    assert "acme.example/p " not in _text(_page(studio, story, kind="visits"))


@pytest.mark.parametrize("kind", list(KINDS))
def test_each_filter_shows_its_own_kind(studio, story, kind):
    page = _page(studio, story, kind=kind)
    shown = set(re.findall(r'class="entry entry--(\w+)', page))
    assert shown == {kind}


def test_an_unknown_filter_or_place_shows_everything(studio, story):
    whole = _page(studio, story).count('class="entry ')
    assert _page(studio, story, kind="rubbish").count('class="entry ') == whole
    assert _page(studio, story, before="2026-13-99~x~1").count('class="entry ') == whole


def test_pages_show_each_thing_once_even_within_one_moment(studio, story):
    at = now() - timedelta(days=1)
    lead = story.lead.id
    studio.keep(*(Note(lead_id=lead, text=f"n{number}", created_at=at) for number in range(7)))
    studio.keep(*(SalesStep(lead_id=lead, kind="reached", at=at) for _ in range(4)))
    with studio.app.test_request_context("/studio/"):
        whole = [entry.place for entry in newest(lead, 500)]
        paged, before = [], None
        while page := newest(lead, 3, before=before):
            paged += [entry.place for entry in page]
            before = Place.read(page[-1].place.written())
    assert paged == whole
    assert len(set(whole)) == len(whole) > 20
    assert [place.at for place in whole] == sorted((place.at for place in whole), reverse=True)


def test_every_source_belongs_to_a_filter():
    assert {source.kind for source in SOURCES} == set(KINDS)


def test_strangers_and_unknown_leads(studio, story):
    path = f"/studio/leads/{story.lead.id}/timeline"
    assert studio.stranger().get(path).status_code == 303
    assert studio.signed_in("sales").get("/studio/leads/999/timeline").status_code == 404


def test_a_lead_with_nothing_says_so(studio):
    lead = studio.lead()
    page = studio.signed_in("sales").get(f"/studio/leads/{lead.id}/timeline").text
    assert "Nothing is kept of this lead." in page
