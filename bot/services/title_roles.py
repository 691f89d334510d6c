"""Which roles job titles mean: by their names, or as an organiser said once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bot.clock import Clock
from bot.errors import FieldsRefused
from bot.facts.title_roles import KeptTitle, OpenTitle
from bot.services.roles import GONE, Roles
from bot.services.roster_plan import Plan
from canon.model import Profile
from canon.search import words_of
from db.engine import Database
from db.facts import Entry, MappedTitle
from db.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TitleRoles:
    """Reads and keeps what job titles mean; whoever calls it checks who acts."""

    database: Database
    roles: Roles
    clock: Clock

    def meant(self, uow: UnitOfWork, team: str, title: str) -> tuple[Profile, ...]:
        """Return the roles at levels that a title means: what was said of it counts before what is called so.

        A role that the library has no longer is as if nothing had been said.
        """
        said = uow.titles.get(team, folded(title))
        return (self.roles.levels(said.role_id) if said else ()) or self.roles.named(title)

    def knows(self, team: str) -> Callable[[str], bool]:
        """Return what tells whether a title means a role, by all that is said now."""
        with self.database.reading() as uow:
            said = {one.key for one in uow.titles.all(team) if self.roles.levels(one.role_id)}
        return lambda title: folded(title) in said or bool(self.roles.named(title))

    def said(self, team: str) -> tuple[KeptTitle, ...]:
        """Return what was said of titles, without those whose role the library has no longer."""
        with self.database.reading() as uow:
            said = uow.titles.all(team)
        known = [(one.title, levels[0]) for one in said if (levels := self.roles.levels(one.role_id))]
        return tuple(KeptTitle(title, lowest.focus.text) for title, lowest in known)

    def keep(self, team: str, by: str, chosen: Mapping[str, str]) -> tuple[KeptTitle, ...]:
        """Keep for titles the ids of the roles that they mean, all or none; `by` is empty for the machine's operator.

        Raises `FieldsRefused` with a sentence for each title whose role the library does not have.
        """
        faults = {title: GONE for title, role_id in chosen.items() if not self.roles.levels(role_id)}
        if faults:
            raise FieldsRefused(faults)
        now = self.clock()
        with self.database.writing() as uow:
            uow.titles.put_all(
                MappedTitle(team, folded(title), title, role_id, by, now) for title, role_id in chosen.items()
            )
            if chosen:
                uow.audit.add(team, Entry(now, by, "say roles of titles", "roster", "done"))
            uow.commit()
        names = {role_id: self.roles.levels(role_id)[0].focus.text for role_id in chosen.values()}
        return tuple(KeptTitle(title, names[role_id]) for title, role_id in chosen.items())


def folded(title: str) -> str:
    """Return a title as names of roles are compared: without case, accents and punctuation."""
    return " ".join(words_of(title)) or " ".join(title.casefold().split())


def open_titles(titles: Iterable[str], knows: Callable[[str], bool]) -> tuple[OpenTitle, ...]:
    """Return the titles that match no role, most people first; `titles` has one for each person, empty for none."""
    written = Counter(title for title in titles if title)
    spelled: dict[str, list[tuple[str, int]]] = {}
    for title, people in written.most_common():
        if not knows(title):
            spelled.setdefault(folded(title), []).append((title, people))
    found = [OpenTitle(same[0][0], sum(people for _, people in same)) for same in spelled.values()]
    return tuple(sorted(found, key=lambda one: one.rank))


def titles_in(plan: Plan) -> tuple[str, ...]:
    """Return the job title of each person whom a file names without a fault."""
    return tuple(str(match.row.values.get("job_title") or "") for match in plan.good)
