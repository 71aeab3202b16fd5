"""One event after another: answers, going back, changing an answer, actions, calls, links."""

from __future__ import annotations

import dataclasses

import pytest

from bot.effects import (
    Answered,
    ConsentGiven,
    ContactGiven,
    Finished,
    LinkedTo,
    RunAction,
    Scored,
)
from bot.engine import advance, view
from bot.errors import AuthorError, BadAnswer, IntegrationError, WrongQuestion
from bot.events import ActionDone, ActionFailed, Answer, Back, Edit, Start
from bot.model import Settings
from tests.bot.building import flow
from tests.bot.talking import TODAY, Talk

PLANS = flow(
    "chat",
    [
        {"say": "Hello"},
        {
            "ask": "need",
            "type": "choice",
            "axis": "need",
            "options": [
                {"value": "volume", "label": "Too few leads", "points": 20},
                {"value": "quality", "points": {"need": 25, "timing": 5}},
                {"value": "look", "points": 0, "go": "bye"},
            ],
        },
        {"if": 'need = "quality"', "then": [{"ask": "detail"}], "else": [{"say": "I see."}]},
        {
            "ask": "budget",
            "type": "money",
            "currency": "EUR",
            "axis": "budget",
            "required": False,
            "points": [
                {"if": "budget >= 2000", "give": 25},
                {"if": "budget >= 500", "give": 15},
                {"give": 5},
            ],
            "check": [{"if": "budget > 1000000", "say": "That is a lot!"}],
        },
        {"set": {"yearly": "budget * 12"}},
        {"say": "{yearly | money} a year, {need}"},
        {"ask": "email", "type": "email"},
        {"id": "bye", "say": "Bye {email}"},
    ],
    [
        {"id": "fit", "if": "points.budget >= 15"},
        {"id": "known", "if": "KNOWN(points.budget)"},
        {"id": "none"},
    ],
    currency="EUR",
)


def test_a_conversation_goes_from_the_first_question_to_its_outcome() -> None:
    talk = Talk(PLANS)
    assert (talk.asked, talk.said, talk.view.turn) == ("need", ["Hello"], 1)
    talk.answer(need="volume")
    assert (talk.asked, talk.said, talk.view.turn) == ("budget", ["I see."], 2)
    talk.answer(budget=3000)
    assert talk.said == ["€36,000 a year, Too few leads"]
    talk.answer(email="Ada@Example.ORG")
    assert talk.said == ["Bye Ada@example.org"]
    assert talk.outcome == "fit"
    assert talk.effect(Finished) == Finished("fit")
    assert talk.view.done
    assert talk.session
    assert talk.session.done


def test_each_answer_has_its_effects() -> None:
    talk = Talk(PLANS).answer(need="volume")
    assert talk.effect(Answered) == Answered("need", "choice", "volume", "volume")
    line = talk.effect(Scored).lines[0]
    assert (line.axis, line.points, line.rule) == ("need", 20.0, "test/need/volume")
    assert line.evidence == "need? → Too few leads"
    talk.answer(budget=600)
    rule = talk.effect(Scored).lines[1].rule
    assert rule == "test/budget/points[1]"
    talk.answer(email="a@b.org")
    assert talk.effect(ContactGiven).slots == {"email": "a@b.org"}
    assert not talk.all_of(Scored)


def test_an_option_may_jump() -> None:
    talk = Talk(PLANS).answer(need="look")
    assert talk.said == ["Bye"]
    assert talk.outcome == "none"


def test_unknown_is_not_zero() -> None:
    talk = Talk(PLANS).answer(need="volume", budget=None, email="a@b.org")
    assert talk.outcome == "none"
    assert {line.axis for line in talk.view.points} == {"need"}
    assert talk.view.values["budget"] is None


def test_an_answered_question_without_points_makes_its_axis_known() -> None:
    asks = flow("chat", [{"ask": "when", "axis": "timing"}], [{"id": "end"}])
    line = Talk(asks).answer(when="soon").effect(Scored).lines[0]
    assert (line.axis, line.points, line.rule) == ("timing", 0.0, "test/when")


