"""Which role and level the company's list means for somebody: for their manager's eyes and their own."""

from __future__ import annotations

from dataclasses import dataclass

from bot.facts.listed_roles import ListedRole
from bot.services.desk import Desk
from bot.services.roles import Roles
from bot.services.roster_access import managers_at
from bot.services.title_roles import TitleRoles
from canon.model import Profile
from db.facts import Person, RosterEntry


@dataclass(frozen=True, slots=True)
class ListedRoles:
    """Reads job titles and levels of the list as roles of the library."""

    desk: Desk
    roles: Roles
    titles: TitleRoles

    def of(self, actor: Person, subject: str) -> ListedRole | None:
        """Return what the list says of somebody's role; None where it says nothing that the library knows.

        What the list has of a person is for their manager, who stands in for that one, and themself.
        """
        with self.desk.database.reading() as uow:
            entry = uow.roster.of_user(actor.team_id, subject) if subject else None
            if entry is None or not entry.job_title:
                return None
            meant = self.titles.meant(uow, actor.team_id, entry.job_title)
        return self._read(entry, meant) if meant and actor.user_id in self._may_know(entry) else None

    def _may_know(self, entry: RosterEntry) -> frozenset[str]:
        tz = self.desk.people.zone(entry.team_id, entry.user_id)
        return managers_at(entry, self.desk.clock(), tz) | {entry.user_id}

    def _read(self, entry: RosterEntry, meant: tuple[Profile, ...]) -> ListedRole:
        """Narrow what a title means to the level beside it, which counts more than a level in the title itself."""
        title, level = entry.job_title, entry.level
        if not level:
            return ListedRole(title, level, meant)
        every = self.roles.levels(meant[0].role_id) if len({one.role_id for one in meant}) == 1 else meant
        fitting = self.roles.at_level(every, level)
        has_none = len(every) == 1 and every[0].code is None
        return ListedRole(title, level, fitting or every, level_known=bool(fitting) or has_none)
