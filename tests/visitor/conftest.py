"""The whole site with small flows, for a test client and for a real browser; and the samples."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from store.database import db
from tests.databases import new_database
from tests.live import BROWSER_ARGUMENTS, browser_path
from tests.visitor import sample
from web import security
from web.app import create_app
from web.settings import load_settings
from web.visitor.rendering import document

FLOWS = Path(__file__).parent / "flows"


def made_site(folder: Path) -> Flask:
    """The site on a new SQLite database with this folder's flows."""
    flows = folder / "flows"
    shutil.copytree(FLOWS, flows)
    return create_app(
        load_settings(
            data_dir=folder / "data",
            flows_dir=flows,
            database_url=new_database("sqlite", folder),
            rate_limit="off",
            synchronous="NORMAL",
            secret_key="x" * 40,
        )
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    app = made_site(tmp_path_factory.mktemp("site"))
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    return site.test_client()


def served(app: Flask) -> Iterator[str]:
    """The address of an app in a thread of its own."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join(5)


@pytest.fixture(scope="module")
def address(site: Flask) -> Iterator[str]:
    yield from served(site)


def samples_app() -> Flask:
    """Shows `tests.visitor.sample` pages by `?page=card&type=choice&language=en&error=1`."""
    root = str(Path(security.__file__).parent)
    app = Flask("web", root_path=root, static_folder="static", template_folder="templates")
    security.init_app(app)

    @app.get("/")
    def show() -> str:
        given: dict[str, Any] = request.args.to_dict()
        if "error" in given:
            given["error"] = True
        return document(getattr(sample, given.pop("page"))(**given))

    return app


@pytest.fixture(scope="module")
def samples() -> Iterator[str]:
    yield from served(samples_app())


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    ours = {"executable_path": browser_path(), "args": BROWSER_ARGUMENTS}
    return {**browser_type_launch_args, **ours}


@pytest.fixture
def calm_page(browser: Browser) -> Iterator[Page]:
    """A page without motion that fails its test when a script fails or the policy is broken."""
    context = browser.new_context(reduced_motion="reduce", locale="en")
    page = context.new_page()
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on(
        "console",
        lambda said: heard.append(said.text) if "Content Security" in said.text else None,
    )
    yield page
    context.close()
    assert heard == []
