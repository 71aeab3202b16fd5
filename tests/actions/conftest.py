"""A site whose flows call every action, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from store.database import db
from tests.databases import database_url  # noqa: F401
from web.app import create_app
from web.conversations import Reply, Visit, answer, begin
from web.settings import load_settings

REFER = """\
format: 1
kind: chat
title: Who decides?
language: en
steps:
  - {ask: email, type: email, text: Your e-mail?}
  - action: action_company_from_email
  - {ask: decision_maker_name, type: name, text: Who decides?}
  - {ask: decision_maker_email, type: email, text: Their e-mail?}
  - action: action_refer_decision_maker
  - action: action_save_lead
  - {say: "Thank you, {company}."}
  - {ask: rest, type: text, required: false, text: Anything else?}
outcomes:
  - {id: done, title: Thanks}
"""

SHOP = """\
format: 1
kind: chat
title: Which machine?
language: en
currency: EUR
steps:
  - ask: drink
    type: choice
    text: What do you drink?
    options:
      - {value: espresso, label: Espresso, tags: [espresso]}
      - {value: filter, label: Filter, tags: [filter]}
  - action: action_recommend_products
  - {ask: like, type: yes_no, text: Does one of them please you?}
outcomes:
  - {id: done, title: Thanks}
products:
  - {id: dripper, title: Dripper, price: 29, tags: [filter]}
  - {id: pavoni, title: Pavoni, price: 890, url: "https://shop.example/pavoni", tags: [espresso]}
  - {id: moka, title: Moka, price: 35, tags: [espresso]}
"""

FORM = """\
format: 1
kind: chat
title: Contact
language: en
steps:
  - {ask: nick, type: text, text: Name?}
  - {ask: country, type: country, text: Where?}
  - action: validate_contact_form
  - {ask: rest, type: text, required: false, text: Anything else?}
outcomes:
  - {id: done, title: Thanks}
"""

BROKEN = """\
format: 1
kind: chat
title: Broken
language: en
steps:
  - {ask: need, type: text, text: What?}
  - action: action_of_the_test
  - {ask: rest, type: text, required: false, text: Anything else?}
outcomes:
  - {id: done, title: Thanks}
"""

LEAD = "axes:\n  need: {cap: 25}\nstages:\n  IQL: {needs: [email]}\n"

MakeSite = Callable[..., Flask]


@pytest.fixture
def make_site(database_url: str, tmp_path: Path) -> Iterator[MakeSite]:  # noqa: F811
    made: list[Flask] = []

    def make(**settings: Any) -> Flask:
        flows = tmp_path / "flows"
        flows.mkdir(exist_ok=True)
        named = {"refer": REFER, "shop": SHOP, "contact": FORM, "broken": BROKEN}
        for name, source in named.items():
            (flows / f"{name}.yml").write_text(source, "utf-8")
        (flows / "lead.yml").write_text(LEAD, "utf-8")
        app = create_app(
            load_settings(
                data_dir=tmp_path / "data",
                flows_dir=flows,
                database_url=database_url,
                rate_limit="off",
                synchronous="NORMAL",
                **settings,
            )
        )
        made.append(app)
        return app

    yield make
    for app in made:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def site(make_site: MakeSite) -> Iterator[Flask]:
    app = make_site()
    with app.app_context():
        yield app


def play(flow: str, *values: Any) -> Reply:
    """Begin and answer; where it stands then."""
    reply = begin(flow, Visit(language="en"))
    for value in values:
        reply = answer(reply.token, reply.turn, value=value)
    return reply
