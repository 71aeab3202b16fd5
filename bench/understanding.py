"""How right and how fast typed answers are read, beside libraries for parts of the same work.

Run `python -m bench.understanding`. The libraries are compared when they are installed, and are
no requirement of the product:

    python -m pip install price-parser dateparser words2num2 ovos-yes-no-plugin

Times are processor time an answer; the floor they are compared with is a bare `str.split()` of
the same texts, measured in the same run.
"""

import datetime
import importlib
import logging
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from bot.understanding import Request, understand
from tests.understanding.scoring import (
    OVERALL,
    THRESHOLDS,
    bucket,
    is_right,
    measure,
    request,
    rows,
)

HALVES = ("development", "held_out")
LANGUAGES = ("en", "tr", "pl", "de", "es", "fr")
#: Where `make bench` puts the libraries of `bench/compared.txt`: behind everything else, so that
#: what they bring along takes the place of nothing.
COMPARED = Path(sys.prefix) / "compared"
Reader = Callable[[dict], bool]


def main() -> None:
    """Prints accuracy, speed and the comparison."""
    for half in HALVES:
        print_accuracy(half)
    print_speed()
    print_comparison()


def print_accuracy(half: str) -> None:
    """Prints the share of right readings of one half by slot and language."""
    score = measure(half)
    print(f"\n{half.replace('_', ' ')}: right readings, in brackets what is promised")
    for slot, promised in THRESHOLDS.items():
        shares = (
            f"{language} {score.slots[slot, language].share:6.1%} ({least:.0%})"
            for language, least in promised.items()
        )
        print(f"  {slot:10}", "  ".join(shares))
    for slot, least in OVERALL.items():
        print(f"  {slot:10} {score.overall(slot):6.1%} ({least:.0%})")
    print(f"  no answer kept out of the value {score.kept_out.share:.1%} (97%)")
    print(f"  yes and no swapped {1 - score.polarity.share:.1%} (at most 1%)")
    print(f"  wrong option picked {1 - score.options.share:.1%} (at most 3%)")


def print_speed() -> None:
    """Prints the time an answer takes, and the worst hostile text."""
    requests = [request(row) for half in HALVES for row in rows(half)]
    floor = timed([lambda text=one.text: text.split() for one in requests])
    taken = timed([lambda one=one: understand(one) for one in requests])
    middle, high = percentile(taken, 0.5), percentile(taken, 0.95)
    print(f"\nspeed: p50 {middle:.3f} ms, p95 {high:.3f} ms (at most 1 ms)")
    print(f"  {middle / percentile(floor, 0.5):.0f} times a bare str.split()")
    hostile = ["1 " * 1500, "a@" * 1500, "between 1 and " * 230, "einundzwanzig" * 230]
    jobs = [
        lambda slot=slot, text=text: understand(Request(slot, text, today=TODAY))
        for slot in (*THRESHOLDS, *OVERALL)
        for text in hostile
    ]
    print(f"  3,000 hostile characters: {max(timed(jobs)):.1f} ms at worst (at most 50 ms)")


TODAY = datetime.date(2026, 3, 10)


def timed(jobs: list[Callable[[], object]]) -> list[float]:
    """Milliseconds of processor time of each job, after one round to warm up."""
    for job in jobs:
        job()
    taken = []
    for job in jobs:
        start = time.thread_time()
        job()
        taken.append((time.thread_time() - start) * 1000)
    return taken


def percentile(values: list[float], share: float) -> float:
    """The value under which `share` of all lie; never zero."""
    return max(sorted(values)[int(len(values) * share)], 1e-6)


def installed(name: str) -> ModuleType | None:
    """The module, if it is installed and loads."""
    if str(COMPARED) not in sys.path:
        sys.path.append(str(COMPARED))
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def price_parser(module: ModuleType) -> Reader:
    """Money as price-parser reads it: an amount, taken for exact; a period it does not know."""

    def right(row: dict) -> bool:
        price = module.Price.fromstring(row["text"])
        if row["outcome"] != "answer":
            return price.amount is None
        amount = float(price.amount) if price.amount is not None else None
        return amount == row["value"]["low"] == row["value"]["high"]

    return right


def dateparser(module: ModuleType) -> Reader:
    """Times as dateparser reads them: a point, taken for the start."""

    def right(row: dict) -> bool:
        settings = {
            "RELATIVE_BASE": datetime.datetime.fromisoformat(row["today"]),
            "PREFER_DATES_FROM": "future",
        }
        found = module.parse(row["text"], languages=[row["language"]], settings=settings)
        if row["outcome"] != "answer":
            return found is None
        value = {"from": found.date().isoformat(), "to": None} if found else None
        return value is not None and bucket(value, row["today"]) == row["bucket"]

    return right


def words2num(module: ModuleType) -> Reader:
    """Numbers as words2num2 reads them; digits it does not read are taken as they are."""

    def right(row: dict) -> bool:
        text = row["text"]
        try:
            number = float(text) if text.isdigit() else module.words2num(text, row["language"])
        except (module.Words2NumError, ValueError, NotImplementedError, KeyError):
            number = None
        if row["outcome"] != "answer":
            return number is None
        return number == row["value"]["low"] == row["value"]["high"]

    return right


def yes_no(module: ModuleType) -> Reader:
    """Yes and no as the plugin reads them: True, False, or None for neither."""
    engine = module.HeuristicYesNoEngine()

    def right(row: dict) -> bool:
        answer = engine.yes_or_no("", row["text"], row["language"])
        return answer == row["value"] if row["outcome"] == "answer" else answer is None

    return right


LIBRARIES: dict[str, tuple[str, str, Callable[[ModuleType], Reader]]] = {
    "price-parser": ("price_parser", "money", price_parser),
    "dateparser": ("dateparser", "timeframe", dateparser),
    "words2num2": ("words2num2", "number", words2num),
    "ovos-yes-no-plugin": ("ovos_yes_no", "boolean", yes_no),
}


def print_comparison() -> None:
    """Prints the same answers read by each library that is installed."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    print("\nthe same answers, both halves; milliseconds an answer behind each share")
    for name, (module_name, slot, build) in LIBRARIES.items():
        module = installed(module_name)
        if module is None:
            print(f"  {name}: not installed, `make bench` does it")
            continue
        answers = [row for half in HALVES for row in rows(half) if row["type"] == slot]
        print(f"  {slot:10} {name:18} {compared(answers, build(module))}")
        ours = compared(answers, lambda row: is_right(row, understand(request(row))))
        print(f"  {slot:10} {'Lodestone':18} {ours}")


def compared(answers: list[dict], right: Reader) -> str:
    """The shares by language and the time of one reader."""
    parts = []
    start, count = time.thread_time(), 0
    for language in LANGUAGES:
        own = [row for row in answers if row["language"] == language]
        count += len(own)
        parts.append(f"{language} {sum(safely(right, row) for row in own) / len(own):4.0%}")
    return "  ".join(parts) + f"  {(time.thread_time() - start) * 1000 / count:.2f} ms"


def safely(right: Reader, row: dict) -> bool:
    """Whether a reader is right; a reader that raises is not."""
    try:
        return right(row)
    except Exception:
        return False


if __name__ == "__main__":
    main()
