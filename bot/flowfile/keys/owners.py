"""The keys of `owners` in lead.yml."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.flowfile.keys.base import Keys, condition, wrong
from bot.flowfile.keys.fields import FormulaSource, Id, Names

_EMAIL = re.compile(r"[^\s@,]+@[^\s@,]+\.[^\s@,]+")


def _people(emails: list[str]) -> list[str]:
    if not emails:
        raise wrong("must name at least one person by e-mail address")
    for email in emails:
        if not _EMAIL.fullmatch(email):
            raise wrong(f"'{email}' is no e-mail address of somebody in the studio")
    return emails


People = Annotated[Names, AfterValidator(_people)]


class OwnerRuleKeys(Keys):
    """Who takes which leads."""

    if_: FormulaSource | None = condition(
        "A formula over language, country, source, contact fields and answers; "
        "without it the rule holds for all."
    )
    to: People = Field(
        description="The e-mail address of somebody in the studio, or a list of them: "
        "a team that takes turns."
    )
    at: Id | None = Field(
        default=None, description="The stage to hand over at; the highest when left out."
    )
