"""The last page: its layout, its pages, the ways back into the goals, and taking a draft back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.facts import Goals, as_layout
from bot.listeners.filling import Filling
from bot.listeners.opening import open_view, update_view
from bot.services.all import Services
from bot.views import check, choose
from bot.views.blocks import button
from bot.views.frames import CONTINUE
from bot.views.lines import OPEN_SHEET
from bot.views.notice import notice_modal
from bot.views.state import OneSheet, decode, encode
from db.facts import Person

TAKEN_BACK = "Taken back. The draft is gone from your lists."


@dataclass(frozen=True)
class Checking:
    """The controls of the last page and of the page that chooses goals."""

    services: Services
    filling: Filling

    def register(self, app: App) -> None:
        app.action(OPEN_SHEET)(self.show)
        app.action(check.LAYOUT)(self.layout)
        app.action(re.compile(rf"^{check.TURN}:"))(self.turn)
        app.action(check.GO)(self.go)
        app.action(check.CHOOSE)(self.choose)
        app.action(check.ADD)(self.add)
        app.action(check.DISCARD)(self.discard)
        for action_id in (choose.ALL, choose.NONE, choose.TURN):
            app.action(action_id)(self.tick)

    def show(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        actor: Person = context["actor"]
        state = decode(OneSheet, action.get("value", ""))
        again = button(CONTINUE, "Open again", encode(state))
        open_view(client, body["trigger_id"], lambda: self.filling.last_page(actor, self._goals(actor, state)), again)
        ack()

    def layout(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        actor: Person = context["actor"]
        state = decode(OneSheet, body["view"]["private_metadata"])
        name = as_layout(body["actions"][0]["selected_option"]["value"])
        goals = self.services.sheets.set_layout(actor, state.sheet, name)
        update_view(client, body["view"], self.filling.last_page(actor, goals))
        ack()

    def turn(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        actor: Person = context["actor"]
        state = decode(OneSheet, action["value"])
        update_view(client, body["view"], self.filling.last_page(actor, self._goals(actor, state), state.page))
        ack()

    def go(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        actor: Person = context["actor"]
        goals = self._goals(actor, decode(OneSheet, body["view"]["private_metadata"]))
        goal = goals.goal(body["actions"][0]["selected_option"]["value"])
        update_view(client, body["view"], self.filling.line(actor, goals, goal))
        ack()

    def choose(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        goals = self._goals(context["actor"], decode(OneSheet, action["value"]))
        update_view(client, body["view"], choose.choose_modal(goals))
        ack()

    def tick(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        """Tick all or none of a page of goals, or go back a page; what is ticked now is kept first."""
        actor: Person = context["actor"]
        state = decode(OneSheet, action["value"])
        goals = self._goals(actor, state)
        kept, shown = choose.read_choose(body["view"], goals)
        goals = self.services.sheets.keep(actor, state.sheet, kept, shown)
        ticked = {choose.ALL: True, choose.NONE: False}.get(action["action_id"])
        update_view(client, body["view"], choose.choose_modal(goals, state.page, ticked=ticked))
        ack()

    def add(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        actor: Person = context["actor"]
        state = decode(OneSheet, action["value"])
        free = _free_line(self._goals(actor, state))
        goals = self.services.sheets.add_line(actor, state.sheet, free)
        update_view(client, body["view"], self.filling.line(actor, goals, goals.goal(free)))
        ack()

    def discard(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        self.services.sheets.discard(context["actor"], decode(OneSheet, action["value"]).sheet)
        update_view(client, body["view"], notice_modal("Goals", TAKEN_BACK))
        ack()

    def _goals(self, actor: Person, state: OneSheet) -> Goals:
        return self.services.sheets.open(actor, state.sheet)


def _free_line(goals: Goals) -> str:
    """Return the key of the next own line: one that was added and is empty still, so that two presses add one."""
    empty = (goal.key for goal in goals.own_goals if not goal.text)
    return next(empty, None) or goals.free_key
