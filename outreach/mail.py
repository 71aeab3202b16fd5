"""Mail: one message as plain text and simple HTML, sent over SMTP.

SMTP_URL names the server: `smtp://user:password@host:587` (encrypted by STARTTLS where the server
offers it), `smtps://user:password@host` (encrypted from the start, port 465), `console:` (printed
and not sent, for development).
"""

from __future__ import annotations

import hashlib
import smtplib
import ssl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, parseaddr
from urllib.parse import unquote, urlsplit

import idna

from outreach.letter import Letter as Letter
from outreach.letter_html import html_of
from outreach.outbox import NotDelivered

#: Seconds the mail server has for each step.
TIMEOUT = 10.0
_PORTS = {"smtp": 587, "smtps": 465}
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in. `kind` is smtp, smtps or console."""

    kind: str
    host: str
    port: int
    user: str
    password: str
    sender: str  # "Acme <hello@acme.example>"

    def send(self, letter: Letter, to: str, key: str, created_at: datetime) -> None:
        """Hand a letter in, as the same message for the same `key`. Raises `NotDelivered` with the
        reason in plain words."""
        message = message_of(letter, to, self.sender, key, created_at)
        if self.kind == "console":
            show(letter, to)
            return
        try:
            with self._connected() as server:
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code, said = next(iter(error.recipients.values()))
            raise NotDelivered(_said(code, said), for_good=code >= 500, refused=True) from None
        except smtplib.SMTPDataError as error:
            reason = _said(error.smtp_code, error.smtp_error)
            raise NotDelivered(reason, for_good=error.smtp_code >= 500) from None
        except smtplib.SMTPResponseException as error:
            raise NotDelivered(_said(error.smtp_code, error.smtp_error)) from None
        except smtplib.SMTPNotSupportedError as error:
            raise NotDelivered(f"the mail server cannot do it: {error}", for_good=True) from None
        except (smtplib.SMTPException, OSError) as error:
            reason = str(error) or type(error).__name__
            raise NotDelivered(f"the mail server did not answer: {reason}") from None

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        context = ssl.create_default_context()
        if self.kind == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=TIMEOUT, context=context
            )
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT)
        with server:
            server.ehlo()
            if self.kind == "smtp" and server.has_extn("starttls"):
                server.starttls(context=context)
                server.ehlo()
            elif self.kind == "smtp" and self.user and self.host not in _LOOPBACK:
                raise NotDelivered("the mail server offers no encryption: no password was sent")
            if self.user:
                server.login(self.user, self.password)
            yield server


def _said(code: int, said: bytes | str) -> str:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"the mail server said {code} {' '.join(words.split())}"[:500]


def show(letter: Letter, to: str) -> None:
    """Print a mail that is not sent."""
    sys.stdout.write(f"--- mail to {to}: {letter.subject}\n{_plain(letter)}---\n")
    sys.stdout.flush()


def mail_server(url: str, sender: str) -> MailServer | None:
    """The server of SMTP_URL; None while it is empty. Raises `ValueError` for what is no such
    address, in words that repeat no password."""
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme == "console":
        return MailServer("console", "", 0, "", "", checked_sender(sender))
    if parts.scheme not in _PORTS:
        raise ValueError("must be smtp://user:password@host:587, smtps://… or console:")
    try:
        port = parts.port or _PORTS[parts.scheme]
    except ValueError:
        raise ValueError("its port must be a number up to 65535") from None
    if not parts.hostname or parts.path.strip("/") or parts.query:
        raise ValueError("must be smtp://user:password@host:587, without anything after the port")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.scheme, parts.hostname, port, user, password, checked_sender(sender))


def checked_sender(sender: str) -> str:
    """`MAIL_FROM` as it may stand in a header. Raises `ValueError` for what is no address."""
    name, address = parseaddr(sender)
    local, _, domain = address.rpartition("@")
    if not local or ("." not in domain.strip(".") and domain != "localhost"):
        raise ValueError("must be an address, such as Acme <hello@acme.example>")
    return formataddr((name, address)) if name.isascii() else f"{name} <{address}>"


# ---------------------------------------------------------------- the message


def message_id(key: str, sender: str) -> str:
    """The same for the same key, so that a mail that came twice can be told."""
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{domain}>"


def message_of(
    letter: Letter, to: str, sender: str, key: str, created_at: datetime
) -> EmailMessage:
    """The mail. Raises `NotDelivered` when `to` cannot be an address."""
    message = EmailMessage()
    name, address = parseaddr(sender)
    message["From"] = _address(name, address)
    message["To"] = _address("", to)
    message["Subject"] = " ".join(letter.subject.split())[:200]
    message["Date"] = format_datetime(created_at)
    message["Message-ID"] = message_id(key, sender)
    message["Auto-Submitted"] = "auto-generated"
    for header, value in letter.headers.items():
        message[header] = value
    message.set_content(_plain(letter))
    message.add_alternative(html_of(letter), subtype="html")
    message["Content-Language"] = letter.language  # after the parts, which take such headers along
    return message


def _address(name: str, address: str) -> Address:
    local, _, domain = address.rpartition("@")
    try:
        if not domain.isascii():
            domain = idna.encode(domain, uts46=True).decode("ascii")
        return Address(" ".join(name.split()), local, domain)
    except (ValueError, idna.IDNAError) as error:
        raise NotDelivered(f"this is no address to send to: {error}", for_good=True) from None


def _plain(letter: Letter) -> str:
    parts = [letter.text]
    if letter.button:
        parts.append(f"{letter.button[0]}:\n{letter.button[1]}")
    if letter.links:
        parts.append(letter.links_title)
        parts += [f"{one.words}:\n{one.url}" for one in letter.links]
    if letter.small:
        parts.append(letter.small)
    return "\n\n".join(parts) + "\n"
