"""Whose turn it is: what each phase of a review cycle asks about one employee, and of whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.clock import today_in
from db.facts import Cycle, Member, Phase, PhaseKind, SheetState, Task

NOT_CONFIRMED = "did not confirm"
NO_ANSWER = "no answer"
CLOSED = "the goals were closed"
JOINED_LATER = "joined after it was due"
DueOfConfirm = Callable[[date, date], date]
"""Gives from a due date and the day on which goals were shared the day by which they are to be read."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How an employee's goals for the cycle's period stand; `sheet_id` is empty where there are none.

    `manager` is who writes them or would: empty where nobody is known. `author` is who wrote them, the manager or a
    stand-in, empty where they are gone. `tz` is the employee's IANA zone, `shared_on` their local day. `reply` says
    what became of the version in force, in the words of a reply's kind.
    """

    subject: str
    manager: str
    author: str = ""
    tz: str = "UTC"
    sheet_id: str = ""
    state: SheetState = "draft"
    shared_at: datetime | None = None
    shared_on: date | None = None
    replied_at: datetime | None = None
    reply: str = ""
    asked: bool = False
    checked_in_at: tuple[datetime, ...] = ()
    marks: Mapping[int, datetime] = field(default_factory=dict)

    @property
    def shared(self) -> bool:
        return self.shared_at is not None


def tasks_of(
    cycle: Cycle, member: Member, standing: Standing, due_of_confirm: DueOfConfirm, before: Mapping[int, Task]
) -> tuple[Task, ...]:
    """Return an employee's tasks, one for each phase of the cycle, as they are now.

    What HR has excused, or given another due date, stays so; who is out of the cycle owes nothing. Without a known
    manager the manager's part is the organiser's. `before` are the employee's tasks so far, by phase. The cycle's
    phases are the member's own.
    """
    found = (_task(cycle, member, phase, standing, due_of_confirm) for phase in cycle.phases)
    return tuple(_kept(task, before.get(task.position), cycle, member) for task in found)


def _kept(task: Task, before: Task | None, cycle: Cycle, member: Member) -> Task:
    if before is not None and before.own_due is not None:
        task = replace(task, due=before.own_due, own_due=before.own_due)
    if before is not None and before.state == "excused" and not before.by_leaving and task.state != "done":
        return replace(task, state="excused", reason=before.reason, done_at=before.done_at)
    if member.out and task.state != "done":
        return replace(task, state="excused", reason=member.reason, by_leaving=True)
    joined_later = not cycle.apart and member.first != cycle.first and task.due < member.first
    if joined_later and task.own_due is None and task.state != "done":
        return replace(task, state="excused", reason=JOINED_LATER, by_leaving=True)
    return task


def _task(cycle: Cycle, member: Member, phase: Phase, standing: Standing, due_of_confirm: DueOfConfirm) -> Task:
    manager = standing.manager or cycle.owner
    task = Task(
        cycle.team_id,
        cycle.id,
        phase.position,
        member.user_id,
        manager,
        phase.opens,
        phase.due,
        "open",
        standing.sheet_id,
    )
    turns: Mapping[PhaseKind, Callable[[], Task]] = {
        "share": lambda: _done(task, standing.shared_at),
        "confirm": lambda: _confirm(task, standing, due_of_confirm),
        "check in": lambda: _check_in(task, standing),
        "self review": lambda: _done(replace(task, person=member.user_id), standing.marks.get(phase.position)),
        "manager review": lambda: _done(task, standing.marks.get(phase.position)),
        "confirm review": lambda: _confirm_review(cycle, task, standing),
    }
    return turns[phase.kind]()


def _done(task: Task, at: datetime | None, reason: str = "") -> Task:
    return replace(task, state="done", done_at=at, reason=reason) if at else task


def _confirm(task: Task, standing: Standing, due_of_confirm: DueOfConfirm) -> Task:
    """Say whose turn reading and confirming is: the manager's until goals are shared, and while a request is open."""
    if not standing.shared or standing.shared_on is None:
        return replace(task, state="waiting")
    task = replace(task, due=due_of_confirm(task.due, standing.shared_on))
    if standing.replied_at is not None:
        words = {"declined": NOT_CONFIRMED, "unanswered": NO_ANSWER}
        return _done(replace(task, person=standing.subject), standing.replied_at, words.get(standing.reply, ""))
    if standing.state == "closed":
        return replace(task, state="excused", reason=CLOSED, by_leaving=True)
    return replace(task, person=(standing.author or task.person) if standing.asked else standing.subject)


def _check_in(task: Task, standing: Standing) -> Task:
    if not standing.shared:
        return replace(task, state="waiting")
    since = [at for at in standing.checked_in_at if today_in(at, standing.tz) >= task.opens]
    if not since and standing.state == "closed":
        return replace(task, state="excused", reason=CLOSED, by_leaving=True)
    return _done(replace(task, person=standing.subject), since[0] if since else None)


def _confirm_review(cycle: Cycle, task: Task, standing: Standing) -> Task:
    """Let the employee confirm a review only once the manager has written it."""
    reviews = [phase.position for phase in cycle.phases if phase.kind == "manager review"]
    written = all(position in standing.marks for position in reviews)
    mine = replace(task, person=standing.subject)
    return _done(mine, standing.marks.get(task.position)) if written else replace(task, state="waiting")
