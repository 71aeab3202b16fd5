"""Figures for operators: what visitors do is counted, and the processes' counts add up."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.live import LiveSite

FLOW = """\
format: 1
kind: form
title: Hello
language: en
steps:
  - {ask: first_name, type: name, text: Name?}
  - {ask: email, type: email, text: E-mail?}
outcomes:
  - {id: thanks, title: Thank you}
"""


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    folder = tmp_path_factory.mktemp("figures")
    (folder / "flows").mkdir()
    (folder / "flows" / "hello.yml").write_text(FLOW, "utf-8")
    site = LiveSite(folder / "data", folder / "flows", WORKERS="2")
    site.start()
    yield site
    site.stop()


def _post(site: LiveSite, path: str, body: dict[str, Any]) -> dict[str, Any]:
    request = urllib.request.Request(
        f"{site.url}/api/v1{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        found: dict[str, Any] = json.loads(answer.read())
        return found


def _figures(site: LiveSite) -> dict[tuple[str, str], float]:
    """Values by name and the labels' values."""
    with urllib.request.urlopen(f"{site.url}/metrics", timeout=20) as answer:
        families = list(text_string_to_metric_families(answer.read().decode()))
    return {
        (sample.name, ",".join(sample.labels.values())): sample.value
        for family in families
        for sample in family.samples
    }


def _play(site: LiveSite, email: str) -> None:
    turn = _post(site, "/flows/hello/conversations", {})
    for value in ("Ada", email):
        path = f"/conversations/{turn['conversation']}/answers"
        sent = {"turn": turn["turn"], "value": value}
        turn = _post(site, path, sent)
        _post(site, path, sent)  # a double tap counts once


def test_warming_up_is_no_visit(live: LiveSite) -> None:
    assert _figures(live).get(("lodestone_requests_total", "studio,200"), 0) == 0


def test_every_process_gives_the_sums_of_all(live: LiveSite) -> None:
    before = _figures(live)
    for number in range(8):
        _play(live, f"ada{number}@northwind.example")
    for _ in range(6):  # whichever process answers
        after = _figures(live)

        def grown(name: str, labels: str = "hello", now: Any = after) -> float:
            return float(now[name, labels] - before.get((name, labels), 0))

        assert grown("lodestone_conversations_total") == 8
        assert grown("lodestone_answers_total") == 16
        assert grown("lodestone_leads_total") == 8
        assert grown("lodestone_conversations_completed_total") == 8
        assert grown("lodestone_requests_total", "api,201") == 8
        assert grown("lodestone_requests_total", "api,200") == 32
        assert grown("lodestone_turn_seconds_count", "api") == 40
        assert after["lodestone_flows", ""] == 1


def test_refusals_are_counted_by_status(live: LiveSite) -> None:
    before = _figures(live).get(("lodestone_requests_total", "visitor,404"), 0)
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(f"{live.url}/f/nothing", timeout=20)
    assert _figures(live)["lodestone_requests_total", "visitor,404"] == before + 1


def test_counting_begins_anew_at_each_start_and_in_a_folder_of_its_own(live: LiveSite) -> None:
    assert list(Path(live.data, "metrics").glob("*.db"))
