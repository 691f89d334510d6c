"""What people are told of the company's list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from db.facts import Person

ComingState = Literal["waiting", "in force", "goals stay", "stopped"]
"""What became of a change; the goals stay where the new manager can't use the app."""
As = Literal["manager", "stand-in"]


@dataclass(frozen=True, slots=True)
class Change:
    """Who becomes an employee's manager or their stand-in, by Slack ids, and when: what a message tells of.

    `who` is empty where there will be no manager.
    """

    employee: str
    what: As
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Stopped:
    """A change that somebody called wrong, before an organiser's eyes: names, and the employee's Slack id.

    `new` is who would have come, empty for nobody; `now` whom the list names instead, empty likewise.
    """

    by: str
    employee: str
    user_id: str
    what: As
    new: str
    now: str


@dataclass(frozen=True, slots=True)
class Coming:
    """A change before the eyes of `person`: the employee, or the manager whom it is about.

    `employee`, `manager` and `new` are names; `manager` is who it was before, or whom somebody stands in for; `new`
    is empty where there will be no manager. `until` is a stand-in's last day.
    """

    person: Person
    change: Change
    employee: str
    manager: str
    new: str
    state: ComingState
    until: date | None = None

    @property
    def own(self) -> bool:
        """Tell whether it is the employee who looks."""
        return self.person.user_id == self.change.employee
