"""A person's own page: nothing happens by opening it; its button withdraws; in six languages."""

from __future__ import annotations

import pytest

from leads.consent import prove
from leads.erase import erase
from leads.merging import Decider, merge
from leads.rights_links import lead_of, token_of, unsubscribe_headers
from leads.verification.proofs import BY_CODE, BY_LINK
from store.audit import AuditLine
from store.consents import Consent
from store.database import db
from store.leads import Lead
from store.types import now
from store.writing import write_connection, writing
from tests.rights.conftest import SECRET, Ada
from web.rights.words import LANGUAGES
from web.studio.definition import lead_definition

ALL = {"contact": True, "marketing": True, "profiling": True}


def test_opening_the_link_changes_nothing(ada: Ada) -> None:
    client = ada.app.test_client()
    for path in (ada.path, f"{ada.path}/one-click", f"{ada.path}/receipt"):
        for method in ("GET", "HEAD"):
            assert client.open(path, method=method).status_code in (200, 303)
    assert ada.given() == ALL


def test_the_page_tells_the_exact_words_and_hides_the_rest(ada: Ada) -> None:
    page = ada.app.test_client().get(ada.path)
    assert "Zgoda: contact &lt;b&gt;" in page.text
    assert "Cofnij zaznaczone" in page.text
    assert "ada@acme.example" not in page.text
    assert "Ada" not in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in page.headers


def test_the_button_withdraws_what_is_ticked(ada: Ada) -> None:
    client = ada.app.test_client()
    answer = client.post(ada.path, data={"purpose": ["marketing"]})
    assert answer.status_code == 303
    assert ada.given() == ALL | {"marketing": False}
    page = client.get(answer.headers["Location"]).text
    assert "Cofnięto" in page
    assert "marketing" not in page
    client.post(ada.path, data={"purpose": ["contact", "profiling", "unknown"]})
    assert set(ada.given().values()) == {False}
    with ada.app.app_context():
        row = db.session.query(Consent).filter_by(purpose="marketing", given=False).one()
        assert (row.words, row.origin, row.language) == ("Cofnij zaznaczone", "withdrawal", "pl")
        lines = [line.action for line in db.session.query(AuditLine)]
    assert lines == ["did:withdraw_consent"] * 2


def test_withdrawing_twice_is_withdrawing_once(ada: Ada) -> None:
    for _ in range(2):
        ada.app.test_client().post(ada.path, data={"purpose": "marketing"})
    with ada.app.app_context():
        assert db.session.query(Consent).filter_by(given=False).count() == 1


def test_the_mail_programs_button_withdraws_what_is_about_mail(ada: Ada) -> None:
    client = ada.app.test_client()
    one_click = {"List-Unsubscribe": "One-Click"}
    assert client.post(f"{ada.path}/one-click", data=one_click).status_code == 204
    assert ada.given() == {"contact": False, "marketing": False, "profiling": True}
    assert client.post(f"{ada.path}/one-click", data={}).status_code == 400


def test_headers_of_mails_point_there(ada: Ada) -> None:
    headers = unsubscribe_headers("https://x.example", SECRET, ada.lead_id)
    assert headers == {
        "List-Unsubscribe": f"<https://x.example{ada.path}/one-click>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def test_the_receipt_has_every_word_with_its_moment(ada: Ada) -> None:
    client = ada.app.test_client()
    client.post(ada.path, data={"purpose": "marketing"})
    page = client.get(f"{ada.path}/receipt").text
    assert page.count("Zgoda: ") == 3
    assert "a…@acme.example" in page
    assert page.count(" UTC") == 4
    assert "Odmówiona lub cofnięta" in page


@pytest.mark.parametrize(
    ("proof", "words"),
    [
        (BY_CODE, "kod wpisany w rozmowie"),
        (BY_LINK, "link w wiadomości e-mail"),
        ("Told by our CRM", "Told by our CRM"),
    ],
)
def test_the_receipt_says_how_it_was_confirmed(ada: Ada, proof: str, words: str) -> None:
    with ada.app.app_context(), write_connection() as connection:
        prove(connection, ada.lead_id, proof, now())
    page = ada.app.test_client().get(f"{ada.path}/receipt").text
    assert page.count(f"<dt>Potwierdzono przez</dt><dd>{words}, ") == 3


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_has_the_page(ada: Ada, language: str) -> None:
    client = ada.app.test_client()
    page = client.get(f"{ada.path}?language={language}").text
    assert f'<html lang="{language}"' in page
    assert LANGUAGES[language]["withdraw"] in page
    assert set(LANGUAGES[language]) == set(LANGUAGES["en"])


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: "Mg." + t.split(".")[1], str.upper])
def test_a_link_we_did_not_sign_opens_nothing(ada: Ada, change) -> None:
    forged = f"/rights/{change(token_of(SECRET, ada.lead_id))}"
    client = ada.app.test_client()
    for answer in (client.get(forged), client.post(forged), client.get(f"{forged}/receipt")):
        assert answer.status_code == 404
    assert ada.given() == ALL


def test_a_token_names_a_lead_and_nothing_else() -> None:
    assert lead_of(SECRET, token_of(SECRET, 7)) == 7
    assert lead_of("t" * 40, token_of(SECRET, 7)) is None


def test_an_erased_person_is_told_so(ada: Ada) -> None:
    with ada.app.app_context(), write_connection() as connection:
        erase(connection, ada.lead_id)
    client = ada.app.test_client()
    page = client.get(f"{ada.path}?language=en")
    assert (page.status_code, "Nothing is kept about you here" in page.text) == (410, True)
    assert client.post(ada.path, data={"purpose": "contact"}).status_code == 303
    one_click = {"List-Unsubscribe": "One-Click"}
    assert client.post(f"{ada.path}/one-click", data=one_click).status_code == 204


def test_the_link_of_a_merged_lead_is_the_persons(ada: Ada) -> None:
    with ada.app.test_request_context():
        with writing() as rows:
            other = Lead(first_name="Ada", email="a@b.example", email_key="a@b.example")
            rows.add(other)
            rows.flush()
            number = other.id
        with write_connection() as connection:
            merge(connection, number, ada.lead_id, lead_definition(), Decider(), now())
    client = ada.app.test_client()
    assert "Zgoda: contact" in client.get(ada.path).text
    client.post(ada.path, data={"purpose": "contact"})
    with ada.app.app_context():
        gone = db.session.query(Consent).filter_by(given=False).one()
        assert gone.lead_id == number
