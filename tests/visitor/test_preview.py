"""The author's look at a flow counts for nothing; a stranger cannot make theirs one."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from itsdangerous import URLSafeTimedSerializer

from web.preview_pass import is_preview_pass, preview_pass


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    app = Flask("test")
    app.secret_key = "a secret of at least thirty-two letters"
    return app


def test_a_pass_of_ours_holds(app: Flask) -> None:
    with app.app_context():
        assert is_preview_pass(preview_pass())


def test_anything_else_does_not(app: Flask) -> None:
    forged = URLSafeTimedSerializer("another secret", salt="preview").dumps("preview")
    with app.app_context():
        for given in (None, "", "1", "true", forged, preview_pass()[:-2]):
            assert not is_preview_pass(given)
