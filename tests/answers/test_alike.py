"""Two answers that visitors would get one for the other are named to who writes them."""

from __future__ import annotations

from bot.flowfile import check_sources
from tests.answers.paraphrases import ROOT

MIXED_UP = b"""\
shipping_price:
  questions:
    en: [What does shipping cost?, How much is delivery?, Do you charge for delivery?]
  answer: {en: Four euros.}
delivery_fee:
  questions:
    en: [What does delivery cost?, How much is shipping?, Is there a fee for delivery?]
  answer: {en: Four euros too.}
hours:
  questions:
    en: [When are you open?, What are your opening hours?, Are you closed on Sunday?]
  answer: {en: From nine to five.}
"""


def told_of(answers: bytes) -> list[str]:
    flows = ROOT / "flows"
    sources = {name: (flows / name).read_bytes() for name in ("lead.yml", "newsletter.yml")}
    report = check_sources(sources | {"answers.yml": answers})
    return [str(problem) for problem in report.problems if "almost like" in str(problem)]


def test_answers_that_get_mixed_up_are_named() -> None:
    told = told_of(MIXED_UP)
    assert len(told) == 1, told
    assert "delivery_fee" in told[0]
    assert "almost like 'shipping_price'" in told[0]


def test_answers_apart_are_not() -> None:
    assert told_of(MIXED_UP[MIXED_UP.index(b"delivery_fee") :]) == []
