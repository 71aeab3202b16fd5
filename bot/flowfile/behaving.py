"""`behaviour` of lead.yml: keys to the rules that give points for what people do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.flowfile.draft import Draft
from bot.flowfile.keys.behaving import BehaviourRuleKeys, at_most
from bot.flowfile.problems import hint
from bot.score import Axis, BehaviourRule


def behaviour_rules(
    draft: Draft, keys: Sequence[BehaviourRuleKeys], axes: Mapping[str, Axis]
) -> tuple[BehaviourRule, ...]:
    """The rules in the order of the file; each gives its own points."""
    rules = []
    for number, rule in enumerate(keys):
        if rule.axis not in axes and not draft.is_lost(rule.axis):
            path = ("behaviour", number)
            draft.key_error(path, f"no axis '{rule.axis}'.{hint(rule.axis, axes)}")
        times, span = (at_most(rule.at_most) if rule.at_most else None) or (None, "day")
        urls = tuple(word.casefold() for word in rule.url)
        rules.append(
            BehaviourRule(rule.axis, rule.give, tuple(rule.kind), urls, rule.intent, times, span)
        )
    return tuple(rules)
