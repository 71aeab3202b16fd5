"""Companies: the list with search, sorting and pages; one with its people and why its score."""

from __future__ import annotations

from store.companies import Company
from web.studio import companies


def company(studio, name="Acme", people=(40.0,), **fields):
    key = f"domain:{name.lower()}.example"
    found = Company(key=key, domain=key[7:], name=name, name_key=name.lower(), **fields)
    studio.keep(found)
    for score in people:
        studio.lead(company=name, company_id=found.id, score=score)
    return found


def test_the_list_shows_people_score_and_who_decides(studio):
    company(studio, "Acme", (40.0, 20.0))
    page = studio.signed_in("marketer").get("/studio/companies").text
    for words in ("Acme", "acme.example", "2 people", "Missing", "<strong>42</strong>"):
        assert words in page


def test_an_empty_list_says_what_comes(studio):
    assert "No company yet" in studio.signed_in().get("/studio/companies").text
    assert "No company begins so" in studio.signed_in().get("/studio/companies?q=x").text


def test_search_finds_by_beginning_and_by_domain(studio):
    company(studio, "Acme")
    company(studio, "Bolt")
    admin = studio.signed_in()
    for search in ("ACM", "acme.example"):
        page = admin.get(f"/studio/companies?q={search}").text
        assert "acme.example" in page
        assert "bolt.example" not in page


def test_pages_follow_each_other_both_ways(studio, monkeypatch):
    monkeypatch.setattr(companies, "PAGE", 2)
    for number, name in enumerate(("Acme", "Bolt", "Cola", "Dido", "Echo")):
        company(studio, name, (), score=float(number))
    admin, seen, url = studio.signed_in(), [], "/studio/companies?sort=name"
    while url:
        page = admin.get(url).text
        seen += [n for n in ("Acme", "Bolt", "Cola", "Dido", "Echo") if f">{n}</a>" in page]
        found = page.partition('rel="next" href="')[2]
        url, last = found.partition('"')[0].replace("&amp;", "&"), url
    assert seen == ["Acme", "Bolt", "Cola", "Dido", "Echo"]
    back = admin.get(last).text.partition('rel="prev" href="')[2].partition('"')[0]
    assert ">Cola</a>" in admin.get(back.replace("&amp;", "&")).text


def test_odd_places_and_sorts_give_the_first_page(studio):
    company(studio)
    for query in ("after=x", "sort=x", "after=W1tdLHt9XQ", "before=%00", "q=%00%25"):
        assert studio.signed_in().get(f"/studio/companies?{query}").status_code == 200


def test_a_company_says_why_its_score(studio):
    found = company(studio, "Acme", (40.0, 20.0))
    page = studio.signed_in().get(f"/studio/companies/{found.id}").text
    assert "40 of the best lead + 2 (10% of 20 of the others) = 42" in page
    assert page.count("Ada Nowak") == 2
    assert "Missing" in page


def test_the_leads_page_links_its_company(studio):
    found = company(studio)
    lead = studio.lead(company_id=found.id)
    page = studio.signed_in().get(f"/studio/leads/{lead.id}").text
    assert f'href="/studio/companies/{found.id}"' in page


def test_a_company_that_is_not_there(studio):
    assert studio.signed_in().get("/studio/companies/99").status_code == 404
