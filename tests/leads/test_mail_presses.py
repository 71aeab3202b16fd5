"""Links of mails belong to the person: merged, undone, erased and handed out with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from flask import Flask
from sqlalchemy import insert, select, update

from bot.effects import ConsentGiven
from bot.score import Axis, BehaviourRule
from leads.consent import keep_consents
from leads.erase import erase, export
from leads.mail_links import OFFER, Target, Tokens, make
from leads.mail_presses import Press, take
from leads.merging import Decider, merge, undo
from store.database import db
from store.tables import TABLES
from store.writing import write_connection
from tests.leads.people import AT, DEFINITION, conversation, lead_of, rows
from tests.leads.test_scanners import FIREFOX

RULES = replace(
    DEFINITION,
    axes={**DEFINITION.axes, "interest": Axis("interest", 15.0)},
    behaviour=(BehaviourRule("interest", 2.0, (OFFER,)),),
)
PRICES = Target("Prices", "https://acme.example/prices", OFFER)


def agreed(lead_id: int) -> None:
    talk = conversation("asked")
    with write_connection() as connection:
        keep_consents(
            connection,
            [ConsentGiven("tracking", "May we count?", "en", "looks", True)],
            conversation_id=talk,
            lead_id=lead_id,
            flow="chat",
            flow_version_id=1,
            page=None,
            at=AT,
        )


def mail(lead_id: int) -> Tokens:
    """A mail that was delivered, with one link."""
    row = {"kind": "receipt_mail", "key": f"receipt:{lead_id}", "payload": {}, "lead_id": lead_id}
    moments = {"created_at": AT, "due_at": AT, "done_at": AT, "attempts": 1}
    with write_connection() as connection:
        put = insert(TABLES["outbox"]).returning(TABLES["outbox"].c.id)
        number = connection.execute(put, row | moments).scalar_one()
        return make(connection, lead_id, number, [PRICES], AT)


def press(token: str, hours: float = 1) -> bool:
    with write_connection() as connection:
        at = AT + timedelta(hours=hours)
        return take(connection, token, Press(at, "GET", FIREFOX), RULES)


def interest(lead_id: int) -> float | None:
    [lead] = rows("leads", id=lead_id)
    points: float | None = lead.axis_interest
    return points


def two() -> tuple[int, int, Tokens]:
    """Two leads who agreed; the second has a mail."""
    ada, other = lead_of({"email": "ada@acme.example"}), lead_of({"email": "ada@home.example"})
    agreed(ada)
    agreed(other)
    return ada, other, mail(other)


def merged(into: int, taken: int) -> int:
    with write_connection() as connection:
        return merge(connection, into, taken, RULES, Decider(program="test"), AT)


def undone(number: int) -> None:
    with write_connection() as connection:
        undo(connection, number, RULES, AT + timedelta(days=1))


def test_a_link_of_the_lead_taken_in_counts_for_the_one_that_stays(app: Flask) -> None:
    ada, other, tokens = two()
    merged(ada, other)
    assert press(tokens.links[0])
    assert interest(ada) == 2
    [done] = rows("behaviour")
    assert done.lead_id == ada


def test_undoing_gives_back_the_links_and_what_was_pressed_since(app: Flask) -> None:
    ada, other, tokens = two()
    number = merged(ada, other)
    press(tokens.links[0])
    undone(number)
    assert {row.lead_id for row in rows("mail_links")} == {other}
    assert {row.lead_id for row in rows("behaviour")} == {other}
    assert (interest(ada), interest(other)) == (None, 2)


def test_undoing_at_once_changes_nothing_of_what_was_pressed_before(app: Flask) -> None:
    ada, other, tokens = two()
    press(tokens.links[0])
    before = (rows("mail_links"), rows("behaviour"), rows("ledger"))
    undone(merged(ada, other))
    assert (rows("mail_links"), rows("behaviour"), rows("ledger")) == before
    assert press(tokens.links[0], hours=3)
    assert interest(other) == 4


def test_whoever_withdrew_on_the_lead_that_stays_is_not_counted_by_old_mails(app: Flask) -> None:
    ada, other, tokens = two()
    merged(ada, other)
    with write_connection() as connection:
        connection.execute(update(TABLES["consents"]).values(given=False))
    assert not press(tokens.links[0])
    assert rows("behaviour") == []


def test_erasing_takes_the_links_and_what_was_done_by_them(app: Flask) -> None:
    _, other, tokens = two()
    press(tokens.links[0])
    with write_connection() as connection:
        assert erase(connection, other)
    for table in ("mail_links", "behaviour"):
        assert rows(table) == [], table
    with db.engine.connect() as connection:
        assert connection.execute(select(TABLES["mail_presses"])).all() == []
    assert not press(tokens.links[0])


def test_what_is_handed_out_has_the_links_and_not_their_keys(app: Flask) -> None:
    _, other, tokens = two()
    with db.engine.connect() as connection:
        found = export(connection, other)
    assert found is not None
    assert [one.get("words") for one in found["mail_links"]] == [None, "Prices"]
    assert not [one for one in tokens.links if one in str(found)]


def test_a_mail_that_goes_takes_its_links_and_leaves_the_points(app: Flask) -> None:
    _, other, tokens = two()
    press(tokens.links[0])
    with write_connection() as connection:
        connection.execute(TABLES["outbox"].delete())
    assert rows("mail_links") == []
    assert len(rows("behaviour")) == 1
    assert interest(other) == 2
