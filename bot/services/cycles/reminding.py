"""Reminders as people get them: what stands in one, asking for it later, and an organiser's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.clock import today_in
from bot.errors import FieldsRefused, NothingHere
from bot.facts.cycles import Reminder, ToDo
from bot.services.cycles.calendar import calendar_of
from bot.services.cycles.organising import Organising
from bot.services.cycles.sending import reminder_key
from bot.services.cycles.to_dos import ToDos, cycles_named
from bot.services.desk import Desk
from bot.services.fields import fault_in
from bot.services.hours import arrival
from db.facts import Entry, Person, Post, Step, Task
from db.unit_of_work import UnitOfWork

FURTHEST = timedelta(days=60)
TOO_FAR = "Pick a day within the next 60 days."


@dataclass(frozen=True, slots=True)
class Reminders:
    """Draws up reminders, postpones them, and sends those that an organiser asks for."""

    desk: Desk
    to_dos: ToDos
    organising: Organising

    def reminder(self, post: Post) -> Reminder | None:
        """Return what a person's message says now, None where nothing is owed that it could be about."""
        user_id = post.key.split(":")[1]
        person = self.desk.people.actor(post.team_id, user_id)
        with self.desk.database.reading() as uow:
            sent = uow.ledger.of_post(post.team_id, post.key)
            by, words = uow.ledger.said(post.team_id, post.key)
            tasks = [uow.ledger.task(one.team_id, one.cycle_id, one.position, one.subject) for one in sent]
            tasks = tasks or [*uow.ledger.owed(post.team_id, user_id)]
            found = [to_do for task in tasks if task and (to_do := self.to_dos.one(uow, person, task))]
            unique = tuple({to_do.task.key: to_do for to_do in found}.values())
            if not unique and not post.ts:
                return None
            coming = uow.ledger.coming(post.team_id, user_id)
            wishes = uow.wishes.get(post.team_id, user_id)
            quiet = uow.cycles.snoozed_until(post.team_id, user_id)
            cycles = cycles_named(uow, post.team_id, {to_do.task.cycle_id for to_do in unique})
        name = self.desk.people.name
        return Reminder(
            person=person,
            to_dos=tuple(sorted(unique, key=_nearest)),
            cycles=tuple(cycle.name for cycle in cycles),
            organisers=tuple(dict.fromkeys(name(post.team_id, cycle.owner) for cycle in cycles)),
            steps=_steps(tuple(one.step for one in sent)),
            next_at=coming[0].due_at if coming else None,
            words=words,
            words_by=name(post.team_id, by) if by else "",
            over=not unique,
            hour=wishes.hour,
            quiet_until=quiet if quiet and quiet > self.desk.clock() else None,
        )

    def later(self, actor: Person, until: date) -> None:
        """Remind a person not before a day, then once of what is still open; the ladder does not shift."""
        now = self.desk.clock()
        today = today_in(now, actor.tz)
        if not today < until <= today + FURTHEST:
            raise FieldsRefused({"day": TOO_FAR})
        with self.desk.database.writing() as uow:
            entry = uow.roster.of_user(actor.team_id, actor.user_id)
            calendar = calendar_of(actor, entry)
            day = calendar.roll_forward(until) or until
            at = calendar.moment(day, uow.wishes.get(actor.team_id, actor.user_id).hour)
            uow.cycles.snooze(actor.team_id, actor.user_id, at)
            key = reminder_key(actor.user_id, day)
            uow.posts.want(actor.team_id, key, "nudge", actor.user_id, at=now, due_at=at)
            uow.commit()

    def mark(self, actor: Person, key: tuple[str, int, str]) -> None:
        """Mark a to-do as done that is done elsewhere; raises `NothingHere` unless it is the actor's."""
        cycle_id, position, subject = key
        with self.desk.database.writing() as uow:
            task = uow.ledger.task(actor.team_id, cycle_id, position, subject)
            if task is None or task.person != actor.user_id:
                raise NothingHere
            uow.ledger.mark(task, actor.user_id, self.desk.clock())
            uow.commit()
        with self.desk.database.reading() as uow:
            cycle = uow.cycles.get(actor.team_id, cycle_id)
        if cycle is not None and cycle.state == "running":
            self.organising.planner.bring_up_to_date(cycle)
        self.refresh(actor)

    def refresh(self, actor: Person) -> None:
        """Bring the actor's newest reminder up to date: what is done loses its button."""
        now = self.desk.clock()
        with self.desk.database.writing() as uow:
            for post in uow.posts.newest(actor.team_id, actor.user_id, "nudge"):
                uow.posts.want(actor.team_id, post.key, "nudge", actor.user_id, at=now)
            uow.commit()
        self.desk.wake()

    def remind(self, actor: Person, cycle_id: str, users: Iterable[str], words: str) -> int:
        """Remind people by hand, one message a day each: who has had one today gets it on the next working day.

        Returns how many people will get one. Raises `FieldsRefused` (`words`), `NothingHere` for others than
        organisers.
        """
        cycle = self.organising.get(actor, cycle_id)
        if fault := fault_in("note", words):
            raise FieldsRefused({"words": fault})
        reminded = 0
        for user in dict.fromkeys(users):
            person = self.desk.people.known(actor.team_id, user)
            if person is not None and self.desk.people.may_use(person):
                self._one(actor, cycle.id, person, words)
                reminded += 1
        self.desk.wake()
        return reminded

    def _one(self, actor: Person, cycle_id: str, person: Person, words: str) -> None:
        now = self.desk.clock()
        with self.desk.database.writing() as uow:
            at, key = self._free(uow, person, now)
            if words.strip():
                uow.ledger.say(person.team_id, key, cycle_id, actor.user_id, now, words)
            cycle = uow.cycles.get(person.team_id, cycle_id)
            to = cycle.only_to if cycle is not None and cycle.only_to else person.user_id
            uow.posts.want(person.team_id, key, "nudge", to, at=now, due_at=at)
            entry = Entry(now, actor.user_id, "remind", cycle_id, "done", person.user_id)
            uow.audit.add(person.team_id, entry)
            uow.commit()

    def _free(self, uow: UnitOfWork, person: Person, now: datetime) -> tuple[datetime, str]:
        """Return when a person can get a message, and its key: today unless one of today has been shown already."""
        entry, wishes = uow.roster.of_user(person.team_id, person.user_id), uow.wishes.get(*_who(person))
        at = arrival(person, wishes, entry, now)
        key = reminder_key(person.user_id, today_in(at, person.tz))
        post = uow.posts.get(person.team_id, key)
        if post is None or not post.shown:
            return at, key
        calendar = calendar_of(person, entry)
        tomorrow = today_in(at, person.tz) + timedelta(days=1)
        day = calendar.roll_forward(tomorrow) or tomorrow
        return calendar.moment(day, wishes.hour), reminder_key(person.user_id, day)


def _who(person: Person) -> tuple[str, str]:
    return person.team_id, person.user_id


def _nearest(to_do: ToDo) -> tuple[bool, date, tuple[str, int, str]]:
    task: Task = to_do.task
    return to_do.done_on is not None, task.due, task.key


def _steps(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple(dict.fromkeys(steps))
