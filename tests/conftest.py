"""What holds for every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.mailbox import Mailbox


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what opens a browser. Playwright keeps an event loop running in its process, in which
    no other can run: `make test` gives browser tests a run of their own."""
    for item in items:
        if "playwright" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def mail_receiver() -> Iterator[Mailbox]:
    """One SMTP server for all tests of a process."""
    with Mailbox().open() as mailbox:
        yield mailbox


@pytest.fixture
def mailbox(mail_receiver: Mailbox) -> Mailbox:
    """The server, emptied."""
    mail_receiver.empty()
    return mail_receiver
