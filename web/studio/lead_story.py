"""What a lead did and said: contact, answers, conversations, consents, referrals, notes."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import url_for
from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from bot.flowfile.names import CODE_SLOTS
from bot.model import CONTACT_SLOTS, Question
from bot.questions import timeframe
from leads.keeping_time import EXPIRED
from store.consents import Consent
from store.conversations import Answer, Conversation
from store.database import db
from store.flow_versions import FlowVersion
from store.leads import Lead, LeadLink, Note
from store.users import User
from web.studio.flow_texts import answer_words, flow_of_version, question_of, question_words
from web.studio.wording import country_name, language_name

#: Suspicions as people say them.
SUSPICIONS = {
    "honeypot": "Filled a hidden field",
    "too_fast": "Faster than a person",
    "agent": "Calls itself a robot",
    "rate": "Far too many conversations",
}
LINKS = {"referred": ("named this person as the decision maker", "named as the decision maker")}


def lead_name(lead: Any) -> str:
    """What to call a lead or a row of `leads`: name, else e-mail, else phone, else its number."""
    name = " ".join(part for part in (lead.first_name, lead.last_name) if part)
    return name or lead.email or lead.phone or f"Lead {lead.id}"


def contact_of(lead: Lead) -> list[dict[str, Any]]:
    """Contact facts with their links."""
    facts = []
    if lead.email:
        confirmed = lead.email_confirmed_at is not None
        mark = ("Confirmed", "good") if confirmed else ("Not confirmed", "")
        # Quoted: an address may hold `?` and `&`, which in a link would add recipients.
        url = f"mailto:{quote(lead.email, safe='@+')}"
        facts.append(_fact("E-mail", lead.email, url, mark=mark))
    if lead.phone:
        facts.append(_fact("Phone", lead.phone, f"tel:{lead.phone}"))
    for name in ("company", "job_title"):
        if getattr(lead, name):
            facts.append(_fact(name.replace("_", " ").capitalize(), getattr(lead, name)))
    if lead.website:
        web = lead.website.startswith(("https://", "http://"))
        facts.append(_fact("Website", lead.website, lead.website if web else None, outside=True))
    if lead.address:
        facts.append(_fact("Address", lead.address))
    if lead.country:
        facts.append(_fact("Country", country_name(lead.country)))
    if lead.language:
        facts.append(_fact("Language", language_name(lead.language)))
    return facts


def _fact(
    name: str,
    value: str,
    url: str | None = None,
    *,
    outside: bool = False,
    mark: tuple[str, str] = ("", ""),
) -> dict[str, Any]:
    words, tone = mark
    return {
        "name": name, "value": value, "url": url, "outside": outside, "mark": words, "tone": tone,
    }  # fmt: skip


def answers_of(lead_id: int) -> list[dict[str, Any]]:
    """Every answer in the order given, with the question as it was asked."""
    rows = db.session.execute(
        select(Answer, Conversation.language, FlowVersion)
        .join(Conversation, Conversation.id == Answer.conversation_id)
        .join(FlowVersion, FlowVersion.id == Answer.flow_version_id)
        .where(Conversation.lead_id == lead_id, Answer.slot.not_in(CODE_SLOTS))
        .order_by(Answer.id)
    ).all()
    said: dict[int, dict[str, str]] = {}
    shown: list[dict[str, Any]] = []
    standing: dict[tuple[int, str], dict[str, Any]] = {}
    for answer, language, version in rows:
        place = (answer.conversation_id, answer.slot)
        before = standing.pop(place, None) if answer.kind != "words" else None
        if before is not None:
            before["changed"] = "Taken back" if answer.kind == "withdrawn" else "Changed later"
        if answer.kind == "withdrawn":
            continue
        known = said.setdefault(answer.conversation_id, {})
        line = _answer(answer, language, version, known)
        if answer.kind == "answer":
            standing[place] = line
            known[answer.slot] = line["shown"]
        shown.append(line)
    return shown


def _answer(
    answer: Answer, language: str, version: FlowVersion, said: dict[str, str]
) -> dict[str, Any]:
    question = question_of(flow_of_version(version.id), answer.slot)
    words = answer_words(question, answer.value, language)
    if answer.kind == "words":
        words = answer.raw or ""
    elif answer.kind == EXPIRED:
        words = "No longer kept"
    return {
        "question": question_words(question, language, said) if question else answer.slot,
        "shown": words,
        "raw": typed_words(question, answer, words),
        "file": _file_id(question, answer),
        "slot": answer.slot,
        "type": answer.type,
        "axis": question.axis if question else None,
        "contact": answer.slot in CONTACT_SLOTS,
        "flow": version.name,
        "language": language,
        "at": answer.answered_at,
        "unparsed": answer.unparsed or answer.kind == "words",
        "edited": answer.edited,
        "changed": "",
    }


def typed_words(question: Question | None, answer: Answer, words: str) -> str | None:
    """What the visitor typed, where that is something else than what is shown; None when they
    tapped an option or moved a slider, as what was sent then is the house's own spelling."""
    raw = (answer.raw or "").strip()
    if not raw or raw == words.strip():
        return None
    options = (*question.options, *question.rows, *question.columns) if question else ()
    sent = {option.value for option in options}
    if answer.type == timeframe.NAME:
        sent.update(timeframe.BUCKETS)
    if raw in sent or answer.type in _TAPPED or raw == str(answer.value):
        return None
    return answer.raw


