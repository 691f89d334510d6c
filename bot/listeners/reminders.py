"""What a person presses under a reminder: later, done by hand, all of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.clock import today_in
from bot.delivery.home import HomePages
from bot.listeners.answering import answer_message
from bot.listeners.forms import kept
from bot.listeners.opening import open_view
from bot.services.all import Services
from bot.views import reminder as view
from bot.views.blocks import button
from bot.views.moments import week_day_words
from bot.views.notice import notice_message
from bot.views.state import HomePlace, OneTask, decode
from bot.views.to_do import MARK
from db.facts import Person

QUIET = "No reminder comes before {day}. What is due stays due."
ON_HOME = "All that is to be done stands on Goalframe’s Home."


@dataclass(frozen=True)
class ReminderControls:
    """The controls of a reminder."""

    services: Services
    pages: HomePages

    def register(self, app: App) -> None:
        app.action(view.LATER)(self.later)
        app.view(view.SUBMIT_LATER)(self.picked)
        app.action(MARK)(self.mark)
        app.action(view.SEE_ALL)(self.see_all)

    def later(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        """Postpone reminders by so many days, or ask for the day."""
        actor: Person = context["actor"]
        chosen = action["selected_option"]["value"]
        tomorrow = self._today(actor) + timedelta(days=1)
        if chosen == view.PICK_A_DAY:
            hour = self.services.cycles.reminders.hour_of(actor)
            open_view(
                client, body["trigger_id"], lambda: view.later_modal(tomorrow, hour), button(view.LATER, "Later")
            )
        else:
            days = {"1": 1, "3": 3}.get(chosen, 1)
            day = self._today(actor) + timedelta(days=days)
            self.services.cycles.reminders.later(actor, day)
            answer_message(body, notice_message(QUIET.format(day=week_day_words(day))), replace=False)
        ack()

    def picked(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        actor: Person = context["actor"]
        day = view.read_later(body["view"])
        until = date.fromisoformat(day) if day else self._today(actor)
        if kept(
            ack, body["view"], lambda: self.services.cycles.reminders.later(actor, until), {"day": view.LATER_DAY}
        ):
            ack(response_action="clear")

    def mark(self, ack: Ack, action: dict[str, Any], context: BoltContext) -> None:
        """Take a to-do as done that is done elsewhere."""
        task = decode(OneTask, action["value"])
        self.services.cycles.reminders.mark(context["actor"], (task.cycle, task.position, task.subject))
        ack()

    def see_all(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        self.pages.publish(client, context["actor"], HomePlace(1, "to do"))
        answer_message(body, notice_message(ON_HOME), replace=False)
        ack()

    def _today(self, actor: Person) -> date:
        return today_in(self.services.clock(), actor.tz)
