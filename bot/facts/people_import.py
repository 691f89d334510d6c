"""An import of the company's list before an organiser's eyes: what it would change, and what it has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ImportWish:
    """What an organiser asks for: a file in Slack by its id, and what was said of it.

    `everyone`: who is not in the file is gone. `columns` are pairs of a heading of the file and what it means.
    """

    file: str
    everyone: bool = False
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MissingColumns:
    """A file whose columns for the person, their e-mail or their manager are called something unknown.

    `headings` are those that mean nothing so far. Without an e-mail nobody new is found in Slack. Where it is asked
    anew, `present` are pairs of a heading and what it means now, and `headings` are all.
    """

    wish: ImportWish
    person: bool
    manager: bool
    email: bool
    headings: tuple[str, ...]
    present: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """A heading that is read as somebody said for an earlier file; `who` is their name, empty for `own` words."""

    heading: str
    column: str
    who: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class CycleChange:
    """What an import would change in a review cycle, by names."""

    name: str
    managers: tuple[str, ...]
    leaving: tuple[str, ...]
    joining: tuple[str, ...]

    @property
    def any(self) -> bool:
        return bool(self.managers or self.leaving or self.joining)


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would change: names and lines that people read.

    `managers` are "Sam Okafor: Ana Ruiz → Eva Lind", `faults` a sentence each; `unread` are headings that mean
    nothing. `stamp` says which list this was compared with; `gone_of` is how many people that has.
    """

    wish: ImportWish
    stamp: str
    new: tuple[str, ...]
    managers: tuple[str, ...]
    other: tuple[str, ...]
    gone: tuple[str, ...]
    gone_of: int
    unchanged: int
    untitled: tuple[str, ...]
    faults: tuple[str, ...]
    unread: tuple[str, ...]
    cycles: tuple[CycleChange, ...]
    asks_number: bool
    changes: bool
    said_before: tuple[SaidBefore, ...] = ()

    @property
    def good(self) -> int:
        """How many people of the file can be taken."""
        return len(self.new) + self.changed + self.unchanged

    @property
    def changed(self) -> int:
        return len({line.partition(":")[0] for line in (*self.managers, *self.other)})


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import has done: how many people the list has, which managers wait, whom Slack does not know.

    `unfindable` are how many have no e-mail and are not known in Slack otherwise.
    """

    people: int
    waiting: tuple[str, ...]
    unknown: tuple[str, ...]
    unfindable: int = 0


@dataclass(frozen=True, slots=True)
class CycleSeat:
    """A review cycle that is not over, and whether a person is in it."""

    cycle: str
    name: str
    inside: bool


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """What the company's list says of one person, before an organiser's eyes; Slack ids, empty for nobody.

    `coming` is a manager who does not count yet, by name. `reports` are how many people have this one as manager.
    """

    user_id: str
    name: str
    manager: str
    coming: str
    stand_in: str
    stand_in_until: date | None
    last_day: date | None
    away_until: date | None
    team: str
    country: str
    reports: int
    cycles: tuple[CycleSeat, ...]


@dataclass(frozen=True, slots=True)
class PersonEdit:
    """What an organiser changes in one person's line; `cycles` are the ids of those that they are to be in."""

    manager: str
    stand_in: str
    stand_in_until: date | None
    last_day: date | None
    away_until: date | None
    cycles: tuple[str, ...]
