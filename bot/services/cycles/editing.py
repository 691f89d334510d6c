"""What an organiser changed in a form about a cycle, and no more: what another changed meanwhile stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from hashlib import sha256

from bot.errors import FieldsRefused
from bot.facts.cycle_forms import CycleEdit, PhaseDays
from db.facts import Cycle, Member, Phase

DUE_FIRST = "A step can’t be due before it opens: pick a later day."


def edited(cycle: Cycle, edit: CycleEdit, shown: CycleEdit | None) -> Cycle:
    """Return a cycle with what was changed of its name, hour, holidays and steps since the form had `shown` them."""
    return replace(
        cycle,
        name=cycle.name if shown and edit.name.strip() == shown.name else edit.name.strip(),
        hour=cycle.hour if shown and edit.hour == shown.hour else edit.hour or cycle.hour,
        holidays=cycle.holidays if shown and edit.holidays == shown.holidays else edit.holidays,
        steps=cycle.steps if shown and edit.steps == shown.steps else edit.steps,
    )


def moved(phases: Iterable[Phase], given: Iterable[PhaseDays], shown: Iterable[PhaseDays]) -> tuple[Phase, ...]:
    """Return phases with the days that were changed since the form had `shown` them.

    Raises `FieldsRefused` by the position of each that would be due before it opens, or has a day no more.
    """
    wanted, seen = {one.position: one for one in given}, {one.position: one for one in shown}
    found, wrong = [], {}
    for phase in phases:
        now = wanted.get(phase.position, PhaseDays(phase.position, phase.opens, phase.due))
        before = seen.get(phase.position, PhaseDays(phase.position, None, None))
        opens = _changed(phase.opens, now.opens, before.opens)
        due = _changed(phase.due, now.due, before.due)
        if now.opens is None or now.due is None or due < opens:
            wrong[str(phase.position)] = DUE_FIRST
        found.append(replace(phase, opens=opens, due=due))
    if wrong:
        raise FieldsRefused(wrong)
    return tuple(found)


def stamp_of(cycle: Cycle, members: Iterable[Member]) -> str:
    """Return some letters and digits that are others when what a cycle sends, or to whom, was changed."""
    people = sorted(member.user_id for member in members if not member.out)
    sends = (cycle.phases, cycle.hour, cycle.holidays, cycle.steps, cycle.only_to, people)
    return sha256(repr(sends).encode()).hexdigest()[:16]


def _changed(now: date, given: date | None, shown: date | None) -> date:
    return now if given is None or given == shown else given
