"""The browser's script, run by Node: the system's, or the one that comes with Playwright."""

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import playwright
import pytest

HERE = Path(__file__).parent
SCRIPT = HERE.parents[1] / "web" / "static" / "formula.js"


class BrowserScript:
    """formula.js in one Node process, which answers batch after batch."""

    def __init__(self, node: str) -> None:
        self.process = subprocess.Popen(
            [node, str(HERE / "worker.mjs"), str(SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def results(self, cases: Sequence[tuple[Any, dict[str, Any]]]) -> list[Any]:
        """What the script makes of each tree with its values."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(cases) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@pytest.fixture(scope="session")
def browser_script() -> Iterator[BrowserScript]:
    bundled = Path(playwright.__file__).parent / "driver" / "node"
    script = BrowserScript(shutil.which("node") or str(bundled))
    yield script
    script.process.kill()
    script.process.communicate()
