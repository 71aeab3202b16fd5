"""From the flow to the points: a mail with counted links, a scanner, and a person an hour later."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from leads.consent import withdraw
from leads.erase import erase
from store.database import db
from store.tables import TABLES
from store.types import now
from store.users import SignIn, User
from store.writing import write_connection, writing
from tests.databases import database_url  # noqa: F401
from tests.leads.test_scanners import FIREFOX, GMAIL
from tests.verification.conftest import Site, Talk, make_site  # noqa: F401
from web.settings import ROOT
from web.studio.sessions import COOKIE, digest
from web.verification import pressing

NEWS = """\
format: 1
kind: chat
title: News
language: en
steps:
  - {ask: email, type: email, text: Where to?, confirm: code}
  - {ask: looks, type: consent, purpose: tracking, required: false, text: May we count visits?}
  - {ask: news, type: consent, purpose: marketing, required: false, text: "News, monthly?"}
outcomes:
  - id: end
    title: Thanks
    offer: prices
    button: {label: {en: "See <our> plans", pl: "Zobacz nasze plany, {email}"}, go: plans}
"""

PLANS = """\
format: 1
kind: form
title: Plans
language: en
steps: [{ask: note, type: text, text: Which?}]
outcomes: [{id: end, title: End}]
"""

OFFERS = """\
prices:
  type: link
  title: {en: Prices, pl: Cennik}
  url: "https://acme.example/prices?a=1&b=2"
"""

LEAD = """\
axes:
  timing: {cap: 20}
  interest: {cap: 15}
behaviour:
  - {kind: offer, url: /prices, axis: timing, give: 4, intent: true, at_most: 1 per day}
  - {kind: link, give: 2}
  - {kind: mail_read, give: 1, at_most: 1 per day}
stages:
  IQL: {needs: [email]}
  MQL: {score: 4, needs: [email_confirmed]}
"""


@pytest.fixture
def site(make_site: Callable[..., Site], tmp_path: Path) -> Site:  # noqa: F811
    flows = tmp_path / "flows"
    flows.mkdir()
    files = {"news": NEWS, "plans": PLANS, "offers": OFFERS, "lead": LEAD}
    for name, text in files.items():
        (flows / f"{name}.yml").write_text(text, "utf-8")
    return make_site(flows_dir=flows)


class Mail:
    """The receipt that arrived, and who follows its links."""

    def __init__(self, site: Site) -> None:
        self.site = site
        body = site.mailbox.mails[-1].get_body(("html",))
        assert body is not None
        self.html = str(body.get_content())
        self.links = re.findall(r'https://ask\.acme\.example(/mail/[^"/]+)"', self.html)
        self.marks = re.findall(r'https://ask\.acme\.example(/mail/[^"]+/mark\.gif)"', self.html)

    def ask(self, path: str, method: str = "GET", **headers: str) -> Any:
        agent = headers.pop("agent", FIREFOX)
        client = self.site.app.test_client()
        return client.open(path, method=method, headers={"User-Agent": agent, **headers})


def mailed(site: Site, tracking: bool | None = True, language: str = "en") -> Mail:
    """Play the flow to its end, and let the receipt arrive."""
    talk = Talk(site.app.test_client(), "news", language=language).say("ada@acme.example")
    site.deliver()
    talk.say(site.mailbox.code()).answer(tracking).answer(True)
    site.deliver()
    return Mail(site)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets what is pressed from now on be pressed so much later."""

    def move(**by: float) -> None:
        moment = now() + timedelta(**by)
        monkeypatch.setattr(pressing, "now", lambda: moment)

    return move


def counting(site: Site) -> list[tuple[str, float, str]]:
    """The lines of behaviour that count."""
    lines = [row for row in site.all_of("ledger") if row.origin in ("behaviour", "intent")]
    return [(row.axis, row.points, row.evidence) for row in lines if row.void_at is None]


def done(site: Site) -> list[tuple[str, str | None]]:
    return [(row.kind, row.suspicion) for row in site.all_of("behaviour")]


