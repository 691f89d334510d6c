"""What changed in a role text, as people press through it: shown page by page, decided by who writes the goals."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.facts.role_changes import RoleChanges
from bot.listeners.filling import Filling
from bot.listeners.opening import end_form, show_view, update_view
from bot.services.all import Services
from bot.services.role_changes import TextsMoved
from bot.views import text_changes as texts
from bot.views.blocks import Block, button
from bot.views.state import TextPlace, decode
from bot.views.text_news import SHOW
from db.facts import Person


@dataclass(frozen=True)
class TextChanges:
    """The button that shows what changed, and the view behind it."""

    services: Services
    filling: Filling

    def register(self, app: App) -> None:
        app.action(SHOW)(self.show)
        app.action(re.compile(rf"^{texts.TURN}:\d{{1,4}}$"))(self.turn)
        for action_id in (texts.TAKE_ALL, texts.KEEP_ALL):
            app.action(action_id)(self.choose_all)
        app.action(texts.AGAIN)(self.turn)
        app.view(texts.SUBMIT)(self.decided)

    def show(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        actor: Person = context["actor"]
        place = decode(TextPlace, action.get("value", ""))
        again = button(SHOW, "Open again", action.get("value", ""))
        show_view(client, body, lambda: texts.texts_modal(self._look(actor, place), place), again)
        ack()

    def turn(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        """Turn to another page, or show what was decided before too; what is chosen so far stays chosen."""
        actor: Person = context["actor"]
        place = texts.read_texts(body["view"], decode(TextPlace, action["value"]))
        update_view(client, body["view"], self._view(actor, place))
        ack()

    def choose_all(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        """Choose to take or to keep everything, on all pages; nothing is saved by it."""
        place = decode(TextPlace, action["value"])
        chosen = "1" if action["action_id"] == texts.TAKE_ALL else "0"
        every = replace(place, taken=chosen * len(place.taken), stage=place.stage + 1)
        update_view(client, body["view"], self._view(context["actor"], every))
        ack()

    def decided(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Go to the next page, or decide about everything at the end of the last one."""
        actor: Person = context["actor"]
        place = texts.read_texts(body["view"], decode(TextPlace, body["view"]["private_metadata"]))
        changes = self._look(actor, place)
        if _as_shown(changes, place) and place.page < texts.last_page(changes):
            ack(response_action="update", view=texts.texts_modal(changes, replace(place, page=place.page + 1)))
            return
        try:
            goals = self.services.role_changes.decide(actor, place.sheet, texts.decision_of(changes, place))
        except TextsMoved:
            again = TextPlace(place.sheet, place.version, stage=place.stage + 1, again=1)
            ack(response_action="update", view=texts.texts_modal(self._look(actor, again), again, moved=True))
            return
        end_form(ack, client, body, lambda: self.filling.last_page(actor, goals))

    def _view(self, actor: Person, place: TextPlace) -> Block:
        changes = self._look(actor, place)
        return texts.texts_modal(changes, place, moved=not _as_shown(changes, place))

    def _look(self, actor: Person, place: TextPlace) -> RoleChanges:
        return self.services.role_changes.look(actor, place.sheet, place.version, again=bool(place.again))


def _as_shown(changes: RoleChanges, place: TextPlace) -> bool:
    """Tell whether a view is about the texts as they are."""
    newer = changes.newer.hash if changes.newer else ""
    return (place.old, place.new) == (changes.goals.sheet.profile_hash, newer)
