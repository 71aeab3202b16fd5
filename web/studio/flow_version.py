"""One version of a flow: its source, and what changed since the one before."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, render_template, request
from sqlalchemy import select
from sqlalchemy.orm import undefer

from store.database import db
from store.flow_versions import FlowVersion
from web.site import site
from web.studio import blueprint

_KEY = re.compile(r"^(\s*(?:- )*)([\w.\"'-]+)(?=:(?:\s|$))")
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_HUNK = re.compile(r"@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@")

Parts = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of source. `kind`: "", "added", "removed" or "gap"; `parts` are (class, words)."""

    number: int | None
    kind: str
    parts: Parts


@blueprint.get("/flows/<name>/versions/<version>")
def flow_version(name: str, version: str) -> str:
    """A version's source or its changes (marketer, admin)."""
    row = db.session.scalar(
        select(FlowVersion)
        .where(FlowVersion.name == name, FlowVersion.version == version)
        .options(undefer(FlowVersion.sources))
    ) or abort(404)
    view = "diff" if request.args.get("view") == "diff" else "source"
    files, nothing = _changes(row) if view == "diff" else (_source(row), "")
    served = site().library.flows.get(name)
    return render_template(
        "studio/flow_version.html",
        name=name,
        flow_title=row.title,
        version={
            "hash": row.version,
            "at": row.published_at,
            "serving": served is not None and served.flow.version == row.version,
        },
        view=view,
        files=files,
        nothing=nothing,
    )


def _sources(row: FlowVersion) -> dict[str, str]:
    sources: dict[str, str] = json.loads(row.sources)
    own = f"{row.name}.yml"
    return dict(sorted(sources.items(), key=lambda item: (item[0] != own, item[0])))


def _source(row: FlowVersion) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "words": "" if name == f"{row.name}.yml" else "kept with it",
            "lines": [
                Line(number, "", highlighted(line))
                for number, line in enumerate(text.splitlines(), 1)
            ],
        }
        for name, text in _sources(row).items()
    ]


def _changes(row: FlowVersion) -> tuple[list[dict[str, Any]], str]:
    before = db.session.scalar(
        select(FlowVersion)
        .where(FlowVersion.name == row.name, FlowVersion.id < row.id)
        .order_by(FlowVersion.id.desc())
        .limit(1)
        .options(undefer(FlowVersion.sources))
    )
    if before is None:
        return [], "This is the first version that was kept: there is nothing to compare it with."
    return list(_changed_files(_sources(before), _sources(row))), "Nothing changed but its place."


def _changed_files(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for name in {**after, **before}:
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        words = "new file" if old is None else "no longer used" if new is None else ""
        lines = list(_diff((old or "").splitlines(), (new or "").splitlines()))
        yield {"name": name, "words": words, "lines": lines}


def _diff(old: list[str], new: list[str]) -> Iterator[Line]:
    old_number = new_number = 0
    for text in list(difflib.unified_diff(old, new, lineterm="", n=3))[2:]:
        hunk = _HUNK.match(text)
        if hunk:
            old_number, new_number = int(hunk[1]), int(hunk[2])
            yield Line(None, "gap", [("", f"line {new_number}")])
        elif text.startswith("-"):
            yield Line(old_number, "removed", highlighted(text[1:]))
            old_number += 1
        else:
            yield Line(new_number, "added" if text[0] == "+" else "", highlighted(text[1:]))
            new_number += 1
            old_number += text[0] != "+"


def highlighted(line: str) -> Parts:
    """Keys and comments of a YAML line, marked. A hint for the eye; it does not parse."""
    comment = _COMMENT.search(line)
    code, note = (line[: comment.start()], comment[0]) if comment else (line, "")
    key = _KEY.match(code)
    parts: Parts = [("", code)] if not key else [
        ("", key[1]), ("key", key[2]), ("", code[key.end() :])
    ]  # fmt: skip
    return [part for part in (*parts, ("note", note)) if part[1]]
