"""A house with as many leads as wanted: a few hundred lived through the site, then copied.

Some people play the shipped flows through the API; some confirm their address, read prices, are
won, lost or taken for a program. Then the database copies all they left behind, so that every copy
has names, addresses, a company and a time of its own. What is measured on it was written by the
product itself.

    python -m bench.house FOLDER LEADS [URL]
"""

from __future__ import annotations

import random
import secrets
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, func, select, text, update

from bench.copying import MARK, copy_all
from leads import behaving, handover
from leads.behaving import Noted
from leads.score import rescore
from leads.settling import settle_some
from store.database import db
from store.leads import Lead
from store.tables import TABLES
from store.types import now
from store.upgrade import upgrade
from store.users import SignIn, User
from store.writing import write_connection, writing
from web.app import create_app
from web.rules.applying import keep_up
from web.settings import ROOT, load_settings
from web.studio.definition import lead_definition
from web.studio.sessions import COOKIE, digest

#: People who are played; all others are their copies.
PEOPLE = 100
#: People who share a company.
COLLEAGUES = 4

_FLOWS = ("plan-finder", "request-demo", "ebook-gate")
_TOLD = ("conversations", "answers", "ledger", "behaviour", "stage_changes", "companies")
_NAMES = (
    "Ada Alan Ayşe Bela Çağla Dora Elif Finn Grace Hugo Ida Jan Kemal Łucja Mia Noor Ola Paul "
    "Rosa Zoë"
).split()
_SAID: dict[str, tuple[Any, ...]] = {
    "need": ("volume", "quality"),
    "goal": (2, 5, 20),
    "customer_value": (900, 4_000),
    "budget": (300, 1_500, 5_000, None),
    "authority": ("me", "team"),
    "timing": ("month", "quarter", "half_year"),
    "next_help": ("talk", "examples", "read"),
    "company_size": (4, 25, 80),
    "job_title": ("Head of sales", "Engineer", "CEO", None),
    "guide": ("handbook", "checklist"),
    "challenge": ("volume", "quality", "learn", None),
    "contact_consent": (True,),
    "marketing_consent": (True, False),
}


def built(folder: Path, count: int, url: str = "") -> Flask:
    """A site with so many leads, made by a process of its own: what that takes is not measured."""
    command = [
        sys.executable,
        "-m",
        "bench.house",
        str(folder),
        str(count),
        *([url] if url else []),
    ]
    subprocess.run(command, check=True)
    return site(folder, url)


def main(folder: str, count: str, url: str = "") -> None:
    """Make a house and tell what is in it."""
    began, app = time.perf_counter(), site(Path(folder), url)
    fill(app, int(count))
    with app.app_context(), db.engine.connect() as connection:
        told = _told(connection)
    print(f"{told}, made in {time.perf_counter() - began:.0f} s", flush=True)


def _told(connection: Connection) -> str:
    rows = {name: _count(connection, name) for name in ("leads", *_TOLD)}
    each = ", ".join(f"{rows[name] / rows['leads']:.1f} {name}" for name in _TOLD)
    each, size = each.replace("_", " "), _size(connection) / 1e9
    return f"{rows['leads']:,} leads, each with {each}: {size:.2f} GB"


def _count(connection: Connection, table: str) -> int:
    return int(connection.execute(select(func.count()).select_from(TABLES[table])).scalar_one())


def _size(connection: Connection) -> int:
    if connection.dialect.name == "sqlite":
        return Path(str(connection.engine.url.database)).stat().st_size
    return int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)


def site(folder: Path, url: str = "", flows: Path = ROOT / "flows") -> Flask:
    """An app with its database in a folder, or at a URL; it is made where there is none."""
    settings = load_settings(
        data_dir=folder,
        flows_dir=flows,
        database_url=url,
        rate_limit="off",
        synchronous="NORMAL",
    )
    app = create_app(settings)
    upgrade(app)
    with app.app_context():
        keep_up(db.engine, app.extensions["lodestone"], now())
    return app


