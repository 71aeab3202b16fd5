"""Who may do what: the one table. An endpoint that is not in it is refused to everyone."""

from __future__ import annotations

from typing import Final

MARKETER: Final = "marketer"
SALES: Final = "sales"
ADMIN: Final = "admin"

ROLES: Final = (MARKETER, SALES, ADMIN)

#: What each role is for, as shown where a role is chosen.
ROLE_WORDS: Final = {
    MARKETER: "Marketer: flows, and reads leads",
    SALES: "Sales: leads, notes and status",
    ADMIN: "Admin: everything, people and keys too",
}

STRANGERS: Final = frozenset({"stranger"})
EVERYONE: Final = frozenset(ROLES)
MAKERS: Final = frozenset({MARKETER, ADMIN})
SELLERS: Final = frozenset({SALES, ADMIN})
ADMINS: Final = frozenset({ADMIN})

#: Endpoint (without "studio.") to the roles that may use it.
PERMISSIONS: Final[dict[str, frozenset[str]]] = {
    # the door
    "sign_in": STRANGERS,
    "welcome": STRANGERS,
    "sign_out": EVERYONE,
    # overview and own settings
    "overview": EVERYONE,
    "account": EVERYONE,
    "change_password": EVERYONE,
    "change_theme": EVERYONE,
    "change_mail": SELLERS,
    "revoke_session": EVERYONE,
    "revoke_all_sessions": EVERYONE,
    # leads
    "leads": EVERYONE,
    "leads_csv": EVERYONE,
    "lead": EVERYONE,
    "lead_export": EVERYONE,
    "lead_file": EVERYONE,
    "add_note": SELLERS,
    "delete_note": SELLERS,
    "change_status": SELLERS,
    "mark_confirmed": SELLERS,
    "send_confirmation": SELLERS,
    "set_stage": SELLERS,
    "release_stage": SELLERS,
    "lead_timeline": EVERYONE,
    # hand-over
    "inbox": SELLERS,
    "lead_brief": SELLERS,
    "take_lead": SELLERS,
    "reach_lead": SELLERS,
    "change_owner": SELLERS,
    "settle_fault": SELLERS,
    "speed": EVERYONE,
    "erase_lead": ADMINS,
    "lead_receipt": EVERYONE,
    "withdraw_lead_consent": SELLERS,
    # one person, one company
    "duplicates": SELLERS,
    "dismiss_duplicate": SELLERS,
    "merge_leads": SELLERS,
    "undo_merge": SELLERS,
    "companies": EVERYONE,
    "company": EVERYONE,
    # questions the chat could not answer
    "questions": EVERYONE,
    "question_answered": SELLERS,
    # visitors who want a person
    "people": EVERYONE,
    "talk": EVERYONE,
    "talk_news": EVERYONE,
    "take_talk": SELLERS,
    "say_in_talk": SELLERS,
    "hand_talk_back": SELLERS,
    # flows
    "flows": MAKERS,
    "flow": MAKERS,
    "flow_version": MAKERS,
    "flow_qr": MAKERS,
    # the rules that score leads
    "rules": MAKERS,
    "apply_rules": MAKERS,
    "look_at_rules": MAKERS,
    "look_at_points": MAKERS,
    "replay_points": MAKERS,
    # what leaves the house
    "outbox": MAKERS,
    "send_again": MAKERS,
    # what went wrong
    "incidents": MAKERS,
    "settle_incident": MAKERS,
    # people and keys
    "users": ADMINS,
    "invite_user": ADMINS,
    "change_role": ADMINS,
    "switch_user": ADMINS,
    "reissue_link": ADMINS,
    "api_keys": ADMINS,
    "make_api_key": ADMINS,
    "revoke_api_key": ADMINS,
    # who saw and changed what
    "audit": ADMINS,
    "verify_audit": ADMINS,
}


def may(role: str | None, endpoint: str) -> bool:
    """Whether `role` (None: nobody signed in) may use `endpoint`, with or without "studio."."""
    allowed = PERMISSIONS.get(endpoint.removeprefix("studio."), frozenset())
    return allowed is STRANGERS or role in allowed
