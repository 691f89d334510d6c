"""The forms of review cycles: what they offer, what their answers hold, and what is changed in a cycle."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from bot.facts.cycles import CycleFilter
from db.facts import Cycle, Period, Step, Task


@dataclass(frozen=True, slots=True)
class TemplateChoice:
    """A template to make a cycle from, with how many steps it has."""

    id: str
    name: str
    steps: int


Who = Literal["everyone", "people", "unit", "country", "group"]
"""Who is in a new cycle: everyone in the company's list, people picked, a team, a country, a user group of Slack."""


@dataclass(frozen=True, slots=True)
class CycleAnswer:
    """What the view of a new cycle holds; empty or 0 where nothing was chosen. `test` sends all to the organiser."""

    template: str = ""
    name: str = ""
    period: str = ""
    layout: str = ""
    hour: int = 0
    holidays: bool = True
    who: Who = "everyone"
    people: tuple[str, ...] = ()
    unit: str = ""
    country: str = ""
    group: str = ""
    test: bool = False


@dataclass(frozen=True, slots=True)
class CycleChoices:
    """What the view of a new cycle offers and begins with; `cycle` is the id that it will have.

    `people` are how many the company's list has; `groups` are Slack's user groups, each as an id and a name.
    """

    cycle: str
    templates: tuple[TemplateChoice, ...]
    periods: tuple[Period, ...]
    units: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    groups: tuple[tuple[str, str], ...] = ()
    people: int = 0
    answer: CycleAnswer = field(default_factory=CycleAnswer)


@dataclass(frozen=True, slots=True)
class CycleEdit:
    """What an organiser changes in a cycle itself; `hour` is 0 and `name` empty where nothing was given."""

    name: str
    hour: int
    holidays: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class PhaseDays:
    """The days that an organiser gave a phase; None where none was."""

    position: int
    opens: date | None
    due: date | None


@dataclass(frozen=True, slots=True)
class DayHint:
    """Why the organiser does not work on a day, and their next working day."""

    day: date
    why: str
    next: date


@dataclass(frozen=True, slots=True)
class PeopleChange:
    """Who is added to a cycle and taken out of it, by Slack id, and why."""

    add: tuple[str, ...]
    remove: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class OpenTask:
    """One person's open task as an organiser sees it: in which phase, about whom."""

    task: Task
    phase: str
    about: str


@dataclass(frozen=True, slots=True)
class Reminding:
    """A reminder by hand before it is sent: to whom, by whom, and how many of them get a message that day anyway.

    `user` is set where it is for one person; else it is for all who are late under the filter.
    """

    cycle: Cycle
    by: str
    names: tuple[str, ...]
    merged: int
    chosen: CycleFilter = field(default_factory=CycleFilter)
    user: str = ""
