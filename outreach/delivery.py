"""What each kind of outbox row is delivered by, and the round that the worker makes again and
again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot.score import LeadDefinition
from leads import contradictions, receipts, telling
from leads.handed_out import FlowOf, handed_out
from leads.rights_links import rights_url, unsubscribe_headers
from leads.verification.confirming import unconfirm
from leads.verification.states import NOT_CHECKED
from outreach import checks, outbox
from outreach.carriers import Carriers
from outreach.counting import links_for
from outreach.letters import code_letter, code_message, link_letter
from outreach.letters.receipt import receipt_letter
from outreach.letters.staff import staff_letter
from outreach.mail import Letter, message_id, show
from outreach.outbox import NotDelivered, NotSetUp, NotWanted, Parcel
from store.database import db
from store.tables import TABLES
from store.types import now
from store.writing import write_connection

log = logging.getLogger("lodestone.outreach")

#: Why mails wait while SMTP_URL is empty; the studio says it too.
NO_MAIL_SERVER = "no mail server set"

#: Why a receipt does not leave.
NOT_AGREED = "withdrawn, or the address is not confirmed any more"

_LEADS = TABLES["leads"]


@dataclass(frozen=True, slots=True)
class Round:
    """What a round works with; `definition` is the lead.yml of now, `flow_of` gives the flow that a
    conversation played."""

    carriers: Carriers
    definition: LeadDefinition
    clock: Callable[[], datetime] = now
    flow_of: FlowOf = lambda connection, version_id: None


def deliver_due(work: Round, most: int = 100) -> int:
    """Deliver what is due, at most that many; how many left.

    One transaction takes the lease, one notes what came of it: none is open while anything is sent.
    """
    outbox.expire(work.clock())
    left = 0
    for parcel in outbox.each_lease(work.clock, most, last=(checks.KIND,)):
        left += _deliver(work, parcel)
    return left


def _deliver(work: Round, parcel: Parcel) -> bool:
    try:
        KINDS[parcel.kind](work, parcel)
    except NotSetUp as reason:
        with write_connection() as connection:
            outbox.not_yet(connection, parcel, str(reason), work.clock())
        return False
    except NotWanted as reason:
        with write_connection() as connection:
            outbox.dropped(connection, parcel, str(reason), work.clock())
        return False
    except NotDelivered as why:
        _note(work, parcel, why)
        return False
    except Exception as error:
        log.exception("delivery broke", extra={"kind": parcel.kind, "row": parcel.id})
        _note(work, parcel, NotDelivered(f"{type(error).__name__}: see the log"))
        return False
    with write_connection() as connection:
        outbox.done(connection, parcel, work.clock())
    return True


def _note(work: Round, parcel: Parcel, why: NotDelivered) -> None:
    facts = {"kind": parcel.kind, "row": parcel.id, "attempt": parcel.attempts}
    log.warning("not delivered", extra=facts)
    with write_connection() as connection:
        outbox.not_done(connection, parcel, why, work.clock())
        if not (why.refused and why.for_good) or parcel.lead_id is None:
            return
        lead = connection.execute(select(_LEADS).where(_LEADS.c.id == parcel.lead_id)).first()
        if lead is not None and lead.email == parcel.payload.get("to"):
            unconfirm(connection, lead, "email", why.reason, work.definition, work.clock())
            contradictions.bounced(connection, lead.id, lead.email, why.reason, work.clock())


# ---------------------------------------------------------------- the kinds


def _mail(work: Round, parcel: Parcel) -> None:
    """`to`, `subject`, `text`, and if wanted `language`, `button` [words, address], `small`."""
    said = parcel.payload
    button = said.get("button")
    letter = Letter(
        said["subject"],
        said["text"],
        said.get("language", "en"),
        (button[0], button[1]) if button else None,
        said.get("small", ""),
    )
    _send(work, parcel, letter)


def _code_mail(work: Round, parcel: Parcel) -> None:
    said = parcel.payload
    _send(work, parcel, code_letter(said["language"], said["brand"], said["code"]))


def _link_mail(work: Round, parcel: Parcel) -> None:
    said = parcel.payload
    url = f"{work.carriers.public_url}/confirm/{said['token']}"
    _send(work, parcel, link_letter(said["language"], said["brand"], url))


def _receipt_mail(work: Round, parcel: Parcel) -> None:
    """What somebody agreed to, as it stands now, with the ways to take it back (RFC 8058), and
    what the conversations in which they agreed have handed out. The ways back are never counted."""
    said, lead_id = parcel.payload, parcel.lead_id
    if lead_id is None:
        raise NotWanted(NOT_AGREED)
    url, secret = work.carriers.public_url, work.carriers.secret
    with db.engine.connect() as connection:
        agreed = receipts.agreed(connection, lead_id, said["to"])
        talks = {one.conversation_id for one in agreed if one.conversation_id is not None}
        targets = handed_out(connection, talks, work.flow_of, url, work.clock().date())
    if not agreed:
        raise NotWanted(NOT_AGREED)
    links, mark = links_for(parcel, lead_id, targets, url, work.clock())
    headers = unsubscribe_headers(url, secret, lead_id)
    page = rights_url(url, secret, lead_id)
    letter = receipt_letter(said["language"], agreed, page, headers, links, mark)
    _send(work, parcel, letter)


def _staff_mail(work: Round, parcel: Parcel) -> None:
    """`to` and what `leads.telling` puts."""
    _send(work, parcel, staff_letter(parcel.payload, work.carriers.public_url))


def _send(work: Round, parcel: Parcel, letter: Letter) -> None:
    server = work.carriers.mail
    if server is None:
        if work.carriers.shows and parcel.fresh:
            show(letter, parcel.payload["to"])
        raise NotSetUp(NO_MAIL_SERVER)
    server.send(letter, parcel.payload["to"], parcel.key, parcel.created_at)


def _code_sms(work: Round, parcel: Parcel) -> None:
    said = parcel.payload
    text = code_message(said["language"], said["brand"], said["code"])
    work.carriers.sms.send(said["to"], text, message_id(parcel.key, "sms@lodestone"))


def _check(work: Round, parcel: Parcel) -> None:
    """Tried again while the domain name system is silent, and in the end left as it is."""
    if parcel.lead_id is None:
        return
    found = checks.check_lead(parcel.lead_id, work.carriers.domains, work.definition, work.clock())
    silent = any(finding.state == NOT_CHECKED for finding in found)
    if silent and parcel.attempts < outbox.MOST_ATTEMPTS:
        raise NotDelivered("the domain name system did not answer")


#: Each kind with what delivers it.
KINDS: Mapping[str, Callable[[Round, Parcel], None]] = {
    "mail": _mail,
    "code_mail": _code_mail,
    "link_mail": _link_mail,
    "code_sms": _code_sms,
    receipts.KIND: _receipt_mail,
    telling.KIND: _staff_mail,
    checks.KIND: _check,
}
