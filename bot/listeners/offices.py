"""Owners and admins of the workspace name organisers and HR readers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.listeners.forms import kept
from bot.listeners.opening import open_view, update_view
from bot.services.all import Services
from bot.views import offices as view
from bot.views.blocks import Block
from bot.views.state import OfficesShown
from db.facts import Person


@dataclass(frozen=True)
class NamingPeople:
    """The view in which people are named, its buttons, and its answer."""

    services: Services

    def register(self, app: App) -> None:
        app.action(view.AGREE)(self.agree)
        app.action(view.REMOVE)(self.remove)
        app.view(view.SUBMIT)(self.keep)

    def open(self, client: WebClient, trigger_id: str, actor: Person) -> None:
        """Show who has which office; whoever names nobody reads why."""
        open_view(client, trigger_id, lambda: self._view(actor))

    def agree(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        self._done(body, context["actor"], client, self.services.offices.agree)
        ack()

    def remove(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        self._done(body, context["actor"], client, self.services.offices.end)
        ack()

    def keep(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        organisers, reader = view.read_offices(body["view"])
        actor, shown = context["actor"], view.read_shown(body["view"])

        def keep() -> None:
            self.services.offices.keep(actor, organisers, reader, shown.users)

        if kept(ack, body["view"], keep, {"organisers": view.ORGANISERS, "reader": view.READER}):
            ack(response_action="update", view=self._view(actor, saved=True))

    def _done(
        self, body: dict[str, Any], actor: Person, client: WebClient, do: Callable[[Person, str], None]
    ) -> None:
        do(actor, body["actions"][0]["value"])
        shown = view.read_shown(body["view"])
        update_view(client, body["view"], self._view(actor, shown))

    def _view(self, actor: Person, shown: OfficesShown | None = None, *, saved: bool = False) -> Block:
        return view.offices_modal(self.services.offices.facts(actor), shown, saved=saved)