# ---------------------------------------------------------------- the mail


def test_the_mail_carries_what_was_handed_out_counted_and_in_plain(site: Site) -> None:
    mail = mailed(site)
    assert (len(mail.links), len(mail.marks)) == (2, 1)
    assert "See &lt;our&gt; plans" in mail.html
    assert "acme.example/prices" not in mail.html
    plain = site.mailbox.text().replace("\r\n", "\n")
    assert "Prices:\nhttps://acme.example/prices?a=1&b=2" in plain
    assert "https://ask.acme.example/f/plans?language=en" in plain
    assert "/mail/" not in plain
    assert len({row.token for row in site.all_of("mail_links")}) == 3


@pytest.mark.parametrize("tracking", [False, None])
def test_who_did_not_agree_gets_plain_links_and_no_mark(site: Site, tracking: bool | None) -> None:
    mail = mailed(site, tracking)
    assert (mail.links, mail.marks) == ([], [])
    assert 'href="https://acme.example/prices?a=1&amp;b=2"' in mail.html
    assert "<img" not in mail.html
    assert site.all_of("mail_links") == []


def test_the_way_back_is_never_counted(site: Site) -> None:
    mail = mailed(site)
    (page,) = re.findall(r'href="https://ask\.acme\.example(/rights/[^"]+)"', mail.html)
    assert mail.ask(page).status_code == 200
    assert "/mail/" not in str(site.mailbox.mails[-1]["List-Unsubscribe"])
    assert done(site) == []


def test_words_that_a_visitor_typed_stand_in_no_link(site: Site) -> None:
    assert ">Zobacz nasze plany</a>" in mailed(site, language="pl").html


def test_a_mail_that_is_tried_again_is_the_same(site: Site) -> None:
    site.mailbox.empty()
    talk = Talk(site.app.test_client(), "news").say("ada@acme.example")
    site.deliver()
    talk.say(site.mailbox.code()).answer(True).answer(True)
    site.mailbox.refuses = "450 later"
    site.deliver()
    before = site.all_of("mail_links")
    site.mailbox.refuses = ""
    site.deliver(timedelta(minutes=5))
    assert len(before) == 3
    assert site.all_of("mail_links") == before
    assert {row.token for row in before} == {
        path.split("/")[2] for path in (*Mail(site).links, *Mail(site).marks)
    }


# ---------------------------------------------------------------- a scanner, and a person


def test_a_scanner_is_worth_nothing_and_a_person_an_hour_later_is(
    site: Site, later: Callable[..., None]
) -> None:
    mail = mailed(site)
    for path in mail.links:
        assert mail.ask(path, "HEAD").status_code == 302
    assert [mail.ask(path).status_code for path in (*mail.links, *mail.marks)] == [302, 302, 200]
    assert len(done(site)) == 5
    assert all(suspicion for _, suspicion in done(site))
    assert counting(site) == []
    assert site.lead().stage == "IQL"

    later(hours=1)
    mail.ask(mail.marks[0], agent=GMAIL)
    answer = mail.ask(mail.links[0])
    assert answer.headers["Location"] == "https://acme.example/prices?a=1&b=2"
    day = site.all_of("outbox")[-1].created_at
    assert counting(site) == [
        ("interest", 1, f"Read a mail: receipt of {day.day} {day:%b %Y}"),
        ("timing", 4, "Opened an offer: /prices"),
    ]
    assert site.lead().stage == "MQL"
    changes = site.all_of("stage_changes")
    assert (changes[-1].to_stage, changes[-1].cause) == ("MQL", "behaviour")


