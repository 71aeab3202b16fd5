"""Pass 2 of one flow file: keys to a `Flow`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from bot.flowfile.choices import check_choices
from bot.flowfile.confirming import check_confirms
from bot.flowfile.context import Context
from bot.flowfile.draft import Draft
from bot.flowfile.ending import outcomes, products
from bot.flowfile.expectations import expectations
from bot.flowfile.keys import FlowKeys
from bot.flowfile.keys.steps import SetStep
from bot.flowfile.names import RESERVED, Names, each_step, known_types, names_of
from bot.flowfile.parsing import Parsed
from bot.flowfile.problems import Report
from bot.flowfile.program import Program, lay_out
from bot.formula import FormulaError, Type, parse
from bot.model import Brand, Cover, Flow, Kind, Settings
from bot.texts import Text


@dataclass(slots=True)
class Compiled:
    """A flow with what the analyses need to say where something stands."""

    flow: Flow
    draft: Draft
    report: Report
    program: Program
    names: Names
    keys: FlowKeys


def compile_flow(
    name: str,
    parsed: Parsed[FlowKeys],
    context: Context,
    called: Sequence[Names] = (),
    version: str = "",
) -> Compiled | None:
    """The compiled flow with all its problems; None when pass 1 left nothing.

    The flow may be published only if the report is not broken.
    """
    keys = parsed.keys
    if keys is None:
        return None
    names = names_of(keys)
    draft = _draft(parsed, keys, context, known_types(names, called, keys, context.lead))
    context = replace(context, currency=keys.currency, axes=_axes(context, keys))
    _set_types(draft, keys)
    check_confirms(draft, keys)
    program = lay_out(draft, context, keys.steps)
    flow = _flow(draft, context, keys, name, program)
    flow = replace(
        flow,
        version=version,
        languages=_languages(draft, keys),
        tests=expectations(draft, context, keys, names, called),
    )
    check_choices(draft, (names, *called))
    return Compiled(flow, draft, draft.report, program, names, keys)


def _draft(
    parsed: Parsed[FlowKeys], keys: FlowKeys, context: Context, types: dict[str, Type]
) -> Draft:
    return Draft(
        parsed.reading,
        parsed.root,
        Report(parsed.report.file, dict(parsed.report.problems)),
        keys.language,
        keys.currency,
        types=types,
        lost=parsed.reading.lost,
        strict=context.strict,
    )


def _flow(draft: Draft, context: Context, keys: FlowKeys, name: str, program: Program) -> Flow:
    """The flow, its version, languages and tests still open."""
    return Flow(
        name=name,
        version="",
        kind=cast(Kind, keys.kind),
        title=draft.text(("title",), keys.title),
        language=keys.language,
        languages=(keys.language,),
        steps=program.steps,
        outcomes=outcomes(draft, context, keys.outcomes),
        lead=context.lead,
        currency=keys.currency,
        brand=_brand(draft, context, keys),
        start=_cover(draft, context, keys),
        settings=_settings(keys),
        categories=tuple(keys.categories),
        category_labels=_category_labels(draft, keys),
        pick=keys.pick,
        products=products(draft, context, keys.products),
        offers=_used_offers(context, keys),
        called=context.called,
        answers=context.answers,
    )


def _axes(context: Context, keys: FlowKeys) -> tuple[str, ...]:
    """What points may go to: axes of lead.yml, categories, and products by their ids."""
    products = (product.id for product in keys.products)
    return tuple(dict.fromkeys((*context.lead.axes, *keys.categories, *products)))


def _set_types(draft: Draft, keys: FlowKeys) -> None:
    """Give every `set` value the type of its formula, in the order of the file."""
    found = [
        ((*path, "set", name), name, source)
        for path, step in each_step(keys.steps, ("steps",))
        if isinstance(step, SetStep)
        for name, source in step.set.items()
    ]
    waiting = {name: Type.ANY for _, name, _ in found}
    typed: dict[str, Type] = {}
    for path, name, source in found:
        if name in RESERVED:
            draft.key_error(path, f"'{name}' means something else; choose another name")
        try:
            types = {**waiting, **draft.types, **typed}
            kind = parse(source).check(types)
        except FormulaError:
            kind = Type.ANY
        before = typed.get(name, draft.types.get(name, Type.ANY))
        if before is not kind and Type.ANY not in (before, kind):
            draft.error(path, f"'{name}' was {before.value} before and is {kind.value} here")
            continue
        typed[name] = kind
    draft.types.update(typed)


def _category_labels(draft: Draft, keys: FlowKeys) -> Mapping[str, Text]:
    return {
        name: draft.text(("categories", name), words)
        for name, words in keys.categories.items()
        if words is not None
    }


def _brand(draft: Draft, context: Context, keys: FlowKeys) -> Brand:
    brand = keys.brand
    return Brand(
        name=brand.name,
        accent=brand.accent,
        logo=context.image(draft, ("brand", "logo"), brand.logo),
        avatar=context.image(draft, ("brand", "avatar"), brand.avatar),
    )


def _cover(draft: Draft, context: Context, keys: FlowKeys) -> Cover | None:
    start = keys.start
    if start is None:
        return None
    return Cover(
        title=draft.optional_text(("start", "title"), start.title),
        text=draft.optional_text(("start", "text"), start.text),
        button=draft.optional_text(("start", "button"), start.button),
        image=context.image(draft, ("start", "image"), start.image),
    )


def _settings(keys: FlowKeys) -> Settings:
    settings: dict[str, Any] = keys.settings.model_dump()
    settings["origins"] = tuple(settings["origins"])
    return Settings(**settings)


def _used_offers(context: Context, keys: FlowKeys) -> dict[str, Any]:
    """The offers that this flow's outcomes name: others are not part of its version."""
    named = {outcome.offer for outcome in keys.outcomes}
    return {name: offer for name, offer in context.known_offers.items() if name in named}


def _languages(draft: Draft, keys: FlowKeys) -> tuple[str, ...]:
    """The first language, then the title's others, then the rest in the order they appear."""
    found = [draft.language, *(keys.title if isinstance(keys.title, dict) else ())]
    for used in draft.texts:
        found += used.text.by_language
    return tuple(dict.fromkeys(found))
