"""What is put into the outbox leaves at least once, whatever happens on the way."""

from __future__ import annotations

import multiprocessing
import os
import signal
from contextlib import suppress
from datetime import timedelta

import pytest
from flask import Flask

from bot.score import BUILT_IN
from outreach import outbox
from outreach.carriers import Carriers
from outreach.delivery import KINDS, NO_MAIL_SERVER, Round
from outreach.mail import MailServer
from outreach.outbox import NotDelivered
from store.database import db
from store.incidents import Incident
from store.tables import TABLES
from store.writing import write_connection
from tests.databases import close, store_app
from tests.outreach.conftest import Post


def _incidents() -> list[str]:
    return [incident.message for incident in db.session.query(Incident)]


def test_a_mail_leaves_once_and_what_it_said_is_gone(post: Post) -> None:
    post.put()
    assert post.deliver() == 1
    assert post.deliver() == 0
    assert [mail["Subject"] for mail in post.mails] == ["Hello"]
    assert post.row.done_at == post.clock()
    assert post.row.payload == {"to": "ada@acme.example", "subject": "Hello"}


def test_what_the_turn_takes_back_never_leaves(post: Post) -> None:
    with suppress(RuntimeError), write_connection() as connection:
        outbox.put(connection, "mail", {"to": "a@b.example"}, key="k", at=post.clock())
        raise RuntimeError
    assert post.rows() == []


def test_the_same_key_is_one_thing(post: Post) -> None:
    assert post.put()
    assert not post.put()
    assert post.deliver() == 1


def test_a_failure_is_tried_again_after_growing_pauses(post: Post, without_chance: None) -> None:
    post.put("code_sms", payload={"to": "+48", "language": "en", "brand": "", "code": "123456"})
    post.gateway.fails_with = NotDelivered("busy")
    pauses = []
    for _ in range(4):
        assert post.deliver() == 0
        pauses.append((post.row.due_at - post.clock()).total_seconds())
        post.clock.moment = post.row.due_at
    assert pauses == [15, 45, 135, 405]
    post.gateway.fails_with = None
    assert post.deliver() == 1
    assert _incidents() == []


def test_pauses_end_and_are_left_a_fifth_to_chance() -> None:
    assert 12 <= min(outbox.pause(1) for _ in range(99)) < max(outbox.pause(1) for _ in range(99))
    assert outbox.pause(30) <= outbox.LONGEST_PAUSE


def test_after_the_last_attempt_it_is_given_up_with_an_incident(post: Post) -> None:
    post.put("code_sms", payload={"to": "+48", "language": "en", "brand": "", "code": "123456"})
    post.gateway.fails_with = NotDelivered("busy")
    for _ in range(outbox.MOST_ATTEMPTS):
        post.deliver()
        post.clock.move(hours=7)
    assert post.row.failed_at
    assert _incidents() == ["Given up, tried 10 times: busy"]
    assert post.deliver() == 0


def test_what_will_never_work_is_given_up_at_once(post: Post) -> None:
    post.mailbox.refuses = "550 no such person"
    post.put()
    post.deliver()
    assert post.row.attempts == 1
    assert _incidents() == ["Given up, tried once: the mail server said 550 no such person"]


