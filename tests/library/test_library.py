"""The library keeps serving what was sound while files are being edited."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from bot.flowfile import compile_bundle
from bot.library import Library

FLOW = (
    "format: 1\nkind: form\ntitle: {title}\nlanguage: en\nsteps:\n"
    "  - {{ask: email, type: email, text: Mail?}}\n"
)
BROKEN = FLOW + "  - go: nowhere\n"
CALLING = FLOW + "  - call: other\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "flow", FLOW.format(title="First"))
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    """Save a file as an editor would, long enough ago for its time stamp to count as settled."""
    path = folder / f"{name}.yml"
    path.write_text(text, encoding="utf-8")
    settle(path)


def settle(path: Path) -> None:
    past = time.time_ns() - 10**9 + hash((path.name, path.stat().st_size)) % 10**8
    os.utime(path, ns=(past, past))


def title(library: Library, name: str = "flow") -> str:
    published = library.flow(name)
    assert published is not None
    return str(published.flow.title.template("en")[0])


def test_sound_files_are_published_under_their_names(folder: Path) -> None:
    library = Library(folder)
    assert list(library.flows) == ["flow"]
    assert library.problems == ()
    published = library.flows["flow"]
    assert published.bundle.version == published.flow.version
    assert compile_bundle(published.bundle) == published.flow


def test_a_saved_file_is_published_at_the_next_refresh(folder: Path) -> None:
    library = Library(folder)
    write(folder, "flow", FLOW.format(title="Second and longer"))
    assert library.refresh()
    assert title(library) == "Second and longer"


def test_a_new_file_is_published_and_one_taken_away_is_gone(folder: Path) -> None:
    library = Library(folder)
    write(folder, "another", FLOW.format(title="Another"))
    assert library.refresh()
    assert set(library.flows) == {"another", "flow"}
    (folder / "flow.yml").unlink()
    assert library.refresh()
    assert set(library.flows) == {"another"}
    assert library.flow("flow") is None


def test_a_broken_file_keeps_its_last_sound_version_and_says_why(folder: Path) -> None:
    library = Library(folder)
    before = library.flow("flow")
    write(folder, "flow", BROKEN.format(title="Second"))
    assert library.refresh()
    assert library.flow("flow") == before
    assert [str(problem) for problem in library.problems] == [
        f"{folder}/flow.yml:7:9: step 2 > go: no step called 'nowhere'. Steps: email, end."
    ]
    write(folder, "flow", FLOW.format(title="Mended"))
    assert library.refresh()
    assert (title(library), library.problems) == ("Mended", ())


def test_a_file_broken_at_the_start_is_not_published_and_others_are(folder: Path) -> None:
    write(folder, "bad", BROKEN.format(title="Bad"))
    library = Library(folder)
    assert list(library.flows) == ["flow"]
    assert len(library.problems) == 1


def test_a_half_saved_file_does_no_harm(folder: Path) -> None:
    library = Library(folder)
    for content in ("", "format: 1\nki", "\x00\x01"):
        write(folder, "flow", content)
        library.refresh()
        assert title(library) == "First"
        assert library.problems


def test_what_calls_a_changed_flow_gets_a_new_version(folder: Path) -> None:
    write(folder, "other", FLOW.format(title="Other"))
    write(folder, "flow", CALLING.format(title="First"))
    library = Library(folder)
    before = library.flows["flow"].flow.version
    write(folder, "other", FLOW.format(title="Other, changed"))
    library.refresh()
    flow = library.flows["flow"].flow
    assert flow.version != before
    assert flow.called["other"].title.template("en") == ("Other, changed",)


def test_what_calls_a_flow_that_broke_goes_on_with_its_last_sound_version(folder: Path) -> None:
    write(folder, "other", FLOW.format(title="Other"))
    write(folder, "flow", CALLING.format(title="First"))
    library = Library(folder)
    write(folder, "other", BROKEN.format(title="Broken"))
    write(folder, "flow", CALLING.format(title="Changed meanwhile"))
    library.refresh()
    assert title(library) == "Changed meanwhile"
    assert library.flows["flow"].flow.called["other"].title.template("en") == ("Other",)
    assert compile_bundle(library.flows["flow"].bundle) == library.flows["flow"].flow


def test_a_broken_lead_yml_stops_nothing(folder: Path) -> None:
    scored = FLOW + "  - {{ask: need, type: text, text: N?, points: {{need: 5}}}}\n"
    scored += "outcomes:\n  - {{id: a, if: points.need > 3, title: A}}\n  - {{id: b, title: B}}\n"
    write(folder, "flow", scored.format(title="First"))
    write(folder, "lead", "axes: {need: {cap: 25}}\n")
    library = Library(folder)
    write(folder, "lead", "axes: {need: {cap: none}}\n")
    library.refresh()
    assert library.flows["flow"].flow.lead.axes["need"].cap == 25
    assert len(library.problems) == 1
    assert list(Library(folder).flows) == ["flow"]


def test_a_red_test_keeps_a_file_from_being_published(folder: Path) -> None:
    library = Library(folder, run_test=lambda flow, expectation: ["outcome: expected a, got b"])
    tests = "tests:\n  - {{name: t, answers: {{}}, expect: {{}}}}\n"
    write(folder, "flow", (FLOW + tests).format(title="Tested"))
    library.refresh()
    assert title(library) == "First"
    assert "test 't': the test is red: outcome: expected a, got b" in str(library.problems[0])


def test_a_flow_that_breaks_the_engine_is_a_red_test(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> list[str]:
        raise RuntimeError("deep inside")

    monkeypatch.setattr("bot.engine.run_expectation", breaks)
    write(folder, "flow", FLOW.format(title="T") + "tests:\n  - {name: t, expect: {}}\n")
    library = Library(folder)
    assert library.flows == {}
    assert "it cannot be played: RuntimeError: deep inside" in str(library.problems[0])


def test_an_unchanged_folder_costs_one_listing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(100):
        write(folder, f"flow-{number}", FLOW.format(title=f"Flow {number}"))
    library = Library(folder)
    library.refresh()
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail(f"{self} was read again"))
    started = time.perf_counter()
    assert not any(library.refresh() for _ in range(50))
    assert (time.perf_counter() - started) / 50 < 0.02


def test_only_changed_files_are_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, "other", FLOW.format(title="Other"))
    library = Library(folder)
    other = library.flows["other"].flow
    write(folder, "flow", FLOW.format(title="Second, changed"))
    library.refresh()
    assert library.flows["other"].flow is other


def test_a_file_changed_within_the_grain_of_the_clock_is_seen(folder: Path) -> None:
    library = Library(folder)
    for number in range(10):
        (folder / "flow.yml").write_text(FLOW.format(title=f"Title {number}"), encoding="utf-8")
        library.refresh()
        assert title(library) == f"Title {number}"


def test_a_folder_that_vanishes_leaves_the_flows_up(folder: Path) -> None:
    library = Library(folder)
    folder.rename(folder.with_name("moved"))
    assert library.refresh()
    assert title(library) == "First"
    assert "the folder cannot be read" in str(library.problems[0])


def test_pictures_are_looked_for_and_a_new_one_is_seen(folder: Path) -> None:
    write(folder, "flow", FLOW.format(title="A") + "  - {say: Look, image: a.svg}\n")
    library = Library(folder)
    assert "no file 'a.svg' in flows/media" in str(library.problems[0])
    (folder / "media").mkdir()
    (folder / "media" / "a.svg").write_text("<svg/>")
    library.refresh()
    assert library.problems == ()


def test_files_that_are_no_flows_are_left_alone_and_misnamed_ones_told(folder: Path) -> None:
    (folder / "README.md").write_text("# Flows")
    (folder / ".draft.yml").write_text("wrong")
    (folder / "quiz.yaml").write_text("format: 1")
    library = Library(folder)
    assert list(library.flows) == ["flow"]
    assert [str(problem) for problem in library.problems] == [
        f"{folder}/quiz.yaml:1:1: is not read: flow files end in .yml; rename it to quiz.yml"
    ]


def test_check_reads_everything_again(folder: Path) -> None:
    library = Library(folder)
    stamp = (folder / "flow.yml").stat()
    (folder / "flow.yml").write_text(FLOW.format(title="Later"), encoding="utf-8")
    os.utime(folder / "flow.yml", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert library.check() == ()
    assert title(library) == "Later"
