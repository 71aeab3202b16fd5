"""`python -m bot`: what it prints and how it exits."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import main

FLOW = (
    "format: 1\nkind: form\ntitle: {en: A form, pl: Formularz}\nlanguage: en\nsteps:\n"
    "  - {ask: email, type: email, text: Mail?}\n"
)


@pytest.fixture
def flows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "flows"
    folder.mkdir()
    (folder / "good.yml").write_text(FLOW, encoding="utf-8")
    return folder


def break_one(flows: Path) -> None:
    (flows / "bad.yml").write_text(FLOW + "  - go: nowhere\n", encoding="utf-8")


def test_check_of_sound_flows_exits_0_and_shows_languages(
    flows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "flows"]) == 0
    assert capsys.readouterr().out == (
        "Warnings (1)\n"
        "flows/good.yml:6:37: step 'email' > text: not written in pl\n\n"
        "Languages\n"
        "flows/good.yml: en 100 %, pl 50 % (1 missing)\n\n"
        "1 flow, 0 errors, 1 warning\n"
    )


def test_check_lists_errors_apart_from_warnings_and_exits_1(
    flows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    break_one(flows)
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    assert out.startswith(
        "Errors (1)\n"
        "flows/bad.yml:7:9: step 2 > go: no step called 'nowhere'. Steps: email, end.\n\n"
        "Warnings (2)\n"
    )
    assert out.endswith("2 flows, 1 error, 2 warnings\n")


def test_check_of_one_file_reads_its_neighbours_but_tells_only_its_own(
    flows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    break_one(flows)
    (flows / "good.yml").write_text(FLOW + "  - link: bad\n", encoding="utf-8")
    assert main(["check", "flows/good.yml", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {problem["file"] for problem in found["problems"]} == {"flows/good.yml"}
    assert (found["errors"], found["warnings"]) == (0, 1)
    assert found["coverage"]["flows/good.yml"]["pl"] == {"written": 1, "total": 2}


def test_check_knows_the_actions_it_is_given(
    flows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (flows / "good.yml").write_text(FLOW + "  - action: action_sav\n", encoding="utf-8")
    assert main(["check"]) == 0
    assert main(["check", "--actions", "action_save,action_other"]) == 1
    assert "no action called 'action_sav'. Did you mean 'action_save'?" in capsys.readouterr().out


def test_check_of_nothing_says_so(flows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "flws"]) == 2
    assert capsys.readouterr().err == "no file or folder 'flws'\n"


@pytest.mark.parametrize("command", ["check", "test", "play"])
@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("flws", "no file or folder 'flws'\n"),
        ("notes.txt", "'notes.txt' is no flow file: their names end in .yml\n"),
    ],
)
def test_a_path_without_flows_is_said(
    command: str, path: str, words: str, flows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("notes.txt").write_text(FLOW, encoding="utf-8")
    assert main([command, path]) == 2
    assert capsys.readouterr().err == words


def test_play_of_a_folder_or_of_no_flow_says_what_it_takes(
    flows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (flows / "lead.yml").write_text("axes:\n  need: {cap: 5}\nstages: {IQL: {needs: [phone]}}\n")
    assert main(["play", "flows"]) == 1
    assert main(["play", "flows/lead.yml"]) == 1
    assert capsys.readouterr().err == (
        "play takes one flow file, such as flows/plan-finder.yml\n'flows/lead.yml' holds no flow\n"
    )


def test_play_tells_what_is_wrong_in_a_flow_that_is_called(
    flows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    break_one(flows)
    (flows / "good.yml").write_text(FLOW + "  - call: bad\n", encoding="utf-8")
    assert main(["play", "flows/good.yml"]) == 1
    assert capsys.readouterr().err.startswith("flows/bad.yml:7:9: step 2 > go: no step called")


def test_test_runs_the_flows_own_tests(flows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tests = (
        "tests:\n"
        "  - {name: right, answers: {email: a@b.example}, expect: {slots: {email: a@b.example}}}\n"
        "  - {name: wrong, answers: {email: a@b.example}, expect: {slots: {email: c@d.example}}}\n"
    )
    (flows / "good.yml").write_text(FLOW + tests, encoding="utf-8")
    assert main(["test", "flows"]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "flows/good.yml:9: red   wrong"
    assert "c@d.example" in out[1]
    assert out[-1] == "1 green, 1 red"
    assert main(["test", "flows", "--verbose"]) == 1
    assert "flows/good.yml:8: green right" in capsys.readouterr().out


def test_test_fails_for_broken_files(flows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_one(flows)
    assert main(["test"]) == 1
    out = capsys.readouterr().out
    assert "flows/bad.yml:7:9" in out
    assert out.endswith("0 green, 0 red, 1 file with errors not tested\n")


def test_schema_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "FlowKeys"


@pytest.mark.parametrize(("arguments", "status"), [(["--help"], 0), ([], 2), (["chek"], 2)])
def test_usage(arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == status
    shown = capsys.readouterr()
    assert "python -m bot COMMAND" in shown.out + shown.err


def test_understand_does_not_load_what_it_does_not_need() -> None:
    program = (
        "import sys\nfrom bot.__main__ import main\n"
        "import io; sys.stdin = io.StringIO('')\nmain(['understand'])\n"
        "print([n for n in sys.modules if n in ('pydantic', 'ruamel.yaml', 'bot.engine')])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr
