"""What a salesperson may begin the call with."""

from __future__ import annotations

from bot import engine
from bot.engine.opening import Opening
from bot.events import Answer, Start
from bot.flowfile import check_sources
from bot.model import Flow, Json
from bot.session import Session

FLOW = b"""\
format: 1
kind: chat
title: A chat
language: en
steps:
  - {ask: first_name, type: name, text: {en: Your name?, tr: "Ad\xc4\xb1n\xc4\xb1z?"}}
  - {set: {worth: 4000}}
  - {ask: hot, type: yes_no, text: Hot?, required: false}
  - {if: not KNOWN(hot), then: [{link: other}]}
outcomes:
  - id: warm
    if: hot
    title: Thank you
    first_sentence:
      en: "Hello {first_name}, about {worth | number} a month."
      tr: "Merhaba {first_name}!"
  - {id: cool, title: Bye}
"""

OTHER = b"""\
format: 1
kind: chat
title: Other
language: en
steps: [{say: Hi}]
"""


def _played(hot: bool | None, language: str = "en") -> Opening | None:
    checked = check_sources({"chat.yml": FLOW, "other.yml": OTHER})
    flow = checked.flows["chat"]
    session, _ = engine.advance(flow, None, Start(language=language, today="2026-11-22"))
    assert engine.first_sentence(flow, session) is None
    session = _answered(flow, session, "first_name", "Ada")
    return engine.first_sentence(flow, _answered(flow, session, "hot", hot))


def _answered(flow: Flow, session: Session, slot: str, value: Json) -> Session:
    return engine.advance(flow, session, Answer(slot, value))[0]


def test_the_outcome_reached_suggests_the_sentence_in_the_visitors_language() -> None:
    assert _played(True) == Opening("Hello Ada, about 4,000 a month.", "en", "warm")
    assert _played(True, "tr") == Opening("Merhaba Ada!", "tr", "warm")


def test_an_outcome_without_one_and_a_flow_left_for_another_suggest_none() -> None:
    assert _played(False) is None
    assert _played(None) is None
