"""Asking a second organiser, and their answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.errors import FieldsRefused
from bot.listeners.opening import open_view, update_view
from bot.services.agreeing import Agreeing
from bot.views import agreeing as view
from bot.views.fields import Fields
from db.facts import Person


@dataclass(frozen=True)
class SecondOrganiser:
    """The view that asks, and the buttons of the message; the service checks who acts."""

    agreeing: Agreeing

    def register(self, app: App) -> None:
        app.view(view.SUBMIT)(self.ask)
        app.action(view.AGREE)(self.agree)
        app.action(view.REFUSE)(self.refuse)
        app.action(re.compile(rf"^{view.SHOW}(:|$)"))(self.show)

    def ask(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        actor, (question, other) = context["actor"], view.read_other(body["view"])
        try:
            asked = self.agreeing.ask(actor, question, other)
        except FieldsRefused as refused:
            ack(response_action="errors", errors={Fields(body["view"]).block(view.OTHER): refused.fields["other"]})
        else:
            ack(response_action="update", view=view.asked_modal(asked))

    def agree(self, ack: Ack, action: dict[str, Any], context: BoltContext) -> None:
        self.agreeing.answer(context["actor"], view.read_question(action["value"]), agreed=True)
        ack()

    def refuse(self, ack: Ack, action: dict[str, Any], context: BoltContext) -> None:
        self.agreeing.answer(context["actor"], view.read_question(action["value"]), agreed=False)
        ack()

    def show(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        """Show all whom a question is about, page by page, to whom is asked alone."""
        actor: Person = context["actor"]
        wanted, page = view.read_page(action["value"])
        question = self.agreeing.read(actor, wanted)
        if body.get("view"):
            update_view(client, body["view"], view.pairs_modal(question, page))
        else:
            open_view(client, body["trigger_id"], lambda: view.pairs_modal(question, page))
        ack()
