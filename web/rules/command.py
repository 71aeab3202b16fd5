"""`python -m web rules` and `python -m web rules apply`, in words for a terminal."""

from __future__ import annotations

import sys
import time
from typing import Any

from flask import Flask

from bot.score import LeadDefinition
from leads import definitions, runs
from leads.ranking import in_words
from store.database import db
from store.types import now
from web.rules import duty
from web.rules.applying import NothingToApply, apply, keep_up, look_anew
from web.rules.present import active_definition, file_definition, file_source
from web.rules.telling import matrix_of, warnings_of
from web.site import Site


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")


def show(app: Flask) -> int:
    """Print what the folder's lead.yml would do; returns the exit status."""
    with app.app_context():
        site: Site = app.extensions["lodestone"]
        keep_up(db.engine, site, now())
        source = file_source(site.library)
        with db.engine.connect() as connection:
            if source is None:
                _say("No flow is published, so there is no sound lead.yml to look at.")
                return 1
            if not definitions.differs_from_active(connection, source):
                _say("lead.yml is in force as it is. Nothing waits to be applied.")
                return 0
        look_anew(db.engine, site, now())
        run = _finished(site, runs.PREVIEW)
        _say_look(run.figures, active_definition(), file_definition(site.library))
        _say("\nApply it in the studio's room Rules, or: python -m web rules apply")
    return 0


def apply_now(app: Flask) -> int:
    """Apply the folder's lead.yml and score all leads; returns the exit status."""
    with app.app_context():
        site: Site = app.extensions["lodestone"]
        try:
            apply(db.engine, site, "command", now())
        except NothingToApply as reason:
            _say(str(reason))
            return 0
        run = _finished(site, runs.REPLAY)
        figures = run.figures or {"leads": 0, "changed": 0}
        _say(
            f"Applied. {figures['leads']:,} leads scored, {figures['changed']:,} in another stage."
        )
    return 0


def _finished(site: Site, kind: str) -> Any:
    """Go on with what there is to do until the newest run of a kind is done."""
    while True:
        duty.go_on(db.engine, site, duty.SLICE)
        with db.engine.connect() as connection:
            run = runs.latest(connection, kind)
        if run is None or run.finished_at is not None:
            return run
        time.sleep(0.2)


def _say_look(figures: dict[str, Any], present: LeadDefinition, proposed: LeadDefinition) -> None:
    _say(f"{figures['moved']:,} of {figures['leads']:,} leads would move to another stage.\n")
    for warning in warnings_of(figures, present, proposed):
        _say(f"  ! {warning}")
    table = matrix_of(figures["matrix"], present, proposed)
    _say("".join(f"{name:>12}" for name in ("now \\ then", *table.columns)))
    for name, counts in table.rows:
        _say(f"{name:>12}" + "".join(f"{count:>12,}" for count in counts))
    _say("\n" + in_words(figures["ranking"]))
