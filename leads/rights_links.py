"""Signed links to a person's own page: what they agreed to, and taking it back without signing in.

A link names the lead by its number and nothing else; it has no end, as a mail's link to withdraw
must work for years. `List-Unsubscribe` headers of mails are made here too (RFC 2369, RFC 8058).
"""

from __future__ import annotations

from itsdangerous import BadData, URLSafeSerializer

_SALT = "rights"


def token_of(secret: str, lead_id: int) -> str:
    """The last part of a lead's link, signed with the site's secret."""
    return str(URLSafeSerializer(secret, salt=_SALT).dumps(lead_id))


def lead_of(secret: str, token: str) -> int | None:
    """Whose link it is; None for one that we did not sign."""
    try:
        lead_id = URLSafeSerializer(secret, salt=_SALT).loads(token)
    except BadData:
        return None
    return lead_id if type(lead_id) is int and 0 < lead_id < 2**63 else None


def rights_url(public_url: str, secret: str, lead_id: int) -> str:
    """The whole address of a person's page, for the foot of a mail."""
    return f"{public_url}/rights/{token_of(secret, lead_id)}"


def unsubscribe_headers(public_url: str, secret: str, lead_id: int) -> dict[str, str]:
    """Headers that let mail programs offer their own button, which posts to us at once."""
    return {
        "List-Unsubscribe": f"<{rights_url(public_url, secret, lead_id)}/one-click>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
