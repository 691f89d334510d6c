"""From when a manager or a stand-in of the company's list may read, and who would gain by an import."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from bot.clock import today_in, zone_of
from bot.facts.roster import Change
from db.facts import RosterEntry

MORNING = time(9)
SATURDAY = 6
Zone = Callable[[str], str]
"""Gives a person's IANA zone by their Slack id."""


@dataclass(frozen=True, slots=True)
class ManagerChange:
    """An employee's manager changes, by Slack ids; `new` is empty for nobody.

    `from_` is when it counts unless it is stopped. Where `old` and `new` are the same, a change that waited is off.
    """

    employee: str
    old: str
    new: str
    from_: datetime | None


@dataclass(frozen=True, slots=True)
class StandInChange:
    """Somebody will stand in for an employee's manager, by Slack ids, up to and including a day."""

    employee: str
    stand_in: str
    from_: datetime | None
    until: date


def manager_at(entry: RosterEntry, at: datetime) -> str:
    """Return whom the list has as manager at a moment: a new one counts from `manager_from` on."""
    waits = entry.manager_from is not None and at < entry.manager_from
    return entry.former_manager if waits else entry.manager


def managers_at(entry: RosterEntry, at: datetime, tz: str) -> frozenset[str]:
    """Return who may act as an employee's manager at a moment, stand-ins too; `tz` is the employee's."""
    who = {manager_at(entry, at)}
    begun = entry.stand_in_from is None or at >= entry.stand_in_from
    if begun and entry.stand_in_until is not None and today_in(at, tz) <= entry.stand_in_until:
        who.add(entry.stand_in)
    return frozenset(who - {"", entry.user_id})


def coming_in(entry: RosterEntry) -> tuple[Change, ...]:
    """Return the changes of an entry that have a moment: of those people are told."""
    found: list[Change] = []
    if entry.manager_from is not None:
        found.append(Change(entry.user_id, "manager", entry.manager, entry.manager_from))
    if entry.stand_in and entry.stand_in_from is not None:
        found.append(Change(entry.user_id, "stand-in", entry.stand_in, entry.stand_in_from))
    return tuple(found)


def coming_key(change: Change, person: str = "") -> str:
    """Return the key of the message that tells a person of a change; without one, how all its keys begin."""
    return f"roster|{change.employee}|{change.what}|{change.who}|{change.at.isoformat()}|{person}"


def stopped_key(change: Change, by: str, at: datetime, person: str) -> str:
    """Return the key of the message that tells an organiser of a change that somebody called wrong, and when."""
    return f"stopped|{change.employee}|{change.what}|{change.who}|{by}|{at.isoformat()}|{person}"


def after_one_working_day(now: datetime, tz: str) -> datetime:
    """Return 09:00 of the working day after the next one, Monday to Friday: a whole working day lies before it."""
    zone = zone_of(tz)
    day = _next_working_day(_next_working_day(now.astimezone(zone).date()))
    return datetime.combine(day, MORNING, tzinfo=zone).astimezone(UTC)


def _next_working_day(day: date) -> date:
    day += timedelta(days=1)
    while day.isoweekday() >= SATURDAY:
        day += timedelta(days=1)
    return day


