"""A plan as people read it before launch: one line a day, what is unlike the rest, one person, and all rows."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date

from bot.clock import zone_of
from bot.services.cycles.ladder import RULES
from db.facts import Cycle, Nudge

CLOCK_CHANGE, AWAY = "clock change", "away"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would take for a formula."""


@dataclass(frozen=True, slots=True)
class PlanDay:
    """A local day: how many people get something, and how many of these were moved there, by reason, most first."""

    day: date
    people: int
    moved: tuple[tuple[str, int], ...]

    @property
    def line(self) -> str:
        """The day in words: "Tue 12 Jan: 140 people; 6 moved, Epiphany"."""
        count = "1 person" if self.people == 1 else f"{self.people} people"
        moved = [f"{number} moved, {reason}" for reason, number in self.moved]
        return "; ".join([f"{self.day:%a} {self.day.day} {self.day:%b}: {count}", *moved])


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One reminder, every part in words: who gets it about whom, for what, when, by which rule, and what moved it.

    `day` and `time` are local to `zone`; `utc` ends in Z.
    """

    person: str
    about: str
    phase: str
    day: str
    time: str
    zone: str
    utc: str
    rule: str
    moved: str


def days(plan: Iterable[Nudge]) -> tuple[PlanDay, ...]:
    """Return one line for each local day on which somebody gets something, from the first to the last."""
    people: dict[date, set[str]] = {}
    moved: dict[date, set[tuple[str, str]]] = {}
    for nudge in plan:
        people.setdefault(nudge.day, set()).add(nudge.person)
        if nudge.moved:
            moved.setdefault(nudge.day, set()).add((nudge.person, _in_short(nudge.moved)))
    return tuple(PlanDay(day, len(people[day]), _by_reason(moved.get(day, ()))) for day in sorted(people))


def of_person(plan: Iterable[Nudge], person: str) -> tuple[Nudge, ...]:
    """Return what one person gets."""
    return tuple(nudge for nudge in plan if nudge.person == person)


def exceptions(plan: Iterable[Nudge]) -> tuple[Nudge, ...]:
    """Return the reminders that go out on another day, or at another time of it, than the ladder's own."""
    return tuple(nudge for nudge in plan if _moved_by(nudge))


def rows(plan: Iterable[Nudge], cycles: Mapping[str, Cycle], names: Mapping[str, str]) -> tuple[PlanRow, ...]:
    """Return the reminders in words, in the order in which they go out; `names` by person, else the id stands."""
    ordered = sorted(plan, key=lambda each: (each.due_at, names.get(each.person, ""), each.person))
    return tuple(_row(nudge, cycles, names) for nudge in ordered)


def to_csv(found: Iterable[PlanRow]) -> str:
    """Return rows as CSV with a heading; a cell that a spreadsheet would calculate begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(field.name for field in fields(PlanRow))
    for row in found:
        writer.writerow(f"'{cell}" if cell.startswith(FORMULA) else cell for cell in asdict(row).values())
    return out.getvalue()


def to_json(found: Iterable[PlanRow]) -> str:
    """Return rows as a JSON list of objects."""
    return json.dumps([asdict(row) for row in found], ensure_ascii=False, indent=2)


def _row(nudge: Nudge, cycles: Mapping[str, Cycle], names: Mapping[str, str]) -> PlanRow:
    local = nudge.due_at.astimezone(zone_of(nudge.tz))
    phase = cycles[nudge.cycle_id].phase(nudge.position)
    return PlanRow(
        person=names.get(nudge.person, nudge.person),
        about=names.get(nudge.subject, nudge.subject),
        phase=phase.name if phase else "",
        day=local.date().isoformat(),
        time=f"{local:%H:%M}",
        zone=nudge.tz,
        utc=f"{nudge.due_at:%Y-%m-%dT%H:%MZ}",
        rule=RULES[nudge.step],
        moved=_moved_by(nudge),
    )


def _moved_by(nudge: Nudge) -> str:
    """Return what moved a reminder to another day, and whether a clock change leaves its hour out there."""
    local = nudge.due_at.astimezone(zone_of(nudge.tz))
    shifted = (local.date(), local.hour, local.minute) != (nudge.day, nudge.hour, 0)
    return ", ".join(filter(None, (nudge.moved, CLOCK_CHANGE if shifted else "")))


def _in_short(reasons: str) -> str:
    """Return reasons without the dates on which single people are back."""
    return ", ".join(dict.fromkeys(AWAY if each.startswith(AWAY) else each for each in reasons.split(", ")))


def _by_reason(moved: Iterable[tuple[str, str]]) -> tuple[tuple[str, int], ...]:
    counted = Counter(reason for _, reason in moved)
    return tuple(sorted(counted.items(), key=lambda each: (-each[1], each[0])))
