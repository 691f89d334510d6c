"""Starting the same goals for several people at once."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.errors import FieldsRefused
from bot.facts import Goals
from bot.listeners.opening import update_view
from bot.services.all import Services
from bot.services.sheets import Copies, Start
from bot.views import several
from bot.views.fields import Fields
from bot.views.state import NewGoals, OneSheet, decode
from db.facts import Person


@dataclass(frozen=True)
class Several:
    """The view that asks for whom, and its answer."""

    services: Services

    def register(self, app: App) -> None:
        app.action(several.SEVERAL)(self.ask)
        app.view(several.SUBMIT)(self.start)

    def ask(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        goals = self.services.sheets.open(context["actor"], decode(OneSheet, action["value"]).sheet)
        new = NewGoals(sheet=uuid.uuid4().hex, source=goals.sheet.id)
        update_view(client, body["view"], several.several_modal(goals, new))
        ack()

    def start(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        """Start a draft for each person who has none for this period; a second press starts no second one."""
        actor: Person = context["actor"]
        new = decode(NewGoals, body["view"]["private_metadata"])
        users, with_values = several.read_several(body["view"])
        try:
            self._check(actor, users)
        except FieldsRefused as refusal:
            block_id = Fields(body["view"]).block(several.PEOPLE)
            ack(response_action="errors", errors={block_id: refusal.fields["people"]})
            return
        source = self.services.sheets.open(actor, new.source)
        ids = {user: uuid.uuid5(uuid.NAMESPACE_OID, f"{new.sheet} {user}").hex for user in users}
        starts = {user: _start_of(source, ids[user], user) for user in users}
        standing = [user for user in users if self.services.sheets.standing(actor, starts[user])]
        copies = Copies(values=with_values, dates=True)
        started = [
            self.services.sheets.copy(actor, source.sheet.id, start, copies)
            for user, start in starts.items()
            if user not in standing
        ]
        names = [self.services.people.name(actor.team_id, user) for user in standing]
        ack(response_action="update", view=several.started_modal(started, names))

    def _check(self, actor: Person, users: tuple[str, ...]) -> None:
        people = {user: self.services.people.get(actor.team_id, user) for user in users}
        outside = [
            person.name if person else user for user, person in people.items() if not (person and person.member)
        ]
        if outside:
            raise FieldsRefused({"people": f"Take out {', '.join(outside)}: goals are for full members only."})


def _start_of(source: Goals, sheet_id: str, user: str) -> Start:
    period = source.sheet.period
    return Start(sheet_id, user, source.profile, period, source.layout, period.last)
