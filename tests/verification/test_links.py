"""The link in a mail confirms its address, at the press of a button and once."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from leads.verification.confirming import confirmed_in
from store.database import db
from store.leads import Lead
from store.types import now
from store.verifications import Confirmation
from tests.verification.conftest import Site, Talk
from web.verification.words import WORDS


@pytest.fixture
def path(site: Site, talk: Talk) -> str:
    """The link of somebody who left the code for later."""
    talk.answer(None)
    site.deliver()
    return site.mailbox.link()


def test_the_button_confirms_and_says_so(site: Site, path: str) -> None:
    client = site.app.test_client()
    page = client.get(path)
    assert page.status_code == 200
    assert "a…@acme.example" in page.text
    assert "ada@acme.example" not in page.text
    answer = client.post(path)
    assert answer.status_code == 303
    assert WORDS["en"]["done_title"] in client.get(answer.headers["Location"]).text
    assert (site.lead().stage, site.lead().score) == ("MQL", 25)


def test_opening_it_confirms_nothing_as_scanners_open_everything(site: Site, path: str) -> None:
    client = site.app.test_client()
    for _ in range(3):
        client.get(path)
        client.head(path)
    assert site.lead().email_confirmed_at is None
    assert site.lead().stage == "IQL"


def test_it_does_not_make_the_conversation_its_owners(site: Site, path: str) -> None:
    site.app.test_client().post(path)
    with site.app.app_context(), db.engine.connect() as connection:
        assert confirmed_in(connection, 1) == set()


def test_pressing_twice_is_pressing_once(site: Site, path: str) -> None:
    client = site.app.test_client()
    client.post(path)
    before = site.lead().email_confirmed_at
    assert client.post(path).status_code == 303
    assert site.lead().email_confirmed_at == before


def test_an_old_link_mails_another(site: Site, path: str) -> None:
    site.change(update(Confirmation).values(expires_at=now()))
    client = site.app.test_client()
    assert client.get(path).status_code == 410
    assert client.post(path).status_code == 410
    assert site.lead().email_confirmed_at is None
    assert client.post(path, data={"do": "again"}).status_code == 200
    site.deliver()
    assert site.mailbox.link() != path
    client.post(site.mailbox.link())
    assert site.lead().stage == "MQL"


def test_a_link_to_an_address_the_lead_no_longer_has_changes_nothing(site: Site, path: str) -> None:
    site.change(update(Lead).values(email="new@acme.example", email_key="new@acme.example"))
    site.app.test_client().post(path)
    assert site.lead().email_confirmed_at is None
    assert site.lead().stage == "IQL"


@pytest.mark.parametrize("token", ["x", "%00", "☃", "a" * 3000])
def test_a_made_up_link_leads_nowhere(site: Site, token: str) -> None:
    client = site.app.test_client()
    assert client.get(f"/confirm/{token}").status_code == 404
    assert client.post(f"/confirm/{token}").status_code == 404


def test_its_address_is_kept_from_other_sites_and_caches(site: Site, path: str) -> None:
    headers = site.app.test_client().get(path).headers
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert "script-src 'self'" in headers["Content-Security-Policy"]


def test_it_speaks_the_language_of_the_conversation(site: Site, path: str) -> None:
    site.change(update(Confirmation).values(language="tr"))
    page = site.app.test_client().get(path, headers={"Accept-Language": "de"}).text
    assert WORDS["tr"]["ask_title"] in page
    assert '<html lang="tr"' in page


def test_every_language_says_all() -> None:
    assert all(words.keys() == WORDS["en"].keys() for words in WORDS.values())
