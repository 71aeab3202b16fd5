"""All tables by name; importing this knows the whole schema."""

from __future__ import annotations

from sqlalchemy import Table

from store.api_writes import ApiWrite
from store.audit import AuditLine
from store.behaviour import Behaviour
from store.companies import Company
from store.consents import Consent
from store.conversations import Answer, Conversation, Upload
from store.flow_versions import FlowVersion
from store.handovers import Handover, LeadFault, OwnerPool, SalesStep
from store.identities import Identity
from store.incidents import Incident
from store.lead_changes import ChangeBase, LeadTombstone
from store.lead_definitions import LeadDefinitionVersion, RuleMove, RuleRun
from store.leads import Lead, LeadLink, LeadWord, Note
from store.ledger import LedgerLine
from store.mail_links import MailLink, MailPress
from store.merges import Duplicate, Merge
from store.messages import Message, PersonTalk
from store.open_questions import OpenQuestion
from store.outbox import OutboxRow
from store.stage_changes import StageChange
from store.users import ApiKey, SignIn, SignInLink, User
from store.verifications import Confirmation, Verification

MODELS = (
    Answer,
    ApiKey,
    ApiWrite,
    AuditLine,
    Behaviour,
    ChangeBase,
    Company,
    Confirmation,
    Consent,
    Conversation,
    Duplicate,
    FlowVersion,
    Handover,
    Identity,
    Incident,
    Lead,
    LeadDefinitionVersion,
    LeadFault,
    LeadLink,
    LeadTombstone,
    LeadWord,
    LedgerLine,
    MailLink,
    MailPress,
    Merge,
    Message,
    Note,
    OpenQuestion,
    OutboxRow,
    OwnerPool,
    PersonTalk,
    RuleMove,
    RuleRun,
    SalesStep,
    SignIn,
    SignInLink,
    StageChange,
    Upload,
    User,
    Verification,
)

TABLES: dict[str, Table] = {
    model.__tablename__: model.metadata.tables[model.__tablename__] for model in MODELS
}
