"""What a lead's timeline is made of: one source a table, in one explicit list.

A new table joins by a function that tells one of its rows, and an entry in `SOURCES`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import aliased

from bot.flowfile.names import CODE_SLOTS
from bot.score import BEHAVIOURS
from leads.mail_links import READ
from leads.mail_presses import mail_name
from leads.scanners import in_words
from outreach.checks import KIND as CHECK
from store.behaviour import Behaviour
from store.consents import Consent
from store.conversations import Answer, Conversation
from store.flow_versions import FlowVersion
from store.handovers import LeadFault, SalesStep
from store.leads import Note
from store.ledger import LedgerLine
from store.mail_links import MailLink, MailPress
from store.outbox import OutboxRow
from store.stage_changes import StageChange
from store.users import User
from store.verifications import Verification
from web.studio.flow_texts import answer_words, flow_of_version, question_of, question_words
from web.studio.lead_faults import FAULT_WORDS
from web.studio.wording import OUTBOX_KINDS, RUNG_WORDS, number, signed


@dataclass(frozen=True, slots=True)
class Told:
    """A row in words: a heading, what stands beneath it, who did it, how it is coloured."""

    title: str
    detail: str = ""
    by: str = ""
    tone: str = ""  # good, bad, warm or none


@dataclass(frozen=True, slots=True)
class Source:
    """One table of the timeline. `rows` selects a lead's rows with the columns `at` and `id`;
    `tell` puts one into words. Sources of the same `kind` are one filter."""

    kind: str
    rows: Callable[[int], Any]
    at: ColumnElement[datetime] | Any
    id: ColumnElement[int] | Any
    tell: Callable[[Row[Any]], Told]


#: The filters by kind, as people say them.
KINDS = {
    "visits": "Visits",
    "answers": "Answers",
    "points": "Points",
    "stages": "Stages",
    "sales": "Sales",
    "notes": "Notes",
    "mails": "Mails",
    "verification": "Verification",
    "consents": "Consents",
}

_doer, _owner = aliased(User), aliased(User)


def _visits(lead_id: int) -> Any:
    return (
        select(Conversation, FlowVersion.title)
        .join(FlowVersion, FlowVersion.id == Conversation.flow_version_id)
        .where(Conversation.lead_id == lead_id)
    )


def _began(row: Row[Any]) -> Told:
    talk = row.Conversation
    parts = [talk.page, f"from {talk.utm_source}" if talk.utm_source else talk.referrer]
    doubtful = "Perhaps a bot. " if talk.suspicion else ""
    detail = doubtful + ", ".join(part for part in parts if part)
    return Told(f"Began {row.title}", detail, tone="bad" if talk.suspicion else "")


def _finished(lead_id: int) -> Any:
    return _visits(lead_id).where(Conversation.finished_at.is_not(None))


def _ended(row: Row[Any]) -> Told:
    outcome = row.Conversation.outcome
    return Told(f"Finished {row.title}", f"Outcome {outcome}" if outcome else "", tone="good")


def _behaviour(lead_id: int) -> Any:
    by_mail = select(MailPress.behaviour_id).where(MailPress.behaviour_id == Behaviour.id)
    return select(Behaviour).where(Behaviour.lead_id == lead_id, ~by_mail.exists())


def _done(row: Row[Any]) -> Told:
    deed = row.Behaviour
    words = BEHAVIOURS.get(deed.kind, deed.kind)
    detail = deed.url or deed.flow or ""
    doubtful = f"{detail} (by a program, worth nothing)".strip() if deed.suspicion else detail
    return Told(words[:1].upper() + words[1:], doubtful, tone="bad" if deed.suspicion else "")


def _pressed(lead_id: int) -> Any:
    return (
        select(Behaviour, MailLink.words, OutboxRow.kind.label("mail"), OutboxRow.created_at)
        .join(MailPress, MailPress.behaviour_id == Behaviour.id)
        .join(MailLink, MailLink.id == MailPress.mail_link_id)
        .join(OutboxRow, OutboxRow.id == MailLink.outbox_id)
        .where(Behaviour.lead_id == lead_id)
    )


def _by_mail(row: Row[Any]) -> Told:
    deed, mail = row.Behaviour, mail_name(row.mail, row.created_at)
    read = deed.kind == READ
    address = "" if read else deed.url or ""
    if not deed.suspicion:
        return Told(f"Read the {mail}" if read else f"Pressed “{row.words}” in the {mail}", address)
    title = f"Loaded the {mail}" if read else f"Followed “{row.words}” in the {mail}"
    why = in_words(deed.suspicion.split(","))
    detail = f"By a program, worth nothing: {why}"
    return Told(title, " · ".join(part for part in (detail, address) if part), tone="bad")


def _answers(lead_id: int) -> Any:
    return (
        select(Answer, Conversation.language)
        .join(Conversation, Conversation.id == Answer.conversation_id)
        .where(Conversation.lead_id == lead_id, Answer.slot.not_in(CODE_SLOTS))
    )


def _answer(row: Row[Any]) -> Told:
    answer = row.Answer
    question = question_of(flow_of_version(answer.flow_version_id), answer.slot)
    asked = question_words(question, row.language, {}) if question else answer.slot
    if answer.kind == "withdrawn":
        return Told("Taken back", asked)
    if answer.kind == "words":
        return Told(f"“{answer.raw or ''}”, not understood", asked, tone="warm")
    return Told(answer_words(question, answer.value, row.language) or "Skipped", asked)


def _points(lead_id: int) -> Any:
    return select(LedgerLine).where(LedgerLine.lead_id == lead_id, LedgerLine.points != 0)


def _line(row: Row[Any]) -> Told:
    line = row.LedgerLine
    gone = f" Void since: {line.void_reason}." if line.void_at else ""
    return Told(f"{signed(line.points)} {line.axis}", f"{line.evidence or line.rule}.{gone}")


def _stages(lead_id: int) -> Any:
    return (
        select(StageChange, User.name)
        .outerjoin(User, User.id == StageChange.user_id)
        .where(StageChange.lead_id == lead_id)
    )


def _stage(row: Row[Any]) -> Told:
    change = row.StageChange
    title = f"{change.from_stage or 'No stage'} → {change.to_stage or 'no stage'}"
    parts = (change.reason, change.rule)
    return Told(title, " · ".join(part for part in parts if part), row.name or "", "warm")


def _steps(lead_id: int) -> Any:
    return (
        select(SalesStep, _doer.name.label("doer"), _owner.name.label("owner"))
        .outerjoin(_doer, _doer.id == SalesStep.user_id)
        .outerjoin(_owner, _owner.id == SalesStep.owner_id)
        .where(SalesStep.lead_id == lead_id)
    )


#: Steps of sales as people say them, and their tone.
STEP_WORDS = {
    "taken": ("Taken", ""),
    "reached": ("Reached", "good"),
    "won": ("Won", "good"),
    "lost": ("Lost", "bad"),
    "not_a_lead": ("Not a lead", "bad"),
    "reopened": ("Opened again", "warm"),
}


def _step(row: Row[Any]) -> Told:
    step = row.SalesStep
    by = row.doer or step.actor or ("Somebody who left" if step.kind != "owner" else "")
    if step.kind == "owner":
        to = f"Given to {row.owner}" if row.owner else "Given to nobody"
        return Told(to, f"By the rule {step.rule}" if step.rule else "", by)
    title, tone = STEP_WORDS.get(step.kind, (step.kind, ""))
    parts = (number(step.value) if step.value is not None else "", step.reason)
    return Told(title, " · ".join(part for part in parts if part), by, tone)


def _notes(lead_id: int) -> Any:
    return (select(Note, User.name).outerjoin(User, User.id == Note.user_id)).where(
        Note.lead_id == lead_id
    )


def _note(row: Row[Any]) -> Told:
    return Told("Note", row.Note.text, row.name or "Somebody who left")


def _mails(lead_id: int) -> Any:
    # What a check found stands on the ladder; that it was made is no news.
    return select(OutboxRow).where(OutboxRow.lead_id == lead_id, OutboxRow.kind != CHECK)


def _mail(row: Row[Any]) -> Told:
    kept = row.OutboxRow
    what = OUTBOX_KINDS.get(kept.kind, kept.kind)
    if kept.failed_at:
        return Told(what, f"Given up: {kept.last_error or 'no reason is kept'}", tone="bad")
    return Told(what, "Delivered" if kept.done_at else "Waiting to leave")


def _verifications(lead_id: int) -> Any:
    return (
        select(Verification, User.name)
        .outerjoin(User, User.id == Verification.user_id)
        .where(Verification.lead_id == lead_id)
    )


_STATES = {"passed": ("Yes", "good"), "failed": ("No", "bad")}


def _verified(row: Row[Any]) -> Told:
    kept = row.Verification
    words, tone = _STATES.get(kept.state, ("Not checked", ""))
    detail = " · ".join(part for part in (words, kept.about, kept.detail) if part)
    return Told(RUNG_WORDS[kept.rung], detail, row.name or "", tone)


def _faults(lead_id: int) -> Any:
    return select(LeadFault).where(LeadFault.lead_id == lead_id)


def _fault(row: Row[Any]) -> Told:
    fault = row.LeadFault
    words = FAULT_WORDS.get(fault.kind, (fault.kind, ""))[0]
    return Told(words, fault.detail + (" Settled." if fault.settled_at else ""), tone="bad")


def _consents(lead_id: int) -> Any:
    return select(Consent).where(Consent.lead_id == lead_id)


def _consent(row: Row[Any]) -> Told:
    consent = row.Consent
    words = "given" if consent.given else "refused"
    tone = "good" if consent.given else "bad"
    return Told(f"Consent to {consent.purpose} {words}", consent.words, tone=tone)


#: Every source, in the order in which things of one moment happened.
SOURCES: tuple[Source, ...] = (
    Source("visits", _visits, Conversation.started_at, Conversation.id, _began),
    Source("visits", _behaviour, Behaviour.at, Behaviour.id, _done),
    Source("mails", _pressed, Behaviour.at, Behaviour.id, _by_mail),
    Source("answers", _answers, Answer.answered_at, Answer.id, _answer),
    Source("consents", _consents, Consent.at, Consent.id, _consent),
    Source("points", _points, LedgerLine.at, LedgerLine.id, _line),
    Source("visits", _finished, Conversation.finished_at, Conversation.id, _ended),
    Source("verification", _verifications, Verification.at, Verification.id, _verified),
    Source("verification", _faults, LeadFault.found_at, LeadFault.id, _fault),
    Source("stages", _stages, StageChange.at, StageChange.id, _stage),
    Source("sales", _steps, SalesStep.at, SalesStep.id, _step),
    Source("mails", _mails, OutboxRow.created_at, OutboxRow.id, _mail),
    Source("notes", _notes, Note.created_at, Note.id, _note),
)