def test_points_are_held_within_their_caps_in_formulas() -> None:
    option = {"value": "a", "points": 40}
    asks = flow(
        "chat",
        [
            {"ask": "need", "type": "choice", "axis": "need", "options": [option]},
            {"say": "{score.total}"},
        ],
        [{"id": "capped", "if": "points.need = 25 and score.total = 25"}, {"id": "not"}],
    )
    talk = Talk(asks).answer(need="a")
    assert talk.outcome == "capped"
    assert talk.said == ["25"]
    assert talk.view.points[0].points == 40


# ---------------------------------------------------------------- refusals


def test_a_wrong_answer_is_refused_and_nothing_changes() -> None:
    talk = Talk(PLANS).answer(need="volume")
    before = talk.session
    with pytest.raises(BadAnswer, match="amount of money"):
        talk.answer(budget={"low": None})
    with pytest.raises(BadAnswer, match="That is a lot!") as refusal:
        talk.answer(budget=2_000_000)
    assert refusal.value.slot == "budget"
    assert talk.session is before


def test_an_answer_to_another_question_is_refused() -> None:
    with pytest.raises(WrongQuestion):
        Talk(PLANS).answer(email="a@b.org")
    done = Talk(PLANS).answer(need="look")
    with pytest.raises(WrongQuestion):
        done.answer(need="look")


def test_a_required_question_is_not_skipped() -> None:
    with pytest.raises(BadAnswer, match="Please answer this question") as refusal:
        Talk(PLANS).answer(need=None)
    assert refusal.value.errors == {"need": "Please answer this question."}


def test_a_conversation_begins_with_start() -> None:
    with pytest.raises(IntegrationError):
        advance(PLANS, None, Answer("need", "volume"))


def test_a_loop_without_a_question_is_the_authors_error() -> None:
    circles = flow("chat", [{"id": "a", "say": "again"}, {"go": "a"}])
    with pytest.raises(AuthorError, match="circles"):
        advance(circles, None, Start("en", TODAY))


def test_a_flow_that_asks_for_ever_ends_the_conversation_at_a_thousand_answers() -> None:
    asks = flow("chat", [{"ask": "more", "type": "number"}, {"go": "more"}])
    talk = Talk(asks)
    assert talk.session
    entry = talk.answer(more=1).session.log[0]  # type: ignore[union-attr]
    talk.session = dataclasses.replace(talk.session, log=(entry,) * 1000)
    with pytest.raises(BadAnswer, match="too long"):
        talk.answer(more=2)


# ---------------------------------------------------------------- back and edit


def test_back_asks_the_last_question_again_and_shows_its_answer() -> None:
    talk = Talk(PLANS).answer(need="volume", budget=3000)
    assert talk.view.can_go_back
    talk.take(Back())
    assert talk.asked == "budget"
    assert talk.view.turn == 4
    question = talk.view.screen.questions[0]  # type: ignore[union-attr]
    assert question.value == {"low": 3000, "high": 3000, "currency": "EUR", "period": None}
    assert question.shown == "€3,000"
    assert {line.axis for line in talk.view.points} == {"need"}
    assert talk.effect(Scored).lines == talk.view.points


def test_back_at_the_first_question_is_refused() -> None:
    talk = Talk(PLANS)
    assert not talk.view.can_go_back
    with pytest.raises(WrongQuestion):
        talk.take(Back())


def test_an_author_may_forbid_going_back() -> None:
    strict = dataclasses.replace(PLANS, settings=Settings(back=False))
    talk = Talk(strict).answer(need="volume")
    assert not talk.view.can_go_back
    for event in (Back(), Edit("need", "look")):
        with pytest.raises(WrongQuestion, match="not possible"):
            talk.take(event)


def test_back_from_the_end_opens_the_conversation_again() -> None:
    talk = Talk(PLANS).answer(need="volume", budget=3000, email="a@b.org").take(Back())
    assert talk.asked == "email"
    assert talk.session
    assert not talk.session.done
    assert talk.answer(email="c@d.org").outcome == "fit"


def test_an_edit_keeps_later_answers_and_moves_the_points() -> None:
    talk = Talk(PLANS).answer(need="volume", budget=3000, email="a@b.org")
    talk.take(Edit("budget", 700))
    assert talk.effect(Answered) == Answered(
        "budget", "money", talk.view.values["budget"], None, edited=True
    )
    assert talk.view.values["email"] == "a@b.org"
    assert sum(line.points for line in talk.view.points) == 35
    assert talk.outcome == "fit"
    assert [message.text for message in talk.view.transcript].count(
        "€8,400 a year, Too few leads"
    ) == 1


