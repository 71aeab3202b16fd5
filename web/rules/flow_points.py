"""A flow's points changed: what its earlier conversations would be worth under them.

A conversation stays on the version it began with, points included. Here its log is replayed under
the flow as it is published now; answers that do not fit that any more leave it as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, exists, func, select
from sqlalchemy.orm import aliased

from bot import engine as bot_engine
from bot.errors import BotError
from bot.library import Published
from bot.model import Flow
from bot.score import LeadDefinition, PointLine
from leads import definitions, ledger, runs
from leads.batches import Judged
from leads.given import Exchange
from leads.ledger import Line
from leads.rule_work import counted, keep_moves, nothing_counted
from leads.score import judge, rescore
from leads.touching import touch
from leads.verification.states import rung_facts
from store.conversations import Conversation
from store.flow_versions import FlowVersion
from store.lead_definitions import RuleMove
from store.leads import Lead
from store.tables import TABLES
from store.writing import write_connection
from web.conversations.flow_book import flow_book
from web.conversations.state import load
from web.site import Site

#: Conversations looked at in one go, and those replayed while visitors wait for the writing.
BATCH, REPLAYED = 100, 20

POINTS_CHANGED = "points of the flow changed"

_LEADS = TABLES["leads"]


def _counting(flow: str) -> list[Any]:
    """Conversations of a flow whose points count for a lead: of each lead the newest."""
    later = aliased(Conversation)
    newer = exists().where(
        later.flow == flow,
        later.lead_id == Conversation.lead_id,
        later.id > Conversation.id,
        later.suspicion.is_(None),
    )
    return [
        Conversation.flow == flow,
        Conversation.lead_id.is_not(None),
        Conversation.suspicion.is_(None),
        ~Conversation.preview,
        Lead.erased_at.is_(None),
        ~newer,
    ]


def earlier_talks(connection: Connection, flow: str, version: str) -> int:
    """How many leads played an earlier version of a flow than the one of now."""
    return int(
        connection.execute(
            select(func.count())
            .select_from(Conversation)
            .join(Lead, Lead.id == Conversation.lead_id)
            .join(FlowVersion, FlowVersion.id == Conversation.flow_version_id)
            .where(*_counting(flow), FlowVersion.version != version)
        ).scalar_one()
    )


def begin(connection: Connection, kind: str, flow: Flow, at: datetime, user_id: int | None) -> int:
    """Begin to look at, or to replay, the earlier conversations of a flow."""
    before = runs.latest(connection, runs.PREVIEW, flow.name)
    if before is not None and kind == runs.PREVIEW:
        connection.execute(delete(RuleMove).where(RuleMove.run_id == before.id))
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


_OF_FLOW = (
    Conversation.id,
    Conversation.lead_id,
    Conversation.state,
    Conversation.turn,
    Conversation.updated_at,
)


def _talks(connection: Connection, run: Any, size: int) -> list[Any]:
    """The next conversations that began with another version, by their ids."""
    return list(
        connection.execute(
            select(*_OF_FLOW)
            .join(Lead, Lead.id == Conversation.lead_id)
            .join(FlowVersion, FlowVersion.id == Conversation.flow_version_id)
            .where(
                *_counting(run.subject),
                FlowVersion.version != run.version,
                Conversation.id > run.position,
            )
            .order_by(Conversation.id)
            .limit(size)
        ).all()
    )


def points_under(flow: Flow, state: str) -> tuple[PointLine, ...] | None:
    """The lines that a kept conversation gives under a flow; None where its answers do not fit."""
    try:
        return bot_engine.view(flow, load(state)).points
    except (BotError, LookupError, ValueError, TypeError):
        return None


def _preview(engine: Engine, run: Any, flow: Flow, fallback: LeadDefinition, at: datetime) -> bool:
    with engine.connect() as connection:
        definition = definitions.active(connection, fallback)
        talks = _talks(connection, run, BATCH)
        pairs = [_looked_at(connection, talk, flow, definition, run.asked_at) for talk in talks]
    figures = dict(run.figures or nothing_counted() | {"unfit": 0})
    figures["unfit"] += sum(pair is None for pair in pairs)
    found = [pair for pair in pairs if pair is not None]
    figures, moves = counted(figures, [old for old, _ in found], [new for _, new in found])
    with write_connection(engine) as connection:
        if not talks:
            runs.finish(connection, run, at, figures)
            return True
        keep_moves(connection, run.id, moves)
        runs.move_on(connection, run, talks[-1].id, figures)
    return False


def _looked_at(
    connection: Connection, talk: Any, flow: Flow, definition: LeadDefinition, at: datetime
) -> tuple[Judged, Judged] | None:
    """A lead as it stands and as it would; None where the conversation cannot be replayed."""
    points = points_under(flow, talk.state)
    if points is None:
        return None
    lead = connection.execute(select(_LEADS).where(_LEADS.c.id == talk.lead_id)).one()
    lines = ledger.lines_of_lead(connection, lead.id)
    gone, added = _differing(connection, talk, definition, points)
    left = frozenset(gone)
    then = [line for line in lines if line.id not in left]
    then += [_line(one, talk.updated_at) for one in added]
    rungs = rung_facts(connection, lead, definition)
    return (
        Judged(lead, judge(lead, lines, definition, rungs, at), Exchange([], [], lines)),
        Judged(lead, judge(lead, then, definition, rungs, at), Exchange([], [], then)),
    )


def _differing(
    connection: Connection, talk: Any, definition: LeadDefinition, points: Iterable[PointLine]
) -> tuple[list[int], list[PointLine]]:
    before = ledger.lines_of_conversation(connection, talk.id)
    return ledger.differ(before, [one for one in points if one.axis in definition.axes])


def _line(one: PointLine, at: datetime) -> Line:
    return Line(0, one.axis, one.points, one.rule, one.evidence, one.slot, "conversation", at, None)


def _replay(
    engine: Engine, run: Any, published: Published, fallback: LeadDefinition, at: datetime
) -> bool:
    version_id = flow_book().pin(published).version_id
    figures = dict(run.figures or {"leads": 0, "changed": 0})
    with write_connection(engine) as connection:
        definition = definitions.active(connection, fallback)
        talks = _talks(connection, run, REPLAYED)
        if not talks:
            runs.finish(connection, run, at, figures)
            return True
        for talk in talks:
            figures["leads"] += 1
            figures["changed"] += _replay_one(
                connection, talk, published.flow, version_id, definition, at
            )
        runs.move_on(connection, run, talks[-1].id, figures)
    return False


def _replay_one(
    connection: Connection,
    talk: Any,
    flow: Flow,
    version_id: int,
    definition: LeadDefinition,
    at: datetime,
) -> bool:
    """Exchange the lines of a conversation; True when the stage of its lead changed."""
    points = points_under(flow, talk.state)
    if points is None:
        return False
    gone, added = _differing(connection, talk, definition, points)
    if not gone and not added:
        return False
    ledger.void_lines(connection, gone, POINTS_CHANGED, at)
    place = ledger.Place(
        talk.id, talk.lead_id, flow.name, version_id, talk.turn, talk.updated_at, counts_from=at
    )
    ledger.add_lines(connection, place, added)
    touch(connection, talk.lead_id)
    standing = rescore(connection, talk.lead_id, definition, at, fit=False, cause="rules")
    return standing is not None and standing.stage != standing.stage_before
