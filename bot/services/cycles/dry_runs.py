"""What a review cycle would send: a line a day, every person's message of a day, and each reminder in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from bot.clock import zone_of
from bot.facts.cycles import STEP_WORDS, PlannedDay, PlannedMessage
from db.facts import Cycle, Nudge

CLOCK_CHANGE, AWAY = "clock change", "away"
Name = Callable[[str], str]
"""Gives a person's name from their id."""


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


def messages_of(nudges: Iterable[Nudge], name: Name) -> tuple[PlannedMessage, ...]:
    """Return one message for each person and local day, the earliest first."""
    together: dict[tuple[str, date], list[Nudge]] = {}
    for nudge in sorted(nudges, key=lambda one: (one.due_at, one.person)):
        together.setdefault((nudge.person, nudge.day), []).append(nudge)
    return tuple(_message(same, name(person)) for (person, _), same in together.items())


def days_of(messages: Iterable[PlannedMessage]) -> tuple[PlannedDay, ...]:
    """Return a line for each day."""
    by_day: dict[date, list[PlannedMessage]] = {}
    for message in messages:
        by_day.setdefault(message.day, []).append(message)
    return tuple(_day(day, same) for day, same in sorted(by_day.items()))


def rows_of(nudges: Iterable[Nudge], cycle: Cycle, name: Name) -> tuple[PlanRow, ...]:
    """Return a cycle's reminders in words, in the order in which they go out."""
    ordered = sorted(nudges, key=lambda one: (one.due_at, name(one.person), one.person, one.position, one.subject))
    return tuple(_row(nudge, cycle, name) for nudge in ordered)


def _message(same: list[Nudge], name: str) -> PlannedMessage:
    one = same[0]
    steps = tuple(dict.fromkeys(nudge.step for nudge in same))
    moved = next(filter(None, map(_moved_by, same)), "")
    return PlannedMessage(one.person, name, one.day, one.hour, one.tz, one.due_at, steps, moved)


def _day(day: date, same: list[PlannedMessage]) -> PlannedDay:
    """Return a day; people who are away count together, whenever each of them is back."""
    moved = [one.moved for one in same if one.moved]
    reasons = dict.fromkeys(AWAY if each.startswith(AWAY) else each for why in moved for each in why.split(", "))
    return PlannedDay(day, len(same), len(moved), tuple(reasons))


def _row(nudge: Nudge, cycle: Cycle, name: Name) -> PlanRow:
    local, phase = nudge.due_at.astimezone(zone_of(nudge.tz)), cycle.phase(nudge.position)
    return PlanRow(
        person=name(nudge.person),
        about=name(nudge.subject),
        phase=phase.name if phase else "",
        day=local.date().isoformat(),
        time=f"{local:%H:%M}",
        zone=nudge.tz,
        utc=f"{nudge.due_at:%Y-%m-%dT%H:%MZ}",
        rule=STEP_WORDS[nudge.step],
        moved=_moved_by(nudge),
    )


def _moved_by(nudge: Nudge) -> str:
    """Return what moved a reminder to another day, and whether a clock change leaves its hour out there."""
    local = nudge.due_at.astimezone(zone_of(nudge.tz))
    shifted = (local.date(), local.hour, local.minute) != (nudge.day, nudge.hour, 0)
    return ", ".join(filter(None, (nudge.moved, CLOCK_CHANGE if shifted else "")))
