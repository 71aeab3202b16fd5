"""What can be told of a flow without playing it: ways through it, balance, words, manners.

All of it is polynomial in the size of the file; where an answer is an approximation the module says
so. Errors keep a file from being published, warnings do not.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.flowfile.compiling import Compiled
from bot.flowfile.keys import LeadKeys
from bot.flowfile.parsing import Parsed
from bot.flowfile.problems import Report
from bot.score import LeadDefinition


def analyse_flow(compiled: Compiled) -> None:
    """All analyses of one flow; what they find goes to its report."""


def analyse_all(
    compiled: Mapping[str, Compiled],
    lead: LeadDefinition,
    parsed: Parsed[LeadKeys] | None,
    report: Report,
) -> None:
    """The analyses of lead.yml over all flows; what they find goes to its report."""
