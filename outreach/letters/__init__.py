"""What our own mails and messages say, one dict a language, all with the same keys."""

from __future__ import annotations

from collections.abc import Mapping

from outreach.letters import de, en, es, fr, pl, tr
from outreach.mail import Letter

LANGUAGES: Mapping[str, Mapping[str, str]] = {
    "en": en.WORDS,
    "tr": tr.WORDS,
    "pl": pl.WORDS,
    "de": de.WORDS,
    "es": es.WORDS,
    "fr": fr.WORDS,
}


def words(key: str, language: str, **values: str) -> str:
    """The words for `key` in the language, else in English. Values may hold braces."""
    found = LANGUAGES.get(language.split("-")[0], en.WORDS)[key]
    parts = found.split("{")
    text = parts[0]
    for part in parts[1:]:
        name, _, rest = part.partition("}")
        text += values[name] + rest
    return text


def code_letter(language: str, brand: str, code: str) -> Letter:
    """The mail with a six-digit code."""
    return Letter(
        subject=_branded("code_subject", language, brand, code=code),
        text=words("code_text", language, code=code),
        language=language,
        small=words("code_small", language),
    )


def link_letter(language: str, brand: str, url: str) -> Letter:
    """The mail with a link that confirms the address."""
    return Letter(
        subject=_branded("link_subject", language, brand),
        text=words("link_text", language),
        language=language,
        button=(words("link_button", language), url),
        small=words("link_small", language),
    )


def code_message(language: str, brand: str, code: str) -> str:
    """The short message with a six-digit code."""
    return _branded("code_sms", language, brand, code=code)


def _branded(key: str, language: str, brand: str, **values: str) -> str:
    """The words, with the brand in front where there is one."""
    text = words(key, language, **values)
    return f"{brand}: {text}" if brand else text[:1].upper() + text[1:]
