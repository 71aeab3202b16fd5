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


def test_its_rungs_are_worth_points_while_they_hold(shipped: Site) -> None:
    talk = Talk(shipped.app.test_client(), "plan-finder", language="en")
    talk.answer("quality").say("5").say("4,000").say("around 3k a month").answer("me")
    talk.say("next month").answer("talk").say("ada@brightworks.example")
    shipped.deliver()
    before = shipped.lead().score
    talk.say(shipped.mailbox.code())

    lines = {row.rule: row for row in shipped.all_of("ledger") if row.void_at is None}
    confirmed = lines["lead/verification/email_confirmed"]
    assert (confirmed.axis, confirmed.points) == ("interest", 4)
    assert lines["lead/verification/email_not_role"].points == 2
    assert before < shipped.lead().score <= before + 4  # as far as the cap of interest lets it
