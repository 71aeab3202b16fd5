"""One place for the figures of all processes, so that `/metrics` gives their sums."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def share_figures(folder: Path) -> None:
    """Let processes forked from here count into `folder`, emptied first: counters begin anew.

    prometheus_client looks for this when it is first imported; call it before.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def forget_figures(folder: Path) -> None:
    """Drop what was counted before the fork: warming up is no visit. Children count anew."""
    for file in folder.glob("*.db"):
        file.unlink(missing_ok=True)
