"""A review cycle that is tried out from a file, without Slack or a database: what it would send to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from bot.services.cycles.calendar import ONE_DAY, Calendar
from bot.services.cycles.ladder import STEPS, due_of_confirm, plan
from bot.services.cycles.templates import from_template, own_phases, packaged
from bot.services.cycles.turns import Standing, tasks_of
from bot.services.yaml_files import FaultyFile, fitted
from canon.cursor import Cursor
from canon.faults import Fault, nearest
from canon.yaml_text import read
from db.facts import Cycle, Member, Nudge, Period, Task

if TYPE_CHECKING:
    from bot.services.cycles.trial_format import PersonSpec, TrialFile


@dataclass(frozen=True, slots=True)
class Trial:
    """A cycle as a file describes it, and everything that it would send; people go by their names."""

    cycle: Cycle
    nudges: tuple[Nudge, ...]


def load_trial(file: Path) -> Trial:
    """Read a cycle from a file; raise `FaultyFile` with every fault in it, `PeriodTooShort`, or `OSError`.

    The first of its people organises the cycle. Nobody has goals yet, so that all begins with sharing them.
    """
    node, faults = read(file.read_text(encoding="utf-8"), str(file))
    found = _fitted(Cursor(str(file), file.name, node), faults) if node else None
    if found is None or faults:
        raise FaultyFile(faults)
    return _tried(found)


def _fitted(root: Cursor, faults: list[Fault]) -> TrialFile | None:
    from bot.services.cycles.trial_format import TrialFile

    found = fitted(root, TrialFile, faults)
    if found is not None:
        faults.extend(_broken(root, found))
    return found


def _broken(root: Cursor, found: TrialFile) -> Iterator[Fault]:
    """Give what the format cannot say."""
    templates = [template.id for template in packaged()]
    if found.template not in templates:
        yield root.at("template").fault(f"there is no such template; {nearest(found.template, templates)}")
    if found.period.last < found.period.first:
        yield root.at("period").at("last").fault("the last day is before the first one")
    names: set[str] = set()
    for place, person in enumerate(found.people):
        here = root.at("people").at(place)
        if person.name in names:
            yield here.at("name").fault("this name stands here twice; choose another")
        if person.manager and person.manager not in {one.name for one in found.people}:
            yield here.at("manager").fault("nobody in this file has this name; add them to its people")
        names.add(person.name)


def _tried(found: TrialFile) -> Trial:
    calendars = {person.name: _calendar(person) for person in found.people}
    cycle = _cycle(found, calendars[found.people[0].name])
    tasks = [task for person in found.people for task in _tasks(cycle, person, calendars[person.name])]
    return Trial(cycle, plan(tasks, {cycle.id: cycle}, calendars, {}))


def _cycle(found: TrialFile, organiser: Calendar) -> Cycle:
    template = next(one for one in packaged() if one.id == found.template)
    period = Period(found.period.name, found.period.first, found.period.last)
    days = replace(organiser, holidays=found.holidays)
    first = days.working_days_after(period.first - ONE_DAY, 1) if template.apart else period.first
    return Cycle(
        team_id="",
        id=period.name,
        name=f"{template.name}, {period.name}",
        template=template.id,
        period=period,
        layout="",
        state="draft",
        owner=found.people[0].name,
        first=first,
        hour=found.hour,
        holidays=found.holidays,
        apart=template.apart,
        steps=STEPS,
        only_to="",
        created_at=datetime.combine(period.first, time(), tzinfo=UTC),
        launched_at=None,
        phases=from_template(template, period, days, first),
    )


def _calendar(person: PersonSpec) -> Calendar:
    return Calendar(person.zone, person.country, person.region, person.working_days, away_until=person.away_until)


def _tasks(cycle: Cycle, person: PersonSpec, calendar: Calendar) -> tuple[Task, ...]:
    first = person.hired if cycle.apart and person.hired else cycle.first
    own = replace(cycle, phases=own_phases(cycle, first, calendar))
    member, standing = Member("", cycle.id, person.name, first), Standing(person.name, person.manager)
    return tasks_of(own, member, standing, lambda day, shared: due_of_confirm(day, shared, calendar), {})
