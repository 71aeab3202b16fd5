"""How well and how fast visitors' questions are answered, beside plain BM25 in the same run.

Run `python -m bench.answers`. It measures flows/answers.yml with the paraphrases of tests/answers;
`python -m bench.answers FILE` measures a set of your own as well: a text file in which a line
`#name` begins an answer, the next five lines are its variants and those after them the questions;
the lines under `#none` are questions that no answer fits. `python -m bench.answers FILE GROUPS`
measures the answers of each group as a file of their own too, as a site has one trade: a line of
GROUPS is an answer's name, a tab and its group.
"""

from __future__ import annotations

import math
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import mean, pstdev

from bot.answers import Match, index_of
from bot.answers.languages import LANGUAGES
from bot.understanding.utterance import listen
from tests.answers.paraphrases import HALVES, NONE, Half, measure, questions, shipped

#: Numbers of answers drawn from a set of one's own, and how often.
SIZES = (10, 20, 27, 50, 77, 150)
DRAWS = 16
VARIANTS = 5
#: What is told of a file.
_COLUMNS = "".join(
    f"  {name:>11}" for name in ("first", "right", "wrong", "abstained", "none fits", "BM25 first")
)
#: BM25's usual constants (Robertson and Zaragoza 2009).
_K1, _B = 1.2, 0.75

Variants = Mapping[str, Sequence[str]]
#: From a question to the best answer and whether it is sure.
Search = Callable[[str], tuple[str | None, bool]]


def main(given: Path | None = None, groups: Path | None = None) -> None:
    """Prints accuracy, the comparison and speed; `given` is a set of one's own, `groups` tells
    which of its answers belong together."""
    _own()
    if given is not None:
        _given(given)
    if given is not None and groups is not None:
        _grouped(given, groups)
    _speed()


def _own() -> None:
    print("flows/answers.yml          first   right   wrong   abstained   answered where none fits")
    for half in HALVES:
        for language in LANGUAGES:
            found = measure(language, half)
            print(
                f"  {half:12} {language}         {found.first:6.1%}  {found.right:6.1%}  "
                f"{found.wrong:6.1%}  {found.abstained:6.1%}      {found.taken:6.1%}"
            )
            bare = _bare(language, half)
            print(f"  {'':12} plain BM25 {bare:6.1%}, ours {found.first / bare:.2f} times that")


def _bare(language: str, half: Half) -> float:
    """The share BM25 puts first, of the questions that an answer fits."""
    variants = {entry.id: entry.questions[language] for entry in shipped().entries}
    search = _bm25(variants)
    fitting = [one for one in questions(language, half) if one.right != NONE]
    return sum(search(one.text)[0] == one.right for one in fitting) / len(fitting)


def _given(path: Path) -> None:
    print(f"\n{path.name}, {VARIANTS} variants an answer, {DRAWS} draws: mean ± spread in percent")
    print(f"  {'answers':>7}{_COLUMNS}")
    found = _read(path)
    unfitting = found.pop(NONE, [])
    for size in SIZES:
        if size <= len(found):
            draws = [
                _shares(found, random.Random(seed).sample(sorted(found), size), unfitting)
                for seed in _seeds(size, len(found))
            ]
            columns = "".join(f"  {_spread(shares):>11}" for shares in zip(*draws, strict=True))
            print(f"  {size:7}{columns}", flush=True)


def _grouped(path: Path, groups: Path) -> None:
    found = _read(path)
    unfitting = found.pop(NONE, [])
    names: dict[str, list[str]] = defaultdict(list)
    for line in groups.read_text("utf-8").splitlines():
        name, group = line.split("\t")
        names[group].append(name)
    print(f"\n{path.name}, each group of {groups.name} a file: percent; at the end mean ± spread")
    print(f"  {'answers':>24}{_COLUMNS}")
    measured = {group: _shares(found, those, unfitting) for group, those in names.items()}
    for group, shares in measured.items():
        columns = "".join(f"  {share * 100:11.1f}" for share in shares)
        print(f"  {group[:20]:20}{len(names[group]):4}{columns}")
    means = (_spread(shares) for shares in zip(*measured.values(), strict=True))
    print(f"  {'all':24}{''.join(f'  {one:>11}' for one in means)}", flush=True)


