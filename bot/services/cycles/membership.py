"""Who is in a review cycle: as it was chosen, and as the company's list changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from bot.services.cycles.standings import listed_of
from bot.services.people import People
from db.facts import Cycle, Member, RosterEntry
from db.unit_of_work import UnitOfWork

LEFT = "has left, says Slack or the company’s list"
"""Why somebody is out whom no organiser took out: they come back where that was a mistake."""
CHOSEN, ALL = "chosen", "all"


class Groups(Protocol):
    """Where the members of a user group are looked up."""

    def named(self) -> tuple[tuple[str, str], ...]:
        """Return all groups, each as an id and a name; none where Slack gave no answer or does not allow it."""

    def members(self, group: str) -> tuple[str, ...]:
        """Return the Slack ids of a group's members; raise `SlackSilent` when Slack gave no answer."""


@dataclass(frozen=True, slots=True)
class Membership:
    """Keeps the people of a cycle as they should be: who joins is in from that day, who leaves is out."""

    people: People

    def choose(self, uow: UnitOfWork, cycle: Cycle, users: Iterable[str]) -> tuple[Member, ...]:
        """Return the members that a choice of people makes, without those who can't use the app."""
        found = (self.people.known(cycle.team_id, user) for user in dict.fromkeys(users))
        usable = [person.user_id for person in found if person is not None and self.people.may_use(person)]
        listed = listed_of(uow, cycle.team_id, usable)
        return tuple(Member(cycle.team_id, cycle.id, user, _first(cycle, listed.get(user))) for user in usable)

    def matching(self, uow: UnitOfWork, cycle: Cycle) -> tuple[str, ...]:
        """Return who is in a cycle by the company's list; nobody where people were chosen by hand."""
        entries = [entry for entry in uow.roster.all(cycle.team_id) if entry.user_id and entry.manager]
        return tuple(entry.user_id for entry in entries if matches(cycle, entry))

    def changes(self, uow: UnitOfWork, cycle: Cycle, today: date) -> tuple[Member, ...]:
        """Return whom a running cycle's people change by.

        Who is new is in it from this day on; who has left is out, with the reason; who has not left after all is
        back as if never away.
        """
        there = {member.user_id: member for member in uow.cycles.members(cycle.team_id, cycle.id)}
        new = self.choose(uow, cycle, [user for user in self.matching(uow, cycle) if user not in there])
        joined = [replace(one, first=max(one.first, today) if cycle.apart else today) for one in new]
        listed = listed_of(uow, cycle.team_id, list(there))
        moved = []
        for member in there.values():
            entry = listed.get(member.user_id)
            gone = self._gone(member, entry, today)
            if not member.out and gone:
                moved.append(replace(member, out=True, reason=LEFT))
            elif not gone and comes_back(cycle, member, entry):
                moved.append(replace(member, out=False, reason=""))
        return (*joined, *moved)

    def _gone(self, member: Member, entry: RosterEntry | None, today: date) -> bool:
        person = self.people.known(member.team_id, member.user_id)
        left = entry is not None and entry.last_day is not None and entry.last_day < today
        return person is None or person.deleted or left


def take_out(uow: UnitOfWork, team_id: str, users: Iterable[str]) -> None:
    """Take people who are gone from the company's list out of the running cycles that the list fills."""
    cycles = [one for one in uow.cycles.in_states(team_id, "running", "paused") if by_the_list(one)]
    for cycle, user in ((cycle, user) for user in users for cycle in cycles):
        member = uow.cycles.member(team_id, cycle.id, user)
        if member is not None and not member.out:
            uow.cycles.put_member(replace(member, out=True, reason=LEFT))


def comes_back(cycle: Cycle, member: Member, entry: RosterEntry | None) -> bool:
    """Tell whether somebody who was out for having left belongs in a cycle again, if they have not left."""
    if not member.out or member.reason != LEFT:
        return False
    if not by_the_list(cycle):
        return True
    grouped = cycle.people.startswith("group:")
    return entry is not None and (grouped or bool(entry.manager and matches(cycle, entry)))


def by_the_list(cycle: Cycle) -> bool:
    """Tell whether the company's list says who is in a cycle, not a choice by hand."""
    return cycle.people != CHOSEN


def matches(cycle: Cycle, entry: RosterEntry) -> bool:
    """Tell whether somebody is meant; one that starts for each apart is for those who come after its first day."""
    if cycle.apart and (entry.hired is None or entry.hired < cycle.first):
        return False
    kind, _, wanted = cycle.people.partition(":")
    return cycle.people == ALL or (kind, wanted) in {("unit", entry.unit), ("country", entry.country)}


def _first(cycle: Cycle, entry: RosterEntry | None) -> date:
    """Return a person's first day in a cycle: where it starts for each apart, the day on which they are hired."""
    hired = entry.hired if cycle.apart and entry is not None else None
    return max(hired, cycle.first) if hired else cycle.first
