"""The receipt of what somebody agreed to, in their words and language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.display import date
from leads.receipts import Agreed
from outreach.letter import Letter, Link
from outreach.letters import LANGUAGES, words


def receipt_letter(
    language: str,
    agreed: Sequence[Agreed],
    page: str,
    headers: Mapping[str, str],
    links: Sequence[Link] = (),
    mark: str = "",
) -> Letter:
    """The mail that says what was agreed to, word for word, with the link to take it back.

    `page` is the person's own page, `headers` let mail programs offer their own button. `links`
    lead to what was handed out; `mark` is as in `Letter`.
    """
    spoken = language.split("-")[0]
    language = spoken if spoken in LANGUAGES else "en"
    quoted = "\n\n".join(
        f"“{one.words}”\n{words('receipt_day', language, day=date(one.day.isoformat(), language))}"
        for one in agreed
    )
    subject = words("receipt_subject", language)
    return Letter(
        subject=subject[:1].upper() + subject[1:],
        text="\n\n".join((words("receipt_text", language), quoted)),
        language=language,
        button=(words("receipt_button", language), page),
        small=words("receipt_small", language),
        headers=headers,
        links_title=words("receipt_links", language),
        links=tuple(links),
        mark=mark,
    )
