"""The lead.yml of the flows folder, and the one that counts."""

from __future__ import annotations

from bot.flowfile.bundle import LEAD_FILE
from bot.library import Library
from bot.score import BUILT_IN, LeadDefinition
from leads import definitions
from store.database import db
from web.site import site


def file_source(library: Library) -> str | None:
    """The text of the folder's lead.yml as last sound; empty where there is none. None while no
    flow is published, when nothing can be said."""
    for published in library.flows.values():
        return published.bundle.sources.get(LEAD_FILE, "")
    return None


def file_definition(library: Library) -> LeadDefinition:
    """The folder's lead.yml compiled; the one built in where there is none."""
    for published in library.flows.values():
        return published.flow.lead
    return BUILT_IN


def active_definition() -> LeadDefinition:
    """The definition that scores leads now, in the running site."""
    return definitions.active_on(db.engine, file_definition(site().library))
