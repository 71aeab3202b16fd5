"""Leads that played a flow, as they stand and as other points of the flow would have them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection

from bot import engine
from bot.errors import BotError
from bot.model import Flow
from bot.score import LeadDefinition, PointLine
from leads import ledger
from leads.batch_reading import Batch, Talk, newest_talks, read_players
from leads.batches import Judged, unchanged
from leads.given import Exchange, Given, exchanged
from leads.ledger import Line
from leads.score import judge
from web.conversations.state import read

_CONVERSATION = "conversation"


@dataclass(frozen=True, slots=True)
class Terms:
    """By what leads are judged: a flow as it is now, the rules, the moment. `version_id` is the
    flow's row, for lines that are to be kept."""

    flow: Flow
    definition: LeadDefinition
    at: datetime
    version_id: int | None = None


class Player(NamedTuple):
    """A lead with its newest conversation, judged as it stands and under the other points."""

    talk: Talk
    before: Judged
    after: Judged


class Players(NamedTuple):
    """Leads up to the one numbered `last`; `unfit` conversations do not fit the flow any more."""

    last: int
    players: list[Player]
    unfit: int


def players_after(connection: Connection, terms: Terms, after: int, size: int) -> Players | None:
    """The next so many leads that played the flow; of these, those who played an earlier version.
    None at the end."""
    talks = newest_talks(connection, terms.flow.name, after, size)
    if not talks:
        return None
    first, last = talks[0].lead_id, talks[-1].lead_id
    batch = read_players(connection, terms.flow.name, first, last, terms.definition)
    earlier = {talk.lead_id: talk for talk in talks if _is_earlier(talk, terms.flow)}
    players, unfit = [], 0
    for lead in batch.leads:
        if (talk := earlier.get(lead.id)) is not None:
            points = points_under(terms.flow, talk.state)
            if points is None:
                unfit += 1
            else:
                players.append(_judged(batch, lead, talk, points, terms))
    return Players(last, players, unfit)


def _is_earlier(talk: Talk, flow: Flow) -> bool:
    return talk.version != flow.version and not talk.preview


def points_under(flow: Flow, state: str) -> tuple[PointLine, ...] | None:
    """The lines that a kept conversation gives under a flow; None where its answers do not fit."""
    try:
        return engine.points_of(flow, read(state))
    except (BotError, LookupError, ValueError, TypeError):
        return None


def _judged(
    batch: Batch, lead: Any, talk: Talk, points: Iterable[PointLine], terms: Terms
) -> Player:
    lines, rungs = batch.lines.get(lead.id, []), batch.rungs.get(lead.id, {})
    now = judge(lead, lines, terms.definition, rungs, terms.at)
    before = Judged(lead, now, unchanged(lines))
    change = _exchange(lines, talk, points, terms)
    if change.empty:
        return Player(talk, before, before)
    then = judge(lead, change.lines, terms.definition, rungs, terms.at)
    return Player(talk, before, Judged(lead, then, change))


def _exchange(
    lines: Sequence[Line], talk: Talk, points: Iterable[PointLine], terms: Terms
) -> Exchange:
    """The lines of a conversation exchanged for those it gives now, which keep their age."""
    own = [line for line in lines if line.conversation_id == talk.id]
    counted = [one for one in points if one.axis in terms.definition.axes]
    gone, added = ledger.differ(own, counted)
    place = ledger.Place(
        talk.id,
        talk.lead_id,
        terms.flow.name,
        terms.version_id,
        talk.turn,
        talk.updated_at,
        counts_from=terms.at,
    )
    given = [Given(_CONVERSATION, talk.updated_at, line, place) for line in added]
    return exchanged(lines, gone, given)
