"""Which roles job titles mean that match none: asked from an import's preview, kept at once; for organisers alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.errors import FieldsRefused
from bot.facts.title_roles import OpenTitle
from bot.listeners.afterwards import show_afterwards
from bot.listeners.opening import push_view
from bot.listeners.people_import import READING, looked
from bot.services.autosave import Later
from bot.services.importing import Importing
from bot.services.roles import Roles
from bot.services.title_roles import TitleRoles
from bot.views import people_import
from bot.views import title_roles as view
from bot.views.blocks import Block
from db.facts import Person


@dataclass(frozen=True)
class RolesOfTitles:
    """The question above the preview, its search for a role, and its answer."""

    importing: Importing
    titles: TitleRoles
    roles: Roles
    later: Later

    def register(self, app: App) -> None:
        app.action(view.ASK)(self.ask)
        app.options(re.compile(f"^{view.ROLE}"))(self.search)
        app.view(view.SUBMIT)(self.keep)

    def ask(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Ask for the first titles, over the preview."""
        actor: Person = context["actor"]
        self.importing.check(actor)
        place = body["view"]["private_metadata"]
        people_import.read_wish(body["view"])
        pushed = push_view(client, body, people_import.waits_modal(READING))
        show_afterwards(self.later, client, pushed, view.TITLE, lambda: self._question(actor, place))
        ack()

    def search(self, ack: Ack, body: dict[str, Any]) -> None:
        """Offer what the typed letters begin; before any are typed, the names most like the title come first."""
        typed = body.get("value") or ""
        near = () if typed else self.roles.nearest_roles(view.title_at(body["view"], body["action_id"]))
        offered = [*near, *self.roles.roles_begun(typed)]
        ack(view.role_options([*{role.id: role for role in offered}.values()]))

    def keep(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Keep what was chosen, ask for the next titles, and bring the preview below up to date."""
        actor: Person = context["actor"]
        self.importing.check(actor)
        chosen = view.read_title_roles(body["view"])
        try:
            kept = self.titles.keep(actor.team_id, actor.user_id, chosen.roles)
        except FieldsRefused as refusal:
            faults = {view.field_of(body["view"], title): words for title, words in refusal.fields.items()}
            ack(response_action="errors", errors=faults)
            return
        below = body["view"].get("previous_view_id")
        if kept and below:
            preview = partial(self._preview, actor, chosen.place)
            show_afterwards(self.later, client, {"id": below}, people_import.TITLE, preview)
        if chosen.more:
            more = partial(self._question, actor, chosen.place, chosen.last, len(kept))
            show_afterwards(self.later, client, body["view"], view.TITLE, more)
            ack(response_action="update", view=people_import.waits_modal(READING))
        else:
            ack(response_action="update", view=view.titles_kept_modal(kept, chosen.left))

    def _question(self, actor: Person, place: str, last: OpenTitle | None = None, kept: int = 0) -> Block:
        wish, _ = people_import.read_wish({"private_metadata": place})
        return view.title_roles_modal(place, self.importing.open_titles(actor, wish), last, kept)

    def _preview(self, actor: Person, place: str) -> Block:
        wish, _ = people_import.read_wish({"private_metadata": place})
        return looked(self.importing, actor, wish)
