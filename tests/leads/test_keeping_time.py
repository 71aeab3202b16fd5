"""`keep: 30 days`: the answer goes everywhere when its time is over, and nothing else does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import String, cast, insert, select

from bot.score import PointLine
from leads.keeping_time import EXPIRED, GONE, forget_answers
from leads.score import rescore
from store.database import db
from store.tables import TABLES
from store.writing import write_connection
from tests.leads.people import AT, DEFINITION, arrive, conversation, rows, score_lines

SECRET = "Kanarienvogel"
KEPT = {"chat": {"illness": 30, "last_name": 30, "scan": 30}}


def answer(talk: int, slot: str, value: Any, days: int = 0) -> None:
    row = {"conversation_id": talk, "flow_version_id": 1, "kind": "answer", "type": "text"}
    row |= {"slot": slot, "value": value, "raw": value, "turn": 2, "edited": False}
    row |= {"unparsed": False, "answered_at": AT + timedelta(days=days)}
    with write_connection() as connection:
        connection.execute(insert(TABLES["answers"]), row)


def everything() -> str:
    found = []
    with db.engine.connect() as connection:
        for table in TABLES.values():
            columns = [cast(column, String) for column in table.c if column.name != "content"]
            found += [str(tuple(row)) for row in connection.execute(select(*columns))]
    return "\n".join(found).lower()


@pytest.fixture
def lead_id(app: Flask) -> int:
    """Somebody whose illness, last name and scan are kept for a while, and a note for good."""
    talk = conversation(token="ada", state=f"log of {SECRET}")
    attached = arrive(talk, {"email": "ada@acme.example", "last_name": SECRET})
    assert attached is not None
    for slot in ("illness", "illness", "last_name", "scan"):
        answer(talk, slot, SECRET)
    answer(talk, "note", "for good")
    quoted = PointLine("need", 12, "chat/illness", SECRET, "illness")
    other = PointLine("need", 3, "chat/note", "for good", "note")
    score_lines(talk, attached.lead_id, quoted, other)
    with write_connection() as connection:
        for number, slot in enumerate(("scan", "photo")):
            file = {"id": f"u{number}", "conversation_token": "ada", "flow": "chat", "slot": slot}
            file |= {"name": SECRET if slot == "scan" else "photo.jpg", "type": "x", "size": 1}
            connection.execute(insert(TABLES["uploads"]), file | {"content": b"", "created_at": AT})
        rescore(connection, attached.lead_id, DEFINITION, AT)
    return attached.lead_id


def test_before_its_time_everything_stands(lead_id: int) -> None:
    before = everything()
    assert forget_answers(KEPT, AT + timedelta(days=30)) == 0
    assert forget_answers({"other": {"illness": 1}}, AT + timedelta(days=900)) == 0
    assert everything() == before


def test_after_its_time_it_is_nowhere(lead_id: int) -> None:
    assert SECRET.lower() in everything()
    assert forget_answers(KEPT, AT + timedelta(days=31)) == 4
    assert SECRET.lower() not in everything()
    assert forget_answers(KEPT, AT + timedelta(days=31)) == 0


def test_the_points_stay_and_say_that_their_words_are_gone(lead_id: int) -> None:
    forget_answers(KEPT, AT + timedelta(days=31))
    lines = {row.slot: (row.points, row.evidence, row.void_at) for row in rows("ledger")}
    assert lines == {"illness": (12, GONE, None), "note": (3, "for good", None)}
    assert rows("leads", id=lead_id)[0].score == 15


def test_other_answers_files_and_the_address_stay(lead_id: int) -> None:
    forget_answers(KEPT, AT + timedelta(days=31))
    kinds = {row.slot: row.kind for row in rows("answers")}
    assert kinds == {"illness": EXPIRED, "last_name": EXPIRED, "scan": EXPIRED, "note": "answer"}
    [talk] = rows("conversations")
    assert (talk.state, talk.token.startswith("closed-"), talk.lead_id) == ("", True, lead_id)
    assert [(row.id, row.conversation_token) for row in rows("uploads")] == [("u1", talk.token)]
    [lead] = rows("leads")
    assert (lead.last_name, lead.email) == (None, "ada@acme.example")
    assert not [row for row in rows("lead_words") if SECRET.lower() in row.word]


def test_a_field_that_says_something_else_by_now_stays(lead_id: int) -> None:
    arrive(conversation(), {"email": "ada@acme.example", "last_name": "Nowak"})
    forget_answers(KEPT, AT + timedelta(days=31))
    assert rows("leads", id=lead_id)[0].last_name == "Nowak"
