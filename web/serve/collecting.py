"""How often Python looks for circles among objects."""

from __future__ import annotations

import gc


def collect_seldom() -> None:
    """Leave what is there now alone, and look among what comes only now and then.

    A turn, and a batch of leads, makes some thousand objects and hardly a circle among them:
    looking as often as Python does by itself costs a tenth of it.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