def test_points_of_a_sweep_that_shows_itself_late_are_taken_back(
    site: Site, later: Callable[..., None]
) -> None:
    mail = mailed(site)
    later(hours=1)
    mail.ask(mail.links[0])
    assert [line[1] for line in counting(site)] == [4]
    later(hours=1, seconds=3)
    mail.ask(mail.links[1])
    assert counting(site) == []
    assert {suspicion for _, suspicion in done(site)} == {"all_links"}
    (void,) = [row for row in site.all_of("ledger") if row.void_at is not None]
    assert void.void_reason == "by a program: all links of the mail at once"
    assert site.lead().stage == "IQL"
    later(hours=2)
    mail.ask(mail.links[0])
    assert [line[1] for line in counting(site)] == [4]


def test_the_clock_runs_from_the_delivery_and_not_from_when_the_mail_was_made(
    site: Site, later: Callable[..., None]
) -> None:
    talk = Talk(site.app.test_client(), "news").say("ada@acme.example")
    site.deliver()
    talk.say(site.mailbox.code()).answer(True).answer(True)
    site.deliver(timedelta(hours=1))
    mail = Mail(site)
    later(hours=1, seconds=4)
    mail.ask(mail.links[0])
    assert done(site) == [("offer", "too_soon")]


def test_programs_name_themselves(site: Site, later: Callable[..., None]) -> None:
    mail = mailed(site)
    later(hours=1)
    for headers in (
        {"agent": "Barracuda Sentinel (EE)"},
        {"agent": ""},
        {"Sec-Purpose": "prefetch;prerender"},
    ):
        assert mail.ask(mail.links[1], **headers).status_code == 302
    assert done(site) == [("link", "agent"), ("link", "agent"), ("link", "prefetch")]
    assert counting(site) == []


def test_what_a_program_does_is_no_sign_of_life(site: Site, later: Callable[..., None]) -> None:
    mail = mailed(site)
    seen = site.lead().last_seen_at
    later(hours=1)
    mail.ask(mail.links[0], "HEAD")
    assert site.lead().last_seen_at == seen
    mail.ask(mail.links[0])
    assert site.lead().last_seen_at > seen


def test_a_mail_that_stays_open_is_read_once_in_a_while(
    site: Site, later: Callable[..., None]
) -> None:
    mail = mailed(site)
    for minutes in (60, 61, 75, 120):
        later(minutes=minutes)
        mail.ask(mail.marks[0])
    assert done(site) == [("mail_read", None)] * 2


def test_pictures_loaded_by_a_proxy_on_arrival_are_no_reading(
    site: Site, later: Callable[..., None]
) -> None:
    mail = mailed(site)
    later(seconds=20)
    mail.ask(mail.marks[0], agent=GMAIL)
    later(hours=1)
    mail.ask(mail.marks[0], agent="Mozilla/5.0")
    assert done(site) == [("mail_read", "prefetch")] * 2
    assert counting(site) == []


# ---------------------------------------------------------------- where links lead


def test_a_link_leads_to_its_own_target_whatever_is_asked(site: Site) -> None:
    mail = mailed(site)
    asked = f"{mail.links[0]}?url=https://evil.example&next=//evil.example"
    answer = mail.ask(asked, **{"X-Forwarded-Host": "evil.example"})
    assert answer.headers["Location"] == "https://acme.example/prices?a=1&b=2"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_a_token_that_we_gave_to_no_mail_leads_nowhere(site: Site) -> None:
    client = site.app.test_client()
    for token in ("x" * 32, "%00", "x" * 3000, "☃", "' OR 1=1 --", ".."):
        assert client.get(f"/mail/{token}").status_code == 404, token
        assert client.get(f"/mail/{token}/mark.gif").status_code == 404, token


def test_guessing_is_slowed_down(make_site: Callable[..., Site], tmp_path: Path) -> None:  # noqa: F811
    (tmp_path / "flows").mkdir()
    site = make_site(flows_dir=tmp_path / "flows", rate_limit="on")
    client = site.app.test_client()
    answers = {client.get(f"/mail/{number}/mark.gif").status_code for number in range(241)}
    assert answers == {404, 429}


def test_the_page_of_a_link_that_leads_nowhere_says_so(site: Site) -> None:
    page = site.app.test_client().get("/mail/nothing", headers={"Accept-Language": "tr"})
    assert "Bu bağlantı bir yere götürmüyor" in page.text


