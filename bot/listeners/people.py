"""What Slack says of people when something about them changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slack_bolt import App

from bot.clock import Clock
from bot.delivery.directory import person_of
from bot.services.people import People


@dataclass(frozen=True)
class PeopleEvents:
    """Keeps what is known of people fresh."""

    people: People
    team_id: str
    clock: Clock

    def register(self, app: App) -> None:
        app.event("user_change")(self.changed)
        app.event("team_join")(self.changed)

    def changed(self, event: dict[str, Any]) -> None:
        person = person_of(event["user"], self.clock())
        if person.team_id == self.team_id:
            self.people.learn(person)
