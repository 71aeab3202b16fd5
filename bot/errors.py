"""Errors of the bot, by whose fault they are: the author's, the visitor's, the integration's."""

from __future__ import annotations

from collections.abc import Mapping


class BotError(Exception):
    """Base of all; `message` is in plain words and says what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class AuthorError(BotError):
    """A flow file, lead.yml or offers.yml is wrong; raised where no list of problems fits."""


class VisitorError(BotError):
    """What the visitor sent cannot be taken. `message` is in their language and may be shown."""

    def __init__(self, message: str, slot: str | None = None) -> None:
        super().__init__(message)
        self.slot = slot


class WrongQuestion(VisitorError):
    """The answer is for a question that is not being asked."""


class BadAnswer(VisitorError):
    """The value does not fit its question: wrong type, out of bounds, refused by a check.

    `errors` holds the message of every question of the page that was answered wrongly, by slot.
    """

    def __init__(
        self, message: str, slot: str | None = None, errors: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message, slot)
        self.errors: Mapping[str, str] = errors or ({slot: message} if slot else {})


class IntegrationError(BotError):
    """An action or another outside part broke its contract."""
