"""How fast leads are called: the median wait until the first contact, by owner and by flow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import render_template
from sqlalchemy import select

from leads.speed import Speed, handed_since, overall, speeds
from store.database import db
from store.types import now
from store.users import User
from web.studio import blueprint
from web.studio.fields import argument
from web.studio.flows import flow_titles

#: Days looked back to, by what the address asks for.
PERIODS = {"7": "7 days", "30": "30 days", "90": "90 days", "365": "A year"}


@blueprint.get("/speed")
def speed() -> str:
    """The figures (signed in)."""
    days = argument("days")
    days = days if days in PERIODS else "30"
    handed = handed_since(db.session.connection(), now() - timedelta(days=int(days)))
    return render_template(
        "studio/speed.html",
        days=days,
        periods=PERIODS,
        all=overall(handed),
        groups=[
            ("By owner", "Owner", _named(speeds(handed, _owner), _people())),
            ("By flow", "Flow", _named(speeds(handed, _flow), flow_titles())),
        ],
    )


def _owner(row: Any) -> Any:
    return row.owner_id


def _flow(row: Any) -> Any:
    return row.flow


def _people() -> dict[Any, str]:
    return {row.id: row.name for row in db.session.execute(select(User.id, User.name))}


def _named(found: list[Speed], names: dict[Any, str]) -> list[dict[str, Any]]:
    """The groups with what they are called, and each median as a share of the longest."""
    longest = max((one.median for one in found if one.median), default=timedelta(seconds=1))
    return [
        {
            "name": names.get(one.key, str(one.key)) if one.key is not None else "Nobody",
            "speed": one,
            "share": one.median / longest if one.median else 0,
        }
        for one in found
    ]
