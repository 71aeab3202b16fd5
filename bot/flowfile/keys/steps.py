"""The keys of the other steps: say, set, if, go, call, link, action, handover, page."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Field, Tag, WithJsonSchema

from bot.flowfile.keys.base import Keys, condition, wrong
from bot.flowfile.keys.fields import FormulaSource, Id, SlotName, String, Words
from bot.flowfile.keys.questions import AskStep, HiddenStep

_SKIP = "The step is skipped when this does not hold."
_ID = "A name to jump to."
_GO = "The step to go on with afterwards, or `end`."


class SayStep(Keys):
    """A message."""

    say: Words = Field(description="The message; a Markdown subset.")
    id: Id | None = Field(default=None, description=_ID)
    if_: FormulaSource | None = condition(_SKIP)
    image: String | None = Field(
        default=None, description="A picture: a file of flows/media or an https address."
    )
    video: String | None = Field(
        default=None, description="A video: a file of flows/media or an https address."
    )
    go: Id | None = Field(default=None, description=_GO)


class SetStep(Keys):
    """Computed values, in the order they stand in."""

    set: dict[SlotName, FormulaSource] = Field(description="Names and their formulas.")
    id: Id | None = Field(default=None, description=_ID)
    if_: FormulaSource | None = condition(_SKIP)
    go: Id | None = Field(default=None, description=_GO)


def _way(value: Any) -> str:
    return "@steps" if isinstance(value, list) else "@step"


def _target(value: object) -> str:
    if isinstance(value, dict):
        raise wrong("must be a list of steps (each line with '- ') or the id of one step")
    if not isinstance(value, str) or not value.strip():
        raise wrong("must be a list of steps, the id of a step, or end")
    return value


Target = Annotated[str, BeforeValidator(_target), WithJsonSchema({"type": "string"})]
Way = Annotated[
    Annotated["list[StepKeys]", Tag("@steps")] | Annotated[Target, Tag("@step")],
    Discriminator(_way),
]


class BranchStep(Keys):
    """One way when the formula holds, another when it does not."""

    if_: FormulaSource = Field(alias="if", description="The formula that decides.")
    then: Way | None = Field(default=None, description="Steps, or the id of a step, if it holds.")
    else_: Way | None = Field(
        default=None, alias="else", description="Steps, or the id of a step, if it does not hold."
    )
    id: Id | None = Field(default=None, description=_ID)


class GoStep(Keys):
    """A jump."""

    go: Id = Field(description="The id of a step (a question's is its slot), or `end`.")
    id: Id | None = Field(default=None, description=_ID)
    if_: FormulaSource | None = condition(_SKIP)


class CallStep(Keys):
    """Another flow's steps are played, then this one goes on."""

    call: Id = Field(description="The flow: the name of its file without .yml.")
    id: Id | None = Field(default=None, description=_ID)
    if_: FormulaSource | None = condition(_SKIP)
    go: Id | None = Field(default=None, description=_GO)


class LinkStep(Keys):
    """The conversation goes on in another flow and does not come back."""

    link: Id = Field(description="The flow: the name of its file without .yml.")
    id: Id | None = Field(default=None, description=_ID)
    if_: FormulaSource | None = condition(_SKIP)


class ActionStep(Keys):
    """An action is run; the slots and messages it returns come back."""

    action: Id = Field(description="The action's name, like action_save_lead.")
    id: Id | None = Field(default=None, description=_ID)
    if_: FormulaSource | None = condition(_SKIP)
    go: Id | None = Field(default=None, description=_GO)


def _handover(value: object) -> object:
    if value is False:
        raise wrong("must be true or what the bot says first; leave the step out to go on alone")
    return None if value is True else value


class HandoverStep(Keys):
    """A person of yours is called; the flow goes on when they hand back."""

    handover: Annotated[Words | None, BeforeValidator(_handover)] = Field(
        description="`true`, or what the bot says before it calls somebody; a Markdown subset.",
    )
    id: Id | None = Field(default=None, description=_ID)
    if_: FormulaSource | None = condition(_SKIP)
    go: Id | None = Field(default=None, description=_GO)


class PageStep(Keys):
    """A page break in forms and surveys; the title stands over the next page."""

    page: Words | None = Field(description="The title of the page; may be empty.")
    id: Id | None = Field(default=None, description=_ID)
    if_: FormulaSource | None = condition(_SKIP)


#: The key that makes a map a step, in the order they are looked for.
STEP_MODELS: dict[str, type[Keys]] = {
    "ask": AskStep,
    "say": SayStep,
    "set": SetStep,
    "call": CallStep,
    "link": LinkStep,
    "action": ActionStep,
    "handover": HandoverStep,
    "page": PageStep,
    "then": BranchStep,
    "else": BranchStep,
    "go": GoStep,
}
STEP_KEYS = ("say", "ask", "set", "if", "go", "call", "link", "action", "handover", "page")


def step_kind(value: Any) -> str | None:
    """Which key makes a map a step; None when it is none."""
    if isinstance(value, Keys):
        value = value.model_dump(by_alias=True, exclude_unset=True)
    if not isinstance(value, dict):
        return None
    return next((key for key in STEP_MODELS if key in value), None)


def _tag(value: Any) -> str | None:
    kind = step_kind(value)
    if kind == "ask" and isinstance(value, dict) and value.get("type") == "hidden":
        return "@hidden"
    return None if kind is None else "@then" if kind == "else" else f"@{kind}"


StepKeys = Annotated[
    Annotated[AskStep, Tag("@ask")]
    | Annotated[HiddenStep, Tag("@hidden")]
    | Annotated[SayStep, Tag("@say")]
    | Annotated[SetStep, Tag("@set")]
    | Annotated[CallStep, Tag("@call")]
    | Annotated[LinkStep, Tag("@link")]
    | Annotated[ActionStep, Tag("@action")]
    | Annotated[HandoverStep, Tag("@handover")]
    | Annotated[PageStep, Tag("@page")]
    | Annotated[BranchStep, Tag("@then")]
    | Annotated[GoStep, Tag("@go")],
    Discriminator(_tag),
]

BranchStep.model_rebuild()
