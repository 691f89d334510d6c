"""Templates of review cycles: which phases there are, and their days for a period or for a newcomer."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from bot.errors import GoalframeError
from bot.services.cycles.calendar import ONE_DAY, Calendar
from bot.services.yaml_files import FaultyFile, fitted
from canon.cursor import Cursor
from canon.faults import Fault
from canon.yaml_text import read
from db.facts import Cycle, Period, Phase, PhaseKind

if TYPE_CHECKING:
    from bot.services.cycles.template_format import DaySpec, TemplateFile

Base = Literal["first", "last", "start"]
PeriodKind = Literal["year", "half", "quarter", "own"]
BEFORE: dict[PhaseKind, PhaseKind] = {"confirm": "share", "confirm review": "manager review"}
"""What a phase cannot do without: the one whose result it reads."""


class TemplateError(FaultyFile):
    """A template cannot be used as it is; every fault found is named with its file and line."""


class PeriodTooShort(GoalframeError):
    """The period is too short for this template: something in it would be due before it opens."""


@dataclass(frozen=True, slots=True)
class DayRule:
    """A day: so many days, or working days, after the period's first or last day or the person's own start.

    A negative count goes back. No working days at all is the day itself or the next working day.
    """

    base: Base
    count: int
    working: bool


@dataclass(frozen=True, slots=True)
class TemplatePhase:
    """A phase as a template says it."""

    kind: PhaseKind
    name: str
    opens: DayRule
    due: DayRule


@dataclass(frozen=True, slots=True)
class Template:
    """A template; with `apart` its days count from each person's own start, not from the period."""

    id: str
    name: str
    period: PeriodKind
    apart: bool
    phases: tuple[TemplatePhase, ...]


@functools.cache
def packaged() -> tuple[Template, ...]:
    """Return the templates that come with the program, in the order of their names on disk."""
    return tuple(load(file) for file in sorted((Path(__file__).parent / "templates").glob("*.yaml")))


def load(file: Path) -> Template:
    """Read one template, whose id is the file's name; raise TemplateError with every fault in it."""
    node, faults = read(file.read_text(encoding="utf-8"), str(file))
    found = _fitted(Cursor(str(file), file.name, node), faults) if node else None
    if found is None or faults:
        raise TemplateError(faults)
    phases = tuple(TemplatePhase(each.kind, each.name, _rule(each.opens), _rule(each.due)) for each in found.phases)
    return Template(file.stem, found.name, found.period, found.period == "own", phases)


def from_template(
    template: Template, period: Period, calendar: Calendar, start: date | None = None
) -> tuple[Phase, ...]:
    """Return the phases of a cycle; raise PeriodTooShort if one would be due before it opens.

    Working days are those of `calendar`, the organiser's. `start` is the first day of a cycle that starts for each
    person apart; the period's first one if not given.
    """
    bases: dict[Base, date] = {"first": period.first, "last": period.last, "start": start or period.first}
    phases = tuple(
        Phase(place, each.kind, each.name, _day(each.opens, bases, calendar), _day(each.due, bases, calendar))
        for place, each in enumerate(template.phases, start=1)
    )
    if any(phase.due < phase.opens for phase in phases):
        raise PeriodTooShort
    return phases


def own_phases(cycle: Cycle, first: date, calendar: Calendar) -> tuple[Phase, ...]:
    """Return the phases for a person who starts on a day; everybody's, if the cycle does not start for each apart.

    All days move along with the start, and a due date that then is a day off of theirs becomes the next working day.
    """
    if not cycle.apart:
        return cycle.phases
    later, days = first - cycle.first, calendar.within(cycle)
    return tuple(
        replace(phase, opens=phase.opens + later, due=_working(phase.due + later, days)) for phase in cycle.phases
    )


def _working(day: date, calendar: Calendar) -> date:
    return calendar.working_days_after(day - ONE_DAY, 1)


def _day(rule: DayRule, bases: dict[Base, date], calendar: Calendar) -> date:
    base = bases[rule.base]
    if not rule.working:
        return base + timedelta(days=rule.count)
    if rule.count < 0:
        return calendar.working_days_before(base, -rule.count)
    return calendar.working_days_after(base, rule.count) if rule.count else _working(base, calendar)


def _rule(spec: DaySpec) -> DayRule:
    return DayRule(spec.base, spec.days or spec.working_days or 0, spec.working_days is not None)


def _fitted(root: Cursor, faults: list[Fault]) -> TemplateFile | None:
    """Fit a file's YAML to the format and to what the format cannot say; the faults found are added."""
    from bot.services.cycles.template_format import TemplateFile

    found = fitted(root, TemplateFile, faults)
    if found is not None:
        faults.extend(_broken(root.at("phases"), found))
    return found


def _broken(phases: Cursor, found: TemplateFile) -> Iterator[Fault]:
    """Give what one phase cannot be beside the others, or in a template of its kind."""
    names: set[str] = set()
    kinds: set[PhaseKind] = set()
    for place, phase in enumerate(found.phases):
        here = phases.at(place)
        if phase.name in names:
            yield here.at("name").fault("this name stands here twice; choose another")
        needed = BEFORE.get(phase.kind)
        if needed and needed not in kinds:
            yield here.at("kind").fault(f"{phase.kind!r} comes after {needed!r}; put that before it")
        for key, day in (("opens", phase.opens), ("due", phase.due)):
            if (day.base == "start") != (found.period == "own"):
                yield here.at(key).fault("days count from start where the period is own, and nowhere else")
        names.add(phase.name)
        kinds.add(phase.kind)
