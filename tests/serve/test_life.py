"""A site's life: its first start, its end, and the start after that."""

from __future__ import annotations

import pytest

from tests.live import LiveSite
from tests.serve.client import answer, ask, begin, kept
from tests.serve.family import is_alive
from tests.serve.past import HALF_WAY, Past


def test_the_first_start_prints_where_everything_is(live: LiveSite, past: Past) -> None:
    assert f"Demo      {live.url}/" in past.printed
    assert f"Studio    {live.url}/studio/" in past.printed
    assert "5 published" in past.printed
    assert past.pages["/"] == 200


def test_a_broken_flow_stops_nothing_and_is_told(past: Past) -> None:
    assert "bad.yml:6" in past.printed
    assert past.pages["/f/asking"] == 200
    assert past.pages["/f/bad"] == 404


def test_the_first_link_to_the_studio_works_once(live: LiveSite, past: Past) -> None:
    assert past.opened[:2] == [200, 303]
    assert past.opened[2] in (404, 410)
    assert ask(live.url + past.link).status in (404, 410)
    assert "/studio/welcome/" not in live.output.replace(past.printed, "")


def test_stopping_is_clean_and_leaves_nobody_behind(past: Past) -> None:
    assert past.stopped == 0
    assert len(past.processes) >= 3  # two that answer visitors, the housekeeper
    assert [pid for pid in past.processes if is_alive(pid)] == []


def test_stopping_while_visitors_answer_loses_nothing(live: LiveSite, past: Past) -> None:
    visitors = past.visitors
    assert visitors is not None
    assert (visitors.faults, visitors.count() > 20) == ([], True)
    for token, said in visitors.acknowledged.items():
        assert kept(live, token)[: len(said)] == said


@pytest.mark.parametrize("name", HALF_WAY)
def test_a_conversation_goes_on_at_its_question_whatever_became_of_its_file(
    live: LiveSite, past: Past, name: str
) -> None:
    turn = past.begun[name]
    now = ask(f"{live.url}/api/v1/conversations/{turn['conversation']}").json
    assert now | {"messages": []} == turn | {"messages": []}
    assert now["question"]["slot"] == "two"
    last = answer(live, answer(live, now, "the second").json, "the third").json
    assert last["result"]["title"] == "As it was"
    assert kept(live, turn["conversation"]) == [f"said to {name}", "the second", "the third"]


def test_new_conversations_begin_on_what_is_there_now(live: LiveSite, past: Past) -> None:
    turn = answer(live, begin(live, "changed"), "the first").json
    assert turn["question"]["slot"] == "other"
    assert begin(live, "broken")["question"]["slot"] == "one"  # its last sound version
    assert ask(f"{live.url}/api/v1/flows/removed/conversations", {}).status == 404
