"""All tables by name; importing this knows the whole schema."""

from __future__ import annotations

from sqlalchemy import Table

from store.consents import Consent
from store.conversations import Answer, Conversation, Upload
from store.flow_versions import FlowVersion
from store.incidents import Incident
from store.leads import Lead, LeadLink, LeadWord, Note
from store.ledger import LedgerLine
from store.users import ApiKey, SignIn, SignInLink, User

MODELS = (
    Answer,
    ApiKey,
    Consent,
    Conversation,
    FlowVersion,
    Incident,
    Lead,
    LeadLink,
    LeadWord,
    LedgerLine,
    Note,
    SignIn,
    SignInLink,
    Upload,
    User,
)

TABLES: dict[str, Table] = {
    model.__tablename__: model.metadata.tables[model.__tablename__] for model in MODELS
}
