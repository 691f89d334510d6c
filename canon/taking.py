"""A role text that takes over some of the changes of a newer one: what is taken is the newer, all else the older.

A row keeps its key whatever its words become, so that everything that is kept under the key stays with the row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from typing import Any, TypeVar

from canon.difference import FactChange, RowChange, profile_change
from canon.model import Profile, Row, RowKind
from canon.row_matches import LISTS, Listed, ListName, Match, match_rows

P = TypeVar("P", RowChange, Match)
LABELS = {"core_outputs": "core output", "components": "responsibility (component)"}
"""What the source label of a row says that is in its list no longer."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a newer text says otherwise, row by row, and beside the rows."""

    rows: tuple[RowChange, ...]
    facts: tuple[FactChange, ...]

    def __bool__(self) -> bool:
        return bool(self.rows or self.facts)


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken of a newer text: rows by their `key_of`, and all the texts beside the rows or none of them."""

    rows: frozenset[str] = frozenset()
    facts: bool = False


def text_changes(old: Profile, new: Profile) -> Changes:
    """Return what somebody who reads both would see: a key alone is no text."""
    change = profile_change(_as_canon(old), new)
    return Changes(tuple(_as_held(row, old) for row in map(_seen, change.rows) if row.kinds), change.facts)


def key_of(change: RowChange | Match) -> str:
    """Return the key that a change goes by: the older row's; without an older one a plus and the newer row's."""
    if change.old is not None:
        return change.old.row.key
    return f"+{change.new.row.key}" if change.new is not None else ""


def take(old: Profile, new: Profile, taken: Taken, held: Collection[str]) -> Profile:
    """Return the older text with what is taken of the newer one.

    Rows stand in the newer order; one that is kept though it was moved or taken out stands behind the row that it
    stood behind. `held` are the keys of rows that something is kept under: where such a row goes, it is `former`.
    """
    matches = [_as_held(match, old) for match in match_rows(_as_canon(old), new)]
    merger = _Merger(old, new, taken, matches)
    base = new if taken.facts else old
    lists: dict[str, Any] = {name: merger.rows(name) for name in LISTS}
    merged = replace(base, **lists, dimension_order=merger.order_of_dimensions(lists["dimensions"]), former=())
    merged = _with_kinds(merged)
    return replace(merged, former=tuple(merger.former({row.key for row in merged.rows}, held)))


def _as_canon(profile: Profile) -> Profile:
    """Return a profile whose rows go by the keys that the canon had them under."""
    lists: dict[str, Any] = {
        name: tuple(replace(row, key=row.canon_key or row.key, canon_key=None) for row in getattr(profile, name))
        for name in LISTS
    }
    return replace(profile, **lists)


def _as_held(pair: P, profile: Profile) -> P:
    """Return a pair of rows whose older one goes by the key that it is held under."""
    if pair.old is None:
        return pair
    row = getattr(profile, pair.old.list)[pair.old.number - 1]
    return replace(pair, old=Listed(row, pair.old.list, pair.old.number))


def _seen(change: RowChange) -> RowChange:
    """Return a change without what nobody sees: a row under another id says what it said."""
    if change.old is None or change.new is None or _beside(change.old.row) != _beside(change.new.row):
        return change
    return replace(change, kinds=tuple(kind for kind in change.kinds if kind != "fact changed"))


def _beside(row: Row) -> tuple[object, ...]:
    return (row.name, row.details, row.source_kind)


def _with_kinds(profile: Profile) -> Profile:
    """Return a profile whose rows are filled as their lists are: responsibilities beside core outputs are areas."""
    beside: RowKind = "component" if profile.core_outputs else "objective"
    return replace(
        profile,
        core_outputs=tuple(replace(row, kind="objective") for row in profile.core_outputs),
        responsibilities=tuple(replace(row, kind=beside) for row in profile.responsibilities),
        components=tuple(replace(row, kind="component") for row in profile.components),
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row of the merged text: its list, and its number in the newer text; None where it stands as it stood."""

    row: Row
    list: ListName
    number: int | None


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A row, and the list that its source label speaks of; None where the label says it already."""

    row: Row
    list: ListName | None = None

    def row_under_label(self) -> Row:
        label = LABELS.get(self.list or "")
        return replace(self.row, source_kind=label, source_kind_place=None) if label else self.row


class _Merger:
    def __init__(self, old: Profile, new: Profile, taken: Taken, matches: Sequence[Match]) -> None:
        self.old, self.new, self.taken = old, new, taken
        self.back = dict(self._back(matches))
        self.placed = [placed for match in matches if (placed := self._placed(match)) is not None]

    def rows(self, name: ListName) -> tuple[Row, ...]:
        here = {placed.row.key: placed.row for placed in self.placed if placed.list == name}
        if name == "dimensions":
            return self._dimensions(here)
        came = sorted((one.number, one.row.key) for one in self.placed if one.list == name and one.number is not None)
        stood = [row.key for row in getattr(self.old, name) if row.key in here]
        return tuple(here[key] for key in woven([key for _, key in came], stood))

    def order_of_dimensions(self, dimensions: Sequence[Row]) -> tuple[str, ...]:
        base = self.new if self.taken.facts else self.old
        names = [row.name or "" for row in dimensions]
        return tuple(woven(base.dimension_order, names))

    def former(self, there: Collection[str], held: Collection[str]) -> Iterator[Row]:
        """Give the rows that something is kept under and that no layout can show any more, each once."""
        hidden = {placed.row.key: _Labelled(placed.row, placed.list) for placed in self.placed}
        before = {row.key: _Labelled(row) for row in self.old.former}
        before |= {row.key: _Labelled(row, name) for name in LISTS for row in getattr(self.old, name)}
        for key, known in before.items():
            if key not in there and (key in held or known.list is None):
                yield hidden.get(key, known).row_under_label()

    def _dimensions(self, here: dict[str, Row]) -> tuple[Row, ...]:
        first, other = (self.new, self.old) if self.taken.facts else (self.old, self.new)
        by_name = {row.name or "": row for row in here.values()}
        order = woven(first.dimension_order, other.dimension_order)
        return tuple(by_name[name] for name in woven(order, list(by_name)) if name in by_name)

    def _placed(self, match: Match) -> _Placed | None:
        old, new = match.old, match.new
        taken = key_of(match) in self.taken.rows
        if old is None or new is None:
            return self._one_sided(old, new, taken=taken)
        if taken:
            return _Placed(_under(old.row.key, new.row), new.list, new.number)
        return _Placed(old.row, old.list, None if match.moved else new.number)

    def _one_sided(self, old: Listed | None, new: Listed | None, *, taken: bool) -> _Placed | None:
        if new is not None:
            key = self.back.get(new.row.key) or self._free_key(new.row.key)
            return _Placed(_under(key, new.row), new.list, new.number) if taken else None
        return _Placed(old.row, old.list, None) if old is not None and not taken else None

    def _free_key(self, key: str) -> str:
        """Return a key that no row has been held under."""
        taken = {row.key for row in (*self.old.former, *(row for name in LISTS for row in getattr(self.old, name)))}
        numbered = (f"{key}.{number}" for number in count(2))
        return next(one for one in chain((key,), numbered) if one not in taken)

    def _back(self, matches: Sequence[Match]) -> Iterator[tuple[str, str]]:
        """Give the keys of new rows that goals still hold as former ones, each with the key that it had."""
        came = [match.new.row for match in matches if match.new and not match.old]
        standing = {row.key for name in LISTS for row in getattr(self.old, name)}
        free = [row for row in self.old.former if row.key not in standing]
        for alike in (_same_key, _same_text):
            for row in tuple(came):
                found = next((one for one in free if alike(one, row)), None)
                if found is not None:
                    free.remove(found)
                    came.remove(row)
                    yield row.key, found.key


def _same_key(former: Row, row: Row) -> bool:
    return (former.canon_key or former.key) == row.key


def _same_text(former: Row, row: Row) -> bool:
    return former.text == row.text


def _under(key: str, row: Row) -> Row:
    """Return a row of the canon under the key that a goal is held under."""
    return replace(row, key=key, canon_key=row.key if row.key != key else None)


def woven(first: Sequence[str], other: Sequence[str]) -> list[str]:
    """Return a sequence with what only the other has, each behind what it stands behind there."""
    made = list(first)
    for place, one in enumerate(other):
        if one not in made:
            before = next((earlier for earlier in reversed(other[:place]) if earlier in made), None)
            made.insert(made.index(before) + 1 if before is not None else 0, one)
    return made
