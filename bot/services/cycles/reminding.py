"""Reminders as people get them: what stands in one, asking for it later, and an organiser's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.clock import today_in
from bot.errors import FieldsRefused, NothingHere, Refused
from bot.facts.cycles import NotYet, Reminder, ToDo
from bot.services.cycles.calendar import calendar_of
from bot.services.cycles.organising import Organising
from bot.services.cycles.putting_off import PuttingOff, free_day
from bot.services.cycles.sending import read_key, reminder_key
from bot.services.cycles.to_dos import LIVE, WAYS, ToDos, cycles_named
from bot.services.desk import Desk
from bot.services.fields import fault_in
from bot.services.hours import hour_of_reminders, next_morning
from db.facts import Cycle, CycleState, Entry, Nudge, Person, Post, Said, Task
from db.unit_of_work import UnitOfWork

RUNNING: frozenset[CycleState] = frozenset({"running"})
FURTHEST = timedelta(days=60)
NOT_YET = "It is not your turn yet: what this is about has not been written."
NOT_RUNNING = "No reminder can be sent: this review cycle is not running."
TOO_FAR = "Pick a day within the next 60 days."


@dataclass(frozen=True, slots=True)
class Reminders:
    """Draws up reminders, postpones them, and sends those that an organiser asks for."""

    desk: Desk
    to_dos: ToDos
    organising: Organising
    putting_off: PuttingOff

    def reminder(self, post: Post) -> Reminder | NotYet | None:
        """Return what a person's message says now; one that nobody has seen waits for its moment, or comes never.

        One that may have come, without a word of it, is only looked for where this is no moment to post it.
        """
        unsure = bool(post.tries) and not post.ts
        at = self.desk.clock() if post.shown else self.putting_off.moment(post, for_good=not unsure)
        timely = at is not None and at <= self.desk.clock()
        if not timely and not unsure:
            return NotYet(at) if at is not None else None
        made = self._made(post, LIVE if post.shown or not timely else RUNNING)
        open_still = not made.over and any(one.task.state == "open" for one in made.to_dos)
        return replace(made, timely=timely) if post.shown or open_still else None

    def _made(self, post: Post, states: AbstractSet[CycleState]) -> Reminder:
        user_id, _, only_to = read_key(post.key)
        person, now = self.desk.people.actor(post.team_id, user_id), self.desk.clock()
        with self.desk.database.reading() as uow:
            sent = uow.ledger.of_post(post.team_id, post.key)
            said = uow.ledger.said(post.team_id, post.key)
            quiet = uow.cycles.snoozed_until(post.team_id, user_id)
            tasks = self._tasks(uow, post, person, sent, everything=bool(said) or not sent)
            found = cycles_named(uow, post.team_id, {task.cycle_id for task in tasks})
            cycles = [cycle for cycle in found if cycle.only_to == only_to]
            live = {cycle.id for cycle in cycles if cycle.state in states}
            about = live or {cycle.id for cycle in cycles}
            shown = [task for task in tasks if task.cycle_id in about]
            to_dos = [to_do for task in shown if (to_do := self.to_dos.one(uow, person, task))]
            coming = uow.ledger.coming(post.team_id, user_id)
            planned = cycles_named(uow, post.team_id, {one.cycle_id for one in coming})
            chosen = uow.wishes.get(post.team_id, user_id).hour
        told = [cycle for cycle in cycles if cycle.id in about]
        next_ones = {cycle.id for cycle in planned if cycle.state == "running" and cycle.only_to == only_to}
        name = self.desk.people.name
        return Reminder(
            person=person,
            to_dos=tuple(sorted(to_dos, key=_nearest)),
            cycles=tuple(cycle.name for cycle in told),
            organisers=tuple(
                dict.fromkeys(name(post.team_id, user) for cycle in told for user in self.to_dos.organisers.of(cycle))
            ),
            steps=tuple(dict.fromkeys(one.step for one in sent)),
            next_at=next((one.due_at for one in coming if one.cycle_id in next_ones and one.due_at > now), None),
            said=tuple((name(post.team_id, one.by), one.words) for one in said),
            over=not live,
            hour=hour_of_reminders(chosen, told),
            quiet_until=quiet if quiet and quiet > now else None,
        )

    def _tasks(
        self, uow: UnitOfWork, post: Post, person: Person, sent: Sequence[Nudge], *, everything: bool
    ) -> list[Task]:
        """Return what a message is about: its slots' tasks; where somebody asked for it, all that is owed then."""
        about = [uow.ledger.task(one.team_id, one.cycle_id, one.position, one.subject) for one in sent]
        found = {task.key: task for task in about if task is not None}
        if everything:
            since = post.sent_at or self.desk.clock()
            owed = uow.ledger.owed_since(*_who(person), since)
            found |= {one.key: one for one in owed if one.opens <= today_in(since, person.tz)}
        return list(found.values())

    def later(self, actor: Person, until: date) -> None:
        """Remind a person not before a day, then once of what is still open; the ladder does not shift."""
        now = self.desk.clock()
        today = today_in(now, actor.tz)
        if not today < until <= today + FURTHEST:
            raise FieldsRefused({"day": TOO_FAR})
        with self.desk.database.writing() as uow:
            calendar = calendar_of(actor, uow.roster.of_user(*_who(actor)))
            day = calendar.roll_forward(until) or until
            at = calendar.moment(day, self._hour(uow, actor))
            uow.cycles.snooze(actor.team_id, actor.user_id, at)
            key = reminder_key(actor.user_id, day)
            newest = uow.posts.newest(actor.team_id, [actor.user_id], "nudge")
            uow.posts.want_again(actor.team_id, [post.key for post in newest.values()], now)
            uow.posts.want(actor.team_id, key, "nudge", actor.user_id, at=now, due_at=at)
            uow.commit()
        self.desk.wake()

    def hour_of(self, actor: Person) -> int:
        """Return the hour at which a person's reminders come: the one that they chose, else their cycles'."""
        with self.desk.database.reading() as uow:
            return self._hour(uow, actor)

    def _hour(self, uow: UnitOfWork, person: Person) -> int:
        owed = {task.cycle_id for task in uow.ledger.owed(*_who(person))}
        cycles = [cycle for cycle in cycles_named(uow, person.team_id, owed) if cycle.state in LIVE]
        return hour_of_reminders(uow.wishes.get(*_who(person)).hour, cycles)

    def mark(self, actor: Person, key: tuple[str, int, str]) -> None:
        """Mark a to-do as done that is done elsewhere; raises `NothingHere` unless it is the actor's."""
        cycle_id, position, subject = key
        with self.desk.database.writing() as uow:
            task = uow.ledger.task(actor.team_id, cycle_id, position, subject)
            if task is None or task.person != actor.user_id:
                raise NothingHere
            cycle = uow.cycles.get(actor.team_id, cycle_id)
            phase = cycle.phase(position) if cycle is not None else None
            if cycle is None or phase is None or WAYS[phase.kind] != "mark" or cycle.state not in LIVE:
                raise NothingHere
            if task.state == "waiting":
                raise Refused(NOT_YET)
            uow.ledger.mark(task, actor.user_id, self.desk.clock())
            uow.commit()
        self.organising.planner.bring_up_to_date(cycle, subject)
        self.desk.wake()

    def remind(self, actor: Person, cycle_id: str, users: Iterable[str], words: str) -> int:
        """Remind people by hand at their next working hour of reminders, merged with what comes then anyway.

        Returns how many people will get one. Raises `FieldsRefused` (`words`), `Refused` where the cycle does not
        run, `NothingHere` for others than organisers.
        """
        cycle = self.organising.get(actor, cycle_id)
        if cycle.state != "running":
            raise Refused(NOT_RUNNING)
        if fault := fault_in("note", words):
            raise FieldsRefused({"words": fault})
        found = [self.desk.people.known(actor.team_id, user) for user in dict.fromkeys(users)]
        people = [person for person in found if person is not None and self.desk.people.may_use(person)]
        with self.desk.database.writing() as uow:
            for person in people:
                self._one(uow, actor, cycle, person, words)
            uow.commit()
        self.desk.wake()
        return len(people)

    def _one(self, uow: UnitOfWork, actor: Person, cycle: Cycle, person: Person, words: str) -> None:
        now = self.desk.clock()
        at, key = self._free(uow, person, now, cycle)
        uow.ledger.say(person.team_id, key, Said(cycle.id, actor.user_id, now, words))
        uow.posts.want(person.team_id, key, "nudge", cycle.only_to or person.user_id, at=now, due_at=at)
        uow.audit.add(person.team_id, Entry(now, actor.user_id, "remind", cycle.id, "done", person.user_id))

    def _free(self, uow: UnitOfWork, person: Person, now: datetime, cycle: Cycle) -> tuple[datetime, str]:
        """Return when a person can get a message, and its key: the first day whose hour comes and has none yet.

        Who put reminders off gets it when they begin again.
        """
        calendar = calendar_of(person, uow.roster.of_user(*_who(person))).within(cycle)
        hour = hour_of_reminders(uow.wishes.get(*_who(person)).hour, [cycle])
        since = max(now, uow.cycles.snoozed_until(*_who(person)) or now)
        day = free_day(uow, (*_who(person), cycle.only_to), calendar, next_morning(calendar, hour, since))
        return calendar.moment(day, hour), reminder_key(person.user_id, day, cycle.only_to)


def _who(person: Person) -> tuple[str, str]:
    return person.team_id, person.user_id


def _nearest(to_do: ToDo) -> tuple[bool, date, tuple[str, int, str]]:
    task: Task = to_do.task
    return to_do.done_on is not None, task.due, task.key
