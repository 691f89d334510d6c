"""The manager's side of shared goals: sharing, changing, taking back, answering, closing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.errors import Refused
from bot.listeners.filling import Filling
from bot.listeners.forms import kept
from bot.listeners.opening import open_view, show_view, update_view
from bot.services.all import Services
from bot.views import check, settling, share
from bot.views import shared_ids as ids
from bot.views.blocks import Block, button
from bot.views.frames import CONTINUE
from bot.views.notice import notice_modal
from bot.views.shared_view import shared_modal
from bot.views.state import OneRequest, OneSheet, OneVersion, decode, encode
from db.facts import Person

A_DRAFT_AGAIN = "Taken back. These goals are a draft again; only you can see them."
IN_FORCE_AGAIN = "Taken back. Version {number} is in force again; your changes are kept, only you can see them."


@dataclass(frozen=True)
class SharingGoals:
    """The controls of an author, in messages, in the last page and in the view of shared goals."""

    services: Services
    filling: Filling

    def register(self, app: App) -> None:
        app.view(check.SUBMIT)(self.checked)
        app.action(ids.SHARE)(self.ask)
        app.view(share.SUBMIT)(self.share)
        app.action(ids.SEND_NOW)(self.send_now)
        app.action(ids.TAKE_BACK)(self.take_back)
        app.action(ids.CHANGE)(self.change)
        app.action(ids.DROP)(self.drop)
        app.action(ids.GIVE_UP)(self.give_up)
        app.action(ids.CLOSE)(self.close)
        app.action(ids.REOPEN)(self.reopen)
        app.action(re.compile(rf"^{ids.ANSWER}(:|$)"))(self.answer)
        app.view(settling.SUBMIT)(self.settled)

    def checked(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        """Go on from the last page: to sharing, or away where there is nobody to share with."""
        actor: Person = context["actor"]
        goals = self.services.sheets.open(actor, decode(OneSheet, body["view"]["private_metadata"]).sheet)
        self.services.sheets.wake()
        if goals.sheet.author == goals.sheet.subject:
            ack(response_action="clear")
            return
        ack(response_action="update", view=self._share_view(actor, goals.sheet.id))

    def ask(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        actor: Person = context["actor"]
        sheet_id = decode(OneVersion, action.get("value", "")).sheet
        again = button(ids.SHARE, "Open again", action.get("value", ""))
        show_view(client, body, lambda: self._share_view(actor, sheet_id), again)
        ack()

    def share(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        actor: Person = context["actor"]
        sheet_id = decode(OneSheet, body["view"]["private_metadata"]).sheet
        note, open_ok = share.read_share(body["view"])
        fields = {"note": share.NOTE, "open": share.OPEN}
        if kept(
            ack, body["view"], lambda: self.services.sharing.share(actor, sheet_id, note, open_ok=open_ok), fields
        ):
            ack(response_action="update", view=self._sent(actor, sheet_id))
            self._renew_below(client, body, actor, sheet_id)

    def send_now(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        actor: Person = context["actor"]
        sheet_id = decode(OneVersion, action["value"]).sheet
        self.services.sharing.hasten(actor, sheet_id)
        self._instead(client, body, lambda: self._sent(actor, sheet_id))
        ack()

    def take_back(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        actor: Person = context["actor"]
        state = decode(OneVersion, action["value"])
        self.services.sharing.take_back(actor, state.sheet, state.version)
        go_on = button(CONTINUE, "Continue", encode(OneSheet(state.sheet)), style="primary")
        number = self.services.sheets.open(actor, state.sheet).sheet.version
        words = IN_FORCE_AGAIN.format(number=number) if number else A_DRAFT_AGAIN
        self._instead(client, body, lambda: notice_modal("Goals", words, go_on))
        ack()

    def change(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        actor: Person = context["actor"]
        goals = self.services.sharing.change(actor, decode(OneVersion, action["value"]).sheet)
        if (body.get("view") or {}).get("type") == "modal":
            update_view(client, body["view"], self.filling.last_page(actor, goals))
        else:
            open_view(client, body["trigger_id"], lambda: self.filling.last_page(actor, goals))
        ack()

    def drop(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        actor: Person = context["actor"]
        sheet_id = decode(OneSheet, action["value"]).sheet
        self.services.sharing.drop_changes(actor, sheet_id)
        self._instead(client, body, lambda: self._shared(actor, sheet_id))
        ack()

    def give_up(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        actor: Person = context["actor"]
        state = decode(OneVersion, action["value"])
        self.services.closing.give_up(actor, state.sheet, state.version)
        self._instead(client, body, lambda: self._shared(actor, state.sheet))
        ack()

    def close(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        actor: Person = context["actor"]
        state = decode(OneVersion, action["value"])
        self.services.closing.close(actor, state.sheet)
        self._instead(client, body, lambda: self._shared(actor, state.sheet))
        ack()

    def reopen(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        actor: Person = context["actor"]
        state = decode(OneVersion, action["value"])
        self.services.closing.reopen(actor, state.sheet)
        self._instead(client, body, lambda: self._shared(actor, state.sheet))
        ack()

    def answer(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        """Open the employee's proposals, each to be taken or kept."""
        actor: Person = context["actor"]
        sheet_id = decode(OneVersion, action["value"]).sheet
        again = button(ids.ANSWER, "Open again", action["value"])
        show_view(client, body, lambda: self._proposals(actor, sheet_id), again)
        ack()

    def settled(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        actor: Person = context["actor"]
        state = decode(OneRequest, body["view"]["private_metadata"])
        decisions = settling.read_settle(body["view"])

        def settle() -> None:
            self.services.settling.settle(actor, state.sheet, state.request, decisions)

        if kept(ack, body["view"], settle, lambda row: settling.block_of(body["view"], row)):
            ack(response_action="update", view=self._shared(actor, state.sheet))
            self._renew_below(client, body, actor, state.sheet)

    def _instead(self, client: WebClient, body: dict[str, Any], build: Any) -> None:
        """Show what follows in the view that was pressed in; a message is brought up to date by the outbox."""
        if (body.get("view") or {}).get("type") == "modal":
            update_view(client, body["view"], build())

    def _renew_below(self, client: WebClient, body: dict[str, Any], actor: Person, sheet_id: str) -> None:
        """Bring the view up to date that a form was opened from: it stands there again when the form is closed."""
        below = body["view"].get("previous_view_id")
        if below:
            update_view(client, {"id": below}, self._shared(actor, sheet_id))

    def _share_view(self, actor: Person, sheet_id: str) -> Block:
        return share.share_modal(self.services.sharing.before(actor, sheet_id), actor)

    def _sent(self, actor: Person, sheet_id: str) -> Block:
        shared = self.services.viewing.shared(actor, sheet_id)
        return share.sent_modal(shared.goals, shared.revision.number, shared.waits_until, actor)

    def _shared(self, actor: Person, sheet_id: str) -> Block:
        return shared_modal(self.services.viewing.shared(actor, sheet_id))

    def _proposals(self, actor: Person, sheet_id: str) -> Block:
        shared = self.services.viewing.shared(actor, sheet_id, action="settle")
        if shared.request is None:
            raise Refused("This request is answered already, or was replaced by a newer one.")
        return settling.settle_modal(shared, shared.request)
