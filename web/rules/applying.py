"""A lead.yml that changed: a proposal, then applied by somebody, or by itself where it may."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine

from leads import definitions, rule_work, runs
from store.writing import write_connection
from web.rules.present import file_definition, file_source
from web.site import Site


class NothingToApply(Exception):
    """The file says what counts already, or there is no file to read; the message says which."""


def apply(engine: Engine, site: Site, how: str, at: datetime, user_id: int | None = None) -> int:
    """Let the folder's lead.yml count, and have the ledger replayed; returns the run's number.

    Raises `NothingToApply`. Applying twice at once is applying once.
    """
    source = file_source(site.library)
    if source is None:
        raise NothingToApply("No flow is published, so there is no sound lead.yml to apply.")
    with write_connection(engine) as connection:
        if not definitions.differs_from_active(connection, source):
            raise NothingToApply("These rules are in force already.")
        before = definitions.newest(connection)
        definition = definitions.add_version(connection, source, how, at, user_id)
        return runs.begin(
            connection,
            runs.REPLAY,
            at,
            version=definition.version,
            base=before.version if before is not None else "",
            user_id=user_id,
        )


def keep_up(engine: Engine, site: Site, at: datetime) -> None:
    """Do what the folder's lead.yml asks for: adopt the first one, apply by itself where nobody can
    be surprised (no leads yet, or LEAD_RULES=auto), else work out what it would do."""
    source = file_source(site.library)
    if source is None:
        return
    with engine.connect() as connection:
        newest = definitions.newest(connection)
        if newest is not None and not definitions.differs_from_active(connection, source):
            return
        surprises = newest is not None and definitions.has_leads(connection)
    if newest is None:
        _adopt(engine, source, at)
    elif not surprises or site.settings.lead_rules == "auto":
        apply(engine, site, "automatic", at)
    else:
        _look_ahead(engine, site, source, at)


def _adopt(engine: Engine, source: str, at: datetime) -> None:
    """The first lead.yml that a site goes by: leads there are were scored by it already."""
    with write_connection(engine) as connection:
        if definitions.newest(connection) is None:
            definitions.add_version(connection, source, "first", at)


def look_anew(engine: Engine, site: Site, at: datetime) -> None:
    """Work out again what the folder's lead.yml would do, with the leads there are now."""
    source = file_source(site.library)
    if source is not None:
        with write_connection(engine) as connection:
            present = definitions.active(connection, file_definition(site.library))
            rule_work.begin_preview(connection, source, present, at)


def _look_ahead(engine: Engine, site: Site, source: str, at: datetime) -> None:
    wanted = definitions.compiled(source).version
    with engine.connect() as connection:
        present = definitions.active(connection, file_definition(site.library))
        last = runs.latest(connection, runs.PREVIEW)
    if last is not None and (last.version, last.base) == (wanted, present.version):
        return
    with write_connection(engine) as connection:
        rule_work.begin_preview(connection, source, present, at)
