"""`owners` of lead.yml: keys to the rules that choose a lead's owner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.flowfile.draft import Draft
from bot.flowfile.keys.owners import OwnerRuleKeys
from bot.flowfile.problems import hint
from bot.formula import FormulaError, Type, parse
from bot.score import OwnerRule

#: Names that only these rules know, beside contact fields and the slots of all flows.
_FACTS = ("language", "source", "first_flow")


def owner_rules(
    draft: Draft, keys: Sequence[OwnerRuleKeys], stages: Mapping[str, object]
) -> tuple[OwnerRule, ...]:
    """The rules in the order of the file; a rule after one that takes all is warned about."""
    draft.types = draft.types | dict.fromkeys(_FACTS, Type.TEXT)
    rules: list[OwnerRule] = []
    for number, rule in enumerate(keys):
        path = ("owners", number)
        if rule.at is not None and rule.at not in stages and not draft.is_lost(rule.at):
            draft.error((*path, "at"), f"no stage '{rule.at}'.{hint(rule.at, stages)}")
        if rule.if_ is not None:
            _unknown_as_any(draft, rule.if_)
        made = OwnerRule(
            draft.condition((*path, "if"), rule.if_), tuple(rule.to), rule.at, _source(rule)
        )
        if any(_takes_all(before, made) for before in rules):
            draft.key_warning(path, "never reached: a rule before it takes all leads")
        rules.append(made)
    return tuple(rules)


def _source(rule: OwnerRuleKeys) -> str:
    return rule.if_ if rule.if_ is not None else "everybody"


def _takes_all(before: OwnerRule, rule: OwnerRule) -> bool:
    return before.condition is None and before.at in (None, rule.at)


def _unknown_as_any(draft: Draft, source: str) -> None:
    """A fact no flow asks for may still be set by an action."""
    try:
        names = parse(source).names
    except FormulaError:
        return
    for name in names:
        draft.types.setdefault(name, Type.ANY)
