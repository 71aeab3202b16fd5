"""What the operator set wrongly is said in one line that names the variable."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from web.__main__ import check_address, main
from web.app import create_app
from web.settings import SettingsError, load_settings


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "flows").mkdir()
    monkeypatch.setenv("FLOWS_DIR", str(tmp_path / "flows"))
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))


def _refused(capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["upgrade"]) == 2
    printed = capsys.readouterr()
    assert "Traceback" not in printed.err
    return printed.err


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PORT", "many"),
        ("WORKERS", "0"),
        ("SYNCHRONOUS", "OFF"),
        ("DATABASE_URL", "mysql://db"),
        ("BASE_URL", "ask.acme.example"),
        ("FLOWS_DIR", "/nowhere/flows"),
        ("DATA_DIR", "/proc/data"),
        ("DATABASE_URL", "sqlite:////proc/none/db.sqlite3"),
    ],
)
def test_a_wrong_variable_is_named(
    variable: str,
    value: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(variable, value)
    assert f"{variable}: " in _refused(capsys)


def test_all_wrong_variables_are_named_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", "0")
    monkeypatch.setenv("RATE_LIMIT", "sometimes")
    said = _refused(capsys)
    assert "PORT: " in said
    assert "RATE_LIMIT: " in said


def test_a_port_that_is_taken_is_told_from_an_address_that_is_not_ours() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(SettingsError, match=r"PORT: \d+ on 127\.0\.0\.1 is taken"):
            check_address(load_settings(port=other.getsockname()[1]))
    with pytest.raises(SettingsError, match=r"HOST: 203\.0\.113\.1 is no address of this machine"):
        check_address(load_settings(host="203.0.113.1"))


def test_secrets_are_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://ada:hush@db")
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert "hush" not in str(refused.value)


def test_an_address_that_is_no_database_is_refused_by_the_site(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="DATABASE_URL: "):
        create_app(load_settings(database_url="postgresql://ada@db:port/x"))
