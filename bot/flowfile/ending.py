"""Outcomes, their results and buttons, and products."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.flowfile.context import Context
from bot.flowfile.draft import Draft
from bot.flowfile.keys import OutcomeKeys, ProductKeys, ResultKeys
from bot.flowfile.keys.outcomes import ButtonKeys
from bot.flowfile.tree import Path
from bot.model import Button, Outcome, Product, Result

_ADDRESS = re.compile(r"https?://[^\s]+|/[^/\s]\S*|/|mailto:\S+@\S+|tel:\+?[\d\s().-]+|#\S*")


def outcomes(draft: Draft, context: Context, keys: Sequence[OutcomeKeys]) -> tuple[Outcome, ...]:
    """All outcomes; ids that are there twice are reported."""
    made: list[Outcome] = []
    seen: set[str] = set()
    for number, outcome in enumerate(keys):
        path = ("outcomes", number)
        if outcome.id in seen:
            draft.error((*path, "id"), f"the outcome '{outcome.id}' is here twice")
        seen.add(outcome.id)
        made.append(_outcome(draft, context, path, outcome))
    return tuple(made)


def _outcome(draft: Draft, context: Context, path: Path, keys: OutcomeKeys) -> Outcome:
    return Outcome(
        id=keys.id,
        condition=draft.condition((*path, "if"), keys.if_),
        title=draft.text((*path, "title"), keys.title),
        text=draft.optional_text((*path, "text"), keys.text),
        image=context.image(draft, (*path, "image"), keys.image),
        results=tuple(
            _result(draft, (*path, "results", number), result)
            for number, result in enumerate(keys.results)
        ),
        offer=context.offer(draft, (*path, "offer"), keys.offer),
        button=button(draft, context, (*path, "button"), keys.button),
        products=keys.products,
        first_sentence=draft.optional_text((*path, "first_sentence"), keys.first_sentence),
    )


def _result(draft: Draft, path: Path, keys: ResultKeys) -> Result:
    return Result(
        label=draft.text((*path, "label"), keys.label),
        value=draft.formula((*path, "value"), keys.value),
        format=keys.format,
        chart=keys.chart,
        condition=draft.condition((*path, "if"), keys.if_),
    )


def button(draft: Draft, context: Context, path: Path, keys: ButtonKeys | None) -> Button | None:
    """A button, its address or flow checked."""
    if keys is None:
        return None
    label = draft.text((*path, "label"), keys.label)
    if _ADDRESS.fullmatch(keys.go):
        return Button(label, url=keys.go)
    if re.match(r"\w+:|\S*[/.]", keys.go):
        draft.error(
            (*path, "go"),
            f"'{keys.go}' is no address; use https://…, /…, mailto:, tel: or the name of a flow",
        )
        return Button(label)
    return Button(label, flow=context.flow(draft, (*path, "go"), keys.go))


def products(draft: Draft, context: Context, keys: Sequence[ProductKeys]) -> tuple[Product, ...]:
    """All products; ids that are there twice are reported."""
    made: list[Product] = []
    seen: set[str] = set()
    for number, product in enumerate(keys):
        path = ("products", number)
        if product.id in seen:
            draft.error((*path, "id"), f"the product '{product.id}' is here twice")
        seen.add(product.id)
        made.append(_product(draft, context, path, product))
    return tuple(made)


def _product(draft: Draft, context: Context, path: Path, keys: ProductKeys) -> Product:
    if keys.price is not None and keys.currency is None and context.currency is None:
        draft.key_error(
            (*path, "price"), "a price needs a currency, here or at the top of the file"
        )
    return Product(
        id=keys.id,
        title=draft.text((*path, "title"), keys.title),
        text=draft.optional_text((*path, "text"), keys.text),
        image=context.image(draft, (*path, "image"), keys.image),
        url=address(draft, (*path, "url"), keys.url),
        price=keys.price,
        currency=keys.currency or context.currency,
        tags=tuple(keys.tags),
        condition=draft.condition((*path, "if"), keys.if_),
    )


def address(draft: Draft, path: Path, url: str | None) -> str | None:
    """A link's address, checked for its shape."""
    if url is not None and not _ADDRESS.fullmatch(url):
        draft.error(path, f"'{url}' is no address; use https://… or /…")
    return url
