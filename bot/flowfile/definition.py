"""lead.yml and offers.yml: keys to what the engine and the ledger use."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from bot.errors import AuthorError
from bot.flowfile.behaving import behaviour_rules
from bot.flowfile.context import Context
from bot.flowfile.draft import Draft
from bot.flowfile.ending import address
from bot.flowfile.keys import LeadKeys, OffersKeys
from bot.flowfile.ownership import owner_rules
from bot.flowfile.parsing import Parsed, parse_file
from bot.flowfile.problems import Report, hint
from bot.formula import FormulaError, Type, parse
from bot.model import CONTACT_SLOTS, Offer
from bot.score import BUILT_IN, Axis, FitRule, LeadDefinition, StageRule
from bot.score.ladder import RUNGS, RungRule

#: Facts about a lead's contact that a stage may need, beside the contact slots themselves.
CONTACT_FACTS = tuple(RUNGS)


def lead_definition(
    parsed: Parsed[LeadKeys], types: Mapping[str, Type], report: Report | None = None
) -> LeadDefinition:
    """lead.yml compiled; `types` are the slots of all flows, which its fit rules may use.

    Problems go to `report`.
    """
    keys = parsed.keys
    if keys is None:
        return LeadDefinition()
    draft = _draft(parsed, "en", report)
    draft.types = dict.fromkeys(CONTACT_SLOTS, Type.TEXT) | dict(types)
    axes = {name: Axis(name, axis.cap, axis.half_life_days) for name, axis in keys.axes.items()}
    return LeadDefinition(
        axes,
        _fit_rules(draft, keys, axes),
        _stages(draft, keys, axes),
        verification=_rung_rules(draft, keys, axes),
        owners=owner_rules(draft, keys.owners, keys.stages),
        behaviour=behaviour_rules(draft, keys.behaviour, axes),
        version=source_version("\n".join(parsed.reading.lines)),
    )


def source_version(source: str) -> str:
    """The version of a lead.yml: a hash of its text, however its lines end."""
    return hashlib.sha256("\n".join(source.splitlines()).encode()).hexdigest()


def lead_definition_of(source: str) -> LeadDefinition:
    """A lead.yml by itself, as kept in the database; the empty text is the one built in.

    Raises `AuthorError` with its first problem. Slots its rules look at may be anything.
    """
    if not source:
        return BUILT_IN
    parsed = parse_file("lead.yml", source.encode(), LeadKeys)
    report = Report(parsed.report.file, dict(parsed.report.problems))
    definition = lead_definition(parsed, {}, report)
    errors = [problem for problem in report.problems if problem.severity == "error"]
    if errors or not parsed.complete:
        raise AuthorError(str(errors[0]) if errors else "lead.yml cannot be read")
    return definition


def _draft(
    parsed: Parsed[LeadKeys] | Parsed[OffersKeys], language: str, report: Report | None
) -> Draft:
    report = report if report is not None else Report(parsed.report.file)
    return Draft(parsed.reading, parsed.root, report, language, lost=parsed.reading.lost)


def _fit_rules(draft: Draft, keys: LeadKeys, axes: Mapping[str, Axis]) -> tuple[FitRule, ...]:
    if keys.fit and "fit" not in axes and not draft.is_lost("fit"):
        draft.key_error(("fit",), "the rules give points on the axis 'fit', which `axes` lacks")
    rules = []
    for number, rule in enumerate(keys.fit):
        path = ("fit", number, "if")
        _unknown_as_any(draft, rule.if_)
        formula = draft.condition(path, rule.if_)
        assert formula is not None
        rules.append(FitRule(formula, rule.give, rule.if_))
    return tuple(rules)


def _unknown_as_any(draft: Draft, source: str) -> None:
    """A fact no flow asks for may still be set by an action; the analyses warn about it."""
    try:
        names = parse(source).names
    except FormulaError:
        return
    for name in names:
        draft.types.setdefault(name, Type.ANY)


def _stages(draft: Draft, keys: LeadKeys, axes: Mapping[str, Axis]) -> tuple[StageRule, ...]:
    facts = (*CONTACT_SLOTS, *CONTACT_FACTS)
    stages = []
    for name, stage in keys.stages.items():
        path = ("stages", name)
        for number, need in enumerate(stage.needs):
            if need not in facts:
                draft.error(
                    (*path, "needs", number), f"no contact fact '{need}'.{hint(need, facts)}"
                )
        for number, axis in enumerate(stage.known):
            if axis not in axes and not draft.is_lost(axis):
                draft.error((*path, "known", number), f"no axis '{axis}'.{hint(axis, axes)}")
        for axis in stage.axes:
            if axis not in axes and not draft.is_lost(axis):
                draft.key_error((*path, "axes", axis), f"no axis '{axis}'.{hint(axis, axes)}")
        stages.append(
            StageRule(name, stage.score, tuple(stage.needs), tuple(stage.known), dict(stage.axes))
        )
    return tuple(stages)


def _rung_rules(draft: Draft, keys: LeadKeys, axes: Mapping[str, Axis]) -> tuple[RungRule, ...]:
    for rung, points in keys.verification.items():
        path = ("verification", rung)
        if rung not in RUNGS:
            draft.key_error(path, f"no rung '{rung}'.{hint(rung, RUNGS, 'Rungs')}")
        if points.axis not in axes and not draft.is_lost(points.axis):
            draft.error((*path, "axis"), f"no axis '{points.axis}'.{hint(points.axis, axes)}")
    return tuple(
        RungRule(rung, points.axis, points.give) for rung, points in keys.verification.items()
    )


def offers(
    parsed: Parsed[OffersKeys], context: Context, report: Report | None = None
) -> dict[str, Offer]:
    """offers.yml compiled. Problems go to `report`."""
    if parsed.keys is None:
        return {}
    made = {}
    for name, keys in parsed.keys.root.items():
        draft = _draft(parsed, _first_language(keys.title), report)
        draft.types = dict.fromkeys(CONTACT_SLOTS, Type.TEXT)
        path = (name,)
        if keys.type == "coupon" and keys.code is None and not draft.is_lost("code"):
            draft.key_error(path, "a coupon needs its code")
        made[name] = Offer(
            id=name,
            type=keys.type,
            title=draft.text((*path, "title"), keys.title),
            text=draft.optional_text((*path, "text"), keys.text),
            button=draft.optional_text((*path, "button"), keys.button),
            url=address(draft, (*path, "url"), keys.url),
            code=keys.code,
            expires=keys.expires,
            image=context.image(draft, (*path, "image"), keys.image),
        )
    return made


def _first_language(title: str | dict[str, str]) -> str:
    """offers.yml names no first language: a plain text counts as English, a map by its first."""
    return next(iter(title)) if isinstance(title, dict) else "en"
