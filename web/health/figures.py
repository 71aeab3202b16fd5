"""What is counted, and how the processes' counts become one answer for Prometheus.

Under `python -m web serve` every process counts into a file of its own (`web.serve.figures`), so
that a count costs no lock and no commit; whoever is asked adds them up.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from bot.library import Library
from web.conversations.turn import Turn

#: Seconds; the goal for a turn is 30 milliseconds at the 99th percentile.
BUCKETS = (0.0025, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)

REQUESTS = Counter(
    "lodestone_requests", "Requests answered, by part of the site and status.", ("part", "status")
)
TURN_SECONDS = Histogram(
    "lodestone_turn_seconds",
    "Seconds from a visitor's request to its answer, commit included.",
    ("surface",),
    buckets=BUCKETS,
)
CONVERSATIONS = Counter(
    "lodestone_conversations", "Conversations begun and kept, bots' included.", ("flow",)
)
COMPLETED = Counter("lodestone_conversations_completed", "Conversations ended.", ("flow",))
ANSWERS = Counter("lodestone_answers", "Answers kept, changed ones included.", ("flow",))
LEADS = Counter("lodestone_leads", "Conversations whose contact made or found a lead.", ("flow",))

#: Children by label: looking one up costs more than counting.
_request = lru_cache(maxsize=512)(REQUESTS.labels)
_seconds = lru_cache(maxsize=8)(TURN_SECONDS.labels)


def count_request(part: str, status: int) -> None:
    """Count an answered request."""
    _request(part, str(status)).inc()


def time_turn(surface: str, seconds: float) -> None:
    """Note how long a visitor waited."""
    _seconds(surface).observe(seconds)


def count_turn(turn: Turn) -> None:
    """Count what a kept turn brought. The author's own looking does not count."""
    if turn.preview:
        return
    flow = turn.flow.name
    if turn.kept is None:
        CONVERSATIONS.labels(flow).inc()
    if turn.answers_kept:
        ANSWERS.labels(flow).inc(turn.answers_kept)
    if turn.found_lead:
        LEADS.labels(flow).inc()
    if turn.completes:
        COMPLETED.labels(flow).inc()


class _Flows(Collector):
    """How many flows are served, and how many problems their files have."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def collect(self) -> Iterable[Metric]:
        """Read at each scrape."""
        flows = self._library.flows
        yield GaugeMetricFamily("lodestone_flows", "Flows published.", value=len(flows))
        problems = GaugeMetricFamily(
            "lodestone_flow_problems", "Problems in flow files.", labels=("severity",)
        )
        for severity in ("error", "warning"):
            found = sum(one.severity == severity for one in self._library.problems)
            problems.add_metric((severity,), found)
        yield problems


def exposition(library: Library) -> bytes:
    """All figures, of all processes of this machine, in Prometheus' text format."""
    flows = CollectorRegistry()
    flows.register(_Flows(library))
    counted = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    return generate_latest(counted) + generate_latest(flows)