def _seeds(size: int, answers: int) -> range:
    """A set drawn whole is the same each time."""
    return range(DRAWS if size < answers else 1)


def _spread(shares: Sequence[float]) -> str:
    """The mean of the draws and their standard deviation, in percent."""
    return f"{mean(shares):.1%}".rstrip("%") + f" ± {pstdev(shares) * 100:.1f}"


def _read(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#"):
            found[line[1:].strip()] = []
        elif line.strip() and found:
            found[next(reversed(found))].append(line.strip())
    return found


def _shares(
    found: Mapping[str, list[str]], names: Sequence[str], unfitting: Sequence[str]
) -> tuple[float, ...]:
    """With only the named answers in a file: the shares first, right, wrong, abstained, answered
    where none fits, and first by BM25."""
    total: Counter[str] = Counter()
    variants = {name: found[name][:VARIANTS] for name in names}
    index, bare = index_of(variants, "en"), _bm25(variants)
    for name in names:
        for text in found[name][VARIANTS:]:
            _count(total, index.search(text), name, names)
            total["bare"] += bare(text)[0] == name
    taken = [_given_id(index.search(text), names) is not None for text in unfitting]
    first, right, wrong, plain = (
        total[key] / total["all"] for key in ("first", "right", "wrong", "bare")
    )
    return first, right, wrong, 1 - right - wrong, mean(taken or [False]), plain


def _count(total: Counter[str], match: Match | None, name: str, names: Sequence[str]) -> None:
    given = _given_id(match, names)
    total["all"] += 1
    total["first"] += match is not None and match.id == name
    total["right"] += given == name
    total["wrong"] += given is not None and given != name


def _given_id(match: Match | None, names: Sequence[str]) -> str | None:
    """The answer that a visitor is given; what the file says nothing of is not answered."""
    return match.id if match is not None and match.sure and match.id in names else None


def _bm25(variants: Variants) -> Search:
    """Okapi BM25 over the variants as documents, the best one's answer."""
    texts = [(name, listen(text).spoken) for name, made in variants.items() for text in made]
    frequency = Counter(word for _, words in texts for word in set(words))
    usual = mean(len(words) for _, words in texts)
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, (_, words) in enumerate(texts):
        for word, count in Counter(words).items():
            often = frequency[word]
            rarity = math.log(1 + (len(texts) - often + 0.5) / (often + 0.5))
            length = _K1 * (1 - _B + _B * len(words) / usual)
            postings[word].append((place, rarity * count * (_K1 + 1) / (count + length)))

    def search(text: str) -> tuple[str | None, bool]:
        scores: dict[int, float] = defaultdict(float)
        for word in listen(text).spoken:
            for place, weight in postings.get(word, ()):
                scores[place] += weight
        if not scores:
            return None, False
        return texts[max(scores, key=scores.__getitem__)][0], True

    return search


def _speed() -> None:
    asked = [one.text for half in HALVES for one in questions("en", half)]
    floor = _times(str.split, asked)
    for size in (27, 150):
        began = time.process_time()
        index = index_of(_many(size), "en")
        built = time.process_time() - began
        ours = _times(index.search, asked)
        print(f"\n{size} answers: index built in {built * 1e3:.0f} ms of processor time, once")
        print(f"  a question p50 {_at(ours, 0.5):.3f} ms, p95 {_at(ours, 0.95):.3f} ms")
    print(f"floor, str.split() of the same texts: p95 {_at(floor, 0.95):.4f} ms")


def _many(size: int) -> Variants:
    """The shipped answers, then copies of them with a word of their own in each question."""
    entries = shipped().entries
    copies = -(-size // len(entries))
    found = {
        f"{entry.id}-{copy}": [
            f"{text} copy{copy}" if copy else text for text in entry.questions["en"]
        ]
        for copy in range(copies)
        for entry in entries
    }
    return dict(list(found.items())[:size])


def _times(search: Callable[[str], object], asked: Sequence[str]) -> list[float]:
    times = []
    for text in [*asked, *asked]:
        began = time.process_time()
        search(text)
        times.append(time.process_time() - began)
    return sorted(times)


def _at(times: Sequence[float], share: float) -> float:
    return times[int(len(times) * share)] * 1e3


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
