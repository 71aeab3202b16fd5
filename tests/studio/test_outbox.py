"""What waits to leave, what was given up, and trying again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from store.outbox import OutboxRow
from store.types import now


@pytest.fixture
def maker(studio):
    return studio.signed_in("marketer")


def _row(studio, **fields: Any) -> OutboxRow:
    given = {"to": "ada@acme.example", "subject": "Your guide", "text": "…"}
    row = OutboxRow(**{"kind": "mail", "payload": given, "key": "k", **fields})
    studio.keep(row)
    return row


def test_what_waits_is_shown_with_the_reason(studio, maker):
    _row(studio, attempts=2, last_error="the mail server said 451 greylisted")
    page = maker.get("/studio/outbox").text
    for words in ("ada@acme.example", "Your guide", "451 greylisted", "Tried 2 times"):
        assert words in page


def test_without_a_mail_server_it_says_so(maker):
    assert "No mail server is set" in maker.get("/studio/outbox").text


def test_with_one_it_does_not(make_studio):
    studio = make_studio(smtp_url="smtp://127.0.0.1:9", mail_from="a@acme.example")
    assert "No mail server is set" not in studio.signed_in("admin").get("/studio/outbox").text


def test_what_was_given_up_is_tried_again(studio, maker):
    row = _row(studio, failed_at=now(), attempts=10, last_error="busy")
    page = maker.get("/studio/outbox?show=failed").text
    assert "Given up" in page
    assert maker.post(f"/studio/outbox/{row.id}/again").status_code == 303
    assert studio.count(OutboxRow, OutboxRow.failed_at.is_(None), OutboxRow.attempts == 0) == 1


def test_what_is_of_no_use_any_more_is_not_tried_again(studio, maker):
    row = _row(studio, failed_at=now(), useful_until=now() - timedelta(minutes=1))
    assert "Try again" not in maker.get("/studio/outbox?show=failed").text
    maker.post(f"/studio/outbox/{row.id}/again")
    assert studio.count(OutboxRow, OutboxRow.failed_at.is_not(None)) == 1


def test_delivered_mails_are_listed_without_what_they_said(studio, maker):
    _row(studio, done_at=now(), payload={"to": "ada@acme.example", "subject": "Your guide"})
    page = maker.get("/studio/outbox?show=delivered").text
    assert "Delivered" in page
    assert "Try again" not in page


def test_an_empty_outbox_says_so(maker):
    assert "All is sent" in maker.get("/studio/outbox").text
    assert "Nothing was given up" in maker.get("/studio/outbox?show=failed").text


def test_what_is_written_in_a_mail_is_escaped(studio, maker):
    _row(studio, payload={"to": "a@b.example", "subject": "<b>x</b>"}, last_error="<i>y</i>")
    page = maker.get("/studio/outbox").text
    assert "&lt;b&gt;" in page
    assert "<b>x" not in page
    assert "<i>y" not in page.lower()


def test_strangers_and_sales_are_refused(studio):
    row = _row(studio, failed_at=now())
    path = f"/studio/outbox/{row.id}/again"
    assert studio.stranger().post(path).status_code == 303
    assert studio.signed_in("sales").post(path).status_code == 403
    assert studio.count(OutboxRow, OutboxRow.failed_at.is_not(None)) == 1


def test_a_row_that_is_not_there_changes_nothing(maker):
    assert maker.post("/studio/outbox/9/again").status_code == 303
