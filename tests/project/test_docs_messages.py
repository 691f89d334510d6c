"""The page of every message cannot rot: its kinds, words and hours are held against the program."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, cast, get_args

import pytest

from bot.delivery.home import HomePages
from bot.delivery.rendering import COPY, Rendering
from bot.services.hours import EVENING
from bot.services.postbox import FOLD_ALL, FOLD_SAME, Told
from db.facts import PostKind, Preferences
from tests.project.pins import ROOT

GOLDEN = ROOT / "tests" / "golden" / "views"
TEXT = (ROOT / "docs" / "messages.md").read_text(encoding="utf-8")
PARTS = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^##)", TEXT, re.MULTILINE | re.DOTALL))
FILES = {"receipt", "export"}
"""Kinds that are files, which have no golden view."""


def quoted(part: str) -> list[str]:
    """Return the words that a part of the page says are on the screen."""
    return [words.strip() for words in re.findall(r"^(?:.*\| )?> (.+?)(?: \|)?$", part, re.MULTILINE)]


def texts(found: Any) -> Iterator[str]:
    """Give every piece of text of a message or view."""
    if isinstance(found, list):
        for one in found:
            yield from texts(one)
    elif isinstance(found, dict):
        for name, one in found.items():
            yield from [one] if name == "text" and isinstance(one, str) else texts(one)


def golden_texts(pattern: str) -> str:
    """Return all that is to be read in the golden files of this pattern."""
    files = sorted(GOLDEN.glob(pattern))
    assert files, f"there is no golden file {pattern}"
    return "\n".join(text for path in files for text in texts(json.loads(path.read_text(encoding="utf-8"))))


def test_every_kind_of_message_has_a_part_and_no_other() -> None:
    nothing = cast("Any", None)
    drawn = set(Rendering(nothing, nothing, HomePages.__new__(HomePages)).by_kind())
    assert set(PARTS) == drawn
    assert drawn == set(get_args(PostKind))


@pytest.mark.parametrize("kind", sorted(set(PARTS) - FILES))
def test_the_words_of_each_kind_stand_in_its_golden_files(kind: str) -> None:
    patterns = re.findall(r"^Files: `(.+)`$", PARTS[kind], re.MULTILINE)
    assert len(patterns) == 1
    shown, words = golden_texts(patterns[0]), quoted(PARTS[kind])
    assert words
    assert [missing for missing in words if missing not in shown] == []


def test_the_words_above_a_receipt_are_the_program_s_own() -> None:
    assert quoted(PARTS["receipt"]) == [COPY]


def test_everything_that_a_notice_tells_of_is_listed_once() -> None:
    assert sorted(re.findall(r"^\| `([\w ]+)` \|", PARTS["notice"], re.MULTILINE)) == sorted(get_args(Told))


def test_the_hours_are_those_of_the_program() -> None:
    flat = " ".join(TEXT.split())
    assert f"within {FOLD_SAME.total_seconds() / 3600:g} hours stands in one notice" in flat
    assert f"Within {FOLD_ALL.total_seconds() / 3600:g} hour, so does everything else" in flat
    assert f"from {Preferences('', '').from_hour:02}:00 to {EVENING}:00 on their own clock" in flat
