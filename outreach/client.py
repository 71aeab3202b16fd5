"""The one client for outgoing requests: bounded in time and size, no redirects followed.

Addresses given to it come from the operator's settings, never from a flow or a visitor: those
would have to be kept from private networks first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: The largest reply that is read, in bytes.
MAX_REPLY = 256 * 1024


class OutgoingFailed(Exception):
    """The other side could not be reached in time, or what it sent cannot be taken."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back; `body` is whole."""

    status: int
    body: bytes


def post_json(
    url: str,
    body: Mapping[str, Any],
    timeout: float,
    headers: Mapping[str, str] | None = None,
) -> Reply:
    """POST JSON and read the reply. `timeout` in seconds is for connecting and for each read.

    Raises `OutgoingFailed` with the reason in plain words.
    """
    import requests  # large, and most sites ask nobody

    try:
        with requests.post(
            url,
            json=body,
            headers=dict(headers or {}),
            timeout=timeout,
            stream=True,
            allow_redirects=False,
        ) as response:
            read = response.raw.read(MAX_REPLY + 1, decode_content=True)
            if len(read) > MAX_REPLY:
                raise OutgoingFailed(f"the reply is larger than {MAX_REPLY} bytes")
            return Reply(response.status_code, read)
    except requests.Timeout:
        raise OutgoingFailed(f"no reply within {timeout:g} seconds") from None
    except requests.RequestException as error:
        raise OutgoingFailed(f"it cannot be reached ({type(error).__name__})") from None
    except OSError as error:
        raise OutgoingFailed(f"the connection broke ({error})") from None
