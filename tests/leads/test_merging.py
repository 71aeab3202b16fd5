"""Two records of one person: merged without loss, undone exactly, refused clearly."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, insert, select

from bot.effects import ConsentGiven
from leads.consent import keep_consents
from leads.erase import erase
from leads.merging import CannotMerge, CannotUndo, Decider, merge, undo
from leads.personal import HOLDINGS
from leads.score import rescore
from store.database import db
from store.tables import TABLES
from store.writing import write_connection
from tests.leads.people import (
    AT,
    DEFINITION,
    arrive,
    conversation,
    lead_of,
    line,
    rows,
    score_lines,
)

LATER = AT + timedelta(days=2)


def merged(into: int, taken: int) -> int:
    with write_connection() as connection:
        return merge(connection, into, taken, DEFINITION, Decider(program="test"), LATER)


def undone(number: int) -> tuple[int, int]:
    with write_connection() as connection:
        return undo(connection, number, DEFINITION, LATER)


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row about people, but for the record of merges and the order of changes."""
    found = {}
    with db.engine.connect() as connection:
        for name in HOLDINGS:
            if name != "merges":
                table = TABLES[name]
                told = [column for column in table.c if column.name != "change_number"]
                ordered = select(*told).order_by(*table.primary_key)
                found[name] = [tuple(row) for row in connection.execute(ordered)]
    return found


def lead(lead_id: int) -> Any:
    [row] = rows("leads", id=lead_id)
    return row


def note(lead_id: int, text: str = "noted") -> None:
    with write_connection() as connection:
        row = {"lead_id": lead_id, "text": text, "created_at": AT}
        connection.execute(insert(TABLES["notes"]), row)


def agreed(talk: int, lead_id: int) -> None:
    with write_connection() as connection:
        keep_consents(
            connection,
            [ConsentGiven("contact", "May we write?", "en", "news", True)],
            conversation_id=talk,
            lead_id=lead_id,
            flow="chat",
            flow_version_id=1,
            page=None,
            at=AT,
        )


def person(contact: dict[str, str], *, flow: str = "chat", need: float = 10, **talk: Any) -> int:
    """A lead with a conversation, a line of points, a consent and a note, scored."""
    number = conversation(flow, **talk)
    attached = arrive(number, contact, suspected=bool(talk.get("suspicion")))
    assert attached is not None
    score_lines(number, attached.lead_id, line("need", need))
    with write_connection() as connection:
        lines = TABLES["ledger"]
        connection.execute(
            lines.update().where(lines.c.conversation_id == number).values(flow=flow)
        )
        rescore(connection, attached.lead_id, DEFINITION, AT)
    agreed(number, attached.lead_id)
    note(attached.lead_id)
    return attached.lead_id


# ---------------------------------------------------------------- what a merge does


def test_everything_is_kept_and_belongs_to_the_lead_that_stays(app: Flask) -> None:
    ada = person({"email": "ada@acme.example", "first_name": "Ada"})
    other = person({"email": "ada@home.example", "phone": "+48601"}, flow="quiz")
    before = {name: len(found) for name, found in everything().items() if name != "lead_words"}
    merged(ada, other)
    after = everything()
    assert [name for name in before if len(after[name]) < before[name]] == []
    for table in ("conversations", "consents", "notes"):
        assert {row.lead_id for row in rows(table)} == {ada}, table
    assert (lead(ada).phone, lead(ada).email) == ("+48601", "ada@acme.example")
    assert lead(other).merged_into_id == ada


def test_a_flow_played_in_both_counts_once_and_others_add_up(app: Flask) -> None:
    ada = person({"email": "ada@acme.example"}, need=10)
    again = person({"email": "ada@home.example"}, need=12)
    quiz = person({"email": "ada@work.example"}, flow="quiz", need=7)
    merged(ada, again)
    assert lead(ada).score == 12
    merged(ada, quiz)
    assert lead(ada).score == 19
    voided = [row for row in rows("ledger") if row.void_at is not None]
    assert [(row.points, row.void_reason) for row in voided] == [(10, "played again")]


