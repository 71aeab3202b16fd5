"""No process outlives its parent: one that did would hold the port and serve old flows for ever."""

from __future__ import annotations

import ctypes
import os
import signal

_PR_SET_PDEATHSIG = 1


def end_with_parent(parent: int) -> None:
    """Have the kernel send this process SIGTERM when `parent`, its own, ends in whatever way.

    Only Linux can; elsewhere a parent that is killed leaves its children to the operator.
    """
    try:
        control = ctypes.CDLL(None).prctl
    except (OSError, AttributeError):
        return
    control(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:  # it ended before the kernel was asked
        os.kill(os.getpid(), signal.SIGTERM)