def signed_in(app: Flask) -> FlaskClient:
    """A browser in which an admin is signed in."""
    token = secrets.token_urlsafe(16)
    with app.app_context(), writing() as rows:
        email = f"{secrets.token_hex(4)}@acme.example"
        user = User(name="Ada", email=email, role="admin", password_hash="x")
        rows.add(user)
        rows.flush()
        until = now() + timedelta(days=1)
        rows.add(SignIn(token_hash=digest(token), user_id=user.id, expires_at=until))
    client = app.test_client()
    client.set_cookie(COOKIE, token, path="/studio")
    return client


def fill(app: Flask, count: int) -> None:
    """Let a site have so many leads, in hundreds."""
    chance = random.Random(4)
    client = app.test_client()
    for number in range(PEOPLE):
        _play(client, _FLOWS[number % len(_FLOWS)], number, chance)
        if number % 4 == 0:
            _play(client, _FLOWS[(number + 1) % len(_FLOWS)], number, chance)
    with app.app_context():
        _live_on(chance)
        copy_all(db.engine, count // PEOPLE - 1)


# ---------------------------------------------------------------- people


def _play(client: FlaskClient, flow: str, number: int, chance: random.Random) -> None:
    """One conversation to its end; questions that are not in `_SAID` are passed over."""
    company = f"acme{number // COLLEAGUES}-{MARK}"
    own = {
        "email": f"p{number}@{company}.example",
        "first_name": f"{_NAMES[number % len(_NAMES)]} {MARK}",
        "last_name": f"{_NAMES[-number % len(_NAMES)]}son",
        "company": company.title(),
    }
    turn = client.post(f"/api/v1/flows/{flow}/conversations", json=_came(chance)).get_json()
    while question := turn["question"]:
        slot = question["slot"]
        value = own.get(slot) or chance.choice(_SAID.get(slot, (None,)))
        reply = client.post(
            f"/api/v1/conversations/{turn['conversation']}/answers",
            json={"turn": turn["turn"], "value": value},
        )
        if reply.status_code != 200:
            raise RuntimeError(f"{flow}, {slot}: {value!r} is refused: {reply.text[:300]}")
        turn = reply.get_json()


def _came(chance: random.Random) -> dict[str, Any]:
    source = chance.choice(("newsletter", "search", "fair", "partner", ""))
    page = "https://acme.example/plans"
    return {"page": page, "utm": {"utm_source": source}} if source else {"page": page}


def _live_on(chance: random.Random) -> None:
    """What happens to leads later: pages read, addresses confirmed, deals won and lost."""
    definition, moment = lead_definition(), now()
    while settle_some(definition, moment):
        pass
    with db.engine.connect() as connection:
        ids = list(connection.execute(select(Lead.id).order_by(Lead.id)).scalars())
    for lead_id in ids:
        with write_connection() as connection:
            for page in chance.choices(("/pricing", "/", "/blog", "/demo"), k=chance.randrange(4)):
                url = f"https://acme.example{page}"
                behaving.note(connection, Noted("page", moment, url, lead_id=lead_id))
            if chance.random() < 0.6:
                mine = update(Lead).where(Lead.id == lead_id)
                connection.execute(mine.values(email_confirmed_at=moment))
            behaving.count_anew(connection, lead_id, definition, moment)
            rescore(connection, lead_id, definition, moment, cause="verification")
            _end(connection, lead_id, chance, moment)


def _end(connection: Connection, lead_id: int, chance: random.Random, moment: Any) -> None:
    end = chance.choice(("won", "lost", "suspected", *[""] * 27))
    if end == "suspected":
        connection.execute(update(Lead).where(Lead.id == lead_id).values(suspected=True))
    elif end:
        handover.close(connection, lead_id, end, handover.By(), moment)


if __name__ == "__main__":
    main(*sys.argv[1:])