def test_the_stage_is_worked_out_anew(app: Flask) -> None:
    ada = person({"email": "ada@acme.example"}, need=12)
    other = person({"email": "ada@home.example"}, flow="quiz", need=12)
    assert lead(ada).stage == "IQL"
    number = merged(ada, other)
    assert lead(ada).stage == "MQL"
    undone(number)
    assert (lead(ada).stage, lead(other).stage) == ("IQL", "IQL")


def test_whoever_comes_with_either_address_is_found(app: Flask) -> None:
    ada = person({"email": "ada@acme.example"})
    other = person({"email": "ada@home.example"}, flow="quiz")
    merged(ada, other)
    assert lead_of({"email": "ADA@home.example", "last_name": "Nowak"}) == ada
    assert (lead(ada).email, lead(ada).last_name) == ("ada@acme.example", "Nowak")
    assert lead_of({"email": "ada@acme.example"}) == ada


def test_a_lead_known_by_phone_alone_gets_the_address_of_the_other(app: Flask) -> None:
    ada = person({"phone": "+48601"})
    other = person({"email": "ada@home.example"}, flow="quiz")
    number = merged(ada, other)
    assert (lead(ada).email, lead(ada).phone_key) == ("ada@home.example", None)
    assert lead_of({"email": "ada@home.example"}) == ada
    undone(number)
    assert (lead(ada).email, lead(ada).phone_key) == (None, "+48601")
    assert lead(other).email_key == "ada@home.example"


def test_a_deal_won_stays_won(app: Flask) -> None:
    ada, other = person({"email": "ada@acme.example"}), person({"email": "ada@home.example"})
    with write_connection() as connection:
        leads = TABLES["leads"]
        won = {"status": "won", "won_value": 500.0}
        connection.execute(leads.update().where(leads.c.id == other).values(won))
    merged(ada, other)
    assert (lead(ada).status, lead(ada).won_value) == ("won", 500.0)


def test_links_move_and_none_leads_to_oneself(app: Flask) -> None:
    ada, other, boss = (lead_of({"email": f"{n}@acme.example"}) for n in ("a", "b", "c"))
    with write_connection() as connection:
        for start, end in ((ada, boss), (other, boss), (other, ada)):
            link = {"from_lead_id": start, "to_lead_id": end, "kind": "referred", "created_at": AT}
            connection.execute(insert(TABLES["lead_links"]), link)
    merged(ada, other)
    living = [r for r in rows("lead_links") if other not in (r.from_lead_id, r.to_lead_id)]
    assert [(row.from_lead_id, row.to_lead_id) for row in living] == [(ada, boss)]
    assert len(rows("lead_links")) == 3


def test_a_chain_of_merges_leads_to_its_end(app: Flask) -> None:
    first, second, third = (person({"email": f"{n}@acme.example"}) for n in ("a", "b", "c"))
    merged(second, first)
    merged(third, second)
    assert lead(first).merged_into_id == third
    assert lead_of({"email": "a@acme.example"}) == third


# ---------------------------------------------------------------- what cannot be


def test_what_cannot_be_merged_is_said(app: Flask) -> None:
    ada, gone = person({"email": "ada@acme.example"}), person({"email": "x@acme.example"})
    other = person({"email": "ada@home.example"})
    with write_connection() as connection:
        erase(connection, gone)
    merged(ada, other)
    before = everything()
    for into, taken, words in (
        (ada, ada, "one and the same"),
        (ada, 999, "no lead 999"),
        (ada, gone, f"Lead {gone} was erased"),
        (gone, ada, f"Lead {gone} was erased"),
        (ada, other, f"merged into lead {ada} already"),
    ):
        with pytest.raises(CannotMerge, match=words):
            merged(into, taken)
    assert everything() == before


def test_merges_are_undone_from_the_last_to_the_first(app: Flask) -> None:
    first, second, third = (person({"email": f"{n}@acme.example"}) for n in ("a", "b", "c"))
    early, late = merged(first, second), merged(first, third)
    with pytest.raises(CannotUndo, match=f"Lead {third} was merged into the same lead later"):
        undone(early)
    undone(late)
    undone(early)
    for number, words in ((early, "undone already"), (999, "no such merge")):
        with pytest.raises(CannotUndo, match=words):
            undone(number)


