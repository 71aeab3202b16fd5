"""The outcome reached: which one, and its card with results, products, offer and review."""

from __future__ import annotations

import dataclasses

from bot import display
from bot.effects import ButtonShown, Ending, OfferCard, ResultLine, Review
from bot.engine.products import best
from bot.engine.showing import render
from bot.engine.state import Graded, Walk
from bot.formula import Value
from bot.model import Button, Json, Outcome, Result
from bot.questions import TYPES
from bot.texts import plain_text
from bot.words import say


def outcome_of(walk: Walk) -> Outcome | None:
    """The category with most points where the flow picks so, else the first that holds."""
    if walk.flow.pick == "highest" and (highest := _highest(walk)) is not None:
        return highest
    for outcome in walk.flow.outcomes:
        if outcome.condition is None or walk.holds(outcome.condition):
            return outcome
    return None


def _highest(walk: Walk) -> Outcome | None:
    """Of the outcomes named like a category the one with most points; ties go to the first."""
    by_id = {outcome.id: outcome for outcome in walk.flow.outcomes}
    named = [category for category in walk.flow.categories if category in by_id]
    if not named:
        return None
    return by_id[max(named, key=lambda category: walk.sums.get(category, 0.0))]


def ending_of(walk: Walk) -> Ending:
    """The card of a walk that is over."""
    grade = walk.values.get("grade.percent")
    outcome = None if walk.link is not None else outcome_of(walk)
    card = _card(walk, outcome)
    return dataclasses.replace(
        card,
        grade=grade if isinstance(grade, float) else None,
        categories={name: walk.sums.get(name, 0.0) for name in walk.flow.categories},
        review=tuple(_review(walk, graded) for graded in walk.graded),
    )


def _card(walk: Walk, outcome: Outcome | None) -> Ending:
    if outcome is None:
        title = "" if walk.link is not None else say("thanks", walk.session.language)
        return Ending(outcome="", title=title, text=None, markdown=None, link=walk.link)
    text = render(walk, outcome.text) if outcome.text else None
    return Ending(
        outcome=outcome.id,
        title=render(walk, outcome.title).plain,
        text=text.plain if text else None,
        markdown=text.markdown if text else None,
        image=outcome.image,
        results=results_of(walk, outcome),
        products=best(walk, outcome.products) if outcome.products else (),
        offer=_offer(walk, outcome.offer),
        button=_button(walk, outcome.button),
    )


def results_of(walk: Walk, outcome: Outcome) -> tuple[ResultLine, ...]:
    """The computed lines whose condition holds."""
    return tuple(
        result_line(walk, result)
        for result in outcome.results
        if result.condition is None or walk.holds(result.condition)
    )


def result_line(walk: Walk, result: Result, tree: Json = None) -> ResultLine:
    """One computed line with the values known now."""
    value = result.value.evaluate(walk.values)
    return ResultLine(
        label=render(walk, result.label).plain,
        value=_single(value),
        shown=display.formatted(value, result.format, walk.session.language, walk.flow.currency),
        format=result.format,
        chart=result.chart,
        currency=walk.flow.currency,
        tree=tree,
    )


def _single(value: Value) -> float | str | bool | None:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else value


def _offer(walk: Walk, name: str | None) -> OfferCard | None:
    """The offer as it is handed over; an expired or unknown one is left out."""
    offer = walk.flow.offers.get(name) if name else None
    if offer is None or (offer.expires and offer.expires < walk.session.today):
        return None
    return OfferCard(
        id=offer.id,
        type=offer.type,
        title=render(walk, offer.title).plain,
        text=render(walk, offer.text).plain if offer.text else None,
        button=render(walk, offer.button).plain if offer.button else None,
        url=offer.url,
        code=offer.code,
        image=offer.image,
    )


def _button(walk: Walk, button: Button | None) -> ButtonShown | None:
    if button is None:
        return None
    return ButtonShown(render(walk, button.label).plain, button.url, button.flow)


def _review(walk: Walk, graded: Graded) -> Review:
    question, language = graded.question, walk.session.language
    correct = [option for option in question.options if option.correct]
    kind = TYPES[question.type]
    return Review(
        question=render(walk, question.text).plain,
        answer="" if graded.value is None else kind.show(question, graded.value, language),
        right=graded.right,
        correct=", ".join(plain_text(option.label, language) for option in correct),
        explain=render(walk, question.explain).plain if question.explain else None,
    )
