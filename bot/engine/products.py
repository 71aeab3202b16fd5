"""Which products fit best: by tags shared with the chosen options, and by points of their name."""

from __future__ import annotations

from typing import NamedTuple

from bot import display
from bot.effects import ProductCard
from bot.engine.showing import render
from bot.engine.state import Walk
from bot.model import Product
from bot.questions import TYPES
from bot.texts import plain_text


class _Speaks(NamedTuple):
    """A chosen option that speaks for products with its tags."""

    label: str
    tags: frozenset[str]


def best(walk: Walk, count: int) -> tuple[ProductCard, ...]:
    """The best `count` products whose condition holds; equals in the order of the file."""
    speaking = _speaking(walk)
    fitting = [
        product
        for product in walk.flow.products
        if product.condition is None or walk.holds(product.condition)
    ]
    fitting.sort(key=lambda product: -_worth(walk, product, speaking))
    return tuple(_card(walk, product, speaking) for product in fitting[:count])


def _speaking(walk: Walk) -> list[_Speaks]:
    chosen = []
    for slot, question in walk.questions.items():
        value = walk.answers.get(slot)
        if value is None:
            continue
        for option in TYPES[question.type].chosen(question, value):
            if option.tags:
                label = plain_text(option.label, walk.session.language)
                chosen.append(_Speaks(label, frozenset(option.tags)))
    return chosen


def _worth(walk: Walk, product: Product, speaking: list[_Speaks]) -> float:
    shared = sum(len(option.tags.intersection(product.tags)) for option in speaking)
    return shared + walk.sums.get(product.id, 0.0)


def _card(walk: Walk, product: Product, speaking: list[_Speaks]) -> ProductCard:
    text = render(walk, product.text) if product.text else None
    currency = product.currency or walk.flow.currency
    language = walk.session.language
    reasons = [option.label for option in speaking if option.tags.intersection(product.tags)]
    return ProductCard(
        id=product.id,
        title=render(walk, product.title).plain,
        text=text.plain if text else None,
        markdown=text.markdown if text else None,
        image=product.image,
        url=product.url,
        price=None if product.price is None else display.money(product.price, currency, language),
        reasons=tuple(dict.fromkeys(reasons)),
    )