def test_what_went_with_an_erased_person_while_it_was_sent_leaves_no_trace(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.put()

    def send(*_: object) -> None:
        with write_connection() as connection:
            connection.execute(TABLES["outbox"].delete())
        raise NotDelivered("550 no ada@acme.example here", for_good=True)

    monkeypatch.setattr(MailServer, "send", send)
    post.deliver()
    assert (post.rows(), _incidents()) == ([], [])


def test_what_a_mail_server_defers_is_tried_again(post: Post) -> None:
    post.mailbox.refuses = "451 greylisted"
    post.put()
    post.deliver()
    assert post.row.failed_at is None
    assert post.row.last_error == "the mail server said 451 greylisted"
    post.mailbox.refuses = ""
    post.clock.move(minutes=1)
    assert post.deliver() == 1


def test_without_a_mail_server_mails_wait_and_no_attempt_is_counted(post: Post) -> None:
    post.put()
    without = Carriers("https://ask.acme.example")
    for _ in range(3):
        post.deliver(without)
        post.clock.move(minutes=6)
    assert (post.row.attempts, post.row.last_error) == (0, NO_MAIL_SERVER)
    assert post.deliver() == 1


def test_on_ones_own_machine_waiting_mails_are_printed_once(
    post: Post, capsys: pytest.CaptureFixture[str]
) -> None:
    payload = {"to": "ada@acme.example", "language": "en", "brand": "", "token": "secret-word"}
    post.put("link_mail", payload=payload)
    own = Carriers("http://127.0.0.1:8000", shows=True)
    for _ in range(2):
        post.deliver(own)
        post.clock.move(minutes=6)
    assert capsys.readouterr().out.count("http://127.0.0.1:8000/confirm/secret-word") == 1


def test_what_is_of_no_use_any_more_is_not_sent(post: Post) -> None:
    post.put(useful_until=post.clock() + timedelta(minutes=15))
    post.clock.move(minutes=16)
    assert post.deliver() == 0
    assert post.mails == []
    assert (post.row.last_error, post.row.payload) == (outbox.OVERDUE, {})
    assert _incidents() == []


def test_what_is_due_later_waits(post: Post) -> None:
    post.put(due_at=post.clock() + timedelta(hours=1))
    assert post.deliver() == 0
    post.clock.move(hours=1)
    assert post.deliver() == 1


def test_by_hand_a_given_up_mail_is_tried_again(post: Post) -> None:
    post.mailbox.refuses = "550 no"
    post.put()
    post.deliver()
    post.mailbox.refuses = ""
    with write_connection() as connection:
        assert outbox.try_again(connection, post.row.id, post.clock())
    assert post.deliver() == 1
    with write_connection() as connection:
        assert not outbox.try_again(connection, post.row.id, post.clock())


def test_a_code_does_not_wait_for_checks(post: Post) -> None:
    for number in range(20):
        post.put("check", key=f"check {number}", payload={"about": number})
    post.put("mail", key="mail")
    first = next(outbox.each_lease(post.clock, last=("check",)))
    assert first.kind == "mail"


def test_a_broken_row_stops_no_other(post: Post) -> None:
    post.put(key="broken", payload={"to": "ada@acme.example"})
    post.put(key="sound")
    assert post.deliver() == 1
    assert post.rows()[0].last_error == "KeyError: see the log"


def test_old_deliveries_are_forgotten(post: Post) -> None:
    post.put()
    post.deliver()
    outbox.forget_delivered(post.clock() + timedelta(days=89))
    assert len(post.rows()) == 1
    outbox.forget_delivered(post.clock() + timedelta(days=91))
    assert post.rows() == []


# ---------------------------------------------------------------- two workers, and one that dies


def test_two_workers_never_take_the_same_row(post: Post) -> None:
    for number in range(15):
        post.put(key=f"k{number}")
    one, other = outbox.lease(post.clock()), outbox.lease(post.clock())
    assert len({parcel.id for parcel in (*one, *other)}) == len(one) + len(other) == 15


def _lease_and_die(url: str, post: Post) -> None:
    with store_app(url).app_context():
        assert outbox.lease(post.clock())
        os.kill(os.getpid(), signal.SIGKILL)


def test_rows_of_a_killed_worker_come_back(app: Flask, database_url: str, post: Post) -> None:
    post.put()
    db.session.remove()
    close(app)
    worker = multiprocessing.get_context("fork").Process(
        target=_lease_and_die, args=(database_url, post)
    )
    worker.start()
    worker.join(30)
    assert worker.exitcode == -signal.SIGKILL
    assert post.deliver() == 0
    post.clock.move(seconds=outbox.LEASE + 1)
    assert post.deliver() == 1
    assert post.row.attempts == 2


def test_a_mail_sent_twice_can_be_told_by_its_id(post: Post) -> None:
    post.put()
    (parcel,) = outbox.lease(post.clock())
    assert post.carriers.mail is not None
    KINDS["mail"](Round(post.carriers, BUILT_IN, post.clock), parcel)  # and then it is killed
    post.clock.move(seconds=outbox.LEASE + 1)
    post.deliver()
    first, second = post.mails
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Date"] == second["Date"]
