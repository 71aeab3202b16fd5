"""The tracking script in a browser: silent until switched on, and a good neighbour of embed.js."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Playwright
from werkzeug.serving import make_server

STATIC = Path(__file__).parents[2] / "web" / "static"


@pytest.fixture
def page(playwright: Playwright) -> Iterator[tuple[Any, str, list[dict[str, Any]]]]:
    """A browser's page, the address of a host, and what was sent to /behaviour."""
    host, sent = Flask("host", static_folder=None), []

    def take() -> tuple[str, int]:
        from flask import request

        sent.append(request.get_json(force=True))
        return "", 204

    def show(name: str) -> Any:
        from flask import request, send_file

        if name.endswith(".js"):
            return send_file(STATIC / name)
        tracking = 'data-track="true"' if request.args.get("track") else ""
        order = [f"<script src=/track.js {tracking}></script>"]
        order.append("<script src=/embed.v1.js data-flow=plan></script>")
        if request.args.get("late"):
            order.reverse()
        return f"<!doctype html><body><a href=/file.pdf>file</a>{''.join(order)}"

    host.add_url_rule("/behaviour", view_func=take, methods=["POST"])
    host.add_url_rule("/f/<name>/frame", "frame", lambda name: "")
    host.add_url_rule("/<name>", view_func=show)
    server = make_server("127.0.0.1", 0, host, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    yield browser.new_page(), f"http://127.0.0.1:{server.server_port}", sent
    browser.close()
    server.shutdown()


def kept(page: Any) -> dict[str, str]:
    return dict(page.evaluate("Object.entries(localStorage)"))


@pytest.mark.parametrize("late", ["", "&late=1"])
def test_nothing_is_stored_or_sent_before_it_is_switched_on(page: Any, late: str) -> None:
    tab, host, sent = page
    tab.goto(f"{host}/page?x=1{late}")
    tab.wait_for_timeout(200)
    assert (sent, kept(tab)) == ([], {})
    tab.evaluate("Lodestone.track()")
    tab.wait_for_timeout(300)
    assert [one["kind"] for one in sent] == ["page"]
    assert list(kept(tab)) == ["lodestone.visitor"]
    assert tab.evaluate("typeof Lodestone.open") == "function"


def test_pages_and_files_are_told_with_the_conversations_there_are(page: Any) -> None:
    tab, host, sent = page
    tab.goto(f"{host}/page")
    tab.evaluate("localStorage.setItem('lodestone:plan', 't'.repeat(32))")
    tab.goto(f"{host}/page?track=1")
    tab.evaluate("document.querySelector('a').addEventListener('click', (e) => e.preventDefault())")
    tab.click("a")
    tab.wait_for_timeout(300)
    assert [(one["kind"], one["conversations"]) for one in sent] == [
        ("page", ["t" * 32]),
        ("download", ["t" * 32]),
    ]
    assert sent[0]["visitor"] == sent[1]["visitor"]
