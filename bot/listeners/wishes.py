"""Everybody's own three settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.listeners.forms import kept
from bot.listeners.opening import open_view
from bot.services.all import Services
from bot.views import wishes as view
from bot.views.blocks import button
from bot.views.home import SETTINGS
from db.facts import Person


@dataclass(frozen=True)
class WishesForm:
    """The view of one's settings, and its answer."""

    services: Services

    def register(self, app: App) -> None:
        app.action(SETTINGS)(self.pressed)
        app.view(view.SUBMIT)(self.keep)

    def pressed(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        self.open(client, body["trigger_id"], context["actor"])
        ack()

    def open(self, client: WebClient, trigger_id: str, actor: Person) -> None:
        """Show a person's settings."""
        again = button(SETTINGS, "Open again")
        open_view(
            client,
            trigger_id,
            lambda: view.settings_modal(self.services.wishes.of(actor), self.services.wishes.company),
            again,
        )

    def keep(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        actor: Person = context["actor"]
        hour, weekly, layout = view.read_settings(body["view"])

        def keep() -> None:
            self.services.wishes.keep(actor, hour, layout, weekly=weekly)

        if kept(ack, body["view"], keep, {"hour": view.HOUR}):
            ack(response_action="clear")
