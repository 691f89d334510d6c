"""Following a review cycle: how it stands, who is late, reminders by hand, the log, the exports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.clock import today_in
from bot.delivery.home import HomePages
from bot.facts.cycles import CycleFilter
from bot.listeners.answering import answer_message
from bot.listeners.forms import kept
from bot.listeners.opening import renew_below, show_view, update_view
from bot.services.all import Services
from bot.services.listed_people import ListedPeople
from bot.views import cycle_ids, cycle_log, cycle_members, cycle_remind, to_do
from bot.views.blocks import Block, button
from bot.views.cycle_status import filtered_cycle, read_filter, status_modal
from bot.views.cycle_words import people_words
from bot.views.listed_person import listed_modal
from bot.views.notice import notice_message, notice_modal
from bot.views.state import CycleDeed, CyclePlace, HomePlace, OneTask, RunPlace, decode
from db.facts import Person

EXPORTED = "The file comes into your direct messages with Goalframe in a moment."
SENT = "{people} your reminder at their next working {hour:02}:00, or at the hour that they chose."


@dataclass(frozen=True)
class CycleFollowing:
    """Everything that looks at a cycle, and what is done for people in it; services check who acts."""

    services: Services
    pages: HomePages
    people: ListedPeople

    def register(self, app: App) -> None:
        app.action(cycle_ids.OPEN)(self.open)
        app.action(re.compile(rf"^{cycle_ids.PAGE}(:|$)"))(self.turn)
        for action_id in (cycle_ids.STEP, cycle_ids.UNIT, cycle_ids.COUNTRY):
            app.action(action_id)(self.narrow)
        app.action(cycle_ids.LATE)(self.late)
        app.action(to_do.NAME)(self.name_manager)
        app.action(cycle_ids.REMIND)(self.ask_remind)
        app.view(cycle_remind.SUBMIT)(self.remind)
        app.view(cycle_members.EXCUSE)(self.excuse)
        app.view(cycle_members.DUE)(self.move_due)
        app.action(re.compile(rf"^({cycle_ids.LOG}|{cycle_ids.LOG_PAGE}|{cycle_ids.HISTORY})(:|$)"))(self.log)
        app.action(re.compile(rf"^({cycle_ids.EXPORT}|{cycle_ids.EXPORT_PLAN})$"))(self.export)

    def open(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        actor: Person = context["actor"]
        place = decode(CyclePlace, action["value"])
        show_view(client, body, lambda: self._status(actor, place), button(cycle_ids.OPEN, "Open", action["value"]))
        ack()

    def turn(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        self._again(client, body, context["actor"], decode(CyclePlace, action["value"]))
        ack()

    def narrow(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        """Narrow the people down to what the three menus say."""
        cycle_id = filtered_cycle(action["block_id"])
        chosen = read_filter(body.get("view") or body, cycle_id)
        place = CyclePlace(cycle_id, chosen.position, chosen.unit, chosen.country)
        self._again(client, body, context["actor"], place)
        ack()

    def late(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        """Do what was chosen in the menu beside a late person."""
        actor: Person = context["actor"]
        deed = decode(CycleDeed, action["selected_option"]["value"])
        show_view(client, body, lambda: self._late_form(actor, deed), None)
        ack()

    def name_manager(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        """Show the line of somebody without a manager who is there, where one is named."""
        actor: Person = context["actor"]
        deed = decode(CycleDeed, action["value"])
        again = button(to_do.NAME, "Open again", action["value"])
        show_view(client, body, lambda: self._late_form(actor, CycleDeed("manager", deed.cycle, deed.user)), again)
        ack()

    def ask_remind(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        actor: Person = context["actor"]
        place = decode(CyclePlace, action["value"])
        again = button(cycle_ids.REMIND, "Open again", action["value"])
        show_view(client, body, lambda: self._remind_form(actor, place), again)
        ack()

    def remind(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        actor: Person = context["actor"]
        place = decode(CyclePlace, body["view"]["private_metadata"])
        words = cycle_remind.read_remind(body["view"])
        found: list[int] = []

        def send() -> None:
            users = self.services.cycles.statuses.to_remind(actor, place.cycle, _filter(place), place.user)
            found.append(self.services.cycles.reminders.remind(actor, place.cycle, users, words))

        if kept(ack, body["view"], send, {"words": cycle_remind.WORDS}):
            renew_below(client, body, lambda: self._status(actor, CyclePlace(place.cycle)))
            people = f"{people_words(found[0])} {'gets' if found[0] == 1 else 'get'}"
            hour = self.services.cycles.organising.get(actor, place.cycle).hour
            ack(response_action="update", view=notice_modal("Remind", SENT.format(people=people, hour=hour)))

    def excuse(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        actor: Person = context["actor"]
        tasks, reason = cycle_members.read_excuse(body["view"])

        def excuse() -> None:
            for task in tasks:
                self.services.cycles.organising.excuse(actor, _key(task), reason)

        if kept(ack, body["view"], excuse, {"reason": cycle_members.REASON}):
            self._end(ack, client, body, actor, tasks[0].cycle)

    def move_due(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        actor: Person = context["actor"]
        task, day = cycle_members.read_due(body["view"])
        due = date.fromisoformat(day) if day else date.min

        def move() -> None:
            self.services.cycles.organising.move_due(actor, _key(task), due)

        if kept(ack, body["view"], move, {"due": cycle_members.DAY}):
            self._end(ack, client, body, actor, task.cycle)

    def log(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        actor: Person = context["actor"]
        place = decode(CyclePlace, action["value"])
        if action["action_id"].startswith(cycle_ids.LOG_PAGE):
            update_view(client, body["view"], self._log(actor, place))
        else:
            again = button(cycle_ids.LOG, "Open again", action["value"])
            show_view(client, body, lambda: self._log(actor, place), again)
        ack()

    def export(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        """Send the organiser a CSV file: how the cycle stands, or what it would send."""
        actor: Person = context["actor"]
        planned = action["action_id"] == cycle_ids.EXPORT_PLAN
        value = action["value"]
        cycle_id = decode(RunPlace, value).cycle if planned else decode(CyclePlace, value).cycle
        self.services.cycles.exports.ask(actor, cycle_id, "plan" if planned else "status")
        if body.get("response_url"):
            answer_message(body, notice_message(EXPORTED), replace=False)
        else:
            show_view(client, body, lambda: notice_modal("Export", EXPORTED), None)
        ack()

    def _late_form(self, actor: Person, deed: CycleDeed) -> Block:
        place = CyclePlace(deed.cycle, user=deed.user)
        if deed.what == "remind":
            return self._remind_form(actor, place)
        if deed.what == "history":
            return self._log(actor, place)
        if deed.what == "manager":
            return listed_modal(self.people.of(actor, deed.user))
        cycle = self.services.cycles.organising.get(actor, deed.cycle)
        tasks = self.services.cycles.statuses.open_tasks(actor, deed.cycle, deed.user)
        name = self.services.people.name(actor.team_id, deed.user)
        if not tasks:
            return cycle_members.nothing_open_modal(cycle, name)
        if deed.what == "excuse":
            return cycle_members.excuse_modal(cycle, deed.user, name, tasks)
        today = today_in(self.services.clock(), actor.tz)
        return cycle_members.due_modal(cycle, deed.user, name, tasks, today)

    def _remind_form(self, actor: Person, place: CyclePlace) -> Block:
        return cycle_remind.remind_modal(
            self.services.cycles.statuses.reminding(actor, place.cycle, _filter(place), place.user)
        )

    def _log(self, actor: Person, place: CyclePlace) -> Block:
        page = self.services.cycles.log.page(actor, place.cycle, place.user, place.page)
        if place.user:
            return cycle_log.reminder_history_modal(self.services.people.name(actor.team_id, place.user), page, place)
        return cycle_log.log_modal(page, place)

    def _status(self, actor: Person, place: CyclePlace) -> Block:
        return status_modal(self.services.cycles.statuses.status(actor, place.cycle, _filter(place), place.page))

    def _end(self, ack: Ack, client: WebClient, body: dict[str, Any], actor: Person, cycle_id: str) -> None:
        """Go back to where a form was opened: to the view of the cycle, else to Home or a message."""
        if renew_below(client, body, lambda: self._status(actor, CyclePlace(cycle_id))):
            ack()
        else:
            ack(response_action="clear")

    def _again(self, client: WebClient, body: dict[str, Any], actor: Person, place: CyclePlace) -> None:
        """Show another page or filter where it was asked for: in the view, or on Home."""
        self.services.cycles.organising.get(actor, place.cycle)
        if (body.get("view") or {}).get("type") == "modal":
            update_view(client, body["view"], self._status(actor, place))
        else:
            self.pages.publish(client, actor, HomePlace(), place)


def _filter(place: CyclePlace) -> CycleFilter:
    return CycleFilter(place.position, place.unit, place.country)


def _key(task: OneTask) -> tuple[str, int, str]:
    return task.cycle, task.position, task.subject
