"""The list of leads: search, filters, sorting, pages."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from store.conversations import Conversation
from store.flow_versions import FlowVersion
from store.handovers import LeadFault

NOON = datetime(2027, 3, 10, 12, tzinfo=UTC)


def _names(page) -> list[str]:
    return re.findall(r'class="stretch" href="/studio/leads/\d+">([^<]+)<', page.text)


@pytest.fixture
def reader(studio):
    return studio.signed_in("marketer")


@pytest.fixture
def three(studio):
    """Three leads; Kaya is hot, Öz has an unknown budget, Żak was lost."""
    return [
        studio.lead(
            first_name="Ali", last_name="Kaya", company="Acme", stage="SQL", score=60.0,
            axis_need=25.0, axis_budget=20.0, source="google", first_flow="plan",
            created_at=NOON, last_seen_at=NOON,
        ),
        studio.lead(
            first_name="Ece", last_name="Öz", stage="MQL", score=30.0, axis_need=10.0,
            source="newsletter", created_at=NOON - timedelta(days=1),
            last_seen_at=NOON + timedelta(days=1),
        ),
        studio.lead(
            first_name="Jan", last_name="Żak", company="Żółw", score=5.0, status="lost",
            source="direct", created_at=NOON - timedelta(days=9),
            last_seen_at=NOON - timedelta(days=9),
        ),
    ]  # fmt: skip


def test_without_leads_it_tells_what_to_do(reader):
    page = reader.get("/studio/leads").text
    assert "Your first lead will stand here" in page
    assert 'href="/studio/flows"' in page


def test_the_newest_lead_comes_first(reader, three):
    page = reader.get("/studio/leads")
    assert _names(page) == ["Ali Kaya", "Ece Öz", "Jan Żak"]
    assert "3 leads" in page.text


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=kay", ["Ali Kaya"]),
        ("q=zolw", ["Jan Żak"]),
        ("q=nobody", []),
        ("stage=SQL", ["Ali Kaya"]),
        ("stage=none", ["Jan Żak"]),
        ("status=lost", ["Jan Żak"]),
        ("source=newsletter", ["Ece Öz"]),
        ("since=2027-03-09", ["Ali Kaya", "Ece Öz"]),
        ("until=2027-03-09", ["Ece Öz", "Jan Żak"]),
        ("since=2027-03-09&until=2027-03-09", ["Ece Öz"]),
        ("axis.budget=known", ["Ali Kaya"]),
        ("axis.budget=unknown", ["Ece Öz", "Jan Żak"]),
        ("axis.need=12.5", ["Ali Kaya"]),
        ("axis.need=10", ["Ali Kaya", "Ece Öz"]),
        ("stage=SQL&status=lost", []),
        ("sort=score", ["Ali Kaya", "Ece Öz", "Jan Żak"]),
        ("sort=score&reverse=1", ["Jan Żak", "Ece Öz", "Ali Kaya"]),
        ("sort=seen", ["Ece Öz", "Ali Kaya", "Jan Żak"]),
        ("sort=name", ["Ali Kaya", "Ece Öz", "Jan Żak"]),
        ("sort=name&reverse=1", ["Jan Żak", "Ece Öz", "Ali Kaya"]),
    ],
)
def test_filters_and_sorts(reader, three, query, names):
    assert _names(reader.get(f"/studio/leads?{query}")) == names


def test_the_flow_filter_finds_who_played_it(studio, reader, three):
    version = FlowVersion(name="plan", version="a" * 64, kind="chat", title="Plan", sources="{}")
    studio.keep(version)
    studio.keep(
        Conversation(
            token="t", flow="plan", flow_version_id=version.id, kind="chat", language="en",
            state="{}", turn=1, lead_id=three[1].id,
        )
    )  # fmt: skip
    assert _names(reader.get("/studio/leads?flow=plan")) == ["Ece Öz"]


def test_suspected_bots_are_shown_on_demand_only(studio, reader):
    studio.lead(first_name="Robot", last_name="Nik", suspected=True)
    assert _names(reader.get("/studio/leads")) == []
    page = reader.get("/studio/leads?suspected=1")
    assert _names(page) == ["Robot Nik"]
    assert "Suspected bot" in page.text


def test_erased_leads_are_nowhere(studio, reader):
    studio.lead(first_name="Gone", erased_at=NOON)
    assert _names(reader.get("/studio/leads?suspected=1")) == []


def test_filters_stand_as_chips_that_take_them_away(reader, three):
    page = reader.get("/studio/leads?stage=SQL&q=kaya&axis.need=known").text
    chips = re.findall(r'<a class="chip" href="([^"]+)"><span>([^<]+)<', page)
    assert [(words, url.replace("&amp;", "&")) for url, words in chips] == [
        ("“kaya”", "/studio/leads?stage=SQL&axis.need=known"),
        ("SQL", "/studio/leads?q=kaya&axis.need=known"),
        ("Need known", "/studio/leads?q=kaya&stage=SQL"),
    ]


def test_filters_that_find_nobody_can_be_cleared(reader, three):
    page = reader.get("/studio/leads?stage=SQL&status=lost").text
    assert "No lead fits these filters" in page
    assert "Clear all filters" in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("stage=Hot", "Stage is one of"),
        ("status=maybe", "Status is one of"),
        ("since=yesterday", "Since is a day such as"),
        ("since=2027-02-30", "Since is a day such as"),
        ("axis.need=lots", "Need is known, unknown or the least points"),
        ("axis.need=nan", "Need is known, unknown or the least points"),
        ("since=2027-03-02&until=2027-03-01", "Since is after until"),
        ("sort=shoe-size", "Sort is one of"),
    ],
)
def test_what_cannot_be_understood_is_explained(reader, three, query, words):
    page = reader.get(f"/studio/leads?{query}")
    assert page.status_code == 200
    assert words in page.text


@pytest.mark.parametrize(
    "query", ["q=%00", "q=" + "x" * 5000, "after=nonsense", "before=W10", "q=%25_%27", "flow=%00a"]
)
def test_odd_addresses_do_no_harm(reader, three, query):
    assert reader.get(f"/studio/leads?{query}").status_code == 200


def test_pages_follow_on_without_gap_or_double(studio, reader, monkeypatch):
    monkeypatch.setattr("web.studio.leads.PAGE", 2)
    for number in range(5):
        studio.lead(last_name=f"N{number}", created_at=NOON + timedelta(hours=number))
    seen, url = [], "/studio/leads?source="
    while url:
        page = reader.get(url)
        seen += _names(page)
        following = re.search(r'rel="next" href="([^"]+)"', page.text)
        url = following and following[1].replace("&amp;", "&")
    assert seen == ["Ada N4", "Ada N3", "Ada N2", "Ada N1", "Ada N0"]
    back = re.search(r'rel="prev" href="([^"]+)"', page.text)[1].replace("&amp;", "&")
    assert _names(reader.get(back)) == ["Ada N2", "Ada N1"]


def test_the_heading_in_use_says_so_and_turns_the_sort_round(reader, three):
    page = reader.get("/studio/leads?sort=score").text
    assert re.search(
        r'aria-sort="descending"><a href="/studio/leads\?sort=score&amp;reverse=1"', page
    )


def test_unknown_axes_are_said_to_be_unknown(reader, three):
    page = reader.get("/studio/leads?q=oz").text
    assert 'aria-label="need 10, budget unknown, authority unknown, fit unknown"' in page


def test_counting_stops_at_a_limit(studio, reader, monkeypatch):
    monkeypatch.setattr("web.studio.lead_counts.lead_count", lambda *_: (1000, True))
    monkeypatch.setattr("web.studio.leads.PAGE", 1)
    studio.lead()
    assert "1 lead" in reader.get("/studio/leads").text  # one page is its own count
    studio.lead()
    assert "More than 1,000 leads" in reader.get("/studio/leads").text


def test_what_sales_ask_for_is_a_filter_of_its_own(studio):
    seller = studio.user("sales", name="Ömer İnce")
    whole = {f"axis_{axis}": 1.0 for axis in ("need", "budget", "authority", "timing", "interest")}
    studio.lead(first_name="Whole", owner_id=seller.id, **whole)
    studio.lead(first_name="Short", almost="budget", axis_need=20.0)
    odd = studio.lead(first_name="Odd", **whole)
    studio.keep(LeadFault(lead_id=odd.id, kind="bounced", subject="x", detail="550"))
    reader = studio.signed_in("marketer")

    def names(**asked):
        page = reader.get("/studio/leads", query_string=asked).text
        return {name for name in ("Whole", "Short", "Odd") if f">{name} Nowak<" in page}

    assert names(missing="budget") == {"Short"}
    assert names(almost="any") == names(almost="budget") == {"Short"}
    assert names(almost="need") == set()
    assert names(owner=str(seller.id)) == {"Whole"}
    assert names(owner="nobody") == {"Short", "Odd"}
    assert names(fault="any") == names(fault="bounced") == {"Odd"}
    assert names(fault="contradiction") == set()
    page = reader.get(f"/studio/leads?owner={seller.id}&missing=budget&fault=bounced").text
    for chip in ("Owner: Ömer İnce", "Budget missing", "Mail came back"):
        assert f"<span>{chip}</span>" in page
    csv = reader.get("/studio/leads.csv?almost=any").text
    assert "Short" in csv
    assert "Whole" not in csv


@pytest.mark.parametrize(
    "asked", ["missing=fit", "almost=rubbish", "owner=x", "owner=²", "fault=rubbish"]
)
def test_a_filter_of_sales_that_makes_no_sense_is_named_and_left_out(studio, asked):
    studio.lead(first_name="Ada")
    page = studio.signed_in("sales").get(f"/studio/leads?{asked}")
    assert page.status_code == 200
    assert 'role="alert"' in page.text
    assert ">Ada Nowak<" in page.text
