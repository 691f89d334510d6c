"""Goals that go to another manager, and goals for a new level that take the place of others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.facts import Shared
from bot.listeners.forms import kept
from bot.listeners.opening import show_view
from bot.listeners.starting import Starting
from bot.services.all import Services
from bot.views import moving
from bot.views import shared_ids as ids
from bot.views.blocks import Block, button
from bot.views.notice import notice_modal
from bot.views.state import NewGoals, OneMove, OneSheet, OneVersion, decode
from db.facts import Person

MOVED = "Moved. {name} and the employee are told."
ASKED = "The employee is asked first whether {name} is their manager. The goals move when they say yes."


@dataclass(frozen=True)
class MovingGoals:
    """The form that moves goals, the employee's answer to it, and the start of goals for a new level."""

    services: Services
    starting: Starting

    def register(self, app: App) -> None:
        app.action(ids.MOVE)(self.ask)
        app.view(moving.SUBMIT)(self.move)
        app.action(ids.AGREE_MOVE)(self.agreed)
        app.action(ids.REFUSE_MOVE)(self.refused)
        app.action(ids.REPLACE)(self.replace)

    def ask(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        actor: Person = context["actor"]
        state = decode(OneVersion, action["value"])
        shared = self.services.viewing.shared(actor, state.sheet, action="hand over")
        again = button(ids.MOVE, "Open again", action["value"])
        show_view(client, body, lambda: self._form(actor, shared), again)
        ack()

    def _form(self, actor: Person, shared: Shared) -> Block:
        waiting = shared.sheet.moving_to
        name = self.services.people.name(actor.team_id, waiting) if waiting else ""
        return moving.move_modal(shared.goals, name, listed=self.services.roster.any(actor.team_id))

    def move(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        actor: Person = context["actor"]
        sheet_id = decode(OneSheet, body["view"]["private_metadata"]).sheet
        manager = moving.read_move(body["view"])
        moved: list[bool] = []

        def move() -> None:
            moved.append(self.services.moving.move(actor, sheet_id, manager))

        if kept(ack, body["view"], move, {"manager": moving.MANAGER}):
            words = (MOVED if moved[0] else ASKED).format(name=self.services.people.name(actor.team_id, manager))
            ack(response_action="update", view=notice_modal("Goals", words))

    def agreed(self, ack: Ack, action: dict[str, Any], context: BoltContext) -> None:
        state = decode(OneMove, action["value"])
        self.services.moving.answer(context["actor"], state.sheet, state.to, agreed=True)
        ack()

    def refused(self, ack: Ack, action: dict[str, Any], context: BoltContext) -> None:
        state = decode(OneMove, action["value"])
        self.services.moving.answer(context["actor"], state.sheet, state.to, agreed=False)
        ack()

    def replace(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        """Start goals for a new level from these; these close once the new ones are shared."""
        actor: Person = context["actor"]
        shared = self.services.viewing.shared(actor, decode(OneVersion, action["value"]).sheet, action="replace")
        new = NewGoals(source=shared.sheet.id, subject=shared.sheet.subject, replaces=shared.sheet.id)
        self.starting.open(client, body["trigger_id"], actor, new)
        ack()
