"""Export, erasure and retention: what is handed out, what is gone, what stays."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import String, cast, insert, select

from bot.effects import ConsentGiven
from leads.consent import has_agreed, keep_consents, standing
from leads.erase import erase, export
from leads.history import standing_answers
from leads.retention import delete_expired
from store.database import db
from store.scrubbing import scrub
from store.tables import TABLES
from store.writing import write_connection
from tests.leads.people import AT, arrive, conversation, lead_of, rows, score_lines
from tests.leads.people import line as points

SECRET = "Lovelace"


@pytest.fixture
def ada(app: Flask) -> int:
    """A lead of whom every table knows something."""
    talk = conversation(token="ada-token", page=f"https://x.example/{SECRET}", state=SECRET)
    attached = arrive(talk, {"email": f"ada@{SECRET}.example", "last_name": SECRET})
    assert attached is not None
    lead_id = attached.lead_id
    score_lines(talk, lead_id, points("need", 20, evidence=SECRET))
    other = lead_of({"email": "bob@acme.example"})
    per_talk = {"conversation_id": talk, "flow_version_id": 1}
    answer = per_talk | {"kind": "answer", "slot": "name", "type": "text", "turn": 2}
    answer |= {"value": SECRET, "raw": SECRET, "answered_at": AT}
    answer |= {"unparsed": False, "edited": False}
    with write_connection() as connection:
        connection.execute(insert(TABLES["answers"]), [answer, answer | {"kind": "withdrawn"}])
        connection.execute(insert(TABLES["answers"]), answer)
        agreed(connection, talk, lead_id, given=True)
        note = {"lead_id": lead_id, "text": SECRET, "created_at": AT}
        connection.execute(insert(TABLES["notes"]), note)
        link = {"from_lead_id": other, "to_lead_id": lead_id, "kind": "referred", "created_at": AT}
        connection.execute(insert(TABLES["lead_links"]), link)
        file = {"id": "u", "conversation_token": "ada-token", "flow": "chat", "slot": "cv"}
        file |= {"name": SECRET, "type": "text/plain", "size": 3, "content": b"abc"}
        connection.execute(insert(TABLES["uploads"]), file | {"created_at": AT})
        incident = {"at": AT, "kind": "action", "place": "x", "message": SECRET}
        connection.execute(insert(TABLES["incidents"]), incident | {"conversation_id": talk})
    return lead_id


def agreed(connection, talk: int, lead_id: int, *, given: bool) -> None:
    keep_consents(
        connection,
        [ConsentGiven("newsletter", "May we write?", "en", "news", given)],
        conversation_id=talk,
        lead_id=lead_id,
        flow="chat",
        flow_version_id=1,
        page=None,
        at=AT,
    )


def everything() -> str:
    """All text of all tables."""
    found = []
    with db.engine.connect() as connection:
        for table in TABLES.values():
            columns = [cast(column, String) for column in table.c if column.name != "content"]
            found += [str(tuple(row)) for row in connection.execute(select(*columns))]
    return "\n".join(found)


def test_export_holds_everything_about_the_person(ada: int) -> None:
    with db.engine.connect() as connection:
        found = export(connection, ada)
    assert found is not None
    assert json.loads(json.dumps(found)) == found
    assert found["lead"]["last_name"] == SECRET
    for part in ("conversations", "answers", "ledger", "consents", "notes", "links", "files"):
        assert found[part], part
    assert found["files"][0]["content"] == "YWJj"
    assert "state" not in found["conversations"][0]


def test_nobody_has_no_export(app: Flask) -> None:
    with db.engine.connect() as connection:
        assert export(connection, 7) is None


def test_after_erasing_nothing_of_the_person_is_left(ada: int) -> None:
    assert SECRET in everything()
    with write_connection() as connection:
        assert erase(connection, ada)
    left = everything()
    assert SECRET.lower() not in left.lower()
    assert "ada-token" not in left
    assert rows("uploads") == []


def test_erasing_leaves_counts_and_everybody_else(ada: int) -> None:
    with write_connection() as connection:
        erase(connection, ada)
    [gone] = rows("leads", id=ada)
    assert (gone.erased_at is not None, gone.score, gone.email_key) == (True, 0, None)
    assert len(rows("conversations")) == 2
    assert [lead.email for lead in rows("leads") if lead.erased_at is None] == ["bob@acme.example"]


def test_erasing_twice_is_told(ada: int) -> None:
    with write_connection() as connection:
        assert erase(connection, ada)
        assert not erase(connection, ada)
        assert not erase(connection, 999)


def test_the_same_address_later_is_a_new_person(ada: int) -> None:
    with write_connection() as connection:
        erase(connection, ada)
    assert lead_of({"email": f"ada@{SECRET}.example"}) != ada


def test_withdrawn_answers_do_not_stand(ada: int) -> None:
    with write_connection() as connection:
        assert [row.value for row in standing_answers(connection, ada)] == [SECRET]
        answers = TABLES["answers"]
        last = select(answers).order_by(answers.c.id.desc()).limit(1)
        row = dict(connection.execute(last).one()._mapping)
        del row["id"]
        connection.execute(insert(answers), row | {"kind": "words", "value": "other"})
        assert [row.value for row in standing_answers(connection, ada)] == [SECRET]
        connection.execute(insert(answers), row | {"kind": "withdrawn"})
        assert standing_answers(connection, ada) == []


def test_the_latest_word_on_a_purpose_counts(ada: int) -> None:
    [talk, _] = rows("conversations")
    with write_connection() as connection:
        assert has_agreed(connection, ada, "newsletter")
        assert not has_agreed(connection, ada, "calls")
        agreed(connection, talk.id, ada, given=False)
        assert not has_agreed(connection, ada, "newsletter")
        assert standing(connection, ada)["newsletter"].words == "May we write?"


# ---------------------------------------------------------------- retention


def test_what_is_older_than_the_flow_allows_is_deleted(ada: int) -> None:
    assert delete_expired({"chat": 30}, AT + timedelta(days=29)) == 0
    assert delete_expired({"chat": 30}, AT + timedelta(days=31)) == 2
    assert rows("conversations") == []
    assert rows("answers") == []
    assert rows("uploads") == []


def test_the_lead_and_its_points_outlive_the_words(ada: int) -> None:
    delete_expired({"chat": 30}, AT + timedelta(days=31))
    assert rows("leads", id=ada)[0].last_name == SECRET
    [line] = rows("ledger")
    assert (line.points, line.rule, line.evidence, line.conversation_id) == (
        20,
        "chat/need",
        "",
        None,
    )


def test_flows_without_retention_keep_theirs_and_previews_go(ada: int) -> None:
    conversation(preview=True)
    assert delete_expired({"other": 1}, AT + timedelta(days=900)) == 1
    assert len(rows("conversations")) == 2


def test_a_conversation_still_going_on_is_kept(app: Flask) -> None:
    conversation(updated_at=AT + timedelta(days=40))
    assert delete_expired({"chat": 30}, AT + timedelta(days=50)) == 0


def test_after_erasing_no_file_of_the_database_holds_a_byte_of_it(ada: int) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL's files are its vacuum's")
    for turn in range(2, 30):  # states grow and are written over, as in a long conversation
        with write_connection() as connection:
            talks = TABLES["conversations"]
            grown = talks.update().where(talks.c.lead_id == ada)
            connection.execute(grown.values(turn=turn, state=f"{SECRET} {turn} " * turn * 9))
    with write_connection() as connection:
        assert erase(connection, ada)
    assert scrub(db.engine)
    path = Path(db.engine.url.database or "")
    left = {one.name: one.read_bytes() for one in path.parent.glob(f"{path.name}*")}
    assert left
    for canary in (SECRET, SECRET.lower(), "ada-token"):
        assert [name for name, held in left.items() if canary.encode() in held] == []
