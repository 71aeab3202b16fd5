"""`confirm` on a question for an address or number: the steps it stands for.

A code is sent, asked for and checked, up to three times; who passes it on goes on unconfirmed and
is mailed a link. All of it is made of steps that any flow could have, so that going back, changing
the address and every surface work as they always do. The actions decide, as only they know what
was sent:

    set: {confirming: "email"}
    if: KNOWN(email) and not (email_confirmed_as = email)
    send:  action_send_code        email_code_sent_to: the address, unless nothing could be sent
           if: email_code_sent_to = email
    asked: ask email_code
           if: KNOWN(email_code), else → later
           action_check_code       email_code_state: right, wrong or again
           wrong → asked, again → send, right → after
    later: action_send_link
    after: set: {email_confirmed: email_confirmed_as = email or email_linked_as = email}

Whoever presses the link in the mail does it elsewhere: the conversation looks at its next turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.flowfile.draft import Draft
from bot.flowfile.keys import AskStep, FlowKeys
from bot.flowfile.names import code_slot, each_step
from bot.flowfile.templates import parse_template
from bot.formula import Type, parse
from bot.model import Action, Ask, Branch, Go, Question, Set, Step
from bot.texts import Text
from bot.words.confirming import WORDS

#: The slot that tells the actions which address is meant.
CONFIRMING = "confirming"

#: The slot that holds the address whose link was pressed; the site sets it when it sees that.
LINKED = "email_linked_as"

SEND_CODE, CHECK_CODE, SEND_LINK = "action_send_code", "action_check_code", "action_send_link"


#: What can be confirmed.
CHANNELS = ("email", "phone")


@dataclass(frozen=True, slots=True)
class Label:
    """The next step is called so, among the steps of one `confirm`."""

    name: str


#: Makes a step from its id, its line, and the positions of labels.
Make = Callable[[str, int, Callable[[str], int]], Step]


def confirmed_name(slot: str) -> str:
    """What flows know it by: `if: email_confirmed`."""
    return f"{slot}_confirmed"


def check_confirms(draft: Draft, keys: FlowKeys) -> None:
    """Report what cannot be confirmed so."""
    for path, step in each_step(keys.steps, ("steps",)):
        if not isinstance(step, AskStep) or step.confirm is None:
            continue
        here = (*path, "confirm")
        draft.types[confirmed_name(step.ask)] = Type.BOOL
        if step.ask not in CHANNELS:
            draft.error(here, "only the slots email and phone are confirmed: they are the lead's")
        if step.confirm == "link" and step.type == "phone":
            draft.error(here, "a phone number is confirmed by code: confirm: code")
        if step.confirm == "code" and keys.kind == "calculator":
            draft.error(
                here,
                "a calculator asks all at once and cannot wait for a code; use confirm: link",
            )


def confirmation(step: AskStep, first: str) -> Iterator[Label | Make]:
    """The steps that follow the question; `first` is the flow's first language."""
    slot = step.ask
    yield _unless(f"KNOWN({slot}) and not ({slot}_confirmed_as = {slot})", "after")
    yield lambda id_, line, at: Set(id_, line, None, ((CONFIRMING, parse(f'"{slot}"')),))
    if step.confirm == "code":
        yield from _by_code(step, first)
    yield _action(SEND_LINK)
    yield Label("after")
    told = f"{slot}_confirmed_as = {slot} or {slot}_linked_as = {slot}"
    confirmed = ((confirmed_name(slot), parse(told)),)
    yield lambda id_, line, at: Set(id_, line, None, confirmed)


def _by_code(step: AskStep, first: str) -> Iterator[Label | Make]:
    slot, state = step.ask, f"{step.ask}_code_state"
    question = _code_question(step, first)
    yield Label("send")
    yield _action(SEND_CODE)
    yield _unless(f"{slot}_code_sent_to = {slot}", "after")
    yield Label("asked")
    yield lambda id_, line, at: Ask(question.slot, line, None, question)
    yield _unless(f"KNOWN({question.slot})", "later")
    yield _action(CHECK_CODE)
    for known, to in (("wrong", "asked"), ("again", "send"), ("right", "after")):
        yield _unless(f'{state} = "{known}"', f"not {known}")
        yield _go(to)
        yield Label(f"not {known}")
    yield Label("later")


def _unless(source: str, otherwise: str) -> Make:
    test = parse(source)
    return lambda id_, line, at: Branch(id_, line, None, test, at(otherwise))


def _go(to: str) -> Make:
    return lambda id_, line, at: Go(id_, line, None, at(to))


def _action(name: str) -> Make:
    return lambda id_, line, at: Action(id_, line, None, name)


def _code_question(step: AskStep, first: str) -> Question:
    return Question(
        slot=code_slot(step.ask),
        type="text",
        text=_text(f"question_{step.type}", first, step.ask),
        help=_text("help", first, step.ask),
        why=_text("why", first, step.ask),
        required=False,
    )


def _text(key: str, first: str, slot: str) -> Text:
    written = {language: words[key] for language, words in WORDS.items()}
    written.setdefault(first, written["en"])
    templates = {
        language: parse_template(words.replace("{address}", "{" + slot + "}"))[0]
        for language, words in written.items()
    }
    return Text(templates, first)
