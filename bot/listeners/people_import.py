"""`/goals people import`: a file in a form, what it would change, and the change; slow work is done afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.facts.people_import import ImportWish, MissingColumns
from bot.listeners.afterwards import show_afterwards
from bot.listeners.opening import open_view, update_view
from bot.services.agreeing import SecondToAsk
from bot.services.autosave import Later
from bot.services.importing import Importing
from bot.views import import_columns
from bot.views import people_import as view
from bot.views.agreeing import second_modal
from bot.views.blocks import Block
from bot.views.fields import Fields
from db.facts import Person

READING = "Reading the file …"
TAKING = "Taking the list. Slack is asked who is who, which can take a minute …"
NO_FILE = "Put the file in."


@dataclass(frozen=True)
class PeopleImport:
    """The views of an import; the service checks who acts."""

    importing: Importing
    later: Later

    def register(self, app: App) -> None:
        app.view(view.SUBMIT)(self.put_in)
        app.view(import_columns.COLUMNS)(self.meant)
        app.view(view.APPLY)(self.apply)
        app.action(view.HEADINGS)(self.anew)

    def open(self, client: WebClient, trigger_id: str, actor: Person) -> None:
        """Show the form, to organisers alone."""
        self.importing.check(actor)
        open_view(client, trigger_id, view.import_modal)

    def put_in(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        self.importing.check(context["actor"])
        wish = view.read_import(body["view"])
        if wish is None:
            ack(response_action="errors", errors={Fields(body["view"]).block(view.FILE): NO_FILE})
        else:
            self._look(ack, body, context["actor"], client, wish)

    def meant(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        self.importing.check(context["actor"])
        if twice := import_columns.picked_twice(body["view"]):
            ack(response_action="errors", errors={Fields(body["view"]).block(twice): import_columns.TWICE})
        else:
            self._look(ack, body, context["actor"], client, import_columns.read_columns(body["view"]))

    def anew(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Ask again what the headings of a file mean that is looked at."""
        actor: Person = context["actor"]
        self.importing.check(actor)
        wish, _ = view.read_wish(body["view"])
        update_view(client, body["view"], view.waits_modal(READING))
        show_afterwards(self.later, client, body["view"], view.TITLE, lambda: self._questions(actor, wish))
        ack()

    def apply(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Take what was shown, once the number of those who would be gone is typed where it is asked."""
        actor: Person = context["actor"]
        self.importing.check(actor)
        gone, fault = view.read_gone(body["view"])
        if fault:
            ack(response_action="errors", errors={Fields(body["view"]).block(view.GONE): fault})
            return
        wish, stamp = view.read_wish(body["view"])
        self._afterwards(ack, body, client, TAKING, lambda: self._taken(actor, wish, stamp, gone))

    def _questions(self, actor: Person, wish: ImportWish) -> Block:
        return import_columns.columns_modal(self.importing.ask(actor, wish))

    def _taken(self, actor: Person, wish: ImportWish, stamp: str, gone: int | None) -> Block:
        try:
            return view.done_modal(self.importing.take(actor, wish, stamp, gone))
        except SecondToAsk as needed:
            return second_modal(needed.second)

    def _look(self, ack: Ack, body: dict[str, Any], actor: Person, client: WebClient, wish: ImportWish) -> None:
        self.importing.check(actor)
        self._afterwards(ack, body, client, READING, lambda: looked(self.importing, actor, wish))

    def _afterwards(
        self, ack: Ack, body: dict[str, Any], client: WebClient, words: str, build: Callable[[], Block]
    ) -> None:
        """Answer at once with words, then show what `build` makes in the same view, or why it could not."""
        show_afterwards(self.later, client, body["view"], view.TITLE, build)
        ack(response_action="update", view=view.waits_modal(words))


def looked(importing: Importing, actor: Person, wish: ImportWish) -> Block:
    """Return what a file would change, or the question what its columns mean."""
    found = importing.look(actor, wish)
    return import_columns.columns_modal(found) if isinstance(found, MissingColumns) else view.preview_modal(found)
