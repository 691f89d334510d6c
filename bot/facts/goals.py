"""One person's goals as a whole, and what became of a save."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from canon.frames import FRAMES, Frame, FrameName, Gap, build_frame
from canon.model import Profile, Row, slots_of
from db.facts import Blank, Filled, Person, Rival, Sheet, SheetRow, Slot

OWN_LINES = 3
FEW = 5
"""Up to so many goals of a role are all kept at the start; of more, the manager chooses."""
SLOTS: tuple[Slot, ...] = ("baseline", "target", "date")
"""The fields that layouts print."""
NO_WORDS = "Not written yet"
"""The name of an own line until it has words."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One kept line of someone's goals: a goal, an area, a level expectation or a manager's own line.

    `number` counts from 1 over all kept lines in the order of filling; `row` is None for an own line.
    """

    number: int
    key: str
    text: str
    slots: tuple[Slot, ...]
    values: Mapping[Slot, str]
    note: str
    row: Row | None

    @property
    def filled(self) -> bool:
        return bool(self.values.get("target"))

    @property
    def open_slots(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if not self.values.get(slot))

    @property
    def called(self) -> str:
        """What a person calls the line: goals by their number in every layout, all else by name."""
        if self.row is not None and self.row.kind == "objective":
            return f"goal {self.number}"
        return f"“{self.row.name}”" if self.row is not None and self.row.name else f"“{self.name}”"

    @property
    def name(self) -> str:
        """A short title for lists: the library's own, else the first words up to 60 characters."""
        if self.row is not None and self.row.name:
            return f"{self.row.name}: {self.text}" if self.row.kind == "dimension" else self.row.name
        return first_words(self.text) or NO_WORDS


@dataclass(frozen=True)
class Goals:
    """One person's goals for one period, with the role text they were made with and the two people."""

    sheet: Sheet
    profile: Profile
    author: Person
    subject: Person

    @property
    def layout(self) -> FrameName:
        return as_layout(self.sheet.layout)

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        """Every kept line, in the order in which they are filled; the own lines last."""
        kept, values = self.sheet.kept, self.sheet.values
        lines: list[tuple[str, str, tuple[Slot, ...], Row | None]] = [
            (row.key, row.text, _slots(row, values), row) for row in self.profile.rows if row.key in kept
        ]
        lines += [(row.key, self.own_text(row), SLOTS, None) for row in self.own_rows if row.key in kept]
        return tuple(
            Goal(
                number,
                key,
                text,
                slots,
                {slot: values.get((key, slot), "") for slot in slots},
                values.get((key, "note"), ""),
                row,
            )
            for number, (key, text, slots, row) in enumerate(lines, start=1)
        )

    @property
    def own_rows(self) -> tuple[SheetRow, ...]:
        """The manager's own lines, also those left out."""
        return tuple(sorted((row for row in self.sheet.rows if row.own), key=lambda row: row.position))

    def own_text(self, row: SheetRow) -> str:
        """Return the words of an own line."""
        return self.sheet.values.get((row.key, "text"), "")

    @property
    def free_key(self) -> str:
        """The key that a further own line gets; empty where all are taken, also by lines left out."""
        taken = {row.key for row in self.sheet.rows}
        return next((key for key in own_keys() if key not in taken), "")

    @property
    def own_goals(self) -> tuple[Goal, ...]:
        return tuple(goal for goal in self.goals if goal.row is None)

    def goal(self, key: str) -> Goal | None:
        """Return the kept line with this key."""
        return next((goal for goal in self.goals if goal.key == key), None)

    def after(self, key: str) -> Goal | None:
        """Return the kept line after this one."""
        keys = [goal.key for goal in self.goals]
        place = keys.index(key) + 1 if key in keys else len(keys)
        return self.goals[place] if place < len(keys) else None

    @property
    def first_open(self) -> Goal | None:
        """Return the first line with an open target, else with any open field."""
        unfilled = (goal for goal in self.goals if not goal.filled)
        return next(unfilled, None) or next((goal for goal in self.goals if goal.open_slots), None)

    @property
    def filled(self) -> int:
        return sum(goal.filled for goal in self.goals)

    def frame(self, name: FrameName | None = None) -> Frame:
        """Lay the goals out; without a name in their own layout."""
        values = {
            (key, slot): value
            for (key, slot), value in self.sheet.values.items()
            if value and slot != "note" and slot != "text"  # noqa: PLR1714 - which narrows the type
        }
        return build_frame(self.profile, name or self.layout, values, self.sheet.kept)

    def beside(self, frame: Frame) -> tuple[Goal, ...]:
        """Return the kept lines with a value that a frame does not print, each with those values alone."""
        printed: set[Blank] = {
            (piece.row, piece.slot)
            for item in frame.items
            for line in item.lines
            for piece in line.pieces
            if isinstance(piece, Gap)
        }
        left = ((goal, _unprinted(goal, printed)) for goal in self.goals if goal.row is not None)
        return tuple(
            Goal(goal.number, goal.key, goal.text, goal.slots, values, goal.note, goal.row)
            for goal, values in left
            if values
        )

    def past_dates(self, today: date) -> tuple[Goal, ...]:
        """Return the kept lines that are due before today."""
        return tuple(goal for goal in self.goals if (day := goal.values.get("date")) and day < today.isoformat())


def _slots(row: Row, values: Mapping[tuple[str, Slot], str]) -> tuple[Slot, ...]:
    """Return the fields of a row; one that holds a value from when the row was filled otherwise stays among them."""
    fields = slots_of(row)
    return tuple(slot for slot in SLOTS if slot in fields or values.get((row.key, slot)))


def _unprinted(goal: Goal, printed: set[Blank]) -> dict[Slot, str]:
    return {slot: value for slot, value in goal.values.items() if value and (goal.key, slot) not in printed}


def as_layout(name: str) -> FrameName:
    """Return the layout of that name; SMART where the name is not one."""
    return next((frame for frame in FRAMES if frame == name), "smart")


def first_words(text: str, limit: int = 60) -> str:
    """Return the text, or its first words up to a limit of characters and an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:")
    return f"{cut}…"


@dataclass(frozen=True, slots=True)
class Visit:
    """One showing of one line in one view: what a write is checked against.

    `view_id` is Slack's id of the view, `opened` the counter of the goals when the line was shown.
    """

    view_id: str
    opened: int

    @property
    def id(self) -> str:
        return f"{self.view_id}/{self.opened}"


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in one field, and what stood in it when the view was shown."""

    value: str
    shown: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that stands in the view of one line."""

    sheet_id: str
    key: str
    visit: Visit
    fields: Mapping[Slot, Typed]
    past_ok: bool = False


@dataclass(frozen=True, slots=True)
class Clash:
    """A blank that another view changed meanwhile: what stands, and the value that waits for a choice."""

    kept: Filled
    rival: Rival

    @property
    def slot(self) -> Slot:
        return self.rival.slot


def own_keys() -> tuple[str, ...]:
    """Return the keys that a manager's own lines can have."""
    return tuple(f"x:{number}" for number in range(1, OWN_LINES + 1))
