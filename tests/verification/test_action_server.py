"""Codes on a real rasa-sdk action server: sent, typed wrong, typed right, left for a link."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.live import action_server
from tests.mailbox import Mailbox
from tests.verification.conftest import Site, Talk


@pytest.fixture
def server(database_url: str, mailbox: Mailbox) -> Iterator[str]:
    """The address of an action server that runs our actions on the site's database."""
    mail = {"SMTP_URL": mailbox.url, "MAIL_FROM": "Acme <hello@acme.example>"}
    with action_server(DATABASE_URL=database_url, **mail) as address:
        yield address


def test_a_code_question_works_with_an_action_server(
    make_site: Callable[..., Site], flows: Path, server: str
) -> None:
    site = make_site(flows_dir=flows, action_server_url=server, action_timeout=20)
    talk = Talk(site.app.test_client(), "plan").answer("volume").say("ada@acme.example")
    assert talk.slot == "email_code"
    site.deliver()
    code = site.mailbox.code()
    talk.say(f"{(int(code) + 1) % 1_000_000:06d}")
    assert (talk.slot, "not the code" in talk.said) == ("email_code", True)
    talk.say(code)
    assert (talk.slot, talk.said) == ("note", "Thank you, that is confirmed.")
    assert talk.say("Nothing").turn["result"]["outcome"] == "known"
    lead = site.lead()
    assert (lead.stage, lead.email_confirmed_at is not None) == ("MQL", True)
    points = {row.rule: row.points for row in site.all_of("ledger") if row.void_at is None}
    assert points["lead/verification/email_confirmed"] == 5

    later = Talk(site.app.test_client(), "plan").answer("look").say("bo@acme.example").answer(None)
    assert later.slot == "note"
    site.deliver()
    assert site.app.test_client().post(site.mailbox.link()).status_code == 303
    assert later.say("Nothing").turn["result"]["outcome"] == "known"
    assert site.all_of("incidents") == []
