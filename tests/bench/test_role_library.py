"""What a library of 1, 1,000 and 20,000 roles costs: to load, to start from, to search; as ratios to bare libraries.

Loading is held against a bare YAML parse of the same files, search against a bare rapidfuzz scan over the roles'
names, the start with a thousand roles against the start with one; each floor in the same run.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
import yaml
from rapidfuzz import fuzz, process

from canon.cache import load_cached
from canon.cards import cards_of
from canon.loader import load
from canon.model import Library
from canon.search import Index
from tests.unit.canon.many_roles import LEVELS, write_roles

SIZES = (1, 1_000, 20_000)
LOAD, KEPT = 4.0, 0.25
"""The most times a bare YAML parse: to load and check, and to take what was kept."""
SEARCH = 1.0
"""The most times a bare scan, at the 99th percentile, from a thousand roles on."""
START = 1.5
"""The most times the start with one role."""
QUERIES, STARTS = 300, 7
PROBES = {
    "the app": "import bot.app, bot.web, bot.cli.library, bot.services.roles\n"
    "bot.services.roles.Roles(bot.cli.library.open_library(())).find('account engineer p4')",
    "goalframe frames": "from bot.__main__ import main\nmain(['frames', 'ACCOU.00000.P4'], standalone_mode=False)",
}

Done = TypeVar("Done")

pytestmark = pytest.mark.bench


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """Return a function that gives the folder of so many roles, written once."""
    base = tmp_path_factory.mktemp("roles")

    def written(count: int) -> Path:
        made = base / str(count)
        return made if made.exists() else write_roles(made, count)

    return written


@pytest.fixture(scope="module")
def libraries(folder: Callable[[int], Path], tmp_path_factory: pytest.TempPathFactory) -> dict[int, Library]:
    """Load every size once, and say what that costs beside a bare parse."""
    kept = tmp_path_factory.mktemp("kept")
    load([folder(1)])  # what is imported at the first load is imported now
    found: dict[int, Library] = {}
    for count in SIZES:
        paths = [folder(count)]
        bare, _ = _timed(partial(_parsed, folder(count)))
        loading, _ = _timed(partial(load, paths))
        load_cached(paths, kept)
        taking, found[count] = _timed(partial(load_cached, paths, kept))
        print(  # noqa: T201
            f"\n{count} roles: bare YAML {bare:.3f} s, load and check {loading / bare:.2f} times that, "
            f"what was kept {taking / bare:.3f} times"
        )
        if count > 1:
            assert loading / bare <= LOAD
            assert taking / bare <= KEPT
    return found


def _timed(work: Callable[[], Done]) -> tuple[float, Done]:
    started = time.perf_counter()
    done = work()
    return time.perf_counter() - started, done


def _parsed(folder: Path) -> list[object]:
    return [yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader) for file in sorted(folder.iterdir())]


def queries(names: Sequence[str]) -> Iterator[str]:
    """Give what people type: whole names, other orders, slips, halves, levels, functions, and what is not there."""
    chance = random.Random(5)  # noqa: S311 - the same ones each time
    for number in range(QUERIES):
        words = chance.choice(names).lower().replace(" / ", " ").split()
        level = chance.choice([*LEVELS, "senior", ""]).lower()
        yield (
            " ".join((*words, level)),
            " ".join((level, *reversed(words), "okrs")),
            " ".join((*(word[:-2] + word[-1] for word in words), level)),
            " ".join(word[:4] for word in words),
            f"{words[0]} operations {level}",
            f"{level} goals {number}",
            f"qwrt{number} {words[-1]}",
            f"zzgx{number} vvkj",
        )[number % 8]


def _p99(work: Callable[[str], object], texts: Sequence[str]) -> float:
    spent = sorted(_timed(partial(work, text))[0] for text in texts)
    return spent[int(len(spent) * 0.99) - 1]


def _asked(index: Index, texts: Sequence[str]) -> Index:
    for text in texts:
        index.find(text)
        index.typeahead(text)
    return index


@pytest.mark.parametrize("count", SIZES)
def test_search_and_typeahead_are_faster_than_a_bare_scan(libraries: dict[int, Library], count: int) -> None:
    names = [card.focus for card in cards_of(libraries[count].roles)]
    texts = list(dict.fromkeys(queries(names)))
    _asked(Index(libraries[count]), texts)  # roles that were shown before are there already
    index = _asked(Index(libraries[count]), ["warm up"])
    floor = _p99(lambda text: process.extract(text, names, scorer=fuzz.WRatio, limit=5), texts)
    finding, typing = _p99(index.find, texts), _p99(index.typeahead, texts)
    ours = f"search {finding * 1000:.2f} ms, {finding / floor:.2f} times; typeahead {typing * 1000:.2f} ms"
    print(f"\n{count} roles, p99: bare scan {floor * 1000:.2f} ms; {ours}, {typing / floor:.2f} times")  # noqa: T201
    if count > 1:
        assert finding <= SEARCH * floor
        assert typing <= SEARCH * floor


@pytest.mark.parametrize("what", PROBES)
def test_a_start_with_a_thousand_roles_takes_little_longer_than_with_one(
    folder: Callable[[int], Path], tmp_path: Path, what: str
) -> None:
    def start(count: int, kept: str) -> float:
        environ = {**os.environ, "GOALFRAME_CANON": str(folder(count)), "GOALFRAME_CACHE": kept}
        asked = [sys.executable, "-W", "ignore", "-c", PROBES[what]]
        return _timed(lambda: subprocess.run(asked, env=environ, check=True, capture_output=True))[0]

    kept = str(tmp_path)
    for count in (1, 1_000):
        start(count, kept)
    pairs = [(start(1, kept), start(1_000, kept)) for _ in range(STARTS)]
    ratio = statistics.median(many for _, many in pairs) / statistics.median(one for one, _ in pairs)
    anew = start(1_000, "off") / statistics.median(one for one, _ in pairs)
    print(f"\nstart of {what} with 1,000 roles: {ratio:.2f} times that with one; {anew:.2f} where nothing is kept")  # noqa: T201
    assert ratio <= START
