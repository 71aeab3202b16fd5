"""What a text plainly holds, whatever was asked: counts, money, parts of a hundred."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.understanding.amounts import amounts
from bot.understanding.email import spells_address
from bot.understanding.languages_heard import languages_heard
from bot.understanding.utterance import listen
from bot.understanding.vocabulary import vocabulary

_DIGITS = re.compile(r"\d")
_LEAST_PHONE_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Evidence:
    """How many amounts a text holds and what stands beside them."""

    amounts: int
    currency: bool
    period: bool
    scaled: bool  # "8k", "8 thousand"
    counted: bool  # something is counted: "8 people", "8 months"
    percent: bool
    phone: bool
    address: bool  # of e-mail

    @property
    def bare(self) -> bool:
        """Whether nothing says what its one amount is."""
        said = self.currency or self.period or self.scaled or self.counted or self.percent
        return self.amounts == 1 and not said


def evidence(text: str, language: str) -> Evidence:
    """The evidence in `text`, in the likeliest of its languages that has amounts."""
    utterance = listen(text)
    digits = len(_DIGITS.findall(utterance.text))
    phone = digits >= _LEAST_PHONE_DIGITS and ("+" in utterance.text or digits > 8)
    address = "@" in utterance.text or spells_address(utterance.text, language)
    for heard in languages_heard(utterance, vocabulary(language).code):
        items, found = amounts(utterance, heard)
        strong = [one for one in found if not one.weak]
        strong = [one for one in strong if not one.vague] or strong  # "unos 3 mil" is one amount
        if strong:
            return Evidence(
                len(strong),
                any(one.currency for one in strong),
                any("period" in item.tags for item in items),
                any(one.scaled for one in strong),
                any(one.counted for one in strong),
                any(one.percent for one in strong),
                phone,
                address,
            )
    return Evidence(0, False, False, False, False, False, phone, address)
