"""Mails as they arrive, and what SMTP_URL and MAIL_FROM may be."""

from __future__ import annotations

import pytest

from outreach.letters import LANGUAGES, code_letter, link_letter
from outreach.mail import Letter, MailServer, mail_server
from outreach.outbox import NotDelivered
from tests.mailbox import Mailbox
from tests.outreach.conftest import Clock
from web.settings import SettingsError, load_settings

AT = Clock()()


def test_a_mail_has_plain_and_html_parts_and_the_headers_of_an_automatic_one(
    server: MailServer, mailbox: Mailbox
) -> None:
    letter = link_letter("pl", "Acme", "https://ask.acme.example/confirm/abc")
    server.send(letter, "zofia@acme.example", "k", AT)
    (mail,) = mailbox.mails
    assert mail["From"] == "Acme <hello@acme.example>"
    assert mail["To"] == "zofia@acme.example"
    assert mail["Content-Language"] == "pl"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].endswith("@acme.example>")
    assert mail["Date"].startswith("Mon, 04 May 2026 09:00:00")
    kinds = [part.get_content_type() for part in mail.iter_parts()]
    assert kinds == ["text/plain", "text/html"]
    assert "https://ask.acme.example/confirm/abc" in mailbox.text()


def test_what_is_said_is_escaped_and_breaks_no_header(server: MailServer, mailbox: Mailbox) -> None:
    letter = Letter("Hi\r\nBcc: eve@evil.example", "<b>bold</b>", "en", ('"Go"', 'https://a/?"<'))
    server.send(letter, "ada@acme.example", "k", AT)
    (mail,) = mailbox.mails
    html = mail.get_body(("html",))
    assert html is not None
    assert mail["Bcc"] is None
    assert mailbox.recipients == ["ada@acme.example"]
    assert "&lt;b&gt;bold" in html.get_content()
    assert '"<' not in html.get_content()


def test_addresses_of_all_scripts_are_reached(server: MailServer, mailbox: Mailbox) -> None:
    server.send(Letter("Hi", "Hi", "tr"), "ışıl@örnek.example", "k", AT)
    assert mailbox.recipients == ["ışıl@xn--rnek-4qa.example"]


def test_what_is_no_address_is_given_up(server: MailServer) -> None:
    with pytest.raises(NotDelivered, match="no address") as why:
        server.send(Letter("Hi", "Hi", "en"), "ada@acme.example\nBcc: eve@evil.example", "k", AT)
    assert why.value.for_good


def test_a_server_that_is_away_is_tried_again() -> None:
    away = mail_server("smtp://127.0.0.1:9", "hello@acme.example")
    assert away is not None
    with pytest.raises(NotDelivered, match="did not answer") as why:
        away.send(Letter("Hi", "Hi", "en"), "ada@acme.example", "k", AT)
    assert not why.value.for_good


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_all(language: str) -> None:
    assert LANGUAGES[language].keys() == LANGUAGES["en"].keys()
    assert "123456" in code_letter(language, "Acme", "123456").text
    assert code_letter(language, "", "123456").subject[0].isupper()


@pytest.mark.parametrize(
    ("variable", "given"),
    [
        ("SMTP_URL", {"smtp_url": "mail.acme.example", "mail_from": "a@b.example"}),
        ("SMTP_URL", {"smtp_url": "smtp://h:port", "mail_from": "a@b.example"}),
        ("SMTP_URL", {"smtp_url": "smtp://h/path", "mail_from": "a@b.example"}),
        ("MAIL_FROM", {"smtp_url": "smtp://mail.acme.example"}),
        ("MAIL_FROM", {"mail_from": "Acme"}),
        ("SMS_URL", {"sms_url": "gateway.example"}),
    ],
)
def test_wrong_settings_are_named(variable: str, given: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=f"{variable}: "):
        load_settings(**given)


def test_passwords_are_not_repeated() -> None:
    with pytest.raises(SettingsError) as why:
        load_settings(smtp_url="smtp://ada:hush@h:port", mail_from="a@b.example")
    assert "hush" not in str(why.value)


def test_an_address_with_its_password_in_percent() -> None:
    server = mail_server("smtps://ada%40acme:p%2Fw@mail.acme.example", "a@b.example")
    assert server is not None
    assert (server.user, server.password, server.port) == ("ada@acme", "p/w", 465)
