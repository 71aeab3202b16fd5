"""The studio: the rooms where marketers and sales work. One resource one file, its form included.

`door` decides on every request who is asking and whether `permissions` lets them in.
"""

from __future__ import annotations

from flask import Blueprint

from web import auditing

blueprint = Blueprint("studio", __name__, url_prefix="/studio")

from web.studio import (  # noqa: E402
    account,
    api_keys,
    audit,
    brief,
    clock,
    companies,
    definition,
    door,
    duplicates,
    flow,
    flow_version,
    flows,
    inbox,
    incidents,
    lead,
    lead_erase,
    lead_export,
    lead_file,
    lead_notes,
    lead_receipt,
    lead_sales,
    lead_stage,
    lead_status,
    lead_verification,
    leads,
    leads_csv,
    outbox,
    overview,
    people,
    people_acts,
    questions,
    refusals,
    rules,
    sign_in,
    speed,
    timeline,
    users,
    welcome,
    wording,
)

door.init_blueprint(blueprint)
blueprint.after_request(auditing.note)
refusals.init_blueprint(blueprint)
wording.init_blueprint(blueprint)
blueprint.add_app_template_filter(definition.stage_tone, "stage_tone")
blueprint.add_app_template_filter(clock.clock, "clock")
blueprint.add_app_template_filter(clock.span, "span")

__all__ = [
    "account",
    "api_keys",
    "audit",
    "blueprint",
    "brief",
    "companies",
    "duplicates",
    "flow",
    "flow_version",
    "flows",
    "inbox",
    "incidents",
    "lead",
    "lead_erase",
    "lead_export",
    "lead_file",
    "lead_notes",
    "lead_receipt",
    "lead_sales",
    "lead_stage",
    "lead_status",
    "lead_verification",
    "leads",
    "leads_csv",
    "outbox",
    "overview",
    "people",
    "people_acts",
    "questions",
    "rules",
    "sign_in",
    "speed",
    "timeline",
    "users",
    "welcome",
]
