"""The employee's side of shared goals: confirming, asking for changes, declining; and what both may say."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.errors import NewerVersion
from bot.facts import Shared
from bot.listeners.forms import kept
from bot.listeners.opening import show_view, update_view
from bot.services.all import Services
from bot.services.permissions import Action
from bot.views import asking, confirming, remarks
from bot.views import shared_ids as ids
from bot.views.blocks import Block, button
from bot.views.notice import notice_modal
from bot.views.shared_view import shared_modal
from bot.views.state import NewRemark, OneRequest, OneVersion, decode
from db.facts import CheckIn, Person

TOO_MANY = f"Tick at most {asking.MOST} at a time; you can ask about the others after that."
NONE_TICKED = "Tick at least one."
NOT_SHOWN = "These goals were not shown to you. Who wanted to share them is told what you said."


@dataclass(frozen=True)
class _Press:
    """A press of a button: all of it, the button, who pressed, and the way back to Slack."""

    body: dict[str, Any]
    action: dict[str, Any]
    actor: Person
    client: WebClient


@dataclass(frozen=True)
class AnsweringGoals:
    """What an employee presses under shared goals, and the forms that open."""

    services: Services

    def register(self, app: App) -> None:
        app.action(ids.CONFIRM)(self.ask_confirm)
        app.view(confirming.CONFIRM)(self.confirmed)
        app.view(confirming.DECLINE)(self.declined)
        app.action(ids.ASK)(self.ask_which)
        app.view(asking.PICK)(self.picked)
        app.view(asking.SUBMIT)(self.asked)
        app.action(ids.COMMENT)(self.ask_comment)
        app.view(remarks.COMMENT)(self.commented)
        app.action(ids.PROGRESS)(self.ask_progress)
        app.view(remarks.PROGRESS)(self.checked_in)
        app.action(ids.MEET)(self.met)
        app.action(ids.NOT_MANAGER)(self.not_met)

    def ask_confirm(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        self._form(_Press(body, action, context["actor"], client), "confirm", confirming.confirm_modal)
        ack()

    def confirmed(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        actor: Person = context["actor"]
        state = decode(OneVersion, body["view"]["private_metadata"])
        note = confirming.read_confirm(body["view"])

        def confirm() -> None:
            self.services.answering.confirm(actor, state.sheet, state.version, note)

        if kept(ack, body["view"], confirm, {"note": confirming.WORDS}):
            ack(response_action="clear")

    def declined(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        actor: Person = context["actor"]
        state = decode(OneVersion, body["view"]["private_metadata"])
        reason = confirming.read_decline(body["view"])

        def decline() -> None:
            self.services.answering.decline(actor, state.sheet, state.version, reason)

        if kept(ack, body["view"], decline, {"reason": confirming.WORDS}):
            ack(response_action="clear")

    def ask_which(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        request_id = uuid.uuid4().hex
        self._form(
            _Press(body, action, context["actor"], client),
            "ask",
            lambda shared: asking.ask_pick_modal(shared, request_id),
        )
        ack()

    def picked(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        actor: Person = context["actor"]
        state = decode(OneRequest, body["view"]["private_metadata"])
        rows = asking.read_ask_pick(body["view"])
        if not 0 < len(rows) <= asking.MOST:
            words = TOO_MANY if rows else NONE_TICKED
            ack(response_action="errors", errors={asking.pick_block(body["view"]): words})
            return
        shared = self._current(actor, state.sheet, state.version, "ask")
        ack(response_action="update", view=asking.ask_modal(shared, state.request, rows))

    def asked(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        actor: Person = context["actor"]
        state = decode(OneRequest, body["view"]["private_metadata"])
        proposing = asking.read_ask(body["view"])

        def ask() -> None:
            self.services.answering.ask(actor, state.sheet, state.version, state.request, proposing)

        if kept(ack, body["view"], ask, lambda row: asking.block_of(body["view"], row)):
            ack(response_action="clear")

    def ask_comment(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        remark_id = uuid.uuid4().hex
        self._form(
            _Press(body, action, context["actor"], client),
            "comment",
            lambda shared: remarks.comment_modal(shared, remark_id),
        )
        ack()

    def commented(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        actor: Person = context["actor"]
        state = decode(NewRemark, body["view"]["private_metadata"])
        row, words = remarks.read_comment(body["view"])

        def comment() -> None:
            self.services.answering.comment(actor, state.sheet, state.id, row, words)

        if kept(ack, body["view"], comment, {"words": remarks.WORDS}):
            ack(response_action="clear")

    def ask_progress(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        new_id = uuid.uuid4().hex
        self._form(
            _Press(body, action, context["actor"], client),
            "check in",
            lambda shared: remarks.progress_modal(shared, new_id),
        )
        ack()

    def checked_in(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        actor: Person = context["actor"]
        state = decode(NewRemark, body["view"]["private_metadata"])
        row, value, status, note = remarks.read_progress(body["view"])
        key = (actor.team_id, state.id, state.sheet, row)
        checkin = CheckIn(*key, actor.user_id, self.services.clock(), value, status, note)
        fields = {"value": remarks.VALUE, "note": remarks.NOTE}
        if kept(ack, body["view"], lambda: self.services.answering.check_in(actor, checkin), fields):
            ack(response_action="clear")

    def met(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        """Take the author as one's manager; where that was asked in a view, the goals stand there then."""
        actor: Person = context["actor"]
        sheet_id = decode(OneVersion, action["value"]).sheet
        self.services.answering.meet(actor, sheet_id, agreed=True)
        if (body.get("view") or {}).get("type") == "modal":
            update_view(client, body["view"], shared_modal(self.services.viewing.shared(actor, sheet_id)))
        ack()

    def not_met(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        actor: Person = context["actor"]
        self.services.answering.meet(actor, decode(OneVersion, action["value"]).sheet, agreed=False)
        if (body.get("view") or {}).get("type") == "modal":
            update_view(client, body["view"], notice_modal("Goals", NOT_SHOWN))
        ack()

    def _form(self, press: _Press, wants: Action, build: Callable[[Shared], Block]) -> None:
        """Open a form about the version that was pressed on; another one in force by now is said and offered."""
        action = press.action
        state = decode(OneVersion, action["value"])
        shared = self._current(press.actor, state.sheet, state.version, wants)
        again = button(action["action_id"], "Open again", action["value"])
        show_view(press.client, press.body, lambda: build(shared), again)

    def _current(self, actor: Person, sheet_id: str, version: int, wants: Action) -> Shared:
        shared = self.services.viewing.shared(actor, sheet_id, action=wants)
        if shared.sheet.version != version:
            raise NewerVersion(sheet_id, shared.sheet.version)
        return shared