def test_a_mark_is_no_link_and_a_link_no_mark(site: Site) -> None:
    mail = mailed(site)
    assert mail.ask(mail.marks[0].removesuffix("/mark.gif")).status_code == 404
    assert mail.ask(mail.links[0] + "/mark.gif").status_code == 404
    assert done(site) == []


def test_after_withdrawing_links_lead_on_and_nothing_is_kept(
    site: Site, later: Callable[..., None]
) -> None:
    mail = mailed(site)
    with site.app.app_context(), write_connection() as connection:
        words = {"words": "No", "language": "en", "origin": "withdrawal"}
        withdraw(connection, site.lead().id, ["tracking"], **words, page=None, at=now())
    later(hours=1)
    assert mail.ask(mail.links[0]).status_code == 302
    assert mail.ask(mail.marks[0]).status_code == 200
    assert done(site) == []


def test_who_was_erased_has_no_links_any_more(site: Site, later: Callable[..., None]) -> None:
    mail = mailed(site)
    later(hours=1)
    mail.ask(mail.links[0])
    with site.app.app_context(), write_connection() as connection:
        assert erase(connection, site.lead().id)
    assert mail.ask(mail.links[0]).status_code == 404
    for table in ("mail_links", "behaviour"):
        assert site.all_of(table) == [], table
    with site.app.app_context(), db.engine.connect() as connection:
        assert connection.execute(select(TABLES["mail_presses"])).all() == []


def test_somebody_who_presses_without_end_fills_no_table(
    site: Site, later: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leads.mail_presses.MOST", 3)
    mail = mailed(site)
    later(hours=1)
    for _ in range(5):
        assert mail.ask(mail.links[0]).status_code == 302
    assert len(done(site)) == 3


# ---------------------------------------------------------------- the shipped guide


def staff(site: Site) -> FlaskClient:
    """The browser of somebody of sales."""
    with site.app.app_context(), writing() as rows:
        user = User(name="Jan", email="jan@acme.example", role="sales", password_hash="x")
        rows.add(user)
        rows.flush()
        token = {"token_hash": digest("t" * 16), "expires_at": now() + timedelta(days=1)}
        rows.add(SignIn(user_id=user.id, agent="Firefox", **token))
    client = site.app.test_client()
    client.set_cookie(COOKIE, "t" * 16, path="/studio")
    return client


def test_the_shipped_guide_comes_by_mail_and_the_leads_page_says_what_followed(
    make_site: Callable[..., Site],  # noqa: F811
    later: Callable[..., None],
) -> None:
    site = make_site(flows_dir=ROOT / "flows")
    said: dict[str, Any] = {
        "guide": "handbook",
        "first_name": "Nora",
        "email": "nora@harbour.example",
    }
    said |= {"company": "Harbour", "marketing_consent": True, "tracking_consent": True}
    talk = Talk(site.app.test_client(), "ebook-gate")
    while talk.slot:
        talk.answer(said.get(talk.slot))
    site.deliver()
    site.app.test_client().post(site.mailbox.link())
    site.deliver()
    mail = Mail(site)
    assert "The lead generation handbook" in mail.html
    (link,) = mail.links
    mail.ask(link, "HEAD")
    mail.ask(link)
    assert counting(site) == []
    later(hours=1)
    assert mail.ask(link).headers["Location"].endswith("lead-generation-handbook.pdf")
    line = "Opened an offer: /downloads/lead-generation-handbook.pdf"
    assert counting(site) == [("interest", 2, line)]
    page = staff(site).get(f"/studio/leads/{site.lead().id}").text
    day = site.all_of("outbox")[-1].created_at
    named = f"“The lead generation handbook” in the receipt of {day.day} {day:%b %Y}"
    assert page.count(f"Pressed {named}") == 1
    assert page.count(f"Followed {named}") == 2
    assert "By a program, worth nothing: asked for the head alone, within seconds" in page
    assert line in page
