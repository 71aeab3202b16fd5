"""What a work address tells of a company: its likely name and its site."""

from __future__ import annotations

from leads.free_mail import FREE_MAIL, SECOND_PARTS


def company_of(email: str) -> tuple[str, str] | None:
    """The company's likely name and site; None for free mail and for what is no address."""
    domain = email.rpartition("@")[2].strip().strip(".").lower()
    if "." not in domain or domain in FREE_MAIL:
        return None
    parts = _readable(domain).split(".")
    ending = 2 if len(parts) > 2 and parts[-2] in SECOND_PARTS and len(parts[-1]) == 2 else 1
    if len(parts) <= ending:
        return None
    words = parts[-ending - 1].replace("_", "-").split("-")
    site = ".".join(domain.split(".")[-ending - 1 :])
    return " ".join(_capital(word) for word in words if word), f"https://{site}"


def _readable(domain: str) -> str:
    try:
        return domain.encode("ascii").decode("idna")
    except UnicodeError:
        return domain


def _capital(word: str) -> str:
    return word.upper() if len(word) <= 3 else word[0].upper() + word[1:]
