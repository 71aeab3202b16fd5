"""The shipped chat makes an SQL of somebody who is ready and types the code from the mail."""

from __future__ import annotations

from tests.verification.conftest import Site, Talk


def test_a_ready_buyer_becomes_an_sql_by_the_code_in_the_mail(shipped: Site) -> None:
    talk = Talk(shipped.app.test_client(), "plan-finder", language="en")
    talk.answer("quality").say("5").say("4,000").say("around 3k a month").answer("me")
    talk.say("next month").answer("talk").say("ada@brightworks.example")
    assert talk.slot == "email_code"
    assert shipped.lead().stage == "IQL"

    shipped.deliver()
    assert shipped.mailbox.recipients == ["ada@brightworks.example"]
    assert shipped.mailbox.mails[-1]["Subject"] == f"Acme: your code is {shipped.mailbox.code()}"
    talk.say(shipped.mailbox.code())

    assert shipped.lead().stage == "SQL"
    talk.say("Ada").say("40").answer(None).answer(True)
    assert talk.turn["result"]["outcome"] == "sales"
    lead = shipped.lead()
    assert (lead.stage, lead.score >= 65) == ("SQL", True)


def test_the_demo_form_mails_a_link_and_asks_for_no_code(shipped: Site) -> None:
    talk = Talk(shipped.app.test_client(), "request-demo", language="pl")
    talk.answer("quality").say("za miesiąc").say("Zofia").say("Żak").say("zofia@jasno.example")
    assert talk.slot != "email_code"
    shipped.deliver()
    assert shipped.mailbox.mails[-1]["Content-Language"] == "pl"
    assert shipped.mailbox.link()
