"""Review cycles: their phases, who is in them, what each owes, and every reminder that is planned or was sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from db.facts.sheets import Period

CycleState = Literal["draft", "running", "paused", "closed", "cancelled"]
PhaseKind = Literal["share", "confirm", "check in", "self review", "manager review", "confirm review"]
TaskState = Literal["open", "waiting", "done", "excused"]
Step = Literal["launch", "before", "due", "late", "weekly 1", "weekly 2"]
"""The reminders of one task, in their order: at the start, three working days before the due date, on it, two
working days after it, and twice more, a week apart."""
FOR_NONE = date.min
"""In the place of a due date where a reminder belongs to none."""
NudgeFate = Literal["planned", "sent", "not delivered", "stopped"]


@dataclass(frozen=True, slots=True)
class Phase:
    """A step of a cycle: when it opens and is due, both local days of each person; `position` counts from 1.

    In a cycle that starts for each person apart, the days are those of the cycle's first day, and move with each
    person's own.
    """

    position: int
    kind: PhaseKind
    name: str
    opens: date
    due: date


@dataclass(frozen=True, slots=True)
class Cycle:
    """A review cycle. `hour` is the local hour of its reminders where people chose none, `steps` which it sends.

    With `holidays` public holidays are no working days. `only_to` is the one person who gets every message of a test
    cycle, empty in a real one. `first` is the day that the phases' days count from; with `apart` each person has
    their own. `people` says who is in it: "all", "unit:Sales", "country:DE", "group:S1", or "chosen".
    """

    team_id: str
    id: str
    name: str
    template: str
    period: Period
    layout: str
    state: CycleState
    owner: str
    first: date
    hour: int
    holidays: bool
    apart: bool
    steps: tuple[Step, ...]
    only_to: str
    created_at: datetime
    launched_at: datetime | None
    phases: tuple[Phase, ...]
    people: str = ""

    def phase(self, position: int) -> Phase | None:
        """Return the phase at a position."""
        return next((phase for phase in self.phases if phase.position == position), None)


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a cycle, from their own first day on; `out` with a reason once they are taken out or have left."""

    team_id: str
    cycle_id: str
    user_id: str
    first: date
    out: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """What is owed in one phase about one employee (`subject`), by whoever must move next (`person`).

    `waiting` is a task that nobody can do yet; it sends nothing. `sheet_id` are the goals that it is about, empty
    while there are none. `excused` carries HR's `reason`, or
    with `by_leaving` why the person is out. `own_due` is a due date that an organiser has set for this one alone.
    """

    team_id: str
    cycle_id: str
    position: int
    subject: str
    person: str
    opens: date
    due: date
    state: TaskState
    sheet_id: str = ""
    done_at: datetime | None = None
    reason: str = ""
    own_due: date | None = None
    by_leaving: bool = False

    @property
    def key(self) -> tuple[str, int, str]:
        return self.cycle_id, self.position, self.subject


@dataclass(frozen=True, slots=True)
class Nudge:
    """One reminder slot of one task: (cycle, phase, employee, step, due date) is unique.

    `for_due` is the due date that it belongs to, `FOR_NONE` for the first reminder of all, which comes at the start.
    `day` and `hour` are local to `tz`, `due_at` the same in UTC; `moved` says why the day is not the ladder's own.
    `fate` and `reason` say what became of it; `post_key` is the message that it went out with.
    """

    team_id: str
    cycle_id: str
    position: int
    subject: str
    step: Step
    person: str
    day: date
    hour: int
    tz: str
    due_at: datetime
    moved: str
    fate: NudgeFate
    reason: str = ""
    post_key: str = ""
    sent_at: datetime | None = None
    for_due: date = FOR_NONE


@dataclass(frozen=True, slots=True)
class Said:
    """What an organiser (`by`) wrote in a reminder that they sent by hand, often nothing; the cycle it is about."""

    cycle_id: str
    by: str
    at: datetime
    words: str