@dataclass(frozen=True)
class Settling:
    """Says from when each entry of a new list counts: who was there before keeps what they had for a while.

    `before` are the entries so far by Slack id, `sharers` who shared goals with whom last: also a manager, of a kind.
    """

    before: Mapping[str, RosterEntry]
    sharers: Mapping[str, str]
    keys: Mapping[str, str]
    now: datetime
    tz: Zone

    def settled(self, entry: RosterEntry) -> RosterEntry:
        """Return the entry with its moments."""
        was = self.was(entry)
        if was == entry:
            return entry
        return self._stand_in(self._manager(entry, was), was)

    def was(self, entry: RosterEntry) -> RosterEntry | None:
        """Return what the list had so far of the same person in Slack, under whatever key."""
        return self.before.get(entry.user_id) if entry.user_id else None

    def _manager(self, entry: RosterEntry, was: RosterEntry | None) -> RosterEntry:
        if was is not None and was.manager == entry.manager:
            parts = (was.manager_from, was.former_key, was.former_manager)
            return _with_former(entry, *parts)
        old = self.old(entry.user_id)
        if not self._had(entry.user_id, was) or old == entry.manager:
            return _with_former(entry, None, "", "")
        return _with_former(entry, self._later(entry), self.keys.get(old, ""), old)

    def old(self, user: str) -> str:
        """Return who is somebody's manager now: as the list says, else who shared goals with them last."""
        was = self.before.get(user)
        if was is not None and (was.manager or was.former_manager):
            return manager_at(was, self.now)
        return self.sharers.get(user, "")

    def _had(self, user: str, was: RosterEntry | None) -> bool:
        listed = was is not None and bool(was.manager or was.former_manager)
        return bool(user) and (listed or user in self.sharers)

    def _stand_in(self, entry: RosterEntry, was: RosterEntry | None) -> RosterEntry:
        if not entry.stand_in:
            return replace(entry, stand_in_from=None) if entry.stand_in_from else entry
        today = today_in(self.now, self.tz(entry.user_id))
        if was is not None and entry.stand_in == was.stand_in:
            same = entry.stand_in_until == was.stand_in_until
            if same or (was.stand_in_until is not None and today <= was.stand_in_until):
                return replace(entry, stand_in_from=was.stand_in_from)
        waits = was is not None or entry.user_id in self.sharers
        return replace(entry, stand_in_from=self._later(entry) if waits else None)

    def _later(self, entry: RosterEntry) -> datetime:
        return after_one_working_day(self.now, self.tz(entry.user_id))

    def change(self, entry: RosterEntry) -> ManagerChange | None:
        """Return the change of a manager that a settled entry brings; a first one is none."""
        was = self.was(entry)
        old = self.old(entry.user_id)
        same = was.manager == entry.manager if was else old == entry.manager
        if same or not self._had(entry.user_id, was):
            return None
        return ManagerChange(entry.user_id, old, entry.manager, entry.manager_from)

    def stand_in(self, entry: RosterEntry) -> StandInChange | None:
        """Return the new stand-in that a settled entry brings."""
        was = self.was(entry)
        same = was and (was.stand_in, was.stand_in_from) == (entry.stand_in, entry.stand_in_from)
        until = entry.stand_in_until
        if same or not (entry.user_id and entry.stand_in and until) or until < today_in(self.now, "UTC"):
            return None
        return StandInChange(entry.user_id, entry.stand_in, entry.stand_in_from, until)

    def gaining(self, entry: RosterEntry, people: frozenset[str]) -> frozenset[str]:
        """Return who of some people could act for an employee at any moment at which, so far, they could not."""
        if not people & {entry.manager, entry.former_manager, entry.stand_in}:
            return frozenset()
        was, tz = self.was(entry), self.tz(entry.user_id)
        gained: set[str] = set()
        for at in self._turns(was, entry, tz):
            gained |= managers_at(entry, at, tz) - (managers_at(was, at, tz) if was else frozenset())
        return people & gained

    def _turns(self, was: RosterEntry | None, entry: RosterEntry, tz: str) -> Iterator[datetime]:
        """Give every moment from now on at which somebody may begin or cease to act."""
        yield self.now
        for one in (was, entry):
            if one is not None:
                yield from (at for at in (one.manager_from, one.stand_in_from) if at is not None and at > self.now)
        if was is not None and was.stand_in_until is not None:
            end = datetime.combine(was.stand_in_until + timedelta(days=1), time(), tzinfo=zone_of(tz))
            yield max(self.now, end.astimezone(UTC))


def _with_former(entry: RosterEntry, from_: datetime | None, key: str, manager: str) -> RosterEntry:
    if (entry.manager_from, entry.former_key, entry.former_manager) == (from_, key, manager):
        return entry
    return replace(entry, manager_from=from_, former_key=key, former_manager=manager)
