"""What a turn changed in the answers, as rows that are only ever added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.effects import Answered
from bot.model import Flow
from bot.session import Entry, Session


def question_types(flow: Flow) -> dict[str, str]:
    """Question types by slot, called flows included."""
    types: dict[str, str] = {}
    for called in flow.called.values():
        types |= question_types(called)
    return types | {question.slot: question.type for question in flow.questions}


def answer_rows(
    types: Mapping[str, str],
    before: Session | None,
    after: Session,
    answered: Sequence[Answered],
) -> list[dict[str, Any]]:
    """Rows for `answers`: what was answered, what came back by an edit, what was withdrawn.

    `types` are the flow's question types by slot.
    """
    now, earlier = _latest(after), _latest(before)
    rows = [_answered(effect, effect.slot in now) for effect in answered]
    told = {effect.slot for effect in answered}
    for slot, entry in now.items():
        if slot not in told and _differs(earlier.get(slot), entry):
            rows.append(_row("answer", slot, types.get(slot, "text"), entry))
    for slot, entry in earlier.items():
        if slot not in now and slot not in told:
            rows.append(_row("withdrawn", slot, types.get(slot, "text"), entry, None))
    return rows


def slots_given(before: Session | None, after: Session) -> set[str]:
    """Slots with an answer that was not there before, given early ones included."""
    earlier, now = _latest(before), _latest(after)
    return {slot for slot, entry in now.items() if _differs(earlier.get(slot), entry)}


def _latest(session: Session | None) -> dict[str, Entry]:
    log = session.log if session is not None else ()
    return {entry.name: entry for entry in log if entry.kind == "answer"}


def _differs(before: Entry | None, after: Entry) -> bool:
    return before is None or (before.value, before.raw) != (after.value, after.raw)


def _answered(effect: Answered, taken: bool) -> dict[str, Any]:
    return {
        "kind": "words" if effect.unparsed and not taken else "answer",
        "slot": effect.slot,
        "type": effect.type,
        "raw": effect.raw,
        "value": effect.value,
        "unparsed": effect.unparsed,
        "edited": effect.edited,
    }


def _row(kind: str, slot: str, type_: str, entry: Entry, *value: None) -> dict[str, Any]:
    return {
        "kind": kind,
        "slot": slot,
        "type": type_,
        "raw": None if kind == "withdrawn" else entry.raw,
        "value": value[0] if value else entry.value,
        "unparsed": entry.unparsed,
        "edited": False,
    }
