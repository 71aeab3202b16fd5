"""What can be told of a flow without playing it: ways through it, balance, words, manners.

All of it is polynomial in the size of the file; where an answer is an approximation the module says
so. Errors keep a file from being published, warnings do not.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.flowfile.analyses.balance import check_balance
from bot.flowfile.analyses.languages import check_languages, check_lengths
from bot.flowfile.analyses.looks import check_accent
from bot.flowfile.analyses.stages import check_stages, sound_flows
from bot.flowfile.analyses.usage import check_contact_first, check_unused
from bot.flowfile.analyses.ways import check_branches, check_loops, check_outcomes, check_steps
from bot.flowfile.compiling import Compiled
from bot.flowfile.draft import Draft
from bot.model import Flow
from bot.score import LeadDefinition


def analyse_flow(compiled: Compiled) -> None:
    """All analyses of one flow; what they find goes to its report.

    What would only follow from a broken part is not looked for.
    """
    draft = compiled.draft
    check_accent(compiled)
    check_languages(compiled)
    check_lengths(compiled)
    if draft.lost or draft.bad_targets:
        return
    check_loops(compiled)
    check_outcomes(compiled)
    if draft.stand_ins:
        return
    check_steps(compiled)
    check_branches(compiled)
    check_balance(compiled)
    check_contact_first(compiled)
    if not draft.report.broken:
        check_unused(compiled)


def analyse_all(draft: Draft, lead: LeadDefinition, flows: Mapping[str, Flow]) -> None:
    """The analyses of lead.yml over all flows; what they find goes to its report."""
    check_stages(draft, lead, sound_flows(flows))
