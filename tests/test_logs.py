"""What the site writes about itself."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from web.logs import set_up_logs

log = logging.getLogger("lodestone.tests")


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    logger = logging.getLogger("lodestone")
    before = (logger.handlers, logger.level)
    yield
    logger.handlers, logger.level = before


def test_an_event_is_one_line_with_its_facts(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("info")
    log.warning("not delivered", extra={"kind": "mail", "row": 3, "reason": "two\nlines"})
    line = capsys.readouterr().out
    assert line.count("\n") == 1
    assert line.startswith("timestamp='20")
    wanted = "level='warning' event='not delivered' kind='mail' row=3 reason='two\\nlines'\n"
    assert line.endswith(wanted)


def test_a_fault_brings_its_traceback_along(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("info")
    try:
        raise ValueError("zero")
    except ValueError:
        log.exception("duty failed", extra={"duty": "settle"})
    line = capsys.readouterr().out
    assert line.count("\n") == 1
    assert "level='error' event='duty failed' duty='settle' exception='Traceback" in line
    assert "ValueError: zero'" in line


def test_what_is_less_grave_than_asked_for_is_not_said(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("error")
    log.warning("never mind")
    assert capsys.readouterr().out == ""


def test_setting_up_twice_does_not_say_it_twice(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("info")
    set_up_logs("info")
    log.info("once")
    assert capsys.readouterr().out.count("once") == 1
