"""Questions the visitor asks: answered from answers.yml, or offered to be taken to a person.

Nothing of them reaches the slot: the flow's own question is asked again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.effects import AnswerShown, ButtonShown, QuestionLeft, QuickReply
from bot.engine.hearing import Heard, read
from bot.engine.showing import render
from bot.engine.state import Walk
from bot.model import KnownAnswer, Question
from bot.session import Aside
from bot.texts import plain_text
from bot.understanding.assent import assent, bare_assent
from bot.words import say

if TYPE_CHECKING:
    from bot.answers import Book, Found

#: Types in which a bare yes may be one of the options.
_PICKED = frozenset({"choice", "multi_choice", "picture"})

#: Likeness from which words that are no question are answered: nearly as a question of the file.
_AS_GOOD = 0.9

#: Words of a yes that says a little more: "yes, take it there please".
_SHORT = 6

#: Characters of a question that are kept.
_LONGEST_QUESTION = 1_000


def asked_back(walk: Walk, raw: str, why: str | None) -> Heard:
    """What a question typed is answered: from the file, from the question's own `why`, or that it
    is not known, with the offer to take it to a person."""
    language = walk.session.language
    book = _book(walk)
    if book is not None:
        found = book.find(raw, language)
        if found is not None:
            return _told(raw, found)
        if not book.is_about_asking(raw, language):
            return _unknown(walk, raw)
    aside = Aside(raw[:_LONGEST_QUESTION], "")
    return Heard(notice=why or say("why_unknown", language), aside=aside)


def told_of(walk: Walk, raw: str) -> Heard | None:
    """The answer to a question typed; None where none is known."""
    book = _book(walk)
    found = book.find(raw, walk.session.language) if book is not None else None
    return _told(raw, found) if found is not None else None


def answered(walk: Walk, raw: str) -> Heard | None:
    """The answer to words that were not understood as an answer; None unless one fits well."""
    book = _book(walk)
    found = book.find(raw, walk.session.language) if book is not None else None
    if found is None or not found.match.strong or found.match.score < _AS_GOOD:
        return None
    return _told(raw, found)


def to_open_question(walk: Walk, question: Question, text: str) -> Heard | None:
    """What words say to the offer to take a question along; None where they say something else."""
    aside = walk.session.aside
    if aside is None or aside.left is None:
        return None
    taken = _is_button(walk, text)
    if not taken:
        if question.type == "yes_no" and walk.session.proposal is None:
            return None  # its own answers are a yes and a no; nobody consents by a yes to an offer
        agreed = _agreed(walk, question, text)
        if agreed is None or (question.type in _PICKED and _is_option(walk, question, text)):
            return None
        taken = agreed
    left = (QuestionLeft(aside.left),) if taken else ()
    return _settled(walk, "question_left" if taken else "question_not_left", left)


def _agreed(walk: Walk, question: Question, text: str) -> bool | None:
    """A yes or a no to the offer, also with a word more that is no answer to the question."""
    language = walk.session.language
    agreed = bare_assent(text, language)
    if agreed is not None or len(text.split()) > _SHORT:
        return agreed
    if read(walk, question, text).outcome in ("answer", "confirm"):
        return None
    return assent(text, language)


def _settled(walk: Walk, key: str, left: tuple[QuestionLeft, ...]) -> Heard:
    """What was said back before is asked again."""
    notice, proposal = say(key, walk.session.language), walk.session.proposal
    if proposal is not None:
        notice = f"{notice}\n\n{proposal.said}"
    return Heard(notice=notice, effects=left, proposal=proposal)


def is_offered(walk: Walk) -> bool:
    """Whether the offer to take a question to a person is what the visitor heard last."""
    aside = walk.session.aside
    return aside is not None and aside.left is not None and walk.question is not None


def answer_of(walk: Walk) -> AnswerShown | None:
    """The answer told at this turn."""
    aside, book = walk.session.aside, _book(walk)
    if aside is None or aside.told is None or book is None:
        return None
    answer = book.answer(aside.told)
    if answer is None:
        return None
    words = render(walk, answer.text, aside.language)
    return AnswerShown(answer.id, words.plain, words.markdown, _button(walk, answer, aside))


def leave_replies(walk: Walk) -> tuple[QuickReply, ...]:
    """The button that takes an unanswered question to a person."""
    if not is_offered(walk):
        return ()
    return (QuickReply(say("reply_leave", walk.session.language), "leave"),)


def _book(walk: Walk) -> Book | None:
    if walk.flow.answers is None:
        return None
    # Imported here: not every site has an answers.yml.
    from bot.answers import book_of

    return book_of(walk.flow.answers)


def _unknown(walk: Walk, raw: str) -> Heard:
    aside = Aside(raw[:_LONGEST_QUESTION])
    return Heard(notice=say("not_known", walk.session.language), aside=aside)


def _told(raw: str, found: Found) -> Heard:
    return Heard(aside=Aside(raw[:_LONGEST_QUESTION], found.answer.id, found.language))


def _button(walk: Walk, answer: KnownAnswer, aside: Aside) -> ButtonShown | None:
    button, language = answer.button, aside.language
    if button is None:
        return None
    label = render(walk, button.label, language).plain or say("go_there", language or "en")
    return ButtonShown(label, button.url, button.flow)


def _is_button(walk: Walk, text: str) -> bool:
    typed = text.strip(" .!").casefold()
    return any(typed == one.label.casefold() for one in leave_replies(walk))


def _is_option(walk: Walk, question: Question, text: str) -> bool:
    typed, language = text.strip().casefold(), walk.session.language
    return any(
        typed in (plain_text(option.label, language).casefold(), *map(str.casefold, option.also))
        for option in question.options
    )
