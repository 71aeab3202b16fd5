"""Short flow files for tests."""

from __future__ import annotations

from bot.flowfile import Checked, check_sources
from bot.model import Flow

HEAD = "format: 1\nkind: {kind}\ntitle: A flow\nlanguage: en\n"
LEAD = "axes:\n  need: {cap: 25}\n  budget: {cap: 25}\n"


def source(body: str, kind: str = "form") -> bytes:
    """A flow file with `body` after its head."""
    return (HEAD.format(kind=kind) + body).encode()


def check(body: str, kind: str = "form", **others: str) -> Checked:
    """One flow called `flow`, checked with lead.yml and `others` by flow name."""
    sources = {"flow.yml": source(body, kind), "lead.yml": LEAD.encode()}
    sources |= {f"{name}.yml": text.encode() for name, text in others.items()}
    return check_sources(sources)


def compiled(body: str, kind: str = "form", **others: str) -> Flow:
    """The same as a flow; fails when it is not sound."""
    checked = check(body, kind, **others)
    assert [str(p) for p in checked.problems if p.severity == "error"] == []
    return checked.flows["flow"]


def messages(checked: Checked, severity: str = "error") -> list[str]:
    """What is said, without file and place."""
    return [problem.message for problem in checked.problems if problem.severity == severity]
