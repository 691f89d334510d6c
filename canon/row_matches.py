"""Which row of an older profile is which row of a newer one: by key first, then by words, and never silently."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from canon.keys import text_key
from canon.model import Profile, Row
from canon.search import words_of

LIKE = 0.5
"""The least likeness of two texts that are taken for one: half of their words are the same, in the same order."""
ListName = Literal["core_outputs", "responsibilities", "components", "dimensions"]
LISTS: tuple[ListName, ...] = get_args(ListName)


@dataclass(frozen=True, slots=True)
class Listed:
    """One row with its list and its number in it, from 1."""

    row: Row
    list: ListName
    number: int


@dataclass(frozen=True, slots=True)
class Match:
    """One row before and after; None where it has no counterpart.

    `likeness` is None where the keys are the same; else it says how like the texts are, `LIKE` to 1. `moved` says
    that it stands in another list, or in another order among the rows that stayed; a dimension never moves.
    """

    old: Listed | None
    new: Listed | None
    likeness: float | None = None
    moved: bool = False


def own_id(row: Row) -> str | None:
    """Return the id that a row was given; None where its key is made of its text."""
    name = row.key.partition(":")[2]
    return None if name == text_key(row.text) else name


def likeness(old: str, new: str) -> float:
    """Return how like two texts are, 0 to 1: twice their words in common, in order, over all words of both."""
    before, after = words_of(old), words_of(new)
    return _alike(before, after) if before and after else float(old == new)


def _alike(before: Sequence[str], after: Sequence[str]) -> float:
    from rapidfuzz.distance import Indel

    return float(Indel.normalized_similarity(before, after))


def match_rows(old: Profile, new: Profile) -> tuple[Match, ...]:
    """Match all rows of two profiles: in the newer one's order, then those that are gone."""
    before, after = list(_listed(old)), list(_listed(new))
    found = _by_key(before, after)
    found += _by_text(*_left(before, after, found))
    found += _by_words(*_left(before, after, found))
    gone, came = _left(before, after, found)
    pairs = _with_moves(found) + [Match(None, row) for row in came]
    order = {row.row.key: place for place, row in enumerate(after)}
    pairs.sort(key=lambda match: order[match.new.row.key] if match.new else 0)
    return (*pairs, *(Match(row, None) for row in gone))


def _listed(profile: Profile) -> Iterator[Listed]:
    for name in LISTS:
        rows: Sequence[Row] = getattr(profile, name)
        for number, row in enumerate(rows, start=1):
            yield Listed(row, name, number)


def _left(
    before: Iterable[Listed], after: Iterable[Listed], found: Iterable[Match]
) -> tuple[list[Listed], list[Listed]]:
    """Return the rows that have no counterpart yet."""
    pairs = list(found)
    old = {match.old.row.key for match in pairs if match.old}
    new = {match.new.row.key for match in pairs if match.new}
    return [row for row in before if row.row.key not in old], [row for row in after if row.row.key not in new]


def _by_key(before: Iterable[Listed], after: Iterable[Listed]) -> list[Match]:
    keys = {row.row.key: row for row in after}
    return [Match(row, keys[row.row.key]) for row in before if row.row.key in keys]


def _by_text(before: Iterable[Listed], after: Iterable[Listed]) -> list[Match]:
    """Match rows whose text stayed while their key or list changed; the same text may stand twice."""
    found, free = [], [row for row in after if row.list != "dimensions"]
    for row in before:
        same = [other for other in free if other.row.text == row.row.text]
        if row.list != "dimensions" and same:
            best = next((other for other in same if other.list == row.list), same[0])
            free.remove(best)
            found.append(Match(row, best, 1.0))
    return found


def _by_words(before: Sequence[Listed], after: Sequence[Listed]) -> list[Match]:
    """Match reworded rows inside their list, the likest first; each row once."""
    words_before, words_after = ([words_of(one.row.text) for one in rows] for rows in (before, after))
    ranked = sorted(
        (
            (-alike, place, other)
            for place, row in enumerate(before)
            for other, candidate in enumerate(after)
            if row.list == candidate.list != "dimensions"
            and words_before[place]
            and words_after[other]
            and (alike := _alike(words_before[place], words_after[other])) >= LIKE
        )
    )
    found: list[Match] = []
    old: set[int] = set()
    new: set[int] = set()
    for distance, place, other in ranked:
        if place not in old and other not in new:
            old.add(place)
            new.add(other)
            found.append(Match(before[place], after[other], -distance))
    return found


def _with_moves(matches: Iterable[Match]) -> list[Match]:
    """Mark the matches that changed their list or, in the fewest moves that explain it, their order."""
    made: list[Match] = []
    staying: dict[str, list[tuple[Match, int, int]]] = {}
    for match in matches:
        old, new = match.old, match.new
        if old and new and old.list == new.list == "dimensions":
            made.append(match)
        elif old and new and old.list == new.list:
            staying.setdefault(new.list, []).append((match, old.number, new.number))
        else:
            made.append(Match(old, new, match.likeness, moved=True))
    for rows in staying.values():
        rows.sort(key=lambda entry: entry[2])
        kept = _longest_rise([number for _, number, _ in rows])
        made.extend(
            match if place in kept else Match(match.old, match.new, match.likeness, moved=True)
            for place, (match, _, _) in enumerate(rows)
        )
    return made


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """Return the places of a longest run of rising numbers; the others have moved."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        ends[length:] = [number, *ends[length + 1 :]]
        places[length:] = [place, *places[length + 1 :]]
        before.append(places[length - 1] if length else -1)
    kept: set[int] = set()
    place = places[-1] if places else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept
