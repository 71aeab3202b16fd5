"""Why a conversation could not go on: each with its HTTP status and words that may be shown."""

from __future__ import annotations

from collections.abc import Mapping

from web.conversations.visit import Reply


class ConversationError(Exception):
    """Base of all. Nothing was changed when one is raised."""

    status = 400
    title = "This cannot be done"

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class ConversationNotFound(ConversationError):
    """No conversation has this token: never stored, erased or past its retention."""

    status = 404
    title = "Conversation not found"

    def __init__(self) -> None:
        super().__init__("There is no such conversation. It may have been deleted; start anew.")


class FlowNotFound(ConversationError):
    """No published flow has this name."""

    status = 404
    title = "Flow not found"

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no published flow called {name[:100]!r}.")


class FlowClosed(ConversationError):
    """The flow's `closes` day is over."""

    status = 410
    title = "Flow closed"

    def __init__(self, closed: str) -> None:
        super().__init__(f"This closed after {closed} and takes no more answers.")


class QuotaMet(ConversationError):
    """As many conversations as the flow's `quota` have been finished."""

    status = 410
    title = "Quota met"

    def __init__(self, quota: int) -> None:
        super().__init__(f"All {quota} places are taken; no more answers are needed.")


class PlacesTaken(QuotaMet):
    """The quota was met before this conversation came to its end; its answers are kept."""

    def __init__(self, quota: int) -> None:
        told = f"All {quota} places were taken meanwhile. The answers given are kept."
        ConversationError.__init__(self, told)


class AlreadyTaken(ConversationError):
    """The flow is `once_per` browser or e-mail address, and this one has finished it before."""

    status = 409
    title = "Already taken"

    def __init__(self, per: str) -> None:
        whose = "this e-mail address" if per == "email" else "this browser"
        super().__init__(f"This can be done once, and it was done with {whose} already.")


class WrongTurn(ConversationError):
    """The request is for another turn than the conversation is at, which `reply` shows."""

    status = 409
    title = "Wrong turn"

    def __init__(self, reply: Reply, asked: int) -> None:
        super().__init__(
            f"The conversation is at turn {reply.turn}, not {asked}: it went on in the meantime."
        )
        self.reply = reply


class BadAnswerGiven(ConversationError):
    """The answer does not fit its question; `detail` is in the visitor's language."""

    status = 422
    title = "Answer not taken"

    def __init__(
        self, detail: str, slot: str | None, reply: Reply, errors: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.slot = slot
        self.reply = reply
        self.errors = dict(errors or ({slot: detail} if slot else {}))  # of a page, by slot


class TooLarge(ConversationError):
    """The answer is larger than any question needs."""

    status = 413
    title = "Answer too large"

    def __init__(self, limit: int) -> None:
        super().__init__(f"An answer may be {limit // 1000} kB at most.")


class DatabaseBusy(ConversationError):
    """The database did not get to it in time; the same request may be sent again."""

    status = 503
    title = "Busy"

    def __init__(self) -> None:
        super().__init__("Too much is going on right now. Nothing was lost: please send it again.")


class StorageFull(ConversationError):
    """The database's disk has no room left."""

    status = 507
    title = "Storage full"

    def __init__(self) -> None:
        super().__init__("The answer could not be kept: the site's storage is full.")


class FlowBroken(ConversationError):
    """The flow cannot be walked on: its author has to mend it. It is noted as an incident."""

    status = 503
    title = "Flow out of order"

    def __init__(self) -> None:
        super().__init__("This has a fault and cannot go on now. What was answered is kept.")
