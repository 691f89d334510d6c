"""`/goals people …`: organisers' words for the company's list; nobody else learns that there is one."""

from __future__ import annotations

from dataclasses import dataclass

from slack_bolt import App
from slack_sdk import WebClient

from bot.listeners.listed_people import PersonInTheList
from bot.listeners.people_import import PeopleImport
from db.facts import Person


@dataclass(frozen=True)
class PeopleCommand:
    """Opens the form that takes a file, or what the list says of one person."""

    taking: PeopleImport
    one: PersonInTheList

    def register(self, app: App) -> None:
        self.taking.register(app)
        self.one.register(app)

    def open(self, client: WebClient, trigger_id: str, actor: Person, user_id: str) -> None:
        """Open the view of a person where one is named, else the form."""
        if user_id:
            self.one.open(client, trigger_id, actor, user_id)
        else:
            self.taking.open(client, trigger_id, actor)
