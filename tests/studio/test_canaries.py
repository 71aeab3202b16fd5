"""Whatever a visitor writes is shown as words on every screen, never as markup or code."""

from __future__ import annotations

import re

import pytest

from store.incidents import Incident
from store.open_questions import OpenQuestion
from store.users import ApiKey
from tests.studio.stories import note, refer, send_file, tell

CANARY = """<svg/onload=alert(1)>"'><script>alert(2)</script>{{7*7}}</textarea></title>"""
#: What CANARY would look like, had it got through anywhere.
LIVE = ("<svg/onload", "<script>alert", "{{7*7}}</textarea>", "</textarea></title>")

_FIELDS = ("first_name", "last_name", "email", "company", "job_title", "phone", "address", "source")


@pytest.fixture
def screens(studio) -> dict[str, str]:
    """Every screen with the canary wherever somebody else's words are kept."""
    user = studio.user("admin", name=CANARY, email=f"{CANARY}@acme.example")
    story = tell(
        studio,
        words=CANARY,
        **dict.fromkeys(_FIELDS, CANARY),
        website=f"javascript:alert(1)//{CANARY}",
        country="<b",
        language="<i",
        first_flow=CANARY,
        stage=CANARY,
        status_reason=CANARY,
    )
    other = studio.lead(first_name=CANARY)
    refer(studio, story.lead, other)
    note(studio, story.lead, user, CANARY)
    send_file(studio, story.talk, CANARY)
    studio.keep(
        Incident(kind="action", place=CANARY, message=CANARY, flow=CANARY),
        OpenQuestion(conversation_id=story.talk.id, text=CANARY, flow=CANARY[:60], language="<i"),
        ApiKey(key_hash="h", prefix="p<", name=CANARY, scopes="leads:read", user_id=user.id),
    )
    studio.session_of(user, agent=CANARY, address=CANARY[:40])
    (studio.flows / "new.yml").write_text(f"format: 1\nkind: '{CANARY[:20]}'\n", "utf-8")
    (studio.flows / "plan.yml").write_text(
        (studio.flows / "plan.yml")
        .read_text("utf-8")
        .replace("Which plan", f"# {CANARY[:22]} plan"),
        "utf-8",
    )
    admin, lead = studio.signed_in(user), f"/studio/leads/{story.lead.id}"
    paths = [
        "/studio/", "/studio/leads", lead, f"{lead}/export.html", "/studio/flows",
        "/studio/flows/plan", "/studio/flows/new", f"/studio/flows/plan/versions/{'b' * 64}",
        "/studio/incidents", "/studio/questions", "/studio/users", "/studio/account",
        "/studio/api-keys",
    ]  # fmt: skip
    query = {"q": CANARY, "source": CANARY, "since": CANARY, "flow": CANARY}
    found = {path: admin.get(path) for path in paths}
    found["search"] = admin.get("/studio/leads", query_string=query)
    found["note"] = admin.post(f"{lead}/notes", text=CANARY * 99)
    found["erase"] = admin.post(f"{lead}/erase", confirmation=CANARY + "?")
    found["invite"] = admin.post("/studio/users", email=CANARY, role=CANARY)
    found["door"] = studio.stranger().get("/studio/sign-in", query_string={"next": CANARY})
    found["wrong"] = studio.stranger().post("/studio/sign-in", email=CANARY, password="x")
    assert {answer.status_code for answer in found.values()} <= {200, 422}
    return {path: answer.text for path, answer in found.items()}


def test_nothing_written_by_others_becomes_markup(screens):
    for path, page in screens.items():
        for live in LIVE:
            assert live not in page, (path, live)


def test_the_canary_is_really_there_to_be_seen(screens):
    shown = [path for path, page in screens.items() if "&lt;svg/onload" in page]
    assert set(screens) - set(shown) <= {"door", "/studio/flows"}


def test_no_link_runs_anything(screens):
    for path, page in screens.items():
        addresses = re.findall(r'(?:href|src|action)="([^"]*)"', page)
        wrong = [one for one in addresses if not re.match(r"/|#|\?|https?://|mailto:|tel:", one)]
        assert (path, wrong) == (path, [])


def test_no_screen_has_inline_script_or_style(screens):
    for path, page in screens.items():
        assert not re.search(r"<script(?![^>]*src=)", page), path
        assert not re.search(r"<[^>]*\s(style|on\w+)=", re.sub(r"&[^;]+;", "", page)), path
