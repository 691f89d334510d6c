"""Someone's goals as they are stored: the head, the rows, the blanks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Slot = Literal["baseline", "target", "date", "note", "text"]
"""A field of a row: the layouts' three, the note that stands below them, and the words of an own line."""
Blank = tuple[str, Slot]
SheetState = Literal["draft", "shared", "confirmed", "unconfirmed", "withdrawn", "closed"]
LIVE: frozenset[SheetState] = frozenset({"shared", "confirmed", "unconfirmed"})
"""States in which both people have the goals and something can be done with them."""


@dataclass(frozen=True, slots=True)
class Period:
    """A named span of days, both ends included."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Filled:
    """A blank that was written: `stamp` is the sheet's counter at that time, `view_id` the view that wrote it.

    An empty value says that the blank was emptied: that is a change too, and another view must see it as one.
    """

    row: str
    slot: Slot
    value: str
    stamp: int
    view_id: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Rival:
    """A value typed into a view after another view had changed the blank; it waits for a choice."""

    row: str
    slot: Slot
    value: str
    view_id: str
    typed_at: datetime


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet: one of the profile's, or a manager's own line (key `x:…`), whose words are a blank."""

    key: str
    position: int
    kept: bool

    @property
    def own(self) -> bool:
        """Tell whether this is a manager's own line."""
        return self.key.startswith("x:")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person's goals for one period, whole: what their author writes on.

    `profile_hash` names the role text it was made with. `version` is the number of the version in force, 0 before
    the first; while `editing`, the rows and blanks are a working copy beside it. `answered` is the newest version
    that the employee has answered in any way, `seen` the newest one that was shown to them. `replaces` names the
    goals that end when these are shared, `successor` those that these ended for. `moving_to` is the manager to whom
    they go once the employee agrees.
    """

    team_id: str
    id: str
    author: str
    subject: str
    profile_id: str
    profile_hash: str
    title: str
    period: Period
    layout: str
    state: SheetState
    stamp: int
    created_at: datetime
    updated_at: datetime
    rows: tuple[SheetRow, ...]
    filled: tuple[Filled, ...]
    rivals: tuple[Rival, ...]
    version: int = 0
    editing: bool = False
    answered: int = 0
    seen: int = 0
    replaces: str = ""
    successor: str = ""
    moving_to: str = ""

    @property
    def values(self) -> Mapping[Blank, str]:
        """The values that stand in the blanks, without the emptied ones."""
        return {(blank.row, blank.slot): blank.value for blank in self.filled if blank.value}

    @property
    def kept(self) -> frozenset[str]:
        return frozenset(row.key for row in self.rows if row.kept)

    @property
    def writable(self) -> bool:
        """Tell whether there is a draft or a working copy to write on."""
        return self.state == "draft" or self.editing

    def row(self, key: str) -> SheetRow | None:
        """Return the sheet's row with this key."""
        return next((row for row in self.rows if row.key == key), None)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A sheet in a list: how many lines it keeps, how many of them have a target, and what became of it.

    `asked` says that a request for changes waits for the author.
    """

    id: str
    author: str
    subject: str
    title: str
    period: Period
    state: SheetState
    goals: int
    goals_filled: int
    updated_at: datetime
    version: int = 0
    editing: bool = False
    asked: bool = False
    profile_id: str = ""
    profile_hash: str = ""


@dataclass(frozen=True, slots=True)
class UsedText:
    """A role text, the title that goals have from it, and how many drafts and shared goals stand on it."""

    profile_id: str
    profile_hash: str
    title: str
    drafts: int
    shared: int


@dataclass(frozen=True, slots=True)
class TextInUse:
    """A sheet and its role text; `told` is the hash of the newer text that its messages speak of, else empty."""

    sheet_id: str
    subject: str
    version: int
    profile_id: str
    profile_hash: str
    told: str
