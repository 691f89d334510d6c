"""Who can read what, as the running configuration has it."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.facts import PrivacyFacts
from bot.services.desk import Desk
from db.facts import Person

READ_THROUGH = 200
RETENTION = "Goalframe deletes nothing by itself; Slack keeps messages as long as your company has set there."


@dataclass(frozen=True, slots=True)
class Privacy:
    """Answers `/goals privacy` and “Who can read this”."""

    desk: Desk
    runners: AbstractSet[str]

    def facts(self, actor: Person) -> PrivacyFacts:
        """Return who may read as HR, who organises, and how often somebody else has read the actor's goals."""
        with self.desk.database.reading() as uow:
            lines = uow.sheets.by_subject(actor.team_id, actor.user_id, limit=READ_THROUGH)
            readings = sum(len(uow.dialogue.readings(actor.team_id, line.id)) for line in lines)
        readers, runners = self._names(actor, self.desk.readers), self._names(actor, self.runners)
        return PrivacyFacts(readers, runners, readings, RETENTION)

    def _names(self, actor: Person, users: AbstractSet[str]) -> tuple[str, ...]:
        return tuple(self.desk.people.name(actor.team_id, user) for user in sorted(users))
