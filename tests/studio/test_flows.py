"""The flows' rooms: list, one flow, its versions."""

from __future__ import annotations

import re

import pytest

from store.conversations import Conversation
from store.types import now

BROKEN = "format: 1\nkind: chat\ntitle: Broken\nlanguage: en\nsteps:\n  - ask: x\n    tipe: text\n"


@pytest.fixture
def maker(studio):
    return studio.signed_in("marketer")


def _version(studio) -> str:
    with studio.app.app_context():
        return studio.app.extensions["lodestone"].library.flow("plan").flow.version


def _play(studio, **fields) -> None:
    from store.flow_versions import FlowVersion

    with studio.rows() as rows:
        version_id = rows.query(FlowVersion).filter_by(name="plan").one().id
        rows.add(
            Conversation(
                token=f"t{id(fields)}{fields}"[:60], flow="plan", flow_version_id=version_id,
                kind="chat", language="en", state="{}", turn=2, **fields,
            )
        )  # fmt: skip


def test_the_list_shows_a_sound_flow(maker):
    page = maker.get("/studio/flows").text
    for words in ("Which plan fits you?", "Chat", "en, tr", "Sound"):
        assert words in page


def test_counts_leave_out_bots_and_previews(studio, maker):
    maker.get("/studio/flows")
    lead = studio.lead()
    _play(studio, finished_at=now(), lead_id=lead.id)
    _play(studio)
    _play(studio, finished_at=now(), suspicion="agent", lead_id=lead.id)
    _play(studio, finished_at=now(), preview=True)
    studio.app.extensions["lodestone"].cache.clear()
    page = maker.get("/studio/flows/plan").text
    assert re.findall(r'class="figure">(\d+)', page) == ["2", "1", "1"]
    assert "50 %" in page


def test_a_broken_file_keeps_the_last_sound_version_serving_and_says_where(studio, maker):
    maker.get("/studio/flows")
    (studio.flows / "plan.yml").write_text(BROKEN, "utf-8")
    page = maker.get("/studio/flows/plan").text
    assert "The last sound version is still serving" in page
    assert re.search(r"plan\.yml:7:\d+", page)
    assert "tipe" in page
    assert "Did you mean" in page
    assert 'src="/f/plan/frame?preview=' in page
    assert re.search(r"\d errors?", maker.get("/studio/flows").text)


def test_a_flow_that_was_never_sound_is_listed_and_not_served(studio, maker):
    (studio.flows / "new.yml").write_text(BROKEN, "utf-8")
    page = maker.get("/studio/flows/new").text
    assert "not served until its file is mended" in page
    assert "<iframe" not in page


def test_problems_of_shared_files_are_listed_apart(studio, maker):
    (studio.flows / "lead.yml").write_text("axes:\n  need: {cop: 25}\n", "utf-8")
    page = maker.get("/studio/flows").text
    assert "Problems outside of flows" in page
    assert "lead.yml:2" in page


def test_a_flow_whose_file_is_gone_stays_in_the_list(studio, maker):
    maker.get("/studio/flows")
    (studio.flows / "plan.yml").unlink()
    assert "File gone" in maker.get("/studio/flows").text


@pytest.mark.parametrize("mode", ["inline", "bubble", "popup", "drawer", "page"])
def test_each_mode_has_its_snippet(maker, mode):
    page = maker.get(f"/studio/flows/plan?mode={mode}").text
    snippet = re.search(r'id="snippet">([^<]+)<', page)[1]
    assert "src=&#34;http://127.0.0.1:8000/embed.js&#34;" in snippet
    assert f"data-flow=&#34;plan&#34; data-mode=&#34;{mode}&#34;" in snippet


def test_the_snippets_name_only_attributes_that_the_embed_knows(studio):
    from web.settings import ROOT
    from web.studio.flow import MODES

    script = (ROOT / "web/static/embed.v1.js").read_text("utf-8")
    for mode in MODES:
        for name, _ in mode.attributes:
            assert f"data.{name.removeprefix('data-')}" in script


def test_the_preview_can_be_phone_or_wide_light_or_dark_in_any_language(maker):
    page = maker.get("/studio/flows/plan?width=wide&colours=dark&language=tr").text
    assert '<iframe class="wide dark" src="/f/plan/frame?preview=' in page
    assert "&amp;language=tr&amp;mode=page" in page
    assert '<iframe class="phone light"' in maker.get("/studio/flows/plan?width=x").text


def test_the_qr_code_is_drawn_and_can_be_taken_along(maker):
    page = maker.get("/studio/flows/plan").text
    assert re.search(r'class="qr" role="img" aria-label="QR code of [^"]+/f/plan"><svg', page)
    file = maker.get("/studio/flows/plan/qr.svg")
    assert file.mimetype == "image/svg+xml"
    assert "attachment" in file.headers["Content-Disposition"]


def test_a_version_shows_its_source_and_what_changed(studio, maker):
    maker.get("/studio/flows")
    text = (studio.flows / "plan.yml").read_text("utf-8")
    (studio.flows / "plan.yml").write_text(text.replace("points: 20", "points: 15"), "utf-8")
    maker.get("/studio/flows")
    page = maker.get(f"/studio/flows/plan/versions/{_version(studio)}").text
    assert "points" in page
    assert "Serving" in page
    changes = maker.get(f"/studio/flows/plan/versions/{_version(studio)}?view=diff").text
    assert len(re.findall('<tr class="removed">', changes)) == 1
    assert len(re.findall('<tr class="added">', changes)) == 1
    assert "lead.yml" not in changes


def test_the_first_version_has_nothing_to_compare_with(studio, maker):
    maker.get("/studio/flows")
    page = maker.get(f"/studio/flows/plan/versions/{_version(studio)}?view=diff").text
    assert "This is the first version that was kept" in page


@pytest.mark.parametrize(
    "path", ["/nothing", "/nothing/qr.svg", "/plan/versions/nothing", "/..%2fsecret", "/lead"]
)
def test_unknown_flows_and_versions_are_not_found(maker, path):
    assert maker.get(f"/studio/flows{path}").status_code == 404


@pytest.mark.parametrize("path", ["", "/plan", "/plan/qr.svg", "/plan/versions/x"])
def test_sales_and_strangers_are_refused(studio, path):
    assert studio.signed_in("sales").get(f"/studio/flows{path}").status_code == 403
    assert studio.stranger().get(f"/studio/flows{path}").status_code == 303


def test_without_flows_it_tells_what_to_do(studio, maker):
    (studio.flows / "plan.yml").unlink()
    assert "No flow yet" in maker.get("/studio/flows").text
