"""A real SMTP server on a free port that keeps what it gets.

with Mailbox().open() as mailbox: … mailbox.url … mailbox.mails
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class Mailbox:
    """`refuses`: what it answers to a recipient instead of taking the mail; "" takes it."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.refuses = ""
        self.url = ""

    @contextmanager
    def open(self) -> Iterator[Mailbox]:
        """Listen until the block ends."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        controller = Controller(self, hostname="127.0.0.1", port=port, enable_SMTPUTF8=True)
        controller.start()
        self.url = f"smtp://127.0.0.1:{port}"
        try:
            yield self
        finally:
            controller.stop()

    def empty(self) -> None:
        self.mails.clear()
        self.recipients.clear()
        self.refuses = ""

    def text(self, number: int = -1) -> str:
        """The plain part of a mail."""
        body = self.mails[number].get_body(("plain",))
        assert body is not None
        return str(body.get_content())

    def code(self) -> str:
        """The six digits of the last mail."""
        found = re.search(r"\b\d{6}\b", self.text())
        assert found
        return found[0]

    def link(self) -> str:
        """The path that the last mail links to."""
        found = re.search(r"https?://[^/\s]+(/confirm/\S+)", self.text())
        assert found
        return found[1]

    # ------------------------------------------------------------ aiosmtpd's hooks

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if self.refuses:
            return self.refuses
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.mails.append(message)
        self.recipients += envelope.rcpt_tos
        return "250 OK"
