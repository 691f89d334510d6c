"""A company whose list of people is imported in tests: files as text, Slack by e-mail, a clock to move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.services.roster import Applied, Roster
from bot.services.roster_access import coming_in, managers_at
from bot.services.roster_file import read_roster
from bot.services.roster_plan import Plan
from db.engine import Database
from db.facts import RosterEntry
from tests.unit.bot.making import TEAM
from tests.unit.bot.services.conftest import Clock

HEAD = "employee id,name,e-mail,manager id"
ANA, SAM, EVA, MIA, LI = (
    "1,Ana Ruiz,ana@x.org",
    "2,Sam Okafor,sam@x.org",
    "3,Eva Lind,eva@x.org",
    "4,Mia Vogt,mia@x.org",
    "5,Li Chen,li@x.org",
)
USERS = {f"{name.lower()}@x.org": f"U_{name}" for name in ("ANA", "SAM", "EVA", "MIA", "LI", "NEW")}


@dataclass
class Slack:
    """Whom Slack knows by e-mail; it notes who was asked for, and raises what a test lays in it."""

    users: dict[str, str] = field(default_factory=lambda: dict(USERS))
    asked: list[str] = field(default_factory=list)
    trouble: Exception | None = None

    def find(self, email: str) -> str | None:
        self.asked.append(email)
        if self.trouble:
            raise self.trouble
        return self.users.get(email)


@dataclass
class Company:
    """The list with everything around it."""

    database: Database
    clock: Clock
    slack: Slack
    roster: Roster

    def plan(
        self, *lines: str, head: str = HEAD, everyone: bool = False, columns: Mapping[str, str] | None = None
    ) -> Plan:
        """Preview a file of these lines."""
        file = read_roster("\n".join((head, *lines)).encode(), columns)
        return self.roster.preview(TEAM, file, everyone=everyone)

    def take(self, *lines: str, by: str = "", head: str = HEAD, everyone: bool = False) -> Applied:
        """Import a file of these lines, whatever number is gone."""
        plan = self.plan(*lines, head=head, everyone=everyone)
        assert [str(fault) for fault in plan.faults] == []
        return self.roster.apply(plan, by, gone=len(plan.gone))

    def stops(self, by: str, employee: str = "U_SAM") -> RosterEntry:
        """Stop what waits for an employee; return their entry after it."""
        (change,) = [one for entry in self.entries.values() for one in coming_in(entry) if entry.user_id == "U_SAM"]
        self.roster.stop(TEAM, replace(change, employee=employee), by, lambda _uow: None)
        (after,) = [entry for entry in self.entries.values() if entry.user_id == employee]
        return after

    @property
    def entries(self) -> dict[str, RosterEntry]:
        with self.database.reading() as uow:
            return {entry.key: entry for entry in uow.roster.all(TEAM)}

    def managers(self, subject: str, at: datetime | None = None) -> set[str]:
        """Return who may act as somebody's manager at a moment."""
        with self.database.reading() as uow:
            entry, person = uow.roster.of_user(TEAM, subject), uow.people.get(TEAM, subject)
        return set(managers_at(entry, at or self.clock(), person.tz if person else "UTC")) if entry else set()


def company_of(database: Database, clock: Clock) -> Company:
    """Return a company in which Mia is an organiser, Eva another, and Li reads for HR."""
    slack = Slack()
    runners, readers = frozenset({"U_MIA", "U_EVA"}), frozenset({"U_LI"})
    return Company(database, clock, slack, Roster(database, slack, clock, runners=runners, readers=readers))
