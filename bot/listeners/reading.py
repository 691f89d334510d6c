"""Reading goals: another layout, another page, the whole text, the text to copy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.facts import Goals, as_layout
from bot.listeners.answering import answer_message
from bot.listeners.opening import open_view, push_view, update_view
from bot.services.all import Services
from bot.views.blocks import Block, button
from bot.views.choices import levels_message
from bot.views.frames import COPY, LEVELS, PAGE, READ, SHOW, frames_message, goals_message
from bot.views.reading import MORE, TURN, copy_message, read_modal
from bot.views.state import ShownFrame, decode, encode
from canon.frames import Frame, build_frame
from db.facts import Person


@dataclass(frozen=True)
class Reading:
    """The buttons under a layout."""

    services: Services

    def register(self, app: App) -> None:
        app.action(re.compile(rf"^({SHOW}|{PAGE}):"))(self.show)
        app.action(re.compile(rf"^{LEVELS}:"))(self.levels)
        app.action(re.compile(rf"^{READ}(:|$)"))(self.read)
        app.action(COPY)(self.copy)
        app.action(re.compile(rf"^{MORE}:"))(self.more)
        app.action(re.compile(rf"^{TURN}:"))(self.turn)

    def show(self, ack: Ack, action: dict[str, Any], body: dict[str, Any], context: BoltContext) -> None:
        """Replace the message by another layout or page."""
        shown = decode(ShownFrame, action.get("value", ""))
        frame = as_layout(shown.frame)
        if shown.sheet:
            message = goals_message(self._goals(context["actor"], shown), frame, shown.page)
        else:
            message = frames_message(self.services.roles.profile(shown.profile), frame, shown.page)
        answer_message(body, message, replace=True)
        ack()

    def levels(self, ack: Ack, action: dict[str, Any], body: dict[str, Any]) -> None:
        """Replace the message by the levels of a role, or by its goals where it has but one."""
        shown = decode(ShownFrame, action.get("value", ""))
        profile, frame = self.services.roles.profile(shown.profile), as_layout(shown.frame)
        profiles = self.services.roles.role_of(profile).profiles
        one = len(profiles) == 1
        answer_message(body, frames_message(profile, frame) if one else levels_message(profiles, frame), replace=True)
        ack()

    def read(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        shown = decode(ShownFrame, action.get("value", ""))
        actor: Person = context["actor"]
        if "view" in body and body["view"]["type"] == "modal":
            push_view(client, body, self._whole(actor, shown))
        else:
            again = button(READ, "Open again", encode(shown))
            open_view(client, body["trigger_id"], lambda: self._whole(actor, shown), again)
        ack()

    def turn(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        update_view(client, body["view"], self._whole(context["actor"], decode(ShownFrame, action["value"])))
        ack()

    def copy(self, ack: Ack, action: dict[str, Any], body: dict[str, Any], context: BoltContext) -> None:
        """Answer with the text beside the message; the message stays."""
        answer_message(body, self._text(context["actor"], action), replace=False)
        ack()

    def more(self, ack: Ack, action: dict[str, Any], body: dict[str, Any], context: BoltContext) -> None:
        answer_message(body, self._text(context["actor"], action), replace=True)
        ack()

    def _text(self, actor: Person, action: dict[str, Any]) -> Block:
        shown = decode(ShownFrame, action.get("value", ""))
        frame, goals = self._frame(actor, shown)
        return copy_message(frame, shown, goals)

    def _whole(self, actor: Person, shown: ShownFrame) -> Block:
        if shown.version:
            shared = self.services.viewing.shared(actor, shown.sheet, shown.version)
            return read_modal(shared.goals.frame(as_layout(shown.frame)), shown, shared.goals, shared.text)
        frame, goals = self._frame(actor, shown)
        return read_modal(frame, shown, goals, self.services.texts.of(goals.sheet) if goals else "same")

    def _frame(self, actor: Person, shown: ShownFrame) -> tuple[Frame, Goals | None]:
        name = as_layout(shown.frame)
        if not shown.sheet:
            return build_frame(self.services.roles.profile(shown.profile), name), None
        goals = self._goals(actor, shown)
        return goals.frame(name), goals

    def _goals(self, actor: Person, shown: ShownFrame) -> Goals:
        if shown.version:
            return self.services.viewing.shared(actor, shown.sheet, shown.version).goals
        return self.services.sheets.open(actor, shown.sheet)
