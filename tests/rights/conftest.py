"""The whole site on SQLite, with a lead who agreed to something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from leads.identity import email_key
from leads.rights_links import token_of
from store.consents import Consent
from store.database import db
from store.leads import Lead
from store.writing import writing
from tests.api.conftest import FLOW, LEAD
from tests.databases import close, new_database
from web.app import create_app
from web.settings import load_settings

SECRET = "s" * 40


@dataclass
class Ada:
    """A lead with three consents, and her link."""

    app: Flask
    lead_id: int

    @property
    def path(self) -> str:
        return f"/rights/{token_of(SECRET, self.lead_id)}"

    def given(self) -> dict[str, bool]:
        """The latest word on each purpose."""
        with self.app.app_context():
            found = db.session.query(Consent).order_by(Consent.id)
            return {row.purpose: row.given for row in found if row.lead_id == self.lead_id}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Flask]:
    flows = tmp_path / "flows"
    flows.mkdir()
    (flows / "plan.yml").write_text(FLOW, "utf-8")
    (flows / "lead.yml").write_text(LEAD, "utf-8")
    app = create_app(
        load_settings(
            data_dir=tmp_path,
            flows_dir=flows,
            database_url=new_database("sqlite", tmp_path),
            rate_limit="off",
            secret_key=SECRET,
            synchronous="NORMAL",
        )
    )
    yield app
    with app.app_context():
        close(app)


@pytest.fixture
def ada(site: Flask) -> Ada:
    email = "ada@acme.example"
    with site.app_context(), writing() as rows:
        lead = Lead(first_name="Ada", email=email, email_key=email_key(email), language="pl")
        rows.add(lead)
        rows.flush()
        for purpose in ("contact", "marketing", "profiling"):
            words = {"words": f"Zgoda: {purpose} <b>", "language": "pl", "flow": "plan"}
            row = Consent(lead_id=lead.id, purpose=purpose, given=True, slot="ok", **words)
            rows.add(row)
        number = lead.id
    return Ada(site, number)
