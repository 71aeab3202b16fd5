"""Every shipped flow, played by a search through the engine to every outcome it has."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterator
from typing import Any

from bot.engine import advance, run_expectation, view
from bot.events import Answer, AnswerPage, Back
from bot.library import Library
from bot.model import CONTACT_SLOTS, Flow, Link
from bot.score import sum_points
from bot.session import from_json, to_json
from bot.texts import Text
from leads.stage import stage_of
from tests.flows.conftest import FLOWS, NAMES
from tests.flows.exploring import Explored, Place, begin, go, play, wanted_outcomes
from tests.flows.looking import same_but_for_the_turn, wrong_with

LANGUAGES = ("en", "tr", "pl")

#: Places of a flow that are looked at closely; each is drawn once for every language.
MOST = 36


# ---------------------------------------------------------------- what can be reached


def test_every_outcome_is_reached(found: Explored) -> None:
    links = {step.flow for step in found.flow.steps if isinstance(step, Link)}
    assert set(found.endings) == wanted_outcomes(found.flow) | links


def test_every_question_is_asked_and_every_option_taken(found: Explored) -> None:
    questions = [question for question in found.flow.questions if question.type != "hidden"]
    assert {question.slot for question in questions} <= found.asked
    for question in questions:
        if question.type in ("choice", "picture"):
            options = {option.value for option in question.options if not option.other}
            tried = {answer for slot, answer in found.tried if slot == question.slot}
            assert {repr(option) for option in options} <= tried, question.slot


def test_every_check_says_why(found: Explored) -> None:
    assert all(words.strip() for _, words in found.refused)


def test_the_search_meets_the_same_every_time(library: Library) -> None:
    published = library.flow("newsletter")
    assert published is not None
    from tests.flows.exploring import explore

    one, other = explore(published.flow), explore(published.flow)
    assert [place.events for place in one.places] == [place.events for place in other.places]


# ---------------------------------------------------------------- what is shown


def test_every_turn_can_be_shown_in_every_language(found: Explored) -> None:
    faults: list[str] = []
    for place in found.some(MOST):
        for language in LANGUAGES:
            session = dataclasses.replace(place.session, language=language)
            faults += wrong_with(found.flow, view(found.flow, session))
    assert not faults, "\n".join(dict.fromkeys(faults[:20]))


def test_no_text_falls_back_to_another_language(flow: Flow) -> None:
    assert set(flow.languages) == set(LANGUAGES)
    texts = [text for text in _texts_in(flow) if text.languages]
    missing = [text for text in texts if not text.languages >= set(LANGUAGES)]
    # A text that is a bare string is the same in all languages: a name, a place, a number.
    assert all(text.languages == {flow.language} for text in missing)
    assert all(len(str(text.template("en")[0])) < 40 for text in missing), missing


def _texts_in(part: Any) -> Iterator[Text]:
    if isinstance(part, Text):
        yield part
    elif isinstance(part, dict):
        for inner in part.values():
            yield from _texts_in(inner)
    elif isinstance(part, tuple | list):
        for inner in part:
            yield from _texts_in(inner)
    elif dataclasses.is_dataclass(part) and not isinstance(part, type):
        for field in dataclasses.fields(part):
            yield from _texts_in(getattr(part, field.name))


def test_what_was_shown_is_what_the_session_shows_again(found: Explored) -> None:
    for place in found.some(MOST // 2):
        kept = from_json(to_json(place.session))
        assert kept == place.session
        if not place.view.screen and not place.session.done:
            continue  # an action is being waited for
        assert view(found.flow, kept) == place.view


# ---------------------------------------------------------------- the end


def test_every_ending_has_a_title(found: Explored) -> None:
    for place in _ends(found):
        ending = place.view.ending
        assert ending is not None
        assert ending.title.strip() or ending.link


def test_computed_results_are_numbers(found: Explored) -> None:
    for place in _ends(found):
        assert place.view.ending is not None
        for line in place.view.ending.results:
            if line.format in ("money", "number", "percent"):
                assert isinstance(line.value, int | float), (place.events, line)
                assert math.isfinite(line.value)
    if found.flow.kind == "calculator":
        assert all(place.view.ending.results for place in _ends(found) if place.view.ending)


def test_recommendations_name_products(found: Explored) -> None:
    advising = {outcome.id for outcome in found.flow.outcomes if outcome.products}
    if found.flow.kind == "recommendation":
        assert advising
    for place in _ends(found):
        ending = place.view.ending
        assert ending is not None
        if ending.outcome in advising:
            assert ending.products, place.events
            assert len({product.id for product in ending.products}) == len(ending.products)


def _ends(found: Explored) -> list[Place]:
    return [place for place in found.places if place.session.done]


# ---------------------------------------------------------------- back, and page by page


def test_back_and_forward_again_shows_the_same(found: Explored) -> None:
    tried = 0
    for place in found.some(MOST // 2):
        if not place.view.can_go_back:
            continue
        tried += 1
        session, effects = advance(found.flow, place.session, Back())
        again = Place(session, effects, place.events[: len(session.log)])
        assert not same_but_for_the_turn(again.view, place.view)
        for event in place.events[len(session.log) :]:
            again = go(found.flow, again, event)
        assert same_but_for_the_turn(again.view, place.view), place.events
    assert tried or not found.flow.settings.back


def test_answers_given_a_screen_at_a_time_come_to_the_same_outcome(found: Explored) -> None:
    for outcome, place in found.endings.items():
        answers = {event.slot: event.value for event in place.events if isinstance(event, Answer)}
        others = [event for event in place.events if not isinstance(event, Answer)]
        paged = begin(found.flow)
        while not paged.session.done:
            screen = paged.view.screen
            if screen is None:
                paged = go(found.flow, paged, others.pop(0))
                continue
            values = {asked.slot: answers.get(asked.slot) for asked in screen.questions}
            paged = go(found.flow, paged, AnswerPage(values))
        assert paged.outcome == outcome
        assert _score(found.flow, paged) == _score(found.flow, place)


def _score(flow: Flow, place: Place) -> float:
    return sum_points(place.view.points, flow.lead).total


# ---------------------------------------------------------------- the files


def test_every_flow_is_published_without_an_error(library: Library) -> None:
    assert [str(problem) for problem in library.problems if problem.severity == "error"] == []
    assert sorted(library.flows) == NAMES


def test_the_flows_own_tests_are_green_and_cover_every_outcome(flow: Flow) -> None:
    expected = {test.expect.get("outcome") for test in flow.tests}
    links = {step.flow for step in flow.steps if isinstance(step, Link)}
    assert expected - {None} == wanted_outcomes(flow) | links
    assert [failure for test in flow.tests for failure in run_expectation(flow, test)] == []


def test_the_readme_lists_every_flow_with_its_kind(library: Library) -> None:
    readme = (FLOWS / "README.md").read_text("utf-8")
    for name, published in library.flows.items():
        assert f"| `{name}.yml` | {published.flow.kind} |" in readme


# ---------------------------------------------------------------- stages


def test_every_stage_is_reached_by_somebody_and_only_as_lead_yml_says(
    explored: Callable[[str], Explored],
) -> None:
    reached: dict[str | None, int] = {}
    for name in NAMES:
        found = explored(name)
        for place in _ends(found):
            stage = _stage(found.flow, place, confirmed=True)
            reached[stage] = reached.get(stage, 0) + 1
            assert _stage(found.flow, place, confirmed=False) in (None, "IQL")
    assert set(reached) == {None, "IQL", "MQL", "SQL"}


def test_nobody_is_handed_to_sales_with_a_big_question_open(
    explored: Callable[[str], Explored],
) -> None:
    found = explored("plan-finder")
    for place in _ends(found):
        score = sum_points(place.view.points, found.flow.lead)
        if _stage(found.flow, place, confirmed=True) == "SQL":
            assert {"need", "budget", "authority", "timing"} <= set(score.axes)
            assert score.total >= 65


def _stage(flow: Flow, place: Place, *, confirmed: bool) -> str | None:
    values = place.view.values
    facts = {slot for slot in CONTACT_SLOTS if values.get(slot)}
    if confirmed and "email" in facts:
        facts.add("email_confirmed")
    return stage_of(flow.lead, sum_points(place.view.points, flow.lead), facts)


def test_a_conversation_played_again_from_its_events_is_the_same(found: Explored) -> None:
    for place in found.endings.values():
        assert play(found.flow, place.events) == place
