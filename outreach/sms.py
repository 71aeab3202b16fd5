"""Short messages: one small interface, and two gateways behind it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Protocol

from outreach.client import OutgoingFailed, post_json
from outreach.outbox import NotDelivered

#: Seconds the gateway has.
TIMEOUT = 10.0
#: What a gateway answers when it cannot do it now and may later.
_LATER = frozenset({408, 425, 429})


class Gateway(Protocol):
    """What sends short messages."""

    def send(self, to: str, text: str, message_id: str) -> None:
        """Send `text` to a number in E.164. `message_id` is the same at every attempt. Raises
        `NotDelivered`."""


@dataclass(frozen=True, slots=True)
class ConsoleGateway:
    """Prints messages instead of sending them: what there is while SMS_URL is empty."""

    def send(self, to: str, text: str, message_id: str) -> None:
        """Print it."""
        sys.stdout.write(f"--- message to {to}: {text}\n")
        sys.stdout.flush()


@dataclass(frozen=True, slots=True)
class HttpGateway:
    """Posts `{"to", "text", "id"}` as JSON, with SMS_TOKEN as a bearer token. Any 2xx is taken as
    sent; other gateways are reached through a relay of a few lines."""

    url: str
    token: str = ""

    def send(self, to: str, text: str, message_id: str) -> None:
        """Hand it to the gateway."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        body = {"to": to, "text": text, "id": message_id}
        try:
            reply = post_json(self.url, body, TIMEOUT, headers=headers)
        except OutgoingFailed as error:
            raise NotDelivered(f"the gateway at SMS_URL: {error}") from None
        if 200 <= reply.status < 300:
            return
        for_good = 400 <= reply.status < 500 and reply.status not in _LATER | {401, 403}
        raise NotDelivered(f"the gateway answered with status {reply.status}", for_good=for_good)


def gateway(url: str, token: str) -> Gateway:
    """The gateway of SMS_URL and SMS_TOKEN."""
    return HttpGateway(url, token) if url else ConsoleGateway()
