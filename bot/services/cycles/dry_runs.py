"""What a review cycle would send: every person's message of a day, and a line a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from bot.facts.cycles import PlannedDay, PlannedMessage
from db.facts import Nudge


def messages_of(nudges: Iterable[Nudge], name: Callable[[str], str]) -> tuple[PlannedMessage, ...]:
    """Return one message for each person and local day, the earliest first; `name` gives a person's name."""
    together: dict[tuple[str, date], list[Nudge]] = {}
    for nudge in sorted(nudges, key=lambda one: (one.due_at, one.person)):
        together.setdefault((nudge.person, nudge.day), []).append(nudge)
    return tuple(_message(same, name(person)) for (person, _), same in together.items())


def _message(same: list[Nudge], name: str) -> PlannedMessage:
    one = same[0]
    steps = tuple(dict.fromkeys(nudge.step for nudge in same))
    moved = next((nudge.moved for nudge in same if nudge.moved), "")
    return PlannedMessage(one.person, name, one.day, one.hour, one.tz, one.due_at, steps, moved)


def days_of(messages: Iterable[PlannedMessage]) -> tuple[PlannedDay, ...]:
    """Return a line for each day."""
    by_day: dict[date, list[PlannedMessage]] = {}
    for message in messages:
        by_day.setdefault(message.day, []).append(message)
    return tuple(_day(day, same) for day, same in sorted(by_day.items()))


def _day(day: date, same: list[PlannedMessage]) -> PlannedDay:
    reasons = tuple(dict.fromkeys(one.moved for one in same if one.moved))
    return PlannedDay(day, len(same), sum(bool(one.moved) for one in same), reasons)
