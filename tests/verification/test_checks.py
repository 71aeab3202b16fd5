"""What the worker finds out about an address or number after the turn that brought it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from leads.erase import erase
from leads.verification import rules
from outreach import domains as domains_module
from outreach.carriers import carriers, set_up
from outreach.domains import Domains
from store.writing import write_connection
from tests.verification.conftest import Site, Talk
from tests.verification.name_server import NameServer

ZONE = {
    "acme.example": {"MX": ["10 mail.acme.example."]},
    "by-address.example": {"A": ["192.0.2.1"]},
    "by-new-address.example": {"AAAA": ["2001:db8::1"]},
    "no-mail.example": {"MX": ["0 ."], "A": ["192.0.2.1"]},
    "nothing.example": {"TXT": ['"hello"']},
    "xn--rnek-4qa.example": {"MX": ["10 mail.acme.example."]},
    "mailinator.com": {"MX": ["10 mail.mailinator.com."]},
}


@pytest.fixture
def names() -> Iterator[NameServer]:
    with NameServer(ZONE).open() as server:
        yield server


@pytest.fixture
def domains(names: NameServer, monkeypatch: pytest.MonkeyPatch) -> Domains:
    monkeypatch.setattr(domains_module, "TIMEOUT", 0.2)
    return Domains(("127.0.0.1",), names.port)


@pytest.fixture
def checked(site: Site, domains: Domains) -> Site:
    """The site with a name server of its own."""
    with site.app.app_context():
        set_up(site.app, replace(carriers(), domains=domains))
    return site


def _give(site: Site, email: str) -> None:
    Talk(site.app.test_client(), "plan").answer("volume").say(email)


@pytest.mark.parametrize(
    ("domain", "answer"),
    [
        ("acme.example", "takes_mail"),
        ("by-address.example", "takes_mail"),
        ("by-new-address.example", "takes_mail"),
        ("no-mail.example", "no_mail"),
        ("nothing.example", "no_mail"),
        ("gone.example", "no_domain"),
        ("..", "silent"),
    ],
)
def test_a_domain_takes_mail_as_the_standards_say(
    domains: Domains, domain: str, answer: str
) -> None:
    assert domains.ask(domain) == answer


def test_answers_are_remembered(domains: Domains, names: NameServer) -> None:
    for _ in range(3):
        domains.ask("acme.example")
    assert names.asked == 1


def test_silence_is_no_answer_and_after_some_nobody_is_asked(
    domains: Domains, names: NameServer
) -> None:
    names.silent = True
    assert [domains.ask(f"d{number}.example") for number in range(5)] == ["silent"] * 5
    before = names.asked
    domains.ask("other.example")
    assert names.asked == before


def test_a_good_address_passes_every_rung_up_to_its_owner(checked: Site) -> None:
    _give(checked, "ada@acme.example")
    assert checked.rungs() == {}
    checked.deliver()
    assert checked.rungs() == dict.fromkeys(
        ("email_format", "email_domain", "email_not_disposable", "email_not_role"), "passed"
    )


def test_bad_ones_fail_with_the_reason_and_stay_leads(checked: Site) -> None:
    _give(checked, "info@mailinator.com")
    checked.deliver()
    found = {row.rung: (row.state, row.detail) for row in checked.all_of("verifications")}
    assert found["email_not_disposable"] == (
        "failed",
        "mailinator.com gives out throw-away addresses",
    )
    assert found["email_not_role"] == ("failed", "it is a desk's, no person's")
    assert checked.lead().stage == "IQL"


def test_while_dns_is_silent_nothing_is_said_and_it_is_asked_again(
    checked: Site, names: NameServer
) -> None:
    names.silent = True
    _give(checked, "ada@acme.example")
    checked.deliver()
    assert checked.rungs()["email_domain"] == "not_checked"
    (row,) = (row for row in checked.all_of("outbox") if row.kind == "check")
    assert row.done_at is None
    assert row.due_at > row.created_at


def test_who_is_erased_while_they_are_checked_is_left_alone(
    checked: Site, domains: Domains, monkeypatch: pytest.MonkeyPatch
) -> None:
    _give(checked, "ada@acme.example")

    def ask(self: Domains, domain: str) -> str:
        with write_connection() as connection:
            erase(connection, 1)
        return "takes_mail"

    monkeypatch.setattr(Domains, "ask", ask)
    checked.deliver()
    assert checked.all_of("verifications") == []


def test_each_address_is_checked_once(checked: Site, names: NameServer) -> None:
    for _ in range(3):
        _give(checked, "Ada@acme.example")
    assert len([row for row in checked.all_of("outbox") if row.kind == "check"]) == 1


def test_a_rung_lets_a_stage_be_reached_or_not(
    make_site: Any, flows: Any, domains: Domains
) -> None:
    rules_file = "axes:\n  need: {cap: 25}\nstages:\n  OK: {needs: [email_domain]}\n"
    (flows / "lead.yml").write_text(rules_file, "utf-8")
    site = make_site(flows_dir=flows)
    with site.app.app_context():
        set_up(site.app, replace(carriers(), domains=domains))
    _give(site, "ada@acme.example")
    assert site.lead().stage is None
    site.deliver()
    assert site.lead().stage == "OK"


# ---------------------------------------------------------------- without asking anybody


@pytest.mark.parametrize(
    ("address", "is_role"),
    [
        ("info@acme.example", True),
        ("Biuro@acme.example", True),
        ("i-k@acme.example", True),
        ("sales+tr@acme.example", True),
        ("no.reply@acme.example", True),
        ("ada@acme.example", False),
        ("infante@acme.example", False),
        ("ışık@acme.example", False),
    ],
)
def test_desks_are_told_from_persons(address: str, is_role: bool) -> None:
    assert rules.is_role(address) is is_role


@pytest.mark.parametrize(
    ("domain", "is_disposable"),
    [
        ("mailinator.com", True),
        ("inbox.mailinator.com", True),
        ("MAILINATOR.com", True),
        ("gmail.com", False),
        ("acme.example", False),
        ("com", False),
    ],
)
def test_throw_away_domains_are_known(domain: str, is_disposable: bool) -> None:
    assert rules.is_disposable(domain) is is_disposable


@pytest.mark.parametrize(
    ("number", "is_possible"),
    [("+48601234567", True), ("+12", False), ("+480000000000", False), ("", False)],
)
def test_impossible_numbers_are_told(number: str, is_possible: bool) -> None:
    assert rules.is_possible_number(number) is is_possible
