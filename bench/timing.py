"""Seconds and bytes of what is measured, and how they are told."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import NamedTuple


class Took(NamedTuple):
    """Seconds waited, and seconds of one processor."""

    waited: float
    worked: float


def timed(work: Callable[[], object]) -> Took:
    """What some work took, done once."""
    began, worked = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - began, time.process_time() - worked)


def best(work: Callable[[], object], rounds: int = 15) -> float:
    """The best of some rounds, in seconds of a processor: what else the machine does costs none."""
    work()
    return min(timed(work).worked for _ in range(rounds))


def told(name: str, count: int, floor: Took, took: Took) -> None:
    """Print what doing something with so many leads took; ratios are of processor seconds."""
    print(
        f"{name:<34} {took.waited:7.1f} s, {took.worked:7.1f} s of a processor, "
        f"{took.worked / floor.worked:5.1f} times the floor, {count / took.worked:7,.0f} leads/s",
        flush=True,
    )


def resident() -> int:
    """Bytes of memory that this process holds."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
