"""Drafts that the demo opens with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts import Answer, Goals, Typed, Visit

if TYPE_CHECKING:
    from bot.app import Goalframe
    from db.facts import Period, Person, Slot

Filled = tuple[str, str, str]
"""The baseline, the target and the note of a goal."""


def draft(goalframe: Goalframe, actor: Person, subject: str, profile: str, filled: tuple[Filled, ...] = ()) -> None:
    """Let somebody draft goals for the next half-year, the first of them filled."""
    from bot.services.sheets import Start

    services = goalframe.services
    period = next_period(goalframe, actor)
    start = Start(sheet_id(subject), subject, services.roles.profile(profile), period, "smart", period.last)
    goals = services.sheets.start(actor, start)
    for key, values in zip(_keys(goals), filled, strict=False):
        services.sheets.save(actor, _answer(sheet_id(subject), key, *values), final=True)


def next_period(goalframe: Goalframe, actor: Person) -> Period:
    """Return the half-year that comes next."""
    from bot.clock import today_in
    from bot.services.periods import current_periods

    return current_periods(today_in(goalframe.services.clock(), actor.tz))[1]


def sheet_id(subject: str) -> str:
    """Return the id of somebody's goals in the demo."""
    return f"demo-{subject.lower()}"


def _keys(goals: Goals) -> list[str]:
    return [goal.key for goal in goals.goals]


def _answer(sheet: str, key: str, baseline: str, target: str, note: str) -> Answer:
    fields: dict[Slot, Typed] = {
        "baseline": Typed(baseline, ""),
        "target": Typed(target, ""),
        "note": Typed(note, ""),
    }
    return Answer(sheet, key, Visit("demo", 1), fields)
