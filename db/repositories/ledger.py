"""Who owes what in review cycles, and every reminder: planned once, whoever plans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, literal_column, select

from db.facts import Nudge, NudgeFate, Said, Task
from db.repositories.reading import columns_of, fact, facts, rows_of
from db.repositories.writing import add, add_all, put, put_all
from db.tables import table

CYCLES = table("cycles")
PHASES = table("phases")
TASKS = table("tasks")
NUDGES = table("nudges")
MARKS = table("marks")
OF_TASK, OF_NUDGE = tuple(one.name for one in fields(Task)), tuple(one.name for one in fields(Nudge))
WORDS = table("words")
OF_CYCLE = (
    columns_of(TASKS, Task)
    .where(TASKS.c.team_id == bindparam("team"), TASKS.c.cycle_id == bindparam("cycle"))
    .order_by(TASKS.c.position, TASKS.c.subject)
)
OF_PERSON = (
    columns_of(TASKS, Task)
    .where(TASKS.c.team_id == bindparam("team"), TASKS.c.person == bindparam("person"), TASKS.c.state == "open")
    .order_by(TASKS.c.due, TASKS.c.cycle_id, TASKS.c.position, TASKS.c.subject)
)
POSITIONS = select(PHASES.c.position).where(
    PHASES.c.team_id == bindparam("team"), PHASES.c.cycle_id == bindparam("cycle")
)
"""With these the primary keys lead to one employee's rows."""
SINCE = (
    columns_of(TASKS, Task)
    .where(TASKS.c.team_id == bindparam("team"), TASKS.c.person == bindparam("person"))
    .where((TASKS.c.state == "open") | ((TASKS.c.state == "done") & (TASKS.c.done_at >= bindparam("since"))))
    .order_by(TASKS.c.due, TASKS.c.cycle_id, TASKS.c.position, TASKS.c.subject)
)
NUDGES_OF_CYCLE = (
    columns_of(NUDGES, Nudge)
    .where(NUDGES.c.team_id == bindparam("team"), NUDGES.c.cycle_id == bindparam("cycle"))
    .order_by(NUDGES.c.due_at, NUDGES.c.person, NUDGES.c.position, NUDGES.c.subject)
)
PAUSED = (
    select(CYCLES.c.id)
    .where(CYCLES.c.team_id == NUDGES.c.team_id, CYCLES.c.id == NUDGES.c.cycle_id, CYCLES.c.state == "paused")
    .exists()
)
DUE = (
    columns_of(NUDGES, Nudge)
    .where(NUDGES.c.fate == literal_column("'planned'"), NUDGES.c.due_at <= bindparam("now"))  # as the index says it
    .where(NUDGES.c.team_id == bindparam("team"), ~PAUSED)
    .order_by(NUDGES.c.due_at)
    .limit(bindparam("limit"))
)
OF_POST = columns_of(NUDGES, Nudge).where(
    NUDGES.c.team_id == bindparam("team"), NUDGES.c.post_key == bindparam("post")
)
COMING = (
    columns_of(NUDGES, Nudge)
    .where(NUDGES.c.team_id == bindparam("team"), NUDGES.c.person == bindparam("person"), NUDGES.c.fate == "planned")
    .order_by(NUDGES.c.due_at)
)
NEXT = (
    select(NUDGES.c.person, func.min(NUDGES.c.due_at))
    .where(NUDGES.c.team_id == bindparam("team"), NUDGES.c.person.in_(bindparam("some", expanding=True)))
    .where(NUDGES.c.fate == "planned")
    .group_by(NUDGES.c.person)
)
SAID = (
    columns_of(WORDS, Said)
    .where(WORDS.c.team_id == bindparam("team"), WORDS.c.post_key == bindparam("post"))
    .order_by(WORDS.c.at, WORDS.c.by, WORDS.c.cycle_id)
)
POSTS = table("posts")
SLOTS_OF = select(NUDGES.c.post_key).where(NUDGES.c.team_id == POSTS.c.team_id, NUDGES.c.post_key == POSTS.c.key)
WORDS_OF = select(WORDS.c.post_key).where(WORDS.c.team_id == POSTS.c.team_id, WORDS.c.post_key == POSTS.c.key)
BY_HAND = (
    select(WORDS.c.post_key, POSTS.c.sent_at, *(WORDS.c[one.name] for one in fields(Said)))
    .join_from(WORDS, POSTS, (POSTS.c.team_id == WORDS.c.team_id) & (POSTS.c.key == WORDS.c.post_key), isouter=True)
    .where(WORDS.c.team_id == bindparam("team"), WORDS.c.cycle_id == bindparam("cycle"))
    .order_by(WORDS.c.at, WORDS.c.by, WORDS.c.post_key)
)
ASKED_FOR = (
    select(POSTS.c.key)
    .where(POSTS.c.team_id == bindparam("team"), POSTS.c.kind == "nudge")
    .where(POSTS.c.person.in_(bindparam("some", expanding=True)))
    .where(POSTS.c.shown > 0, POSTS.c.sent_at >= bindparam("since"))
    .where(WORDS_OF.exists() | ~SLOTS_OF.exists())
    .order_by(POSTS.c.sent_at)
)
ITS_MARKS = select(MARKS.c.position, MARKS.c.subject, MARKS.c.at).where(
    MARKS.c.team_id == bindparam("team"), MARKS.c.cycle_id == bindparam("cycle")
)


