"""A search through a flow, by the engine alone, until every outcome and answer was met.

First it dives: whole conversations, each answering by another taste (what was tried least, what
gives most points on an axis, what is right or wrong, by lot). Then it goes depth first over all
answers, and does not look twice at places where all that can still matter is the same.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bot.effects import Effect, Show, View
from bot.engine import advance
from bot.engine.state import Walk
from bot.engine.walking import walked
from bot.errors import BadAnswer
from bot.events import ActionDone, ActionFailed, Answer, Event, Start
from bot.flowfile.analyses.graph import graph_of, reachable
from bot.formula import Value
from bot.model import Flow, Json, Question
from bot.questions import TYPES
from bot.session import Session
from tests.flows.trying import (
    TODAY,
    Bounds,
    answers_to,
    bounds_of,
    formulas_of_end,
    formulas_of_step,
)

#: Slots that actions of the site may bring back.
_BROUGHT: dict[str, dict[str, Json]] = {
    "action_company_from_email": {
        "company": "Brightworks",
        "website": "https://brightworks.example",
    }
}


def _brought(walk: Walk) -> dict[str, Json]:
    """What the action at which a walk stands brings; codes that are sent come and are right."""
    slot = str(walk.sets.get("confirming"))
    if walk.action == "action_send_code":
        return {f"{slot}_code_sent_to": walk.answers[slot]}
    if walk.action == "action_check_code":
        return {f"{slot}_code_state": "right", f"{slot}_confirmed_as": walk.answers[slot]}
    return dict(_BROUGHT.get(walk.action or "", {}))


#: Places the depth-first search looks at, and at most while an outcome is still missing.
USUAL, MOST = 40, 20_000

Taste = Callable[[Question | None, tuple[Event, ...]], Event]


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation somewhere: the events since Start (one for each entry of the log)."""

    session: Session
    effects: tuple[Effect, ...]
    events: tuple[Event, ...]

    @property
    def view(self) -> View:
        shown = self.effects[-1]
        assert isinstance(shown, Show)
        return shown.view

    @property
    def outcome(self) -> str | None:
        """The outcome reached, or the flow it goes on in."""
        ending = self.view.ending if self.session.done else None
        return (ending.outcome or ending.link) if ending else None


