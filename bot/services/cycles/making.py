"""A new review cycle: what is asked for, what is wrong with that, and the draft that comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.clock import today_in
from bot.errors import FieldsRefused
from bot.services.cycles.calendar import Calendar
from bot.services.cycles.ladder import STEPS
from bot.services.cycles.templates import PeriodTooShort, Template, from_template
from bot.services.fields import fault_in
from bot.services.periods import middle_of
from db.facts import Cycle, Period, Person, Phase, PhaseKind

PERIOD_DAYS: Mapping[str, range] = {"year": range(360, 372), "half": range(175, 190), "quarter": range(85, 95)}
"""How many days a period has for which a template is made."""
WRONG_PERIOD = "These steps are made for another length of time: pick a {kind}."
SAME_LENGTH = timedelta(days=5)
"""By how much two quarters, halves or years can differ."""
AT_THE_START: frozenset[PhaseKind] = frozenset({"share", "confirm"})
KIND_WORDS: Mapping[str, str] = {"year": "whole year", "half": "half-year", "quarter": "quarter"}


@dataclass(frozen=True, slots=True)
class NewCycle:
    """What the form for a new review cycle asks for; `people` is a filter, or "chosen" with `users`."""

    id: str
    name: str
    template: str
    period: Period
    layout: str
    hour: int
    holidays: bool
    people: str
    users: tuple[str, ...]
    test: bool = False


def period_fault(template: Template, period: Period) -> str | None:
    """Return why a template can't be used for a period; None where it can."""
    days = PERIOD_DAYS.get(template.period)
    if days is None or (period.last - period.first).days in days:
        return None
    return WRONG_PERIOD.format(kind=KIND_WORDS[template.period])


def name_fault(name: str) -> str | None:
    """Return what is wrong with a name; None where nothing is."""
    return fault_in("note", name) or (None if name.strip() else "Give it a name.")


def made(actor: Person, wanted: NewCycle, template: Template, calendar: Calendar, now: datetime) -> Cycle:
    """Return the draft of a cycle on its organiser's working days; raises `FieldsRefused` (`period`)."""
    today = today_in(now, actor.tz)
    first = today if template.apart else max(wanted.period.first, today)
    try:
        phases = _from_today(
            from_template(template, wanted.period, calendar, first), today, wanted.period.last, calendar
        )
    except PeriodTooShort as short:
        raise FieldsRefused({"period": short.sentence}) from short
    return Cycle(
        team_id=actor.team_id,
        id=wanted.id,
        name=wanted.name.strip(),
        template=template.id,
        period=wanted.period,
        layout=wanted.layout,
        state="draft",
        owner=actor.user_id,
        first=first,
        hour=wanted.hour,
        holidays=wanted.holidays,
        apart=template.apart,
        steps=STEPS,
        only_to=actor.user_id if wanted.test else "",
        created_at=now,
        launched_at=None,
        phases=phases,
        people=wanted.people,
    )


def copied(  # noqa: PLR0917 - each is one thing that a copy is made of
    source: Cycle, new_id: str, actor: Person, now: datetime, ahead: Sequence[Period], calendar: Calendar
) -> Cycle:
    """Return a draft like another cycle; past the middle of its period it is for the next one `ahead` of that length.

    Then its dates move by as many days as the periods are apart, onto working days.
    """
    copy = replace(
        source,
        id=new_id,
        name=f"{source.name} (copy)",
        state="draft",
        owner=actor.user_id,
        only_to=actor.user_id if source.only_to else "",
        created_at=now,
        launched_at=None,
    )
    period, today = source.period, today_in(now, actor.tz)
    following = [
        one for one in ahead if one.first > period.first and _as_long(one, period) and middle_of(one) >= today
    ]
    if source.apart or today <= middle_of(period) or not following:
        return copy
    by = following[0].first - period.first

    def later(day: date) -> date:
        return calendar.roll_forward(day + by) or day + by

    phases = tuple(replace(phase, opens=later(phase.opens), due=later(phase.due)) for phase in source.phases)
    named = source.name.replace(period.name, following[0].name)
    return replace(
        copy,
        name=named if named != source.name else copy.name,
        period=following[0],
        first=source.first + by,
        phases=phases,
    )


def _as_long(one: Period, other: Period) -> bool:
    return abs((one.last - one.first) - (other.last - other.first)) <= SAME_LENGTH


def _from_today(phases: tuple[Phase, ...], today: date, last: date, calendar: Calendar) -> tuple[Phase, ...]:
    """Return phases without days that have passed, as long as they were; `last` is the period's last day.

    Sharing goals and reading them begin today. What comes later and is going on ends as it would; what is over comes
    at the same part of the time that is left.
    """
    first = phases[0].opens
    late = today - first
    if late <= timedelta(0):
        return phases
    left = max(last - today, timedelta(0)) / max(last - first, timedelta(days=1))

    def moved(phase: Phase) -> Phase:
        if phase.opens >= today:
            return phase
        if phase.kind not in AT_THE_START and phase.due >= today:
            return replace(phase, opens=today)
        opens = phase.opens + late if phase.kind in AT_THE_START else today + (phase.opens - first) * left
        due = opens + (phase.due - phase.opens)
        return replace(phase, opens=opens, due=calendar.roll_forward(due) or due)

    return tuple(map(moved, phases))
