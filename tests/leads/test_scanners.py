"""People and programs told apart by what they ask for, when, and what they call themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from leads.scanners import (
    Click,
    suspicion_of_reading,
    suspicion_of_request,
    suspicions_of_clicks,
)
from tests.leads.people import AT

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"
GMAIL = "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)"
LINKS = ("offer", "demo", "unsubscribe")


def click(seconds: float, link: str = "offer", method: str = "GET", agent: str = FIREFOX) -> Click:
    told = suspicion_of_request(method, agent)
    return Click(AT + timedelta(seconds=seconds), link, told)


@pytest.mark.parametrize("agent", [FIREFOX, IPHONE])
def test_people_are_not_suspected(agent: str) -> None:
    assert suspicion_of_request("GET", agent) == ()


@pytest.mark.parametrize(
    "agent",
    ["", None, "curl/8.5", "Barracuda Sentinel (EE)", "Googlebot/2.1", "Proofpoint URL Defense",
     "python-requests/2.32", "Mozilla/5.0 (compatible; Mimecast)", "HeadlessChrome/126"],
)  # fmt: skip
def test_programs_name_themselves(agent: str | None) -> None:
    assert suspicion_of_request("GET", agent) == ("agent",)


def test_asking_for_the_head_alone_is_no_reading() -> None:
    assert suspicion_of_request("HEAD", FIREFOX) == ("head",)


def test_a_click_within_seconds_of_delivery_is_a_scanners() -> None:
    found = suspicions_of_clicks(AT, [click(-1), click(2), click(8), click(3600)], LINKS)
    assert found == [("too_soon",), ("too_soon",), (), ()]


def test_all_links_at_once_are_a_scanners_and_a_later_click_is_a_persons() -> None:
    clicks = [click(600, link) for link in LINKS] + [click(4000, "demo")]
    assert suspicions_of_clicks(AT, clicks, LINKS) == [("all_links",)] * 3 + [()]


def test_reading_on_slowly_through_all_links_is_a_persons() -> None:
    clicks = [click(600 + 30 * number, link) for number, link in enumerate(LINKS)]
    assert suspicions_of_clicks(AT, clicks, LINKS) == [()] * 3


def test_the_only_link_of_a_mail_may_be_followed() -> None:
    assert suspicions_of_clicks(AT, [click(60)], ("offer",)) == [()]


def test_the_picture_loaded_with_all_links_is_a_scanners_too() -> None:
    clicks = [click(600, link) for link in ("picture", *LINKS)] + [click(4000, "picture")]
    assert suspicions_of_clicks(AT, clicks, LINKS) == [("all_links",)] * 4 + [()]


def test_what_a_request_told_stays_said() -> None:
    clicks = [click(60, method="HEAD"), click(70, agent="Barracuda"), click(1, method="HEAD")]
    found = suspicions_of_clicks(AT, clicks, LINKS)
    assert found == [("head",), ("agent",), ("head", "too_soon")]


@pytest.mark.parametrize(
    ("seconds", "agent", "said"),
    [
        (600, FIREFOX, ()),
        (600, GMAIL, ()),
        (30, FIREFOX, ()),
        (30, GMAIL, ("prefetch",)),
        (2, GMAIL, ("prefetch",)),
        (86_400, "Mozilla/5.0", ("prefetch",)),
        (600, "Barracuda", ("agent",)),
    ],
)
def test_pictures_loaded_ahead_are_no_reading(
    seconds: float, agent: str, said: tuple[str, ...]
) -> None:
    assert suspicion_of_reading(AT, AT + timedelta(seconds=seconds), "GET", agent) == said
