"""The verification ladder: what can be found out about an address or number, rung by rung."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: Rungs from the lowest, with what each is once it is passed, as an author reads it.
RUNGS: Mapping[str, str] = {
    "email_format": "the address is written as an address is",
    "email_domain": "its domain takes mail",
    "email_not_disposable": "it is no throw-away address",
    "email_not_role": "it is a person's, not info@ or sales@",
    "email_confirmed": "its owner typed the code or followed the link that was sent there",
    "phone_valid": "the number can be one of its country",
    "phone_confirmed": "its owner typed the code that was sent there",
}


@dataclass(frozen=True, slots=True)
class RungRule:
    """Points for a rung that is passed; they go when it is not any more."""

    rung: str
    axis: str
    give: float
