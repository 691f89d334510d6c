"""Whether a reminder that nobody has seen yet may be shown now; else it is put off, lost only where it is moot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.clock import today_in
from bot.services.cycles.calendar import ONE_DAY, Calendar, calendar_of
from bot.services.cycles.ladder import MISSED
from bot.services.cycles.sending import DONE, NOT_NOW, SNOOZED, put_off, read_key, reminder_key
from bot.services.cycles.to_dos import LIVE, cycles_named
from bot.services.desk import Desk
from bot.services.hours import day_to_wait_for, hour_of_reminders
from db.facts import Cycle, Nudge, Person, Post, Said, Task
from db.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Unseen:
    """A message that nobody has seen yet: its person's days, the slots and words it is to carry, and what they owe.

    `reasons` says of slots why they matter no more. With `asked` the person wanted to hear of it again by now; until
    `quiet` they want nothing. `paused` are the cycles that wait.
    """

    post: Post
    calendar: Calendar
    only_to: str
    now: datetime
    quiet: datetime
    asked: bool
    slots: tuple[Nudge, ...]
    reasons: Mapping[Nudge, str]
    said: tuple[Said, ...]
    owed: tuple[Task, ...]
    cycles: Mapping[str, Cycle]
    chosen: int | None

    def ready(self, cycle: Cycle) -> bool:
        """Tell whether something in a cycle is to be told of."""
        slots = any(one.cycle_id == cycle.id and not self.reasons[one] for one in self.slots)
        said = any(one.cycle_id == cycle.id for one in self.said)
        return slots or ((said or self.asked) and any(task.cycle_id == cycle.id for task in self.owed))


@dataclass(frozen=True, slots=True)
class PuttingOff:
    """Looks at messages right before they are shown."""

    desk: Desk

    def moment(self, post: Post, *, for_good: bool = True) -> datetime | None:
        """Return when a message that nobody has seen yet may be shown: by now, or later; None: not as this one.

        What it was to say then is planned for the day on which it can be said, with what that day brings, or stopped
        with its reason. Not `for_good`, or where another sender has taken the message over, all of it stays as it is.
        """
        user_id, _, only_to = read_key(post.key)
        person = self.desk.people.actor(post.team_id, user_id)
        with self.desk.database.writing() as uow:
            here = uow.posts.get(post.team_id, post.key)
            if here is None or here.token != post.token:
                return None
            at = self._decided(uow, self._read(uow, post, person, only_to))
            if for_good:
                uow.commit()
        return at

    def _decided(self, uow: UnitOfWork, unseen: Unseen) -> datetime | None:
        ready = [cycle for cycle in unseen.cycles.values() if unseen.ready(cycle)]
        running = [cycle for cycle in ready if cycle.state == "running"]
        if ready and not running:  # all of it waits for the cycles to go on
            return self._next(uow, unseen, ready, today_in(unseen.now, unseen.calendar.tz) + ONE_DAY)[1]
        for slot in unseen.slots:
            if reason := unseen.reasons[slot]:
                uow.ledger.stop(slot, reason)
        if not running:
            return None
        day, at = self._next(uow, unseen, running)
        if day != read_key(unseen.post.key)[1]:
            self._carry(uow, unseen, ready, day, at)
            return None
        paused = [cycle for cycle in ready if cycle not in running]
        if paused and at <= unseen.now:
            later, then = self._next(uow, unseen, paused, day + ONE_DAY)
            self._carry(uow, unseen, paused, later, then)
        return at

    def _carry(self, uow: UnitOfWork, unseen: Unseen, cycles: Iterable[Cycle], day: date, at: datetime) -> None:
        """Let a message of another day tell what some cycles have to tell."""
        post, here = unseen.post, {cycle.id for cycle in cycles}
        person, _, only_to = read_key(post.key)
        key = reminder_key(person, day, only_to)
        for slot in unseen.slots:
            if slot.cycle_id in here and not unseen.reasons[slot]:
                put_off(uow, slot, unseen.calendar.within(unseen.cycles[slot.cycle_id]), day, MISSED)
        said = [one for one in unseen.said if one.cycle_id in here]
        for one in said:
            uow.ledger.unsay(post.team_id, post.key, one)
            uow.ledger.say(post.team_id, key, one)
        if said or unseen.asked:
            uow.posts.want(post.team_id, key, "nudge", post.person, at=unseen.now, due_at=at)

    def _next(
        self, uow: UnitOfWork, unseen: Unseen, cycles: Iterable[Cycle], first: date | None = None
    ) -> tuple[date, datetime]:
        """Return the first day, and its moment, on which a person may get what some cycles have to tell."""
        about = list(cycles)
        calendar = unseen.calendar.within(min(about, key=lambda cycle: cycle.holidays))
        hour = hour_of_reminders(unseen.chosen, about)
        since = max(unseen.now, unseen.quiet)
        day = first or day_to_wait_for(calendar, hour, since)
        person, _, only_to = read_key(unseen.post.key)
        today = today_in(since, calendar.tz)
        if day is None and not has_come(uow, unseen.post.team_id, reminder_key(person, today, only_to)):
            return today, since
        day = free_day(uow, (unseen.post.team_id, person, only_to), calendar, day or today + ONE_DAY)
        return day, calendar.moment(day, hour)

    def _read(self, uow: UnitOfWork, post: Post, person: Person, only_to: str) -> Unseen:
        who, now = (person.team_id, person.user_id), self.desk.clock()
        quiet, slots = uow.cycles.snoozed_until(*who), uow.ledger.of_post(post.team_id, post.key)
        today = today_in(now, person.tz)
        owed = tuple(task for task in uow.ledger.owed(*who) if task.opens <= today)
        about = {slot.cycle_id for slot in slots} | {task.cycle_id for task in owed}
        named = [cycle for cycle in cycles_named(uow, post.team_id, about) if cycle.only_to == only_to]
        cycles = {cycle.id: cycle for cycle in named if cycle.state in LIVE}
        silent = quiet is not None and quiet > now
        return Unseen(
            post=post,
            calendar=calendar_of(person, uow.roster.of_user(*who)),
            only_to=only_to,
            now=now,
            quiet=quiet or now,
            asked=not only_to and quiet is not None and not silent and not _told_since(uow, who, quiet),
            slots=slots,
            reasons={slot: _reason(uow, slot, cycles, silent=silent) for slot in slots},
            said=uow.ledger.said(post.team_id, post.key),
            owed=owed,
            cycles=cycles,
            chosen=uow.wishes.get(*who).hour,
        )


def has_come(uow: UnitOfWork, team_id: str, key: str) -> bool:
    """Tell whether a message has been seen."""
    post = uow.posts.get(team_id, key)
    return post is not None and bool(post.shown)


def free_day(uow: UnitOfWork, whose: tuple[str, str, str], calendar: Calendar, day: date) -> date:
    """Return the first working day from a day on of which a person has no message.

    `whose` are the workspace, the person, and who gets it in a test.
    """
    team_id, person, only_to = whose
    day = calendar.roll_forward(day) or day
    while has_come(uow, team_id, reminder_key(person, day, only_to)):
        day = calendar.roll_forward(day + ONE_DAY) or day + ONE_DAY
    return day


def _told_since(uow: UnitOfWork, who: tuple[str, str], quiet: datetime) -> bool:
    """Tell whether a person has had a reminder since they wanted them again."""
    team_id, user = who
    newest = uow.posts.newest(team_id, [user], "nudge").get(user)
    return newest is not None and newest.sent_at is not None and newest.sent_at >= quiet


def _reason(uow: UnitOfWork, slot: Nudge, cycles: Mapping[str, Cycle], *, silent: bool) -> str:
    """Return why a slot matters no more."""
    task = uow.ledger.task(slot.team_id, slot.cycle_id, slot.position, slot.subject)
    if slot.cycle_id not in cycles:
        return NOT_NOW
    if task is None or task.state != "open" or task.person != slot.person:
        return DONE
    return SNOOZED if silent else ""
