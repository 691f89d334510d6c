"""Looking at shared goals: the view of them, their versions, who has read them, the copy and its check."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.delivery.receipts import StoredReceipts
from bot.errors import NothingHere
from bot.facts import Shared
from bot.listeners.answering import answer_message
from bot.listeners.forms import kept
from bot.listeners.opening import show_view, update_view
from bot.listeners.roles import next_level_modal
from bot.services.all import Services
from bot.services.permissions import Action
from bot.views import confirming, moving, remarks
from bot.views import shared_ids as ids
from bot.views.blocks import Block, button
from bot.views.history import history_modal, readings_modal
from bot.views.privacy import privacy_modal
from bot.views.reading import copy_message, read_modal
from bot.views.shared_view import checked_modal, shared_modal
from bot.views.state import More, OnePerson, OneVersion, ShownFrame, decode, encode
from db.facts import Person


@dataclass(frozen=True)
class SharedGoals:
    """The controls that read, and change nothing."""

    services: Services
    receipts: StoredReceipts

    def register(self, app: App) -> None:
        app.action(re.compile(rf"^{ids.OPEN}(:|$)"))(self.open)
        app.action(re.compile(rf"^({ids.PAGE}|{ids.LAYOUT})(:|$)"))(self.turn)
        app.action(ids.READ)(self.read)
        app.action(ids.MORE)(self.more)
        app.action(re.compile(rf"^{ids.HISTORY}(:|$)"))(self.history)
        app.action(re.compile(rf"^{ids.READINGS}(:|$)"))(self.readings)
        app.action(ids.PRIVACY)(self.privacy)
        app.action(ids.CHECK)(self.check)
        app.action(moving.READING)(self.ask_reason)
        app.view(moving.REASON)(self.read_as_hr)

    def open(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        state = decode(OneVersion, action["value"])
        opened = self.services.viewing.opened
        self._show(body, action, client, lambda: shared_modal(opened(context["actor"], state.sheet, state.version)))
        ack()

    def turn(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        """Turn a page of the view, or show it in another layout."""
        value = (action.get("selected_option") or action).get("value", "")
        state = decode(OneVersion, value)
        shared = self.services.viewing.shared(context["actor"], state.sheet, state.version)
        update_view(client, body["view"], shared_modal(shared, state.page, state.layout))
        ack()

    def read(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        self._show(body, action, client, lambda: _whole(self._shared(context["actor"], action)))
        ack()

    def more(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        """Do what was chosen in the menu beside a version."""
        actor: Person = context["actor"]
        state = decode(More, action["selected_option"]["value"])
        if state.what == "copy" and body.get("response_url"):
            self._copy(actor, body, state)
        else:
            again = button(ids.OPEN, "Open", encode(OneVersion(state.sheet, state.version)))
            show_view(client, body, lambda: self._chosen(actor, state), again)
        ack()

    def history(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        actor: Person = context["actor"]
        state = decode(OneVersion, action["value"])
        self._turned(body, action, client, lambda: self._history(actor, state))
        ack()

    def readings(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        actor: Person = context["actor"]
        state = decode(OneVersion, action["value"])
        self._turned(
            body, action, client, lambda: readings_modal(self._shared(actor, action, "readings"), state.page)
        )
        ack()

    def privacy(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        actor: Person = context["actor"]
        self._show(body, action, client, lambda: privacy_modal(self.services.privacy.facts(actor)))
        ack()

    def check(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        """Say whether a confirmed version is what was confirmed, and whether it is still in force."""
        actor: Person = context["actor"]
        state = decode(OneVersion, action["value"])
        self._show(body, action, client, lambda: self._checked(actor, state))
        ack()

    def ask_reason(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        """Ask an HR reader which goals of a person to read, and why."""
        actor: Person = context["actor"]
        user_id = decode(OnePerson, action["value"]).user
        self._show(body, action, client, lambda: self._readable(actor, user_id))
        ack()

    def read_as_hr(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        actor: Person = context["actor"]
        found: list[Shared] = []
        sheet_id, reason = moving.read_reason(body["view"])

        def read() -> None:
            found.append(self.services.viewing.read_as_hr(actor, sheet_id, reason))

        if kept(ack, body["view"], read, {"reason": moving.REASON_WORDS}):
            ack(response_action="update", view=shared_modal(found[0]))

    def _checked(self, actor: Person, state: OneVersion) -> Block:
        shared, found = self.receipts.check(actor, state.sheet, state.version)
        return checked_modal(shared, found.altered, found.replaced_by, found.replaced_at)

    def _readable(self, actor: Person, user_id: str) -> Block:
        lines = self.services.viewing.of_person(actor, user_id)
        if not lines:
            raise NothingHere
        name = self.services.people.name
        return moving.reason_modal(
            [(line, name(actor.team_id, line.author)) for line in lines], name(actor.team_id, user_id)
        )

    def _chosen(self, actor: Person, state: More) -> Block:
        if state.what == "privacy":
            return privacy_modal(self.services.privacy.facts(actor))
        if state.what == "copy":  # in a view there is no place for a message: the text is shown instead
            return _whole(self.services.viewing.shared(actor, state.sheet, state.version))
        wants: Mapping[str, Action] = {"comment": "comment", "decline": "decline"}
        shared = self.services.viewing.shared(actor, state.sheet, action=wants.get(state.what, "see"))
        if state.what == "comment":
            return remarks.comment_modal(shared, uuid.uuid4().hex)
        if state.what == "decline":
            return confirming.decline_modal(shared)
        if state.what == "next":
            return next_level_modal(self.services, shared.goals.profile.id)
        return shared_modal(shared)

    def _copy(self, actor: Person, body: dict[str, Any], state: More) -> None:
        shared = self.services.viewing.shared(actor, state.sheet, state.version)
        shown = _shown(shared)
        answer_message(body, copy_message(shared.goals.frame(), shown, shared.goals), replace=False)

    def _history(self, actor: Person, state: OneVersion) -> Block:
        shared, changes = self.services.viewing.history(actor, state.sheet)
        return history_modal(shared, changes, state.page)

    def _turned(
        self, body: dict[str, Any], action: dict[str, Any], client: WebClient, build: Callable[[], Block]
    ) -> None:
        """Show a view of several pages: the first on top, another one in its place."""
        if ":" in action["action_id"].removeprefix("shared:"):
            update_view(client, body["view"], build())
        else:
            self._show(body, action, client, build)

    def _shared(self, actor: Person, action: dict[str, Any], wants: Action = "see") -> Shared:
        state = decode(OneVersion, action["value"])
        return self.services.viewing.shared(actor, state.sheet, state.version, wants)

    def _show(
        self, body: dict[str, Any], action: dict[str, Any], client: WebClient, build: Callable[[], Block]
    ) -> None:
        show_view(client, body, build, button(action["action_id"], "Open again", action.get("value", "")))


def _shown(shared: Shared) -> ShownFrame:
    goals = shared.goals
    return ShownFrame(goals.profile.id, goals.layout, 1, goals.sheet.id, shared.revision.number)


def _whole(shared: Shared) -> Block:
    return read_modal(shared.goals.frame(), _shown(shared), shared.goals, shared.text)
