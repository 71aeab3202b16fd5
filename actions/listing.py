"""The actions there are: one explicit list. A name given twice stops the start."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from rasa_sdk import Action

from actions.check_code import CheckCode
from actions.company_from_email import CompanyFromEmail
from actions.recommend_products import RecommendProducts
from actions.refer_decision_maker import ReferDecisionMaker
from actions.save_lead import SaveLead
from actions.send_code import SendCode
from actions.send_link import SendLink
from actions.validate_contact_form import ValidateContactForm

ACTIONS: tuple[type[Action], ...] = (
    CheckCode,
    CompanyFromEmail,
    RecommendProducts,
    ReferDecisionMaker,
    SaveLead,
    SendCode,
    SendLink,
    ValidateContactForm,
)


class DuplicateAction(Exception):
    """Two actions have one name; rasa-sdk would let the second win without a word."""


@cache
def actions_by_name() -> Mapping[str, Action]:
    """One instance of each action by its name."""
    found: dict[str, Action] = {}
    for kind in ACTIONS:
        action = kind()
        name = action.name()
        if name in found:
            raise DuplicateAction(f"Two actions are called {name}: rename one of them.")
        found[name] = action
    return found
