"""Review cycles before people's eyes: what is owed, a reminder, how a cycle stands, what it would send."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from db.facts import Cycle, Nudge, NudgeFate, Person, Phase, PhaseKind, Step, Task

STEP_WORDS: Mapping[Step, str] = {
    "launch": "at the start",
    "before": "3 working days before the due date",
    "due": "on the due date",
    "late": "2 working days after the due date",
    "weekly 1": "weekly after the due date",
    "weekly 2": "weekly after the due date, for the last time",
}
"""The rule that sends a reminder, as people read it."""
Way = Literal["open", "continue", "start", "answer", "progress", "mark", "name"]
"""The one button of a to-do: open shared goals, go on with a draft, start one, answer a request, tell of progress,
mark by hand what is done elsewhere, or name a manager where nobody is there who could do it."""


@dataclass(frozen=True, slots=True)
class ToDo:
    """One task as whoever owes it sees it.

    `name` is the employee it is about, or, of one's own, the manager. `state_words` say how far it is ("draft, 3 of
    5 filled"). `working_days` to the due date are negative once it is past. `done_on` is set where it is done.
    """

    task: Task
    cycle_name: str
    kind: PhaseKind
    own: bool
    name: str
    state_words: str
    working_days: int
    way: Way
    version: int = 0
    done_on: date | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One message that reminds a person: what is owed, why it came, what comes next.

    `steps` are the rules that sent it; `said` are the organisers who sent it by hand, by name, with their words, if
    they wrote any. `over` says that the cycle has ended or was stopped. `hour` is when the person's messages come;
    until `quiet_until` they asked for none. One that is not `timely` is not to be posted now; if it was, without a
    word of it, it is brought up to date.
    """

    person: Person
    to_dos: tuple[ToDo, ...]
    cycles: tuple[str, ...]
    organisers: tuple[str, ...]
    steps: tuple[Step, ...]
    next_at: datetime | None
    said: tuple[tuple[str, str], ...] = ()
    over: bool = False
    hour: int = 9
    quiet_until: datetime | None = None
    timely: bool = True


@dataclass(frozen=True, slots=True)
class NotYet:
    """A message waits: when to look again whether it may be shown."""

    until: datetime


@dataclass(frozen=True, slots=True)
class LateList:
    """Whose to-dos of a cycle are past due, by name alone: a manager's reports, or everybody for the organisers."""

    cycle_id: str
    cycle_name: str
    organisers: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhaseCount:
    """How many people have done a phase of a cycle, and what keeps the others.

    `owners` are how many people owe what is late: of goals to share, how many managers.
    """

    phase: Phase
    total: int
    done: int
    late: int
    waiting: int
    away: int
    excused: int
    not_confirmed: int
    owners: int = 0

    @property
    def begun(self) -> int:
        """How many it concerns by now: all but those excused."""
        return self.total - self.excused


@dataclass(frozen=True, slots=True)
class LatePerson:
    """Somebody who owes something that is past due: `owes` in words, names only, no goal text."""

    user_id: str
    name: str
    manager: str
    owes: str
    days_late: int
    last_at: datetime | None
    next_at: datetime | None
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class CycleFilter:
    """What an organiser narrows a cycle's people to; empty or 0 for all."""

    position: int = 0
    unit: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class CycleStatus:
    """How a cycle stands; `late` are all people who are late under the filter, the longest first; pages from 1.

    `merged` of them get a message on the day of a reminder by hand anyway. `tester` is the name of who gets
    everything of a test cycle.
    """

    cycle: Cycle
    viewer: Person
    counted_at: datetime
    people: int
    countries: int
    counts: tuple[PhaseCount, ...]
    late: tuple[LatePerson, ...]
    units: tuple[str, ...]
    country_codes: tuple[str, ...]
    chosen: CycleFilter = field(default_factory=CycleFilter)
    page: int = 1
    merged: int = 0
    tester: str = ""


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day of a dry run: how many people get a message, how many of them on another day than the rule's, and why."""

    day: date
    people: int
    moved: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlannedMessage:
    """One person's message of a dry run: the local day and hour in their zone, the same in UTC, and what sends it."""

    user_id: str
    name: str
    day: date
    hour: int
    tz: str
    due_at: datetime
    steps: tuple[Step, ...]
    moved: str


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a cycle would send: a line a day, and every message; pages from 1.

    `person` is the Slack id of the one who was looked up, `person_name` their name. `people` are in the cycle;
    `nothing` are the names of those who owe something and would still get no message.
    """

    cycle: Cycle
    days: tuple[PlannedDay, ...]
    messages: tuple[PlannedMessage, ...]
    person: str = ""
    page: int = 1
    person_name: str = ""
    people: int = 0
    nothing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LogLine:
    """One reminder slot and what became of it, as organisers see it."""

    nudge: Nudge
    name: str
    about: str
    phase: str
    fate: NudgeFate
    reason: str


@dataclass(frozen=True, slots=True)
class HandLine:
    """A reminder that an organiser (`by`) sent to somebody by hand, and what became of it.

    `at` is when it came, else when it was asked for; `tz` is the person's zone.
    """

    at: datetime
    tz: str
    name: str
    by: str
    fate: NudgeFate
    reason: str


LOG_LINES = 20
"""Lines on a page of the reminder log."""


@dataclass(frozen=True, slots=True)
class LogPage:
    """A page of a reminder log; pages count from 1."""

    lines: tuple[LogLine | HandLine, ...]
    page: int = 1
    pages: int = 1
