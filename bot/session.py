"""Where a conversation stands: the log of what was answered.

A session never holds points, messages or a position: `engine` walks the flow along `log` and finds
them again. Going back or changing an answer is changing the log.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, cast

from bot.model import Json


class Entry(NamedTuple):
    """One answer (`kind` "answer", `value` None when skipped) or one action's result.

    An action's `value` is `{"slots": {…}, "messages": […]}` or `{"failed": reason}`.
    """

    kind: Literal["answer", "action"]
    name: str  # the slot, or the action's name
    value: Json
    raw: str | None = None  # as typed
    unparsed: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the bot believes was meant and asks about; nothing of it is an answer yet.

    A yes makes answers of the `entries`, and with `change` an edit of an earlier answer; several
    with `change` are alternatives. `said` is how it was said back, `words` what was typed.
    """

    entries: tuple[Entry, ...]
    said: str
    change: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """What the visitor asked in between, as typed, and the answer `told` of it: its id, and the
    language it was asked in. Without one it may be taken to a person; "" stands for the bot's own
    words, and `kept` says that it was taken to a person already."""

    words: str
    told: str | None = None
    language: str | None = None
    kept: bool = False

    @property
    def left(self) -> str | None:
        """The question, where no answer is known to it."""
        return self.words if self.told is None else None


@dataclass(frozen=True, slots=True)
class Session:
    """State of one conversation; `turn` counts from 1 and grows with every event taken."""

    language: str
    today: str
    turn: int = 1
    log: tuple[Entry, ...] = ()
    kept: Mapping[str, Json] = field(default_factory=dict)  # answers off the way, by slot
    context: Mapping[str, str | bool | None] = field(default_factory=dict)
    prefill: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, Json] = field(default_factory=dict)  # see `bot.events.Start`
    axes: Mapping[str, Json] = field(default_factory=dict)  # points known at the start
    misses: int = 0  # how often the current question was answered in words not understood
    notice: str | None = (
        None  # what the bot says first at this turn, such as why an answer was refused
    )
    proposal: Proposal | None = None  # waits for a yes or a no
    aside: Aside | None = None  # what the visitor asked at this turn
    notice_first: bool = (
        False  # the notice is about the answer just taken: it comes before the next
    )
    done: bool = False


def to_json(session: Session) -> dict[str, Json]:
    """The session as compact JSON: empty parts left out, entries as short lists."""
    data: dict[str, Json] = {
        "language": session.language,
        "today": session.today,
        "turn": session.turn,
        "log": [_entry_to_json(entry) for entry in session.log],
    }
    for name in ("kept", "context", "prefill", "known", "axes"):
        if part := getattr(session, name):
            data[name] = dict(part)
    if session.misses:
        data["misses"] = session.misses
    if session.notice is not None:
        data["notice"] = session.notice
    if session.proposal is not None:
        data["proposal"] = proposal_to_json(session.proposal)
    if session.aside is not None:
        data["aside"] = aside_to_json(session.aside)
    for name in ("notice_first", "done"):
        if getattr(session, name):
            data[name] = True
    return data


def from_json(data: Mapping[str, Any]) -> Session:
    """The session that `to_json` wrote. Raises KeyError or ValueError for anything else."""
    return Session(
        language=data["language"],
        today=data["today"],
        turn=data["turn"],
        log=tuple(_entry_from_json(item) for item in data["log"]),
        kept=data.get("kept", {}),
        context=data.get("context", {}),
        prefill=data.get("prefill", {}),
        known=data.get("known", {}),
        axes=data.get("axes", {}),
        misses=data.get("misses", 0),
        notice=data.get("notice"),
        proposal=proposal_from_json(data.get("proposal")),
        aside=aside_from_json(data.get("aside")),
        notice_first=data.get("notice_first", False),
        done=data.get("done", False),
    )


def aside_to_json(aside: Aside) -> list[Json]:
    """The aside as JSON."""
    short: list[Json] = [aside.words, aside.told, aside.language]
    return [*short, True] if aside.kept else short


def aside_from_json(data: Sequence[str | bool | None] | None) -> Aside | None:
    """The aside that `aside_to_json` wrote."""
    if data is None:
        return None
    words, told, language = (None if one is None else str(one) for one in data[:3])
    return Aside(words or "", told, language, len(data) > 3)


def proposal_to_json(proposal: Proposal) -> dict[str, Json]:
    """The proposal as JSON."""
    return {
        "entries": [_entry_to_json(entry) for entry in proposal.entries],
        "said": proposal.said,
        "change": proposal.change,
        "words": proposal.words,
    }


def proposal_from_json(data: Mapping[str, Any] | None) -> Proposal | None:
    """The proposal that `proposal_to_json` wrote, where there is one."""
    if data is None:
        return None
    entries = tuple(_entry_from_json(item) for item in data["entries"])
    return Proposal(entries, str(data["said"]), bool(data["change"]), str(data.get("words", "")))


def _entry_to_json(entry: Entry) -> Json:
    short: list[Json] = [entry.kind, entry.name, entry.value]
    if entry.raw is not None or entry.unparsed:
        short.append(entry.raw)
    if entry.unparsed:
        short.append(True)
    return short


def _entry_from_json(item: Json) -> Entry:
    if not isinstance(item, list) or not 3 <= len(item) <= 5 or item[0] not in _KINDS:
        raise ValueError("this is no entry of a session's log")
    raw = item[3] if len(item) > 3 else None
    return Entry(
        kind=cast(Literal["answer", "action"], item[0]),
        name=str(item[1]),
        value=item[2],
        raw=None if raw is None else str(raw),
        unparsed=len(item) > 4,
    )


_KINDS = ("answer", "action")
