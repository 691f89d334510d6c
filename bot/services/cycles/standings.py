"""How everybody's goals for a cycle's period stand, read from the goals themselves: done is what was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.clock import today_in
from bot.services.cycles.turns import Standing
from bot.services.people import People
from bot.services.roster_access import manager_at
from db.facts import Cycle, Member, RosterEntry, SheetLine
from db.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Standings:
    """Reads standings; a cycle counts goals that are the person's, for its period, by their manager of the day."""

    people: People

    def of(self, uow: UnitOfWork, cycle: Cycle, members: Iterable[Member], now: datetime) -> Mapping[str, Standing]:
        """Return how each member's goals stand."""
        listed = {entry.user_id: entry for entry in uow.roster.all(cycle.team_id) if entry.user_id}
        lines: dict[str, list[SheetLine]] = {}
        for line in uow.sheets.in_period(cycle.team_id, cycle.period):
            if line.author != line.subject:
                lines.setdefault(line.subject, []).append(line)
        marks = uow.ledger.marks(cycle.team_id, cycle.id)
        return {
            member.user_id: self._one(
                uow,
                cycle,
                _counting(listed.get(member.user_id), lines.get(member.user_id, []), member.user_id, now),
                {position: at for (position, subject), at in marks.items() if subject == member.user_id},
            )
            for member in members
        }

    def _one(
        self, uow: UnitOfWork, cycle: Cycle, found: tuple[str, str, SheetLine | None], marks: Mapping[int, datetime]
    ) -> Standing:
        subject, manager, line = found
        if line is None:
            return Standing(subject, manager, marks=marks)
        if not line.version:
            return Standing(subject, manager, line.id, line.state, marks=marks)
        key = (cycle.team_id, line.id)
        first = next(one for one in uow.revisions.all(*key) if one.taken_back_at is None)
        replies = [one for one in uow.dialogue.replies(*key) if one.number == line.version]
        reply = next((one for one in replies if one.kind == "confirmed"), None) or next(iter(replies[-1:]), None)
        person = self.people.known(cycle.team_id, subject)
        return Standing(
            subject,
            manager,
            line.id,
            line.state,
            first.shared_at,
            today_in(first.shared_at, person.tz if person else "UTC"),
            reply.at if reply else None,
            reply.kind if reply else "",
            line.asked,
            tuple(one.at for one in uow.dialogue.checkins(*key)),
            marks,
        )


def _counting(
    entry: RosterEntry | None, lines: list[SheetLine], subject: str, now: datetime
) -> tuple[str, str, SheetLine | None]:
    """Return an employee, their manager of the day, and the goals that count: the manager's, shared before drafts.

    Without the company's list the manager is whoever writes their goals for the period.
    """
    manager = manager_at(entry, now) if entry else ""
    if not manager and lines:
        manager = next((line.author for line in lines if line.version), lines[0].author)
    own = [line for line in lines if line.author == manager and line.state != "closed"]
    return subject, manager, next(iter(sorted(own, key=lambda line: not line.version)), None)
