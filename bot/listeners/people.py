"""What Slack says of people when something about them changes, and what they say of the company's list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.clock import Clock
from bot.delivery.directory import person_of
from bot.services.all import Services
from bot.services.people import People
from bot.views.people_news import WRONG, read_wrong


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


@dataclass(frozen=True)
class ListOfPeople:
    """A person's word against a manager or a stand-in that the company's list brings."""

    services: Services

    def register(self, app: App) -> None:
        app.action(WRONG)(self.wrong)

    def wrong(self, ack: Ack, action: dict[str, Any], context: BoltContext) -> None:
        """Stop a change before it counts; the messages about it say so."""
        self.services.succession.stop(context["actor"], read_wrong(action["value"]))
        ack()
