"""What headings of a list of people mean, as somebody said once: kept, and the next file is read with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from bot.services.roster_columns import MANAGERS, NOT_READ, PERSON, Column, meaning, plain
from bot.services.roster_file import RosterFile, headings_in, read_roster
from db.facts import Heading
from db.unit_of_work import UnitOfWork

BESIDE = "beside another"
"""What is kept of a heading that is not read where another one of its file means the same."""


@dataclass(frozen=True, slots=True)
class Known:
    """How a file is read: `mapping` has its own headings with what they mean, by hand now or as it was kept.

    `said` are of these the kept ones that people should know of, as the file spells them.
    """

    mapping: Mapping[str, str]
    said: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class PutIn:
    """A file before it is read as people: its headings, what was said of them by hand, and what is known of them."""

    data: bytes
    headings: tuple[str, ...]
    by_hand: Mapping[str, str]
    known: Known

    def people(self) -> RosterFile:
        """Read it; raises as `read_roster` does."""
        return read_roster(self.data, self.known.mapping)


def put_in(uow: UnitOfWork, team: str, data: bytes, by_hand: Mapping[str, str]) -> PutIn:
    """Return a file with what is known of its headings; raises `Refused` for what is no table."""
    headings = headings_in(data, by_hand)
    return PutIn(data, tuple(dict.fromkeys(headings)), by_hand, known(uow, team, headings, by_hand))


def known(uow: UnitOfWork, team: str, headings: Sequence[str], by_hand: Mapping[str, str]) -> Known:
    """Return how a file with these headings is read; what is said by hand now beats what was kept.

    A kept heading gives way to another one of the file that means the same by itself, unless that was said not to.
    """
    spelled = Counter(map(plain, headings))
    hand = {plain(heading) for heading in by_hand}
    names = {plain(heading): heading.strip() for heading in headings}
    kept = {one.heading: one for one in uow.headings.all(team) if one.heading in names.keys() - hand}
    by_now = _with_managers(meaning(column) for column in by_hand.values())
    means = {key: column for key in names if key not in {*hand, *kept} and (column := meaning(key))}
    taken = by_now | set(means.values())
    found: dict[str, str] = {}
    said: list[Heading] = []
    for key, one in reversed(kept.items()):
        column = meaning(one.column)
        if column and column not in taken and spelled[key] == 1:
            taken.add(column)
            found[names[key]] = column
            said += [Heading(team, names[key], column, one.by, one.at)] * (meaning(key) != column)
    beside = {key for key in names.keys() - hand if meaning(key) in by_now & set(MANAGERS)}
    unread = beside | {key for key, one in kept.items() if _is_unread(one, taken)}
    aside = {names[key]: NOT_READ for key in names if key in unread and names[key] not in found}
    return Known(found | aside | dict(by_hand), tuple(reversed(said)))


def keep(uow: UnitOfWork, team: str, file: PutIn, by: str, at: datetime) -> None:
    """Keep what was said by hand of a file's headings, and that others do not mean the same beside them."""
    told = {plain(heading): meaning(column) or NOT_READ for heading, column in file.by_hand.items()}
    columns = _with_managers(meaning(column) for column in told.values())
    rivals = {key for key in map(plain, file.headings) if not told.get(key) and meaning(key) in columns}
    said = told | dict.fromkeys(rivals, BESIDE)
    # a heading of signs alone has no name to know it by
    uow.headings.put_all(Heading(team, key, column, by, at) for key, column in said.items() if key)


def _with_managers(said: Iterable[Column | None]) -> set[Column]:
    """Return the columns that were said; whoever says which one is the manager says it of all that may name them."""
    columns = {column for column in said if column}
    return columns | set(MANAGERS) if "manager" in columns else columns


def _is_unread(one: Heading, taken: AbstractSet[Column]) -> bool:
    """Tell whether a kept heading is not read in a file that says these columns otherwise; a needed one is, alone."""
    own = meaning(one.heading)
    if own is None or one.column not in {NOT_READ, BESIDE}:
        return False
    if own in MANAGERS:
        return bool(taken & set(MANAGERS))
    if one.column == BESIDE:
        return own in taken
    return own not in PERSON or bool(taken & PERSON)
