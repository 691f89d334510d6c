"""The weekly summary, for whoever wants one: on Monday, at their hour, what they have to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.clock import zone_of
from bot.services.desk import Desk
from db.facts import Person, Preferences

MONDAY = 1


def weekly_key(person: str, local: datetime) -> str:
    """Return the key of a person's summary of a week: there is one."""
    year, week, _ = local.isocalendar()
    return f"weekly:{person}:{year}-{week:02}"


@dataclass(frozen=True, slots=True)
class Summaries:
    """Asks for summaries; run again and again, it asks for each once."""

    desk: Desk
    team_id: str

    def follow(self) -> None:
        """Ask for the summary of everybody for whom it is Monday, at or after their hour."""
        with self.desk.database.reading() as uow:
            wanting = uow.wishes.weekly(self.team_id)
        for wishes in wanting:
            person = self.desk.people.get(self.team_id, wishes.user_id)
            if person is not None and self.desk.people.may_use(person):
                self._ask(person, wishes)

    def _ask(self, person: Person, wishes: Preferences) -> None:
        local = self.desk.clock().astimezone(zone_of(person.tz))
        if local.isoweekday() != MONDAY or local.hour < wishes.from_hour:
            return
        key = weekly_key(person.user_id, local)
        with self.desk.database.writing() as uow:
            if uow.posts.get(self.team_id, key) is None:
                uow.posts.want(self.team_id, key, "weekly", person.user_id, at=self.desk.clock())
            uow.commit()
        self.desk.wake()
