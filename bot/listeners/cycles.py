"""Making a review cycle and changing it: the form, its dates, its people, the dry run, the launch, the end."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.errors import ChangedMeanwhile
from bot.facts.cycles import CycleFilter
from bot.listeners.forms import kept
from bot.listeners.opening import end_form, renew_below, show_view, update_view
from bot.services.all import Services
from bot.services.cycles.states import state_after
from bot.views import cycle_dates, cycle_forms, cycle_ids, cycle_members, dry_run
from bot.views.blocks import Block, button
from bot.views.cycle_forms import Ending
from bot.views.cycle_status import status_modal
from bot.views.notice import notice_modal
from bot.views.state import CycleDeed, CyclePlace, CycleShown, RunPlace, decode
from db.facts import Cycle, Person

GONE = "Deleted. Nothing was sent."


@dataclass(frozen=True)
class CyclesInTheMaking:
    """Everything that changes a cycle itself; services check who acts."""

    services: Services

    def register(self, app: App) -> None:
        app.action(cycle_ids.NEW)(self.new)
        app.action(cycle_forms.WHO)(self.redraw)
        app.view(cycle_forms.NEW)(self.made)
        app.action(cycle_ids.MORE)(self.more)
        app.view(cycle_forms.EDIT)(self.edited)
        app.action(re.compile(rf"^({cycle_dates.OPENS}|{cycle_dates.DUE})"))(self.day_picked)
        app.view(cycle_dates.SUBMIT)(self.dated)
        app.view(cycle_members.PEOPLE)(self.peopled)
        for action_id in (cycle_ids.PAUSE, cycle_ids.RESUME):
            app.action(action_id)(self.pause_or_resume)
        app.action(cycle_ids.DROP)(self.drop)
        app.view(cycle_forms.CLOSE)(self.close)
        app.action(re.compile(rf"^({cycle_ids.DRY_RUN}|{cycle_ids.CALENDAR}|{cycle_ids.RUN_PAGE})(:|$)"))(self.run)
        app.action(cycle_ids.LOOKUP)(self.look_up)
        app.view(dry_run.SUBMIT)(self.launch)

    def open_new(self, client: WebClient, body: dict[str, Any], actor: Person) -> None:
        """Open the form; the cycle gets its id here, so that a second press makes no second one."""
        cycle_id = uuid.uuid4().hex
        again = button(cycle_ids.NEW, "Open again")
        choices = self.services.cycles.choosing
        show_view(client, body, lambda: cycle_forms.new_cycle_modal(choices.first(actor, cycle_id)), again)

    def new(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        self.open_new(client, body, context["actor"])
        ack()

    def redraw(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Show the field that belongs to whom the cycle is for."""
        place = decode(CyclePlace, body["view"]["private_metadata"])
        answer = cycle_forms.read_new_cycle(body["view"])
        choices = self.services.cycles.choosing.again(context["actor"], place.cycle, answer)
        update_view(client, body["view"], cycle_forms.new_cycle_modal(choices))
        ack()

    def made(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        """Keep the draft, and show what it would send."""
        actor: Person = context["actor"]
        place = decode(CyclePlace, body["view"]["private_metadata"])
        answer = cycle_forms.read_new_cycle(body["view"])

        def make() -> None:
            wanted = self.services.cycles.choosing.wanted(actor, place.cycle, answer)
            self.services.cycles.organising.new(actor, wanted)

        fields = {
            "name": cycle_forms.NAME,
            "template": cycle_forms.TEMPLATE,
            "period": cycle_forms.PERIOD,
            "people": cycle_forms.PEOPLE,
            "group": cycle_forms.GROUP,
        }
        if kept(ack, body["view"], make, fields):
            ack(response_action="update", view=self._dry_run(actor, RunPlace(place.cycle)))

    def more(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        """Do what was chosen in the menu of a cycle."""
        actor: Person = context["actor"]
        deed = decode(CycleDeed, action["selected_option"]["value"])
        if deed.what in {"pause", "resume"}:
            self.services.cycles.organising.move(actor, deed.cycle, deed.what)
            self._shown(client, body, actor, deed.cycle)
        else:
            again = button(cycle_ids.OPEN, "Open again", action["selected_option"]["value"])
            show_view(client, body, lambda: self._form(actor, deed), again)
        ack()

    def edited(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        actor: Person = context["actor"]
        shown = decode(CycleShown, body["view"]["private_metadata"])
        edit, before = cycle_forms.read_edit(body["view"]), cycle_forms.read_shown_edit(shown)

        def keep() -> None:
            self.services.cycles.organising.edit(actor, shown.cycle, edit, before)

        if kept(ack, body["view"], keep, {"name": cycle_forms.NAME}):
            end_form(ack, client, body, lambda: self._status(actor, shown.cycle))

    def day_picked(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Say beside each day whether it is a working day."""
        actor: Person = context["actor"]
        shown = decode(CycleShown, body["view"]["private_metadata"])
        days = cycle_dates.read_dates(body["view"])
        cycle, hints = self.services.cycles.choosing.dated(actor, shown.cycle, days)
        update_view(client, body["view"], cycle_dates.dates_modal(cycle, hints, shown))
        ack()

    def dated(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        actor: Person = context["actor"]
        shown = decode(CycleShown, body["view"]["private_metadata"])
        days, before = cycle_dates.read_dates(body["view"]), cycle_dates.read_shown_dates(shown)

        def keep() -> None:
            self.services.cycles.organising.set_phases(actor, shown.cycle, days, before)

        if kept(ack, body["view"], keep, lambda position: cycle_dates.dates_block(int(position))):
            end_form(ack, client, body, lambda: self._status(actor, shown.cycle))

    def peopled(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        actor: Person = context["actor"]
        place = decode(CyclePlace, body["view"]["private_metadata"])
        change = cycle_members.read_people(body["view"])

        def keep() -> None:
            self.services.cycles.organising.set_people(actor, place.cycle, change)

        if kept(ack, body["view"], keep, {"why": cycle_members.WHY}):
            end_form(ack, client, body, lambda: self._status(actor, place.cycle))

    def pause_or_resume(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        actor: Person = context["actor"]
        cycle_id = decode(CyclePlace, action["value"]).cycle
        deed = "pause" if action["action_id"] == cycle_ids.PAUSE else "resume"
        self.services.cycles.organising.move(actor, cycle_id, deed)
        self._shown(client, body, actor, cycle_id)
        ack()

    def drop(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        self.services.cycles.organising.move(context["actor"], decode(CyclePlace, action["value"]).cycle, "delete")
        if (body.get("view") or {}).get("type") == "modal":
            update_view(client, body["view"], notice_modal("Review cycle", GONE))
        ack()

    def close(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        actor: Person = context["actor"]
        deed = decode(CycleDeed, body["view"]["private_metadata"])
        self.services.cycles.organising.move(actor, deed.cycle, "cancel" if deed.what == "cancel" else "close")
        end_form(ack, client, body, lambda: self._status(actor, deed.cycle))

    def run(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        """Show what a cycle would send, or another page of it."""
        actor: Person = context["actor"]
        place = decode(RunPlace, action["value"])
        if action["action_id"].startswith(cycle_ids.RUN_PAGE):
            update_view(client, body["view"], self._dry_run(actor, place))
        else:
            again = button(action["action_id"], "Open again", action["value"])
            show_view(client, body, lambda: self._dry_run(actor, place), again)
        ack()

    def look_up(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        place = decode(RunPlace, body["view"]["private_metadata"])
        person = action.get("selected_user") or ""
        update_view(client, body["view"], self._dry_run(context["actor"], RunPlace(place.cycle, person)))
        ack()

    def launch(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        actor: Person = context["actor"]
        place = decode(RunPlace, body["view"]["private_metadata"])
        try:
            self.services.cycles.organising.move(actor, place.cycle, "launch", place.stamp)
        except ChangedMeanwhile:
            ack(response_action="update", view=self._dry_run(actor, RunPlace(place.cycle), changed=True))
            return
        status = self.services.cycles.statuses.status(actor, place.cycle, CycleFilter())
        now = self.services.cycles.statuses.begun(actor, place.cycle)
        renew_below(client, body, lambda: status_modal(status))
        launched = dry_run.launched_modal(status.cycle, status.people, now, status.tester)
        ack(response_action="update", view=launched)

    def ending(self, actor: Person, cycle: Cycle, deed: Ending) -> Block:
        """Return the question whether a cycle is to be closed or cancelled; raises `Refused` where it can't be."""
        state_after(cycle, deed)
        return cycle_forms.end_modal(cycle, self.services.cycles.statuses.owing(actor, cycle.id), deed)

    def _form(self, actor: Person, deed: CycleDeed) -> Block:
        cycle = self.services.cycles.organising.get(actor, deed.cycle)
        forms: dict[str, Callable[[], Block]] = {
            "edit": lambda: cycle_forms.edit_modal(cycle),
            "dates": lambda: cycle_dates.dates_modal(*self.services.cycles.choosing.dated(actor, cycle.id, ())),
            "people": lambda: cycle_members.people_modal(
                cycle, self.services.cycles.statuses.people(actor, cycle.id)
            ),
            "close": lambda: self.ending(actor, cycle, "close"),
        }
        return forms.get(deed.what, lambda: self._status(actor, cycle.id))()

    def _dry_run(self, actor: Person, place: RunPlace, *, changed: bool = False) -> Block:
        stamp = self.services.cycles.organising.stamp(actor, place.cycle)
        run = self.services.cycles.statuses.dry_run(actor, place.cycle, place.person, place.page)
        return dry_run.dry_run_modal(run, stamp, changed=changed)

    def _status(self, actor: Person, cycle_id: str) -> Block:
        return status_modal(self.services.cycles.statuses.status(actor, cycle_id, CycleFilter()))

    def _shown(self, client: WebClient, body: dict[str, Any], actor: Person, cycle_id: str) -> None:
        """Show how a cycle stands in the view that was pressed in; elsewhere Home follows by itself."""
        if (body.get("view") or {}).get("type") == "modal":
            update_view(client, body["view"], self._status(actor, cycle_id))
