"""A flow's points changed: what its earlier conversations would be worth under them.

A conversation stays on the version it began with, points included. Here its log is replayed under
the flow as it is published now; answers that do not fit that any more leave it as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, select

from bot.library import Published
from bot.model import Flow
from bot.score import LeadDefinition
from leads import definitions, runs
from leads.batch_reading import earlier_talks, turns_now
from leads.batches import Kept, keep_batch
from leads.rule_work import counted, keep_moves, nothing_counted
from store.leads import Lead
from store.writing import write_connection
from web.conversations.flow_book import flow_book
from web.rules.players import Player, Terms, players_after
from web.site import Site

#: Leads looked at in one go, and those that are written while visitors wait.
LOOKED, REPLAYED = 500, 200

POINTS_CHANGED = "points of the flow changed"


def begin(connection: Connection, kind: str, flow: Flow, at: datetime, user_id: int | None) -> int:
    """Begin to look at, or to replay, the earlier conversations of a flow."""
    total = earlier_talks(connection, flow.name, flow.version)
    return runs.begin(
        connection, kind, at, subject=flow.name, version=flow.version, user_id=user_id, total=total
    )


def step(engine: Engine, site: Site, run: Any, fallback: LeadDefinition, at: datetime) -> bool:
    """The next batch of a run over a flow's conversations; True when the run is done. A flow that
    was changed or taken away meanwhile ends it."""
    published = site.library.flow(run.subject)
    if published is None or published.flow.version != run.version:
        with write_connection(engine) as connection:
            runs.finish(connection, run, at, {"given_up": True})
        return True
    if run.kind == runs.REPLAY:
        return _replay(engine, run, published, fallback, at)
    return _preview(engine, run, published.flow, fallback, at)


def _preview(engine: Engine, run: Any, flow: Flow, fallback: LeadDefinition, at: datetime) -> bool:
    with engine.connect() as connection:
        definition = definitions.active(connection, fallback)
        terms = Terms(flow, definition, run.asked_at)
        found = players_after(connection, terms, run.position, LOOKED)
    figures = dict(run.figures or nothing_counted() | {"unfit": 0})
    moves: list[dict[str, Any]] = []
    if found is not None:
        figures["unfit"] += found.unfit
        before, after = [one.before for one in found.players], [one.after for one in found.players]
        figures, moves = counted(figures, before, after)
    with write_connection(engine) as connection:
        keep_moves(connection, run, moves, None if found is None else found.last)
        if found is None:
            runs.finish(connection, run, at, figures)
            return True
        runs.move_on(connection, run, found.last, figures)
    return False


def _replay(
    engine: Engine, run: Any, published: Published, fallback: LeadDefinition, at: datetime
) -> bool:
    version_id = flow_book().pin(published).version_id
    with engine.connect() as connection:
        terms = Terms(published.flow, definitions.active(connection, fallback), at, version_id)
        found = players_after(connection, terms, run.position, REPLAYED)
    figures = dict(run.figures or {"leads": 0, "changed": 0})
    with write_connection(engine) as connection:
        if found is None:
            runs.finish(connection, run, at, figures)
            return True
        figures["leads"] += len(found.players) + found.unfit
        figures["changed"] += _keep(connection, found.players, terms)
        runs.move_on(connection, run, found.last, figures)
    return False


def _keep(connection: Connection, players: Sequence[Player], terms: Terms) -> int:
    """Keep what changed; returns how many stages did. Who was touched, or went on talking, since
    they were read is read again."""
    if not players:
        return 0
    first, last = players[0].talk.lead_id, players[-1].talk.lead_id
    turns = turns_now(connection, terms.flow.name, first, last)
    same = [one for one in players if turns.get(one.talk.id) == one.talk.turn]
    kept = _kept(connection, same, terms)
    again = {one.talk.lead_id for one in players} - {one.talk.lead_id for one in same}
    again |= {one.lead.id for one in kept.missed}
    return kept.changed + sum(_keep_anew(connection, one, terms) for one in sorted(again))


def _kept(connection: Connection, players: Sequence[Player], terms: Terms) -> Kept:
    judged = [one.after for one in players]
    return keep_batch(
        connection, judged, terms.definition, terms.at, cause="rules", reason=POINTS_CHANGED
    )


def _keep_anew(connection: Connection, lead_id: int, terms: Terms) -> int:
    """The same for one lead that nobody else may change meanwhile."""
    connection.execute(select(Lead.id).where(Lead.id == lead_id).with_for_update())
    found = players_after(connection, terms, lead_id - 1, 1)
    if found is None or found.last != lead_id:
        return 0
    return _kept(connection, found.players, terms).changed
