"""Who is the same person: keys of e-mail addresses and phones, and the words people are found by.

Source of the rule: RFC 5321 2.4 (domains are compared without case; the local part belongs to its
host) and RFC 6531/5890 (a domain and its IDNA form are the same). All hosts of weight compare local
parts without case, so we do too; dots and plus-tags are kept, as only some hosts ignore them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress

import idna

#: Words of a lead that are kept for the search; longer ones are cut.
MAX_WORDS = 24
MAX_WORD = 60

_BETWEEN_WORDS = re.compile(r"[^\w@.+-]+")
_PARTS = re.compile(r"[@.+_-]+")

#: Letters that Unicode does not take apart into a base letter and a mark.
_BASE_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})


def email_key(address: str) -> str:
    """The key of an address: two addresses with the same key are one person's."""
    local, _, domain = unicodedata.normalize("NFC", address.strip()).rpartition("@")
    domain = domain.rstrip(".")
    if not domain.isascii():
        with suppress(idna.IDNAError):
            domain = idna.encode(domain, uts46=True).decode("ascii")
    return f"{local.casefold()}@{domain.casefold()}"


def phone_key(number: str) -> str:
    """The key of a phone number in E.164: its digits after the plus."""
    return "+" + "".join(character for character in number if character.isdigit())


def folded(text: str) -> str:
    """Text without case and accents, as names are searched and sorted: `Żółć` is `zolc`."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_BASE_LETTERS))
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_BASE_LETTERS)


def words_of(texts: Iterable[str | None]) -> frozenset[str]:
    """The folded words of a lead's name, e-mail and company, e-mails whole and in their parts."""
    found: dict[str, None] = {}
    for text in texts:
        for word in _BETWEEN_WORDS.split(folded(text or "")):
            for part in (word, *_PARTS.split(word)):
                if part := part.strip("@.+-_")[:MAX_WORD]:
                    found.setdefault(part)
    return frozenset(list(found)[:MAX_WORDS])


def search_words(query: str) -> tuple[str, ...]:
    """What somebody typed into the search, as words looked up by how they begin (at most 5)."""
    words = (word.strip("@.+-_")[:MAX_WORD] for word in _BETWEEN_WORDS.split(folded(query)))
    return tuple(dict.fromkeys(word for word in words if word))[:5]
