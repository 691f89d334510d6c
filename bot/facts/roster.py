"""What people are told of the company's list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from db.facts import Person

ComingState = Literal["waiting", "in force", "goals stay", "stopped"]
"""What became of a change; the goals stay where the new manager can't use the app."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A change of somebody's manager before the eyes of `person`: the employee or the former manager.

    `employee`, `former` and `new` are names; `new` is empty where there will be none. `at` is when it counts.
    """

    person: Person
    employee_id: str
    employee: str
    former: str
    new: str
    at: datetime
    state: ComingState

    @property
    def own(self) -> bool:
        """Tell whether it is the employee who looks."""
        return self.person.user_id == self.employee_id