@dataclass(slots=True)
class Explored:
    """What a search met."""

    flow: Flow
    places: list[Place] = field(default_factory=list)  # each differing in what matters
    tried: Counter[tuple[str, str]] = field(default_factory=Counter)  # slot and answer
    refused: list[tuple[str, str]] = field(default_factory=list)  # slot and the check's words

    @property
    def endings(self) -> dict[str, Place]:
        """The first conversation that came to each outcome."""
        found: dict[str, Place] = {}
        for place in self.places:
            if place.outcome is not None:
                found.setdefault(place.outcome, place)
        return found

    def some(self, most: int) -> list[Place]:
        """All that came to an end first, and others spread over the search, at most so many."""
        kept = list(self.endings.values())
        others = [place for place in self.places if place not in kept]
        apart = max(len(others) // max(most - len(kept), 1), 1)
        return [*kept, *others[::apart]][:most]

    @property
    def asked(self) -> set[str]:
        """Slots of the questions asked."""
        return {slot for slot, _ in self.tried}


def explore(flow: Flow) -> Explored:
    """Search a flow until every outcome is reached, bounded by `MOST`."""
    search = _Search(flow)
    search.dive_by_every_taste()
    search.go_deep()
    return search.found


def wanted_outcomes(flow: Flow) -> set[str]:
    """The outcomes a flow has."""
    return {outcome.id for outcome in flow.outcomes}


def begin(flow: Flow) -> Place:
    """A conversation begun."""
    session, effects = advance(flow, None, Start("en", TODAY, context={"visitor.device": "phone"}))
    return Place(session, effects, ())


def go(flow: Flow, place: Place, event: Event) -> Place:
    """One event on. Raises BadAnswer where a check refuses it."""
    session, effects = advance(flow, place.session, event)
    return Place(session, effects, (*place.events, event))


def play(flow: Flow, events: tuple[Event, ...]) -> Place:
    """A whole conversation."""
    place = begin(flow)
    for event in events:
        place = go(flow, place, event)
    return place


class _Search:
    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.found = Explored(flow)
        self._bounds: Bounds = bounds_of(flow)
        self._seen: set[tuple[object, ...]] = set()
        self._ahead: dict[tuple[str, int], frozenset[str]] = {}

    # ------------------------------------------------------------ dives

    def dive_by_every_taste(self) -> None:
        self._dive_until_nothing_new(self._least_tried)
        names = (*self.flow.categories, *self.flow.lead.axes)
        for taste in (*map(_most_of, names), _most_right, _least_right):
            self._dive(taste)
        for seed in range(300):
            if seed < 6 or self._missing():
                self._dive(_by_lot(random.Random(f"{self.flow.name} {seed}")))

    def _dive_until_nothing_new(self, taste: Taste) -> None:
        for _ in range(60):
            before = len(self.found.tried)
            self._dive(taste)
            if len(self.found.tried) == before:
                return

    def _dive(self, taste: Taste) -> None:
        place = begin(self.flow)
        while not place.session.done:
            walk = walked(self.flow, place.session)
            self._note(place, walk)
            place = self._step(place, walk, taste)
        self._note(place, walked(self.flow, place.session))

    def _step(self, place: Place, walk: Walk, taste: Taste) -> Place:
        """The event the taste likes best of those that no check refuses."""
        events = list(self._events(walk))
        while True:
            event = taste(walk.question, tuple(events))
            try:
                return self._tried(place, event)
            except BadAnswer:
                events.remove(event)

    def _least_tried(self, question: Question | None, events: tuple[Event, ...]) -> Event:
        return min(events, key=lambda event: self.found.tried[_name(event)])

    # ------------------------------------------------------------ depth first

    def go_deep(self) -> None:
        self._seen.clear()
        stack, looked = [begin(self.flow)], 0
        while stack and looked < MOST and (looked < USUAL or self._missing()):
            place = stack.pop()
            walk = walked(self.flow, place.session)
            if not self._note(place, walk):
                continue
            looked += 1
            for event in self._events(walk):
                try:
                    stack.append(self._tried(place, event))
                except BadAnswer:
                    continue

    def _missing(self) -> bool:
        return not wanted_outcomes(self.flow) <= set(self.found.endings)

    # ------------------------------------------------------------ one place

    def _events(self, walk: Walk) -> Iterator[Event]:
        if walk.action is not None:
            yield ActionDone(walk.action, _brought(walk), ("Done.",))
            yield ActionFailed(walk.action, "it was too slow")
        elif walk.question is not None:
            for value in answers_to(walk.question, self._bounds):
                yield Answer(walk.question.slot, value)

    def _tried(self, place: Place, event: Event) -> Place:
        self.found.tried[_name(event)] += 1
        try:
            return go(self.flow, place, event)
        except BadAnswer as error:
            self.found.refused.append((_name(event)[0], error.message))
            raise

    def _note(self, place: Place, walk: Walk) -> bool:
        """Keeps a place unless one like it was met; True when it is new."""
        key = self._what_matters(walk)
        if key in self._seen:
            return False
        self._seen.add(key)
        self.found.places.append(place)
        return True

    def _what_matters(self, walk: Walk) -> tuple[object, ...]:
        """Where it stands and all that formulas ahead can tell apart."""
        names: set[str] = set()
        for frame in walk.frames:
            names |= self._names_ahead(frame.flow, frame.position)
        position = tuple((frame.flow.name, frame.position) for frame in walk.frames)
        values = tuple(self._told_apart(name, walk.values.get(name)) for name in sorted(names))
        return position, walk.at, values

    def _names_ahead(self, flow: Flow, position: int) -> frozenset[str]:
        key = (flow.name, position)
        if key not in self._ahead:
            names = {name for formula in formulas_of_end(flow) for name in formula.names}
            names |= {f"category.{category}" for category in flow.categories}
            for at in reachable(graph_of(flow.steps), min(position, len(flow.steps))):
                for formula in formulas_of_step(flow.steps[at]) if at < len(flow.steps) else ():
                    names |= formula.names
            self._ahead[key] = frozenset(names)
        return self._ahead[key]

    def _told_apart(self, name: str, value: Value) -> object:
        if isinstance(value, float) and name in self._bounds:
            return tuple((value > bound) - (value < bound) for bound in self._bounds[name])
        return float(f"{value:.3g}") if isinstance(value, float) else value


def _name(event: Event) -> tuple[str, str]:
    if isinstance(event, Answer):
        return event.slot, repr(event.value)
    assert isinstance(event, ActionDone | ActionFailed)
    return event.name, type(event).__name__


# ---------------------------------------------------------------- tastes


def _most_of(name: str) -> Taste:
    """Likes what gives most points on an axis or for a category, and what is said at all."""

    def taste(question: Question | None, events: tuple[Event, ...]) -> Event:
        return max(events, key=lambda event: _worth(question, event, name))

    return taste


def _worth(question: Question | None, event: Event, name: str) -> tuple[float, float]:
    if question is None or not isinstance(event, Answer) or event.value is None:
        return 0.0, 0.0
    value = TYPES[question.type].accept(question, event.value, language="en", today=TODAY)
    options = TYPES[question.type].chosen(question, value)
    here = sum(option.points.get(name, 0.0) for option in options)
    return here, sum(sum(option.points.values()) for option in options)


def _most_right(question: Question | None, events: tuple[Event, ...]) -> Event:
    return max(events, key=lambda event: _right(question, event))


def _least_right(question: Question | None, events: tuple[Event, ...]) -> Event:
    return min(events, key=lambda event: _right(question, event))


def _right(question: Question | None, event: Event) -> int:
    if question is None or not isinstance(event, Answer):
        return 0
    correct = [option.value for option in question.options if option.correct]
    given = event.value if isinstance(event.value, list) else [event.value]
    return sum(value in correct for value in given)


def _by_lot(chance: random.Random) -> Taste:
    """Now the first answer, which is the usual one, now any."""
    return lambda question, events: events[0] if chance.random() < 0.5 else chance.choice(events)
