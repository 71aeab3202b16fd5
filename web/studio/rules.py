"""The room of the rules: what a changed lead.yml would do, and the button that lets it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Row, select

from bot.flowfile.bundle import LEAD_FILE
from leads import definitions, runs
from leads.ranking import in_words
from store.database import db
from store.flow_versions import FlowVersion
from store.lead_definitions import RuleMove
from store.leads import Lead
from store.types import now
from store.users import User
from store.writing import write_connection
from web.rules import flow_points
from web.rules.applying import NothingToApply, apply, look_anew
from web.rules.present import file_definition, file_source
from web.rules.telling import diff_of, matrix_of, warnings_of
from web.site import site
from web.studio import blueprint
from web.studio.definition import lead_definition
from web.studio.flows import problem_lines
from web.studio.lead_story import lead_name
from web.studio.sessions import signed_in

#: Leads a page of those who would move.
PAGE = 25


@blueprint.get("/rules")
def rules() -> str:
    """The rules in force, a proposal and what it would do (marketer, admin)."""
    connection = db.session.connection()
    source = file_source(site().library)
    newest = definitions.newest(connection)
    proposal = source is not None and newest is not None
    proposal = proposal and definitions.differs_from_active(connection, source or "")
    problems = [line for line in problem_lines() if LEAD_FILE in str(line["place"])]
    return render_template(
        "studio/rules.html",
        newest=newest,
        definition=lead_definition(),
        problems=problems,
        broken=any(line["severity"] == "error" for line in problems),
        diff=diff_of(newest.source, source) if proposal and newest and source is not None else None,
        proposal=_look(runs.latest(connection, runs.PREVIEW)) if proposal else None,
        waiting=proposal,
        replay=_going(runs.latest(connection, runs.REPLAY)),
        flows=_flows(),
        versions=_versions(),
    )


@blueprint.post("/rules/apply")
def apply_rules() -> ResponseReturnValue:
    """Let the folder's lead.yml count (marketer, admin)."""
    try:
        apply(db.engine, site(), "studio", now(), signed_in().id)
    except NothingToApply as reason:
        flash(str(reason), "info")
    else:
        flash("Applied. Leads are being scored by the new rules; that may take a minute.", "good")
    return redirect(url_for("studio.rules"), 303)


@blueprint.post("/rules/look")
def look_at_rules() -> ResponseReturnValue:
    """Work out anew what the folder's lead.yml would do (marketer, admin)."""
    look_anew(db.engine, site(), now())
    return redirect(url_for("studio.rules"), 303)


@blueprint.post("/rules/flows/<name>/look")
def look_at_points(name: str) -> ResponseReturnValue:
    """Work out what a flow's points of now would make of its earlier conversations
    (marketer, admin)."""
    return _begin(name, runs.PREVIEW, "Working it out; look again in a moment.")


@blueprint.post("/rules/flows/<name>/replay")
def replay_points(name: str) -> ResponseReturnValue:
    """Count a flow's earlier conversations by its points of now (marketer, admin)."""
    return _begin(name, runs.REPLAY, "Earlier conversations are being counted by today's points.")


def _begin(name: str, kind: str, words: str) -> ResponseReturnValue:
    published = site().library.flow(name)
    if published is None:
        flash(f"No flow called “{name}” is published.", "bad")
    else:
        with write_connection() as connection:
            flow_points.begin(connection, kind, published.flow, now(), signed_in().id)
        flash(words, "good")
    return redirect(url_for("studio.rules") + "#points", 303)


# ---------------------------------------------------------------- what is shown


def _going(run: Row[Any] | None) -> dict[str, Any] | None:
    """A run that is not done, as a share of the way."""
    if run is None or run.finished_at is not None:
        return None
    done = (run.figures or {}).get("leads", 0) + (run.figures or {}).get("suspected", 0)
    return {"done": done, "total": run.total, "share": min(done / run.total, 1) if run.total else 0}


def _look(run: Row[Any] | None) -> dict[str, Any] | None:
    """What a look ahead at a lead.yml found; None before it began."""
    if run is None:
        return None
    proposed = definitions.compiled(run.source) if run.source else file_definition(site().library)
    return _found(run, proposed)


def _found(run: Row[Any], proposed: Any) -> dict[str, Any]:
    figures, present = run.figures or {}, lead_definition()
    if run.finished_at is None or "matrix" not in figures:
        given_up = run.finished_at is not None
        return {"going": _going(run) or {"done": 0, "total": 0, "share": 0}, "given_up": given_up}
    ranking = figures.get("ranking")
    after = request.args.get("after", 0, type=int) or 0
    return {
        "going": None,
        "at": run.asked_at,
        "figures": figures,
        "matrix": matrix_of(figures["matrix"], present, proposed),
        "warnings": list(warnings_of(figures, present, proposed)),
        "ranking": in_words(ranking) if ranking else None,
        **_moves(run.id, after),
    }


def _moves(run_id: int, after: int) -> dict[str, Any]:
    """A page of those who would move, by their numbers."""
    rows = db.session.execute(
        select(RuleMove, Lead)
        .join(Lead, Lead.id == RuleMove.lead_id)
        .where(RuleMove.run_id == run_id, RuleMove.lead_id > after, Lead.erased_at.is_(None))
        .order_by(RuleMove.lead_id)
        .limit(PAGE + 1)
    ).all()
    shown = [
        {
            "url": url_for("studio.lead", id=lead.id),
            "name": lead_name(lead),
            "company": lead.company,
            "before": move.from_stage,
            "after": move.to_stage,
            "score_before": move.score_before,
            "score_after": move.score_after,
        }
        for move, lead in rows[:PAGE]
    ]
    more = url_for("studio.rules", after=rows[PAGE - 1][0].lead_id) if len(rows) > PAGE else None
    return {
        "moves": shown,
        "next_url": more,
        "first_url": url_for("studio.rules") if after else None,
    }


def _flows() -> list[dict[str, Any]]:
    """Published flows that were played in other versions, each with the look at its points."""
    connection = db.session.connection()
    names = db.session.scalars(select(FlowVersion.name).order_by(FlowVersion.id)).all()
    found = []
    for name, published in sorted(site().library.flows.items()):
        if names.count(name) < 2:
            continue
        look = runs.latest(connection, runs.PREVIEW, name)
        replay = runs.latest(connection, runs.REPLAY, name)
        version = published.flow.version
        fresh = look is not None and look.version == version
        done = replay is not None and replay.version == version
        found.append(
            {
                "name": name,
                "versions": names.count(name),
                "look": _found(look, lead_definition()) if fresh and look is not None else None,
                "replaying": _going(replay),
                "replayed": replay.finished_at if done and replay is not None else None,
            }
        )
    return found


_HOW = {
    "first": "the first",
    "studio": "in the studio",
    "command": "by command",
    "automatic": "by itself",
}


def _versions() -> list[dict[str, Any]]:
    rows = definitions.versions(db.session.connection(), 20)
    people = dict(db.session.execute(select(User.id, User.name)).all())
    return [
        {
            "version": row.version,
            "at": row.applied_at,
            "how": _HOW.get(row.how, row.how),
            "by": people.get(row.applied_by),
            "source": row.source,
        }
        for row in rows
    ]