def test_an_edit_that_opens_a_branch_asks_its_question_and_then_goes_on() -> None:
    talk = Talk(PLANS).answer(need="volume", budget=3000, email="a@b.org")
    talk.take(Edit("need", "quality"))
    assert talk.asked == "detail"
    talk.answer(detail="they never buy")
    assert talk.outcome == "fit"
    assert talk.view.values["email"] == "a@b.org"


def test_answers_off_the_way_are_kept_and_offered_again() -> None:
    talk = Talk(PLANS).answer(need="quality", detail="none buy", budget=3000, email="a@b.org")
    talk.take(Edit("need", "look"))
    assert talk.outcome == "none"
    assert talk.session
    assert set(talk.session.kept) == {"detail", "budget", "email"}
    talk.take(Edit("need", "quality"))
    assert talk.asked == "detail"
    assert talk.view.screen.questions[0].value == "none buy"  # type: ignore[union-attr]


def test_an_edit_is_checked_like_an_answer() -> None:
    talk = Talk(PLANS).answer(need="volume", budget=3000)
    before = talk.session
    with pytest.raises(BadAnswer, match="That is a lot!"):
        talk.take(Edit("budget", 3_000_000))
    with pytest.raises(WrongQuestion):
        talk.take(Edit("email", "a@b.org"))
    assert talk.session is before


def test_a_later_answer_that_an_edit_makes_wrong_is_asked_again() -> None:
    check = [{"if": "most < least", "say": "Less than {least}."}]
    asks = flow(
        "chat",
        [
            {"ask": "least", "type": "number"},
            {"ask": "most", "type": "number", "check": check},
            {"ask": "name"},
        ],
        [{"id": "end"}],
    )
    talk = Talk(asks).answer(least=1, most=5, name="Ada").take(Edit("least", 9))
    assert talk.asked == "most"
    assert talk.view.screen.questions[0].value == 5  # type: ignore[union-attr]
    assert talk.answer(most=12).outcome == "end"
    assert talk.view.values == {"least": 9, "most": 12, "name": "Ada"}


def test_a_loop_may_ask_again_and_back_takes_the_last_round() -> None:
    asks = flow(
        "chat",
        [
            {"ask": "item"},
            {"ask": "more", "type": "yes_no"},
            {"go": "item", "if": "more"},
        ],
        [{"id": "end", "text": "{item}"}],
    )
    talk = Talk(asks).answer(item="a", more=True).answer(item="b", more=True)
    talk.take(Back()).answer(more=False)
    assert talk.outcome == "end"
    assert talk.view.ending.text == "b"  # type: ignore[union-attr]
    talk.take(Edit("item", "c"))
    words = [line.text for line in talk.view.transcript if line.author == "visitor"]
    assert words == ["a", "Yes", "c", "No"]


# ---------------------------------------------------------------- actions, calls, links

ACTS = flow(
    "chat",
    [
        {"ask": "email", "type": "email"},
        {"action": "action_company_from_email"},
        {"ask": "company", "if": "not KNOWN(company)", "type": "company"},
        {"say": "{company}"},
    ],
    [{"id": "end"}],
)


def test_an_action_brings_slots_and_messages() -> None:
    talk = Talk(ACTS).answer(email="ada@acme.org")
    assert talk.effect(RunAction) == RunAction(
        "action_company_from_email", {"email": "ada@acme.org"}
    )
    assert talk.view.screen is None
    talk.take(ActionDone("action_company_from_email", {"company": "Acme"}, ("Found *you*",)))
    assert talk.said == ["Found you", "Acme"]
    assert talk.view.messages[0].markdown == "Found *you*"
    assert talk.effect(ContactGiven).slots == {"email": "ada@acme.org", "company": "Acme"}
    assert talk.outcome == "end"
    assert talk.view.turn == 2


def test_a_failed_action_does_not_hold_up_the_conversation() -> None:
    talk = Talk(ACTS).answer(email="ada@acme.org")
    talk.take(ActionFailed("action_company_from_email", "too slow"))
    assert talk.asked == "company"
    with pytest.raises(IntegrationError):
        talk.take(ActionDone("action_company_from_email"))


def test_nothing_else_is_taken_while_an_action_runs() -> None:
    talk = Talk(ACTS).answer(email="ada@acme.org")
    with pytest.raises(WrongQuestion):
        talk.answer(company="Acme")


