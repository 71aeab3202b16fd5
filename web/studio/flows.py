"""The flows: what is served, what is broken, what they bring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import render_template, url_for
from sqlalchemy import func, select

from bot.flowfile import Problem
from bot.model import Flow
from store.database import db
from store.flow_versions import FlowVersion
from web.conversations import record_published
from web.site import site
from web.studio import blueprint
from web.studio.flow_figures import Figures, flow_figures

#: Files of the flows folder that are no flows.
SHARED_FILES = ("lead.yml", "offers.yml", "answers.yml")


@dataclass(frozen=True, slots=True)
class FlowRow:
    """A flow as the studio lists it. `served` is False when no sound version was ever read."""

    name: str
    title: str
    kind: str
    languages: tuple[str, ...]
    version: str | None
    published: datetime | None
    errors: int
    warnings: int
    figures: Figures
    gone: bool = False

    @property
    def served(self) -> bool:
        """Whether visitors can open it."""
        return self.version is not None


@blueprint.get("/flows")
def flows() -> str:
    """All flows (marketer, admin)."""
    return render_template(
        "studio/flows.html",
        flows=flow_rows(),
        folder=str(site().settings.flows_dir),
        shared_problems=[line for line in problem_lines() if line["file"] in SHARED_FILES],
    )


def flow_rows() -> list[FlowRow]:
    """Every flow that has a file now, served or broken, then those only the database remembers."""
    library = site().library
    library.refresh()
    record_published()
    figures, versions = flow_figures(), _latest_versions()
    files = {problem.file.rsplit("/", 1)[-1] for problem in library.problems}
    broken = {file[:-4] for file in files if file.endswith(".yml") and file not in SHARED_FILES}
    names = sorted({*library.flows, *broken, *versions})
    rows = [_row(name, figures.get(name, Figures()), versions.get(name), broken) for name in names]
    return sorted(rows, key=lambda row: (row.gone, row.title.casefold()))


def _row(
    name: str, figures: Figures, latest: tuple[str, str, datetime] | None, broken: set[str]
) -> FlowRow:
    published = site().library.flows.get(name)
    flow = published.flow if published else None
    problems = problems_of(name)
    title, kind, at = latest or (name, "", None)
    return FlowRow(
        name=name,
        title=plain_title(flow) if flow else title,
        kind=flow.kind if flow else kind,
        languages=flow.languages if flow else (),
        version=flow.version if flow else None,
        published=at,
        errors=sum(problem.severity == "error" for problem in problems),
        warnings=sum(problem.severity == "warning" for problem in problems),
        figures=figures,
        gone=flow is None and name not in broken,
    )


def _latest_versions() -> dict[str, tuple[str, str, datetime]]:
    newest = select(func.max(FlowVersion.id).label("id")).group_by(FlowVersion.name).subquery()
    rows = db.session.execute(
        select(
            FlowVersion.name, FlowVersion.title, FlowVersion.kind, FlowVersion.published_at
        ).join(newest, newest.c.id == FlowVersion.id)
    )
    return {name: (title, kind, at) for name, title, kind, at in rows}


def plain_title(flow: Flow) -> str:
    """The title in the flow's first language, references left out: they need a conversation."""
    template = flow.title.template(flow.language)
    return "".join(part for part in template if isinstance(part, str)).strip() or flow.name


def flow_titles() -> dict[str, str]:
    """Titles of the served flows by name."""
    return {name: plain_title(published.flow) for name, published in site().library.flows.items()}


def problems_of(name: str) -> list[Problem]:
    """The problems of this flow's own file."""
    return [
        problem
        for problem in site().library.problems
        if problem.file.rsplit("/", 1)[-1] == f"{name}.yml"
    ]


def problem_lines(name: str | None = None) -> list[dict[str, Any]]:
    """Problems as templates show them: of one flow, or all, errors first."""
    found = problems_of(name) if name else list(site().library.problems)
    return [
        {
            "file": problem.file.rsplit("/", 1)[-1],
            "place": f"{problem.file}:{problem.line}:{problem.column}",
            "line": problem.line,
            "where": problem.where,
            "message": problem.message,
            "severity": problem.severity,
            "url": _url(problem.file.rsplit("/", 1)[-1]),
        }
        for problem in sorted(found, key=lambda one: (one.severity != "error", one.order))
    ]


def _url(file: str) -> str | None:
    if file in SHARED_FILES or not file.endswith(".yml"):
        return None
    return url_for("studio.flow", name=file[:-4])
