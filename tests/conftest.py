"""What holds for every test."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any

import pytest

from tests import run_folder
from tests.compiled_once import compiled_once  # noqa: F401
from tests.databases import owned_by
from tests.live import BROWSER_ARGUMENTS, browser_path
from tests.mailbox import Mailbox
from tests.run_folder import RunFolder

_LENT = "lodestone_run_folder"


def pytest_configure(config: pytest.Config) -> None:
    """Begin the run's folder, or take the one of the run that this worker works for."""
    lent = getattr(config, "workerinput", {}).get(_LENT)
    run_folder.use(RunFolder.lent(lent) if lent else RunFolder.begin())


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Lend the run's folder to a worker of xdist."""
    node.workerinput[_LENT] = str(run_folder.current().path)


def pytest_unconfigure() -> None:
    """The workers have ended by now; so does what runs in the folder."""
    run_folder.current().end()


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any]) -> Generator[None, Any, Any]:
    """Databases that a fixture asks for are its own until it ends."""
    with owned_by(fixturedef):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """Databases that a test asks for are its own until it ends."""
    with owned_by(item):
        return (yield)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what opens a browser. Playwright keeps an event loop running in its process, in which
    no other can run: `make test` gives browser tests a run of their own."""
    for item in items:
        if "playwright" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The browser that is installed; what is waited for in it may take its time on a busy
    machine."""
    from playwright.sync_api import expect

    expect.set_options(timeout=20_000)
    ours = {"executable_path": browser_path(), "args": BROWSER_ARGUMENTS}
    return {**browser_type_launch_args, **ours}


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
