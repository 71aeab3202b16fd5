"""Errors of the bot, by whose fault they are: the author's, the visitor's, the integration's."""

from __future__ import annotations


class BotError(Exception):
    """Base of all; `message` is in plain words and says what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class AuthorError(BotError):
    """A flow file, lead.yml or offers.yml is wrong. Raised where no list of problems can be given."""


class VisitorError(BotError):
    """What the visitor sent cannot be taken. `message` is in the visitor's language and may be shown."""

    def __init__(self, message: str, slot: str | None = None) -> None:
        super().__init__(message)
        self.slot = slot


class WrongQuestion(VisitorError):
    """The answer is for a question that is not being asked."""


class BadAnswer(VisitorError):
    """The value does not fit its question: wrong type, out of bounds, unknown option, refused by a check."""


class IntegrationError(BotError):
    """An action or another outside part broke its contract."""
