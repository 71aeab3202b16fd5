"""The keys of lead.yml and offers.yml."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, RootModel, WithJsonSchema

from bot.flowfile.keys.base import Keys, OneOf, wrong
from bot.flowfile.keys.behaving import BehaviourRuleKeys
from bot.flowfile.keys.fields import Date, FormulaSource, Id, Names, Number, SlotName, String, Words
from bot.flowfile.keys.owners import OwnerRuleKeys

OFFER_TYPES = ("e-book", "webinar", "coupon", "consultation", "trial", "link")


def _positive(value: float) -> float:
    if value <= 0:
        raise wrong("must be a number above 0")
    return value


Positive = Annotated[
    Number,
    AfterValidator(_positive),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0}),
]


class AxisKeys(Keys):
    """One side of a lead that points are counted on."""

    cap: Positive = Field(description="The most points it can count.")
    half_life_days: Positive | None = Field(
        default=None, description="After that many days points count half; never when left out."
    )


class FitRuleKeys(Keys):
    """Points for what is known of the contact, on the axis `fit`."""

    if_: FormulaSource = Field(alias="if", description="A formula over contact fields.")
    give: Number = Field(description="The points.")


class StageKeys(Keys):
    """What must hold for a lead to stand in a stage."""

    score: Number = Field(default=0.0, description="The least score.")
    needs: Names = Field(
        default_factory=list, description="Contact facts: email, phone, email_confirmed, …"
    )
    known: Names = Field(default_factory=list, description="Axes that must be known.")
    axes: dict[str, Number] = Field(default_factory=dict, description="The least points by axis.")


class RungPointsKeys(Keys):
    """Points for a rung of the verification ladder."""

    axis: SlotName = Field(description="The axis they go to.")
    give: Number = Field(description="The points.")


class LeadKeys(Keys):
    """lead.yml: the definition of a lead that sales and marketing agree on."""

    axes: dict[SlotName, AxisKeys] = Field(description="The sides of a lead and their caps.")
    fit: list[FitRuleKeys] = Field(
        default_factory=list, description="The ideal customer, as rules over contact fields."
    )
    stages: dict[Id, StageKeys] = Field(
        default_factory=dict, description="Stages from lowest to highest."
    )
    behaviour: list[BehaviourRuleKeys] = Field(
        default_factory=list, description="Points for what people do: pages, downloads, mails."
    )
    owners: list[OwnerRuleKeys] = Field(
        default_factory=list,
        description="Who takes which leads; without a rule that holds, all who sell take turns.",
    )
    verification: dict[SlotName, RungPointsKeys] = Field(
        default_factory=dict, description="Points by rung: email_confirmed, phone_valid, …"
    )


class OfferKeys(Keys):
    """Something an outcome can hand out."""

    type: Annotated[str, OneOf(OFFER_TYPES)] = Field(description="What it is.")
    title: Words = Field(description="Its name.")
    text: Words | None = Field(default=None, description="A few words about it.")
    button: Words | None = Field(default=None, description="The words on its button.")
    url: String | None = Field(default=None, description="Where it is.")
    code: String | None = Field(default=None, description="The code of a coupon.")
    expires: Date | None = Field(default=None, description="The last day it is handed out.")
    image: String | None = Field(
        default=None, description="A picture: a file of flows/media or an https address."
    )


class OffersKeys(RootModel[dict[Id, OfferKeys]]):
    """offers.yml: the offers by their ids."""