def test_a_lead_that_was_merged_on_is_freed_first(app: Flask) -> None:
    first, second, third = (person({"email": f"{n}@acme.example"}) for n in ("a", "b", "c"))
    early = merged(second, first)
    merged(third, second)
    with pytest.raises(CannotUndo, match=f"merged into lead {third}: undo that first"):
        undone(early)


def test_after_erasing_nothing_can_be_undone(app: Flask) -> None:
    ada, other = person({"email": "ada@acme.example"}), person({"email": "ada@home.example"})
    number = merged(ada, other)
    with write_connection() as connection:
        erase(connection, ada)
    with pytest.raises(CannotUndo, match="erased since"):
        undone(number)
    assert lead(other).email is None


# ---------------------------------------------------------------- undo


def test_what_came_since_goes_where_it_belongs(app: Flask) -> None:
    ada = person({"email": "ada@acme.example"})
    talk = conversation("quiz")
    attached = arrive(talk, {"email": "ada@home.example"})
    assert attached is not None
    other = attached.lead_id
    number = merged(ada, other)
    note(ada, "on the lead that stays")
    score_lines(talk, ada, line("budget", 9))
    agreed(talk, ada)
    undone(number)
    assert [row.lead_id for row in rows("ledger", axis="budget")] == [other]
    assert [row.lead_id for row in rows("consents", conversation_id=talk)] == [other]
    assert [row.lead_id for row in rows("notes", text="on the lead that stays")] == [ada]
    assert lead(other).score == 9


_WORDS = st.sampled_from(["Ada", "İpek", "Łucja", "Nowak"])
_FIELDS = {
    "first_name": _WORDS,
    "last_name": _WORDS,
    "company": st.sampled_from(["Acme", "Zażółć SA"]),
    "phone": st.sampled_from(["+48601", "+48602"]),
    "job_title": st.just("CEO"),
}
_PERSON = st.fixed_dictionaries(
    {
        "contact": st.fixed_dictionaries({}, optional=_FIELDS),
        "has_email": st.booleans(),
        "flows": st.lists(st.sampled_from(["chat", "quiz"]), min_size=1, max_size=3),
        "points": st.lists(st.integers(-5, 20), min_size=1, max_size=3),
        "suspicion": st.sampled_from([None, None, "too_fast"]),
        "notes": st.integers(0, 2),
        "status": st.sampled_from(["open", "lost"]),
    }
)


def made(spec: dict[str, Any], number: int, name: str) -> int:
    """The lead of a generated person."""
    contact = dict(spec["contact"])
    if spec["has_email"] or "phone" not in contact:
        contact["email"] = f"{name}{number}@acme.example"
    else:
        contact["phone"] += f"{number}{len(name)}"
    found = 0
    for place, flow in enumerate(spec["flows"]):
        points = spec["points"][place % len(spec["points"])]
        found = person(contact, flow=flow, need=points, suspicion=spec["suspicion"])
    for _ in range(spec["notes"]):
        note(found)
    with write_connection() as connection:
        leads = TABLES["leads"]
        connection.execute(leads.update().where(leads.c.id == found).values(status=spec["status"]))
    return found


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(one=_PERSON, other=_PERSON, linked=st.booleans(), proposed=st.booleans())
def test_undo_is_the_inverse_of_merge(
    app: Flask, one: dict[str, Any], other: dict[str, Any], linked: bool, proposed: bool
) -> None:
    with db.engine.connect() as connection:
        number = connection.execute(select(func.count()).select_from(TABLES["leads"])).scalar_one()
    first, second = made(one, number, "a"), made(other, number, "bb")
    if first == second:  # one number and no address: the same person already
        return
    with write_connection() as connection:
        if linked:
            link = {"from_lead_id": first, "to_lead_id": second, "kind": "referred"}
            connection.execute(insert(TABLES["lead_links"]), link | {"created_at": AT})
        if proposed:
            low, high = sorted((first, second))
            pair = {"first_lead_id": low, "second_lead_id": high, "reason": "phone"}
            pair |= {"likeness": 90.0, "found_at": AT}
            connection.execute(insert(TABLES["duplicates"]), pair)
    before = everything()
    assert set(undone(merged(first, second))) == {first, second}
    assert everything() == before