#: Types whose answers are never typed.
_TAPPED = frozenset({"picture", "rating", "nps", "scale", "slider", "consent", "file", "hidden"})


def _file_id(question: Question | None, answer: Answer) -> str | None:
    kept = answer.value
    is_file = question is not None and question.type == "file" and isinstance(kept, dict)
    return str(kept.get("id")) if is_file and kept.get("id") else None


def conversations_of(lead_id: int) -> list[dict[str, Any]]:
    """The lead's conversations, newest first."""
    rows = db.session.execute(
        select(Conversation, FlowVersion)
        .join(FlowVersion, FlowVersion.id == Conversation.flow_version_id)
        .where(Conversation.lead_id == lead_id)
        .order_by(Conversation.id.desc())
    )
    return [
        {
            "flow": talk.flow,
            "title": version.title,
            "version": version.version,
            "began": talk.started_at,
            "ended": talk.finished_at,
            "outcome": talk.outcome,
            "preview": talk.preview,
            "suspicion": [
                SUSPICIONS.get(word.strip(), word.strip())
                for word in (talk.suspicion or "").split(",")
                if word.strip()
            ],
            "facts": _circumstances(talk),
        }
        for talk, version in rows
    ]


def _circumstances(talk: Conversation) -> list[tuple[str, str]]:
    facts = [
        ("Page", talk.page),
        ("Referrer", talk.referrer),
        ("Source", talk.utm_source),
        ("Medium", talk.utm_medium),
        ("Campaign", talk.utm_campaign),
        ("Content", talk.utm_content),
        ("Term", talk.utm_term),
        ("Click ids", ", ".join(f"{key} {value}" for key, value in (talk.click_ids or {}).items())),
        ("Device", (talk.device or "").capitalize()),
        ("Language", language_name(talk.language)),
    ]
    return [(name, value) for name, value in facts if value]


def consents_of(lead_id: int) -> list[dict[str, Any]]:
    """Consents, newest first, in the exact words shown."""
    rows = db.session.scalars(
        select(Consent).where(Consent.lead_id == lead_id).order_by(Consent.id.desc())
    )
    return [
        {
            "purpose": row.purpose,
            "given": row.given,
            "words": row.words,
            "language": row.language,
            "page": row.page,
            "flow": row.flow,
            "at": row.at,
        }
        for row in rows
    ]


def referrals_of(lead_id: int) -> list[dict[str, Any]]:
    """Who led to this lead, and whom it led to."""
    other = aliased(Lead)
    rows = db.session.execute(
        select(LeadLink, other)
        .join(
            other,
            or_(
                (LeadLink.from_lead_id == lead_id) & (other.id == LeadLink.to_lead_id),
                (LeadLink.to_lead_id == lead_id) & (other.id == LeadLink.from_lead_id),
            ),
        )
        .where(other.erased_at.is_(None))
        .order_by(LeadLink.id)
    )
    shown = []
    for link, lead in rows:
        came, went = LINKS.get(link.kind, (link.kind, link.kind))
        shown.append(
            {
                "id": lead.id,
                "url": url_for("studio.lead", id=lead.id),
                "name": lead_name(lead),
                "words": went if link.from_lead_id == lead_id else came,
                "at": link.created_at,
            }
        )
    return shown


def notes_of(lead_id: int, reader_id: int) -> list[dict[str, Any]]:
    """A lead's notes, newest first; `own` are the reader's."""
    found = db.session.execute(
        select(Note, User.name)
        .outerjoin(User, User.id == Note.user_id)
        .where(Note.lead_id == lead_id)
        .order_by(Note.id.desc())
    )
    return [
        {
            "id": note.id,
            "text": note.text,
            "at": note.created_at,
            "author": author or "Somebody who left",
            "own": note.user_id == reader_id,
        }
        for note, author in found
    ]
