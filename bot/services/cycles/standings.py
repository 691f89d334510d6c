"""How everybody's goals for a cycle's period stand, read from the goals themselves: done is what was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.clock import today_in
from bot.services.cycles.turns import Standing
from bot.services.people import People
from bot.services.roster_access import manager_at
from db.facts import Cycle, Member, RosterEntry, SheetLine
from db.unit_of_work import UnitOfWork

FEW = 20
"""People up to whom the company's list is asked for each; above that it is read as a whole."""


@dataclass(frozen=True, slots=True)
class Standings:
    """Reads standings; a cycle counts goals that are the person's, for its period, by their manager or a stand-in."""

    people: People

    def of(self, uow: UnitOfWork, cycle: Cycle, members: Iterable[Member], now: datetime) -> Mapping[str, Standing]:
        """Return how each member's goals stand."""
        there = tuple(members)
        lines = _lines(uow, cycle, there)
        listed = listed_of(uow, cycle.team_id, [member.user_id for member in there])
        marks: dict[str, dict[int, datetime]] = {}
        for (position, subject), at in uow.ledger.marks(cycle.team_id, cycle.id).items():
            marks.setdefault(subject, {})[position] = at
        users = [member.user_id for member in there]
        found = {user: _counting(listed.get(user), lines.get(user, []), now) for user in users}
        asked = {manager for manager, _ in found.values()} | {line.author for _, line in found.values() if line}
        gone = {user for user in asked if self._gone(uow, cycle.team_id, user, now)}
        standings = {}
        for user, (manager, line) in found.items():
            author = line.author if line else ""
            bare = Standing(user, "" if manager in gone else manager, "" if author in gone else author)
            standings[user] = self._one(uow, cycle, replace(bare, marks=marks.get(user, {})), line)
        return standings

    def _one(self, uow: UnitOfWork, cycle: Cycle, bare: Standing, line: SheetLine | None) -> Standing:
        if line is None:
            return bare
        if not line.version:
            return replace(bare, sheet_id=line.id, state=line.state)
        key = (cycle.team_id, line.id)
        standing = [one for one in uow.revisions.all(*key) if one.taken_back_at is None]
        first, newest = standing[0], standing[-1]
        replies = [one for one in uow.dialogue.replies(*key) if one.number == line.version]
        reply = next((one for one in replies if one.kind == "confirmed"), None) or next(iter(replies[-1:]), None)
        tz = self.people.zone(cycle.team_id, bare.subject)
        return replace(
            bare,
            tz=tz,
            sheet_id=line.id,
            state=line.state,
            shared_at=first.shared_at,
            shared_on=today_in(newest.shared_at, tz),
            replied_at=reply.at if reply else None,
            reply=reply.kind if reply else "",
            asked=line.asked,
            checked_in_at=tuple(one.at for one in uow.dialogue.checkins(*key)),
        )

    def _gone(self, uow: UnitOfWork, team_id: str, manager: str, now: datetime) -> bool:
        """Tell whether a manager is not there any more: what they owed is the organiser's."""
        person = self.people.known(team_id, manager) if manager else None
        if person is None:
            return False
        entry = uow.roster.of_user(team_id, manager)
        last = entry.last_day if entry is not None else None
        return not self.people.may_use(person) or (last is not None and last < today_in(now, person.tz))


def _lines(uow: UnitOfWork, cycle: Cycle, members: Sequence[Member]) -> Mapping[str, list[SheetLine]]:
    """Return the goals that others wrote for employees and that are for the cycle, by employee, the newest first."""
    found: dict[str, list[SheetLine]] = {}
    firsts = {member.user_id: member.first for member in members}
    for user in firsts if len(firsts) <= FEW else [""]:
        if cycle.apart:
            lines = uow.sheets.since(cycle.team_id, cycle.first, user)
        else:
            lines = uow.sheets.in_period(cycle.team_id, cycle.period, user)
        for line in lines:
            meant = line.subject in firsts and (not cycle.apart or _meant(cycle, line, firsts[line.subject]))
            if line.author != line.subject and meant:
                found.setdefault(line.subject, []).append(line)
    return found


def _meant(cycle: Cycle, line: SheetLine, first: date) -> bool:
    """Tell whether goals are for the weeks that somebody has from their own first day on in a cycle."""
    last = first + (max(phase.due for phase in cycle.phases) - cycle.first)
    return line.period.first <= last and line.period.last >= first


def listed_of(uow: UnitOfWork, team_id: str, users: Sequence[str]) -> Mapping[str, RosterEntry]:
    """Return what the company's list says of people, by Slack id; a few are looked up, for many all are read."""
    if len(users) > FEW:
        return {entry.user_id: entry for entry in uow.roster.all(team_id) if entry.user_id}
    found = {user: uow.roster.of_user(team_id, user) for user in users}
    return {user: entry for user, entry in found.items() if entry is not None}


def _counting(entry: RosterEntry | None, lines: list[SheetLine], now: datetime) -> tuple[str, SheetLine | None]:
    """Return an employee's manager of the day and the goals that count: shared ones first, closed ones last.

    Those are the manager's, and what a stand-in of theirs has shared. Without the company's list the manager is
    whoever shared goals for the period: a draft is its author's alone and says nothing of anybody.
    """
    manager = manager_at(entry, now) if entry else ""
    stand_in = entry.stand_in if entry and manager else ""
    if not manager:
        manager = next((line.author for line in lines if line.version), "")
    own = [line for line in lines if line.author == manager or (line.version and line.author == stand_in)]
    return manager, next(iter(sorted(own, key=lambda line: (line.state == "closed", not line.version))), None)
