"""What a person's Home shows: what they owe, what was shared with them, what they write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from bot.facts.cycles import ToDo
from bot.facts.offices import NewHolder
from bot.facts.role_changes import OlderText, TextState
from bot.facts.sharing import Owed
from db.facts import CheckIn, Person, SheetLine

Show = Literal["everything", "to do", "mine", "draft", "waiting", "confirmed", "closed"]
"""What Home is narrowed to; the last four are goals that the person writes."""
SHOWS: tuple[Show, ...] = get_args(Show)
PAGE_LINES = 10


@dataclass(frozen=True, slots=True)
class OwedLine:
    """Something to do now, with the name of the other person."""

    owed: Owed
    name: str


@dataclass(frozen=True, slots=True)
class HomeLine:
    """Someone's goals on Home, with the name of the other person and, of one's own, the newest progress.

    `text` tells how their role text stands to the library now.
    """

    line: SheetLine
    name: str
    last: CheckIn | None = None
    text: TextState = "same"


@dataclass(frozen=True)
class HomeFacts:
    """All of a person's goals, the newest first, and which page of what is shown; pages count from 1.

    `to_dos` of review cycles are those that `owed` does not have. `mine` was shared with them, `written` is what
    they write. `readers` are the names of the HR readers, `new_holders` who was given an office lately; `reader` and
    `organiser` say that the person is one: they see in `older` how many goals stand on an older role text. `allowed`
    is False for whoever may not use the app.
    """

    person: Person
    owed: tuple[OwedLine, ...] = ()
    mine: tuple[HomeLine, ...] = ()
    written: tuple[HomeLine, ...] = ()
    readers: tuple[str, ...] = ()
    new_holders: tuple[NewHolder, ...] = ()
    reader: bool = False
    organiser: bool = False
    allowed: bool = True
    show: Show = "everything"
    page: int = 1
    command: str = "/goals"
    to_dos: tuple[ToDo, ...] = ()
    older: tuple[OlderText, ...] = ()

    @property
    def counts(self) -> Mapping[Show, int]:
        """Return how much there is of each kind."""
        kinds: dict[Show, int] = dict.fromkeys(SHOWS, 0)
        for one in self.written:
            kinds[kind_of(one.line)] += 1
        return kinds | {
            "everything": len(self.mine) + len(self.written),
            "to do": len(self.things),
            "mine": len(self.mine),
        }

    @property
    def things(self) -> tuple[OwedLine | ToDo, ...]:
        """Return all that is to be done: what others wait for, then the to-dos of review cycles."""
        return (*self.owed, *self.to_dos)

    def shown(self) -> tuple[HomeLine, ...]:
        """Return the goals that are shown, over all pages: those of the person before those that they write."""
        chosen: Mapping[Show, Callable[[], tuple[HomeLine, ...]]] = {
            "everything": lambda: (*self.mine, *self.written),
            "to do": tuple,
            "mine": lambda: self.mine,
        }
        written = tuple(one for one in self.written if kind_of(one.line) == self.show)
        return chosen.get(self.show, lambda: written)()


def kind_of(line: SheetLine) -> Show:
    """Return under which word goals are counted for their author; not confirmed still waits."""
    if line.state == "draft":
        return "draft"
    if line.state in {"shared", "unconfirmed"}:
        return "waiting"
    return "confirmed" if line.state == "confirmed" else "closed"


def as_show(name: str) -> Show:
    """Return what Home is narrowed to by that name; everything where the name is not one."""
    return next((show for show in SHOWS if show == name), "everything")
