"""Roles of 10, 40 and 80 rows everywhere: shown, read, compared, chosen from, filled, copied; nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from bot.sandbox.person import Person
from canon.frames import build_frame
from canon.model import Library
from canon.render.text import frame_text
from tests.integration.app.office import Office
from tests.integration.app.test_other_libraries import parts

Lets = Callable[..., AbstractContextManager[Office]]
LibraryOf = Callable[[str], Library]
WORDS = "keeps the promise that was made to every customer of the region, in writing and in time, whatever it takes"
counts = pytest.mark.parametrize("count", [10, 40, 80])


def many(count: int) -> str:
    """Return a role with so many rows at each of two levels, and with texts as long as the library's own."""
    head = "format: 1\ncanon: {name: Test, tag: TST}\nroles:\n  - id: MANY\n    focus: Promise keeper\n    levels:\n"
    levels = ""
    for code in ("L1", "L2"):
        rows = "".join(f"          - Row {number} of {code} {WORDS}.\n" for number in range(1, count + 1))
        levels += f"      {code}:\n        responsibilities:\n{rows}"
    return head + levels


def numbers(words: str, code: str) -> set[int]:
    """Return the rows of a level that stand in some words, whole."""
    return {int(number) for number in re.findall(rf"Row (\d+) of {code} {WORDS}\.", words)}


def turned(person: Person, shown: Callable[[], str], following: str) -> str:
    """Turn all pages to the last and return what stood on them."""
    seen = shown()
    while found := re.search(rf"\[({following})\]", shown()):
        person.clicks(found[1])
        seen += shown()
    return seen


def top(person: Person) -> str:
    assert person.modal is not None
    return person.reads(person.modal)


@counts
def test_every_row_is_shown_in_every_layout(lets: Lets, library_of: LibraryOf, count: int) -> None:
    with lets(library=library_of(many(count))) as office:
        ana = office.ana
        ana.types("/goals promise keeper L2")
        for layout in ("OKRs", "MBO areas", "Scorecard", "SMART"):
            ana.clicks(layout)
            seen = turned(ana, ana.sees, r"Next(?: \d+)?")
            assert numbers(seen, "L2") == set(range(1, count + 1)), layout
            assert not numbers(seen, "L1")
        assert len(ana.messages) == 1


@counts
def test_every_row_is_read_and_copied(lets: Lets, library_of: LibraryOf, count: int) -> None:
    library = library_of(many(count))
    with lets(library=library) as office:
        ana = office.ana
        ana.types("/goals promise keeper L1")
        ana.clicks("Read in full")
        assert numbers(turned(ana, lambda: top(ana), "Next part"), "L1") == set(range(1, count + 1))
        ana.closes()
        ana.clicks("Copy as text")
        assert "".join(parts(ana)) == frame_text(build_frame(library.roles[0].profiles[0], "smart"))


@counts
def test_every_row_of_every_level_is_in_the_view_of_the_role(lets: Lets, library_of: LibraryOf, count: int) -> None:
    with lets(library=library_of(many(count))) as office:
        ana = office.ana
        ana.types("/goals role promise keeper L2")
        first = top(ana)
        assert "L2 · this level" in first
        assert 1 in numbers(first, "L2")
        seen = turned(ana, lambda: top(ana), "Next page")
        for code in ("L1", "L2"):
            assert numbers(seen, code) == set(range(1, count + 1))


@counts
def test_every_row_that_differs_is_compared(lets: Lets, library_of: LibraryOf, count: int) -> None:
    with lets(library=library_of(many(count))) as office:
        ana = office.ana
        ana.types("/goals compare promise keeper L1 L2")
        seen = turned(ana, ana.sees, "Next page")
        for code in ("L1", "L2"):
            assert numbers(seen, code) == set(range(1, count + 1))


@counts
def test_rows_are_chosen_all_none_and_one_by_one_on_every_page(lets: Lets, library_of: LibraryOf, count: int) -> None:
    with lets(library=library_of(many(count))) as office:
        ana = office.ana
        office.starts(ana, role="/goals promise keeper L1")
        pages = -(-count // 40)
        for page in range(1, pages + 1):
            last = min(page * 40, count)
            ana.clicks("Choose all here")
            assert ana.value(f"Goal {last}") == f"Keep goal {last}"
            ana.clicks("Choose none here")
            assert ana.value(f"Goal {last}") == ""
            ana.ticks(f"Keep goal {last}")
            ana.submits()
        assert [goal.text[:12] for goal in office.goals_of().goals] == [
            f"Row {min(page * 40, count)} of L1"[:12] for page in range(1, pages + 1)
        ]
        assert f"Goal 1 of {pages}" in top(ana)


@counts
def test_goals_with_every_row_are_reached_and_checked(lets: Lets, library_of: LibraryOf, count: int) -> None:
    with lets(library=library_of(many(count))) as office:
        ana = office.ana
        office.starts(ana, role="/goals promise keeper L1")
        for _ in range(-(-count // 40)):
            ana.clicks("Choose all here")
            ana.submits()
        assert len(office.goals_of().goals) == count
        ana.chooses("Go to another goal", "Check your goals")
        assert numbers(turned(ana, lambda: top(ana), r"Next(?: \d+)?"), "L1") == set(range(1, count + 1))


@counts
def test_the_picker_finds_the_role(lets: Lets, library_of: LibraryOf, count: int) -> None:
    with lets(library=library_of(many(count))) as office:
        ana = office.ana
        ana.types("/goals")
        assert ana.searches("Role and level", "prom") == ["Promise keeper — L1", "Promise keeper — L2"]
