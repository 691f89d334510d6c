"""One person's line in the company's list, as an organiser sees and changes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.listeners.forms import kept
from bot.listeners.opening import open_view
from bot.services.agreeing import SecondToAsk
from bot.services.listed_people import ListedPeople
from bot.views import listed_person as view
from bot.views.agreeing import second_modal
from bot.views.people_news import LOOK, read_look
from db.facts import Person

FIELDS = {"manager": view.MANAGER, "stand-in": view.STAND_IN, "until": view.UNTIL}


@dataclass(frozen=True)
class PersonInTheList:
    """The view of one person, and its answer."""

    people: ListedPeople

    def register(self, app: App) -> None:
        app.view(view.SUBMIT)(self.keep)
        app.action(LOOK)(self.look)

    def open(self, client: WebClient, trigger_id: str, actor: Person, user_id: str) -> None:
        """Show what the list says of somebody, to organisers alone."""
        self.people.importing.check(actor)
        open_view(client, trigger_id, lambda: view.listed_modal(self.people.of(actor, user_id)))

    def look(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        """Show the person whom a message is about."""
        self.open(client, body["trigger_id"], context["actor"], read_look(action["value"]))
        ack()

    def keep(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        actor: Person = context["actor"]
        user_id, edit = view.read_listed(body["view"])
        try:
            if kept(ack, body["view"], lambda: self.people.change(actor, user_id, edit), FIELDS):
                ack(response_action="update", view=view.saved_modal(self.people.of(actor, user_id)))
        except SecondToAsk as needed:
            ack(response_action="update", view=second_modal(needed.second))
