"""Who saw and changed what: every look and change leaves a line, and the chain is verified."""

from __future__ import annotations

from sqlalchemy import update

from store.audit import AuditLine, verify
from store.database import db


def lines(studio, *conditions):
    with studio.app.app_context():
        found = db.session.query(AuditLine).filter(*conditions).order_by(AuditLine.id)
        return [(line.action, line.object_kind, line.object_id) for line in found]


def test_looking_at_a_lead_and_changing_it_is_noted(studio):
    lead, sales = studio.lead(), studio.signed_in("sales")
    sales.get(f"/studio/leads/{lead.id}")
    sales.post(f"/studio/leads/{lead.id}/notes", text="Called")
    sales.get(f"/studio/leads/{lead.id}/export.json")
    found = lines(studio, AuditLine.object_id == lead.id)
    assert found == [
        ("saw:lead", "lead", lead.id),
        ("did:add_note", "lead", lead.id),
        ("saw:lead_export", "lead", lead.id),
    ]


def test_a_list_is_one_line_and_tells_no_names(studio):
    for _ in range(3):
        studio.lead()
    studio.signed_in("sales").get("/studio/leads?q=Nowak&stage=MQL&sort=name")
    studio.signed_in("sales").get("/studio/leads.csv?q=Nowak")
    assert [one[0] for one in lines(studio)] == ["saw:leads", "saw:leads_csv"]
    with studio.app.app_context():
        kept = db.session.query(AuditLine).all()
        assert [line.detail for line in kept] == [{"filters": ["q", "stage"]}, {"filters": ["q"]}]


def test_the_same_look_again_is_one_line_for_a_while(studio):
    lead, sales = studio.lead(), studio.signed_in("sales")
    for _ in range(3):
        sales.get(f"/studio/leads/{lead.id}")
    assert len(lines(studio)) == 1


def test_what_was_refused_and_who_is_at_the_door_is_not_noted(studio):
    studio.stranger().get("/studio/leads")
    studio.signed_in("sales").get("/studio/leads/99")
    studio.signed_in("sales").get("/studio/users")
    assert lines(studio) == []


def test_erasing_a_person_keeps_the_chain_whole(studio):
    lead, admin = studio.lead(), studio.signed_in("admin")
    admin.get(f"/studio/leads/{lead.id}")
    admin.post(f"/studio/leads/{lead.id}/erase", confirmation=lead.email)
    assert lines(studio)[-1] == ("did:erase_lead", "lead", lead.id)
    with studio.app.app_context():
        assert verify(db.session.connection()).holds
        kept = " ".join(str(line.__dict__) for line in db.session.query(AuditLine))
    assert lead.email not in kept
    assert "Nowak" not in kept


def test_the_room_shows_lines_and_verifies_the_chain(studio):
    lead, admin = studio.lead(), studio.signed_in("admin")
    admin.get(f"/studio/leads/{lead.id}")
    page = admin.get(f"/studio/audit?lead={lead.id}").text
    assert "Admin Person" in page
    assert f"lead {lead.id}" in page
    answer = admin.post("/studio/audit/verify")
    assert "The chain holds" in admin.get(answer.headers["Location"]).text


def test_a_line_changed_by_hand_is_found(studio):
    lead, admin = studio.lead(), studio.signed_in("admin")
    admin.get(f"/studio/leads/{lead.id}")
    admin.get("/studio/leads")
    with studio.rows() as rows:
        rows.execute(update(AuditLine).where(AuditLine.id == 1).values(object_id=7))
    answer = admin.post("/studio/audit/verify")
    assert "broken at line 1" in admin.get(answer.headers["Location"]).text


def test_only_admins_see_it(studio):
    for role in ("sales", "marketer"):
        person = studio.signed_in(role)
        assert person.get("/studio/audit").status_code == 403
        assert person.post("/studio/audit/verify").status_code == 403
