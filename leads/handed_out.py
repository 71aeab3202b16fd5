"""What conversations have handed out: the offer and the button of the outcomes they reached.

Their words are the author's alone. What a visitor typed stands in no mail: whoever types somebody
else's address would otherwise write to them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any
from urllib.parse import quote, urlsplit

from sqlalchemy import Connection, select

from bot.model import Flow, Offer, Outcome
from bot.texts import Text, plain_text
from leads.mail_links import LINK, OFFER, Target
from store.tables import TABLES

#: Links that a mail has at most, of the newest conversations.
MOST = 4

#: Gives the flow of a version's row, None where today's code cannot read it.
FlowOf = Callable[[Connection, int], Flow | None]

_TALKS = TABLES["conversations"].c


def handed_out(
    connection: Connection,
    conversation_ids: Collection[int],
    flow_of: FlowOf,
    public_url: str,
    today: date,
) -> list[Target]:
    """Where the outcomes of some conversations lead, the newest first, each address once; offers
    that are over are left out. Those not ended yet have handed out nothing."""
    rows = connection.execute(
        select(_TALKS.flow_version_id, _TALKS.outcome, _TALKS.language)
        .where(
            _TALKS.id.in_(conversation_ids),
            _TALKS.finished_at.is_not(None),
            _TALKS.outcome.is_not(None),
            _TALKS.suspicion.is_(None),
        )
        .order_by(_TALKS.id.desc())
    ).all()
    found: dict[str, Target] = {}
    for row in rows:
        for target in _of_talk(flow_of(connection, row.flow_version_id), row, today):
            url = _whole(target.url, public_url)
            if url and target.words:
                found.setdefault(url, Target(target.words, url, target.kind))
    return list(found.values())[:MOST]


def _of_talk(flow: Flow | None, row: Any, today: date) -> Iterator[Target]:
    if flow is None:
        return
    outcome = next((one for one in flow.outcomes if one.id == row.outcome), None)
    if outcome is not None:
        yield from _of_outcome(flow, outcome, row.language, today)


def _of_outcome(flow: Flow, outcome: Outcome, language: str, today: date) -> Iterator[Target]:
    offer = flow.offers.get(outcome.offer or "")
    if offer is not None and offer.url and not _over(offer, today):
        yield Target(_words(offer.title, language), offer.url, OFFER)
    button = outcome.button
    if button is not None:
        url = button.url or f"/f/{quote(button.flow or '')}?language={quote(language)}"
        yield Target(_words(button.label, language), url, LINK)


def _over(offer: Offer, today: date) -> bool:
    return bool(offer.expires and offer.expires < today.isoformat())


def _words(text: Text, language: str) -> str:
    """The author's words; where a name would stand in them nothing is left hanging."""
    return plain_text(text, language).strip(" ,;:–—-")


def _whole(url: str, public_url: str) -> str:
    """The address as a mail needs it; "" for what is no page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme in ("http", "https") and parts.netloc:
        return url
    return public_url + url if url.startswith("/") and not url.startswith("//") else ""
