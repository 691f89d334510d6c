"""What headings of a list of people mean, as somebody said once: kept, and the next file is read with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.services.roster_columns import MANAGERS, NOT_READ, Column, meaning, plain
from bot.services.roster_file import RosterFile, headings_in, read_roster
from db.facts import Heading
from db.unit_of_work import UnitOfWork


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
    return PutIn(data, headings, by_hand, known(uow, team, headings, by_hand))


def known(uow: UnitOfWork, team: str, headings: Sequence[str], by_hand: Mapping[str, str]) -> Known:
    """Return how a file with these headings is read; what is said by hand now beats what was kept.

    A kept heading gives way to another one of the file that means the same by itself, unless that was said not to.
    """
    spelled = Counter(map(plain, headings))
    hand = {plain(heading) for heading in by_hand}
    names = {plain(heading): heading.strip() for heading in headings}
    stored = {one.heading: one for one in uow.headings.all(team)}
    kept = {key: one for key, one in stored.items() if spelled[key] == 1 and key not in hand}
    means = {key: column for key in names if key not in {*hand, *kept} and (column := meaning(key))}
    taken = {meaning(column) for column in by_hand.values()} | set(means.values())
    found: dict[str, str] = {}
    said: list[Heading] = []
    for key, one in reversed(kept.items()):
        column = meaning(one.column)
        if column and column not in taken:
            taken.add(column)
            found[names[key]] = column
            said += [Heading(team, names[key], column, one.by, one.at)] * (meaning(key) != column)
    unread = {names[key]: NOT_READ for key, one in kept.items() if not one.column and _same(key) & taken}
    return Known(found | unread | dict(by_hand), tuple(reversed(said)))


def keep(uow: UnitOfWork, team: str, file: PutIn, by: str, at: datetime) -> None:
    """Keep what was said by hand of a file's headings, and that others do not mean the same beside them."""
    told = {plain(heading): meaning(column) or NOT_READ for heading, column in file.by_hand.items()}
    rivals = {key for key in map(plain, file.headings) if key not in told and meaning(key) in told.values()}
    said = told | dict.fromkeys(rivals, NOT_READ)
    # a heading of signs alone has no name to know it by
    uow.headings.put_all(Heading(team, key, column, by, at) for key, column in said.items() if key)


def _same(heading: str) -> set[Column | None]:
    """Return the columns that say the same as what a heading means by itself."""
    column = meaning(heading)
    return set(MANAGERS) if column in MANAGERS else {column} - {None}