class Ledger:
    """Tasks and nudges."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put_tasks(self, tasks: Iterable[Task]) -> None:
        """Store tasks as they are now."""
        put_all(self._connection, TASKS, [_values(task, OF_TASK) for task in tasks])

    def add_tasks(self, tasks: Sequence[Task]) -> None:
        """Store tasks that are not there yet; those that are there stay as they are."""
        add_all(self._connection, TASKS, [_values(task, OF_TASK) for task in tasks])

    def tasks(self, team_id: str, cycle_id: str, subject: str = "") -> tuple[Task, ...]:
        """Return a cycle's tasks, those about one employee or about all."""
        if not subject:
            return facts(self._connection, Task, OF_CYCLE, team=team_id, cycle=cycle_id)
        about = OF_CYCLE.where(TASKS.c.position.in_(POSITIONS), TASKS.c.subject == bindparam("subject"))
        return facts(self._connection, Task, about, team=team_id, cycle=cycle_id, subject=subject)

    def owed(self, team_id: str, person: str) -> tuple[Task, ...]:
        """Return what a person owes, the nearest first."""
        return facts(self._connection, Task, OF_PERSON, team=team_id, person=person)

    def owed_since(self, team_id: str, person: str, since: datetime) -> tuple[Task, ...]:
        """Return what a person owes and what they have done since a moment, the nearest first."""
        return facts(self._connection, Task, SINCE, team=team_id, person=person, since=since)

    def plan(self, nudges: Sequence[Nudge]) -> int:
        """Store slots that are not there yet; return how many were new. Those that are there stay as they are."""
        return add_all(self._connection, NUDGES, [_values(nudge, OF_NUDGE) for nudge in nudges])

    def plan_anew(self, nudge: Nudge) -> None:
        """Store a slot that has not been sent as it is planned now."""
        put(self._connection, NUDGES, asdict(nudge))

    def task(self, team_id: str, cycle_id: str, position: int, subject: str) -> Task | None:
        """Return one task."""
        one = OF_CYCLE.where(TASKS.c.position == bindparam("position"), TASKS.c.subject == bindparam("subject"))
        values = {"team": team_id, "cycle": cycle_id, "position": position, "subject": subject}
        return fact(self._connection, Task, one, **values)

    def unplan(self, nudge: Nudge) -> None:
        """Forget a planned slot: it can be planned again."""
        self._connection.execute(NUDGES.delete().where(_here(nudge), NUDGES.c.fate == "planned"))

    def nudges(self, team_id: str, cycle_id: str, subject: str = "") -> tuple[Nudge, ...]:
        """Return a cycle's slots, those about one employee or about all."""
        if not subject:
            return facts(self._connection, Nudge, NUDGES_OF_CYCLE, team=team_id, cycle=cycle_id)
        about = NUDGES_OF_CYCLE.where(NUDGES.c.position.in_(POSITIONS), NUDGES.c.subject == bindparam("subject"))
        return facts(self._connection, Nudge, about, team=team_id, cycle=cycle_id, subject=subject)

    def stop_all(self, team_id: str, cycle_id: str, reason: str) -> None:
        """Stop every slot of a cycle that is still planned."""
        here = (NUDGES.c.team_id == team_id) & (NUDGES.c.cycle_id == cycle_id) & (NUDGES.c.fate == "planned")
        self._connection.execute(NUDGES.update().where(here).values(fate="stopped", reason=reason))

    def due(self, team_id: str, now: datetime, limit: int) -> tuple[Nudge, ...]:
        """Return planned slots whose time has come, the oldest first; those of a paused cycle wait."""
        return facts(self._connection, Nudge, DUE, team=team_id, now=now, limit=limit)

    def coming(self, team_id: str, person: str) -> tuple[Nudge, ...]:
        """Return what is planned for a person, the next first."""
        return facts(self._connection, Nudge, COMING, team=team_id, person=person)

    def next_of(self, team_id: str, people: Iterable[str]) -> dict[str, datetime]:
        """Return when the next planned reminder of each person comes who has one."""
        return dict(rows_of(self._connection, NEXT, people, team=team_id))

    def asked_for(self, team_id: str, people: Iterable[str], since: date) -> tuple[str, ...]:
        """Return people's messages since a day that somebody asked for, by hand or for later, by their keys."""
        start = datetime.combine(since, time(), tzinfo=UTC) - timedelta(days=1)
        return tuple(key for (key,) in rows_of(self._connection, ASKED_FOR, people, team=team_id, since=start))

    def of_post(self, team_id: str, post_key: str) -> tuple[Nudge, ...]:
        """Return the slots that went out with a message."""
        return facts(self._connection, Nudge, OF_POST, team=team_id, post=post_key)

    def settle(
        self, nudge: Nudge, fate: NudgeFate, *, reason: str = "", post_key: str = "", at: datetime | None = None
    ) -> bool:
        """Say what became of a slot, unless that was said already; tell whether it was still planned."""
        planned = _here(nudge) & (NUDGES.c.fate == "planned")
        values: dict[str, Any] = {"fate": fate, "reason": reason, "post_key": post_key, "sent_at": at}
        return self._connection.execute(NUDGES.update().where(planned).values(values)).rowcount == 1

    def stop(self, nudge: Nudge, reason: str) -> None:
        """Stop a slot that was to go out with a message, which nobody has seen."""
        values = {"fate": "stopped", "reason": reason, "post_key": "", "sent_at": None}
        self._connection.execute(NUDGES.update().where(_here(nudge)).values(values))

    def mark(self, task: Task, by: str, at: datetime) -> bool:
        """Keep that somebody marked a task as done; say no where it was marked already."""
        values = {"team_id": task.team_id, "cycle_id": task.cycle_id, "position": task.position, "by": by, "at": at}
        return add(self._connection, MARKS, {**values, "subject": task.subject})

    def marks(self, team_id: str, cycle_id: str) -> dict[tuple[int, str], datetime]:
        """Return what was marked as done, by phase and employee."""
        rows = self._connection.execute(ITS_MARKS, {"team": team_id, "cycle": cycle_id})
        return {(position, subject): at for position, subject, at in rows}

    def say(self, team_id: str, post_key: str, said: Said) -> None:
        """Keep that an organiser sent a reminder by hand; their words stay where they write none the next time."""
        values = {"team_id": team_id, "post_key": post_key, **asdict(said)}
        if said.words:
            put(self._connection, WORDS, values)
        else:
            add(self._connection, WORDS, values)

    def said(self, team_id: str, post_key: str) -> tuple[Said, ...]:
        """Return who sent a message by hand and what they wrote in it, the first one first."""
        return facts(self._connection, Said, SAID, team=team_id, post=post_key)

    def by_hand(self, team_id: str, cycle_id: str) -> tuple[tuple[datetime, str, Said], ...]:
        """Return a cycle's reminders by hand: when each came, or was asked for, and the key of its message."""
        rows = self._connection.execute(BY_HAND, {"team": team_id, "cycle": cycle_id})
        found = ((sent_at, key, Said(*said)) for key, sent_at, *said in rows)
        return tuple((sent_at or said.at, key, said) for sent_at, key, said in found)

    def unsay(self, team_id: str, post_key: str, said: Said) -> None:
        """Forget what an organiser wrote in a message that it does not go out with."""
        message = (WORDS.c.team_id == team_id) & (WORDS.c.post_key == post_key)
        theirs = (WORDS.c.cycle_id == said.cycle_id) & (WORDS.c.by == said.by)
        self._connection.execute(WORDS.delete().where(message, theirs))


def _values(one: Task | Nudge, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(one, name) for name in names}


def _here(nudge: Nudge) -> ColumnElement[bool]:
    names = ("team_id", "cycle_id", "position", "subject", "step", "for_due")
    return and_(*(NUDGES.c[name] == getattr(nudge, name) for name in names))
