"""A lead with a whole story: a conversation with answers, points, a consent, a note."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

from store.consents import Consent
from store.conversations import Answer, Conversation, Upload
from store.flow_versions import FlowVersion
from store.leads import Lead, LeadLink, Note
from store.ledger import LedgerLine


def tell(studio: Any, *, words: str = "", **lead: Any) -> SimpleNamespace:
    """A lead who played `plan` in Turkish; `words` stand wherever a visitor's words are kept."""
    sources = {path.name: path.read_text("utf-8") for path in studio.flows.glob("*.yml")}
    version = FlowVersion(
        name="plan", version="b" * 64, kind="chat", title="Which plan?", sources=json.dumps(sources)
    )
    studio.keep(version)
    person = studio.lead(
        **{"stage": "SQL", "score": 45.0, "axis_need": 25.0, "axis_budget": 20.0, **lead}
    )
    talk = Conversation(
        token=f"token-{person.id}", flow="plan", flow_version_id=version.id, kind="chat",
        language="tr", state="{}", turn=5, lead_id=person.id, page=words or "https://acme.example/",
        referrer=words or None, utm_source=words or "google", utm_campaign=words or "spring",
        device="phone", suspicion="honeypot", outcome="end",
    )  # fmt: skip
    studio.keep(talk)
    studio.keep(*_answers(talk, words), *_points(person, talk, words))
    studio.keep(
        Consent(
            purpose=words or "newsletter", given=True, words=words or "Ayda bir mektup isterim.",
            language="tr", page=words or None, flow="plan", slot="ok", lead_id=person.id,
            conversation_id=talk.id,
        )
    )  # fmt: skip
    return SimpleNamespace(lead=person, talk=talk, version=version)


def _answers(talk: Conversation, words: str) -> list[Answer]:
    place = {"conversation_id": talk.id, "flow_version_id": talk.flow_version_id}
    return [
        Answer(**place, slot="first_name", type="name", value=words or "Ece", raw=words, turn=1),
        Answer(
            **place, slot="need", type="choice", value=None, raw=words or "hmm", kind="words",
            unparsed=True, turn=2,
        ),
        Answer(**place, slot="need", type="choice", value="volume", turn=2),
        Answer(**place, slot="need", type="choice", value="quality", edited=True, turn=3),
        Answer(**place, slot="gone_slot", type="text", value=words or "kept", turn=4),
    ]  # fmt: skip


def _points(lead: Lead, talk: Conversation, words: str) -> list[LedgerLine]:
    place = {"lead_id": lead.id, "conversation_id": talk.id, "flow": "plan"}
    place["flow_version_id"] = talk.flow_version_id
    void = {"void_at": talk.started_at, "void_reason": "answer changed"}
    return [
        LedgerLine(**place, axis="need", points=25, rule=words or "plan/need", evidence="quality"),
        LedgerLine(**place, axis="need", points=12, rule="plan/pain", evidence=words or "hurts"),
        LedgerLine(**place, axis="budget", points=25, rule="plan/budget", evidence="enough"),
        LedgerLine(**place, axis="budget", points=-5, rule="plan/doubt", evidence="later"),
        LedgerLine(
            **place, axis="need", points=20, rule="plan/old", evidence="voided line", **void
        ),
    ]


def note(studio: Any, lead: Lead, user: Any, text: str = "Call on Tuesday") -> Note:
    """A note of `user` on a lead."""
    made = Note(lead_id=lead.id, user_id=user.id, text=text)
    studio.keep(made)
    return made


def refer(studio: Any, lead: Lead, other: Lead) -> None:
    """`lead` named `other` as the decision maker."""
    studio.keep(LeadLink(from_lead_id=lead.id, to_lead_id=other.id, kind="referred"))


def send_file(studio: Any, talk: Conversation, name: str = "plan.pdf") -> Upload:
    """A file that came in a conversation."""
    upload = Upload(
        id=f"file-{talk.id}", conversation_token=talk.token, flow="plan", slot="cv", name=name,
        type="text/html", size=4, content=b"<hi>",
    )  # fmt: skip
    studio.keep(upload)
    return upload
