"""Passwords: argon2id hashes, and the same work for an unknown e-mail as for a known one."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

#: Shortest password taken. Length is what counts (NIST SP 800-63B); no rules on characters.
LEAST_LENGTH = 10
GREATEST_LENGTH = 200

_hasher = PasswordHasher()


@cache
def _nobody() -> str:
    return _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    """The hash to keep, with its salt and parameters inside."""
    return _hasher.hash(password)


def password_matches(kept: str | None, password: str) -> bool:
    """Whether `password` is the one whose hash was kept.

    With `kept` None (no such user, or none set yet) a hash is checked all the same, so that the
    time taken does not tell which e-mails have an account.
    """
    try:
        return _hasher.verify(kept or _nobody(), password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def needs_rehash(kept: str) -> bool:
    """Whether the hash was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(kept)
