"""Every key of the flow file, lead.yml, offers.yml and answers.yml, declared once.

The JSON Schema, the checks of shape and the reference in docs/ come from these models.
"""

from bot.flowfile.keys.answering import AnswerKeys, AnswersKeys
from bot.flowfile.keys.flow import FlowKeys
from bot.flowfile.keys.outcomes import OutcomeKeys, ProductKeys, ResultKeys
from bot.flowfile.keys.questions import AskStep, CheckKeys, OptionKeys, PointRuleKeys
from bot.flowfile.keys.site import LeadKeys, OfferKeys, OffersKeys
from bot.flowfile.keys.steps import STEP_KEYS, STEP_MODELS, StepKeys, step_kind
from bot.flowfile.keys.testing import TestKeys

__all__ = [
    "STEP_KEYS",
    "STEP_MODELS",
    "AnswerKeys",
    "AnswersKeys",
    "AskStep",
    "CheckKeys",
    "FlowKeys",
    "LeadKeys",
    "OfferKeys",
    "OffersKeys",
    "OptionKeys",
    "OutcomeKeys",
    "PointRuleKeys",
    "ProductKeys",
    "ResultKeys",
    "StepKeys",
    "TestKeys",
    "step_kind",
]
