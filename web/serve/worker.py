"""The worker: housekeeping that no visitor should wait for."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from types import FrameType

from flask import Flask
from sqlalchemy import delete

from leads.keeping_time import forget_answers
from leads.retention import delete_expired
from leads.settling import recount_some, settle_some
from leads.watching import look_at_recent
from outreach import outbox
from outreach.carriers import carriers
from outreach.delivery import Round, deliver_due
from store.api_writes import ApiWrite
from store.database import db
from store.scrubbing import scrub, scrub_again
from store.types import now
from store.users import SignIn, SignInLink
from store.writing import give_way, write_connection
from web.app import create_app
from web.conversations import record_published, talks
from web.conversations.flow_book import kept_flow
from web.rules.duty import mind_rules
from web.rules.present import active_definition
from web.serve import shared
from web.serve.collecting import collect_seldom
from web.settings import Settings
from web.site import Site

log = logging.getLogger("lodestone.worker")

#: Batches of leads settled, and companies counted, before other duties have their turn.
SETTLED_AT_ONCE = 100
COUNTED_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Duty:
    """Something done again and again; `seconds` between two times."""

    name: str
    seconds: float
    do: Callable[[Site], None]


def publish(site: Site) -> None:
    """Read changed flow files and keep their versions, so that the studio shows them at once."""
    if site.library.refresh():
        record_published()


def retire(site: Site) -> None:
    """Delete conversations that are older than their flow's `retention_days`."""
    days = {
        name: published.flow.settings.retention_days
        for name, published in site.library.flows.items()
        if published.flow.settings.retention_days
    }
    delete_expired(days, now())


def forget_kept(site: Site) -> None:
    """Delete answers whose question says `keep:`, when that time is over."""
    kept: dict[str, dict[str, int]] = {}
    for name, published in site.library.flows.items():
        for flow in (published.flow, *published.flow.called.values()):
            slots = {one.slot: one.keep for one in flow.questions if one.keep}
            if slots:
                kept.setdefault(name, {}).update(slots)
    forget_answers(kept, now())


def settle(site: Site) -> None:
    """Find the companies and duplicates of leads that are new or have changed."""
    definition = active_definition()
    for _ in range(SETTLED_AT_ONCE):
        if settle_some(definition, now()) == 0:
            break


def recount_companies(site: Site) -> None:
    """Count the next companies anew, as their leads' scores change; round and round."""
    after = site.cache.get("companies_counted", 0)
    definition = active_definition()
    last = recount_some(after, definition, now(), COUNTED_AT_ONCE)
    site.cache["companies_counted"] = last or 0


def forget_api_writes(site: Site) -> None:
    """Delete what the API answered to writes a day ago, and cut SQLite's log to nothing."""
    with write_connection() as connection:
        connection.execute(delete(ApiWrite).where(ApiWrite.at < now() - timedelta(days=1)))
    scrub(db.engine)


def scrub_what_is_left(site: Site) -> None:
    """Cut SQLite's log where somebody was in the way when a person was erased."""
    scrub_again(db.engine)


def forget_sign_ins(site: Site) -> None:
    """Delete sign-ins and links that ended a month ago."""
    before = now() - timedelta(days=30)
    with write_connection() as connection:
        connection.execute(delete(SignIn).where(SignIn.expires_at < before))
        connection.execute(delete(SignInLink).where(SignInLink.expires_at < before))


def find_bad_data(site: Site) -> None:
    """Look for contradictions and impossible numbers of leads seen since the last look."""
    at = now()
    since = site.cache.get("bad_data_looked", at - timedelta(days=1))
    site.cache["bad_data_looked"] = look_at_recent(since, at)


def deliver(site: Site) -> None:
    """Send what is due in the outbox."""
    deliver_due(Round(carriers(), active_definition(), flow_of=kept_flow))


def forget_delivered(site: Site) -> None:
    """Delete what was sent long ago."""
    outbox.forget_delivered(now())


def tell_who_waits(site: Site) -> None:
    """Tell visitors who have waited long for a person that nobody is free."""
    at = now()
    with db.engine.connect() as connection:
        waiting = talks.overdue(connection, at)
    for conversation_id in waiting:
        with write_connection() as connection:
            talks.tell_waiting(connection, conversation_id, at)


DUTIES = (
    Duty("publish", 1.0, publish),
    Duty("mind_rules", 1.0, mind_rules),
    Duty("retire", 3600.0, retire),
    Duty("forget_kept", 3600.0, forget_kept),
    Duty("forget_sign_ins", 3600.0, forget_sign_ins),
    Duty("find_bad_data", 60.0, find_bad_data),
    Duty("settle", 3.0, settle),
    Duty("tell_who_waits", 10.0, tell_who_waits),
    Duty("recount_companies", 5.0, recount_companies),
    Duty("forget_api_writes", 600.0, forget_api_writes),
    Duty("scrub_what_is_left", 5.0, scrub_what_is_left),
    Duty("forget_delivered", 3600.0, forget_delivered),
)

#: Done beside the others, in a thread of its own: a slow mail server holds nothing else up, and
#: somebody waits for the code in a mail while a long duty runs.
DELIVER = Duty("deliver", 1.0, deliver)

#: How much less the worker counts than the web processes when processors are short.
NICENESS = 10
#: How long it rests while visitors write too, in times of how long it worked.
GIVES_WAY = 20.0

#: Seconds that what is being sent gets to end when the site stops. What does not is sent again.
LAST_WAIT = 5.0


def work(settings: Settings) -> None:
    """Do every duty in its time until SIGTERM or SIGINT."""
    stop = threading.Event()

    def _stop(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    os.nice(NICENESS)
    give_way(GIVES_WAY)
    app = shared.app or create_app(settings)
    collect_seldom()
    post = threading.Thread(target=_again_and_again, args=(app, DELIVER, stop), daemon=True)
    post.start()
    due = dict.fromkeys((duty.name for duty in DUTIES), 0.0)
    elapsed = 0.0
    while not stop.is_set():
        for duty in DUTIES:
            if elapsed >= due[duty.name]:
                due[duty.name] = elapsed + duty.seconds
                do_duty(app, duty)
        stop.wait(1.0)
        elapsed += 1.0
    post.join(LAST_WAIT)


def _again_and_again(app: Flask, duty: Duty, stop: threading.Event) -> None:
    while not stop.is_set():
        do_duty(app, duty)
        stop.wait(duty.seconds)


def do_duty(app: Flask, duty: Duty) -> None:
    """Do a duty once; what goes wrong is logged."""
    site: Site = app.extensions["lodestone"]
    try:
        with app.app_context():
            duty.do(site)
    except Exception:
        # The next round tries again; a worker that dies of one bad row helps nobody.
        log.exception("duty failed", extra={"duty": duty.name})