def test_after_an_edit_an_action_runs_again() -> None:
    talk = Talk(ACTS).answer(email="ada@acme.org")
    talk.take(ActionDone("action_company_from_email", {"company": "Acme"}))
    talk.take(Edit("email", "bo@zed.org"))
    assert talk.effect(RunAction).slots["email"] == "bo@zed.org"
    talk.take(ActionFailed("action_company_from_email", "gone"))
    assert talk.asked == "company"


def test_a_called_flow_is_played_and_its_points_count() -> None:
    inner = flow(
        "chat",
        [
            {
                "ask": "mood",
                "type": "choice",
                "axis": "interest",
                "options": [{"value": "up", "points": 5, "go": "end"}],
            },
            {"say": "never said"},
        ],
        [{"id": "not-shown"}],
        name="inner",
    )
    outer = flow(
        "chat",
        [{"call": "inner"}, {"say": "back again, {mood}"}, {"ask": "last"}],
        [{"id": "outer"}],
        called={"inner": inner},
    )
    talk = Talk(outer)
    assert (talk.asked, talk.view.progress.expected) == ("mood", 2)
    talk.answer(mood="up")
    assert talk.said == ["back again, up"]
    assert talk.effect(Scored).lines[0].rule == "inner/mood/up"
    assert talk.answer(last="x").outcome == "outer"


def test_a_link_ends_here_and_names_where_to_go_on() -> None:
    asks = flow("chat", [{"ask": "a"}, {"link": "newsletter"}, {"say": "never"}], [{"id": "x"}])
    talk = Talk(asks).answer(a="b")
    assert talk.effect(Finished) == Finished(None)
    assert talk.effect(LinkedTo) == LinkedTo("newsletter")
    assert talk.view.ending
    assert talk.view.ending.link == "newsletter"
    assert talk.view.done


# ---------------------------------------------------------------- consent, hidden, prefill


def test_consent_is_kept_with_its_exact_words() -> None:
    asks = flow(
        "chat",
        [
            {
                "ask": "c",
                "type": "consent",
                "purpose": "marketing",
                "text": "Mails, **please**, {email}",
                "required": False,
            }
        ],
        [{"id": "end"}],
    )
    given = Talk(asks).answer(c=True).effect(ConsentGiven)
    assert given == ConsentGiven("marketing", "Mails, please", "en", "c", True)
    assert Talk(asks).answer(c=None).effect(ConsentGiven).given is False


def test_hidden_questions_are_answered_by_the_page() -> None:
    asks = flow(
        "chat",
        [
            {"ask": "campaign", "type": "hidden", "prefill": "utm.campaign"},
            {"ask": "tier", "type": "hidden", "default": "basic"},
            {"ask": "name"},
        ],
        [{"id": "spring", "if": 'campaign = "spring" and tier = "basic"'}, {"id": "none"}],
    )
    talk = Talk(asks, context={"utm.campaign": "spring"})
    assert talk.asked == "name"
    assert [answered.value for answered in talk.all_of(Answered)] == ["spring", "basic"]
    talk.answer(name="Ada")
    assert len(talk.all_of(Answered)) == 1
    assert talk.outcome == "spring"


def test_a_prefill_is_offered_if_the_question_would_take_it() -> None:
    asks = flow(
        "chat", [{"ask": "age", "type": "number", "min": 18, "prefill": "years", "default": 30}]
    )
    offered = Talk(asks, prefill={"years": "44"}).view.screen.questions[0].value  # type: ignore[union-attr]
    assert offered == 44
    offered = Talk(asks, prefill={"years": "7"}).view.screen.questions[0].value  # type: ignore[union-attr]
    assert offered == 30


def test_a_view_follows_from_the_session_alone() -> None:
    talk = Talk(PLANS).answer(need="quality", detail="x").take(Back())
    assert talk.session
    assert view(PLANS, talk.session) == talk.view


def test_mixed_options_keep_one_order_for_one_visitor() -> None:
    values = [str(number) for number in range(12)]
    asks = flow("chat", [{"ask": "a", "type": "choice", "shuffle": True, "options": values}])

    def order(seed: str) -> list[str]:
        screen = Talk(asks, context={"visitor.seed": seed}).view.screen
        assert screen
        return [option.value for option in screen.questions[0].options]

    assert order("one") == order("one") != order("two")
    assert sorted(order("one")) == sorted(values)
