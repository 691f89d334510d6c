"""Filling goals: choosing, one line at a time, the last page; what is typed is kept as it is typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.clock import today_in
from bot.errors import FieldsRefused
from bot.facts import Answer, Goal, Goals
from bot.listeners.opening import open_view, update_view
from bot.services.all import Services
from bot.services.saving import clashes
from bot.services.sheets import BEFORE_TODAY
from bot.views import check, choose, fill
from bot.views.blocks import Block, button
from bot.views.clash import read_clash
from bot.views.fields import Fields
from bot.views.frames import CONTINUE
from bot.views.state import OneLine, OneSheet, decode, encode
from db.facts import Person

NONE_KEPT = "Keep at least one goal."
TYPED = tuple(f"{fill.FIELD}:{slot}" for slot in ("text", "baseline", "target", "date", "note"))


@dataclass(frozen=True)
class Filling:
    """Everything between a draft and its last page."""

    services: Services

    def register(self, app: App) -> None:
        app.action(re.compile(rf"^{CONTINUE}"))(self.go_on)
        app.view(choose.SUBMIT)(self.chosen)
        app.action(re.compile(rf"^({choose.KEEP}:|{choose.LEVEL}$)"))(self.ticked)
        app.view(fill.SUBMIT)(self.saved)
        app.action(fill.JUMP)(self.jumped)
        app.action(fill.LEAVE)(self.left_out)
        for action_id in TYPED:
            app.action(action_id)(self.typed)
        for callback_id in (choose.SUBMIT, fill.SUBMIT, check.SUBMIT):
            app.view_closed(callback_id)(self.closed)

    def go_on(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        """Open a draft where it was left."""
        actor: Person = context["actor"]
        state = decode(OneSheet, action.get("value", ""))
        again = button(CONTINUE, "Open again", encode(state))
        if "view" in body and body["view"]["type"] == "modal":
            update_view(client, body["view"], self._where_left(actor, state.sheet))
        else:
            open_view(client, body["trigger_id"], lambda: self._where_left(actor, state.sheet), again)
        ack()

    def _where_left(self, actor: Person, sheet_id: str) -> Block:
        goals = self.services.sheets.go_on(actor, sheet_id)
        if not goals.goals:
            return choose.choose_modal(goals)
        return self.line(actor, goals, goals.first_open)

    def line(self, actor: Person, goals: Goals, goal: Goal | None) -> Block:
        """Return the view of a line, or the last page where there is none."""
        if goal is None:
            return self.last_page(actor, goals)
        return fill.fill_modal(fill.Filling(goals, goal, clashes(goals.sheet, goal.key)))

    def last_page(self, actor: Person, goals: Goals, page: int = 1) -> Block:
        """Return the last page of someone's goals, or a page of it where it is long."""
        number = self.services.sharing.next_number(goals) if goals.sheet.version else 0
        today = today_in(self.services.clock(), actor.tz)
        return check.check_modal(goals, today, page, number=number, text_is=self.services.texts.of(goals.sheet))

    def chosen(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        """Keep the chosen goals; go to the next page of them, or to the first field."""
        actor: Person = context["actor"]
        state = decode(OneSheet, body["view"]["private_metadata"])
        goals = self.services.sheets.open(actor, state.sheet)
        kept, shown = choose.read_choose(body["view"], goals)
        last = choose.pages_of(goals) == state.page
        if last and not (goals.sheet.kept - shown) | kept:
            ack(response_action="errors", errors={Fields(body["view"]).block(""): NONE_KEPT})
            return
        goals = self.services.sheets.keep(actor, state.sheet, kept, shown)
        following = self.line(actor, goals, goals.first_open) if last else choose.choose_modal(goals, state.page + 1)
        ack(response_action="update", view=following)

    def ticked(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        """Keep what is ticked as it is ticked; never changes the view."""
        actor: Person = context["actor"]
        goals = self.services.sheets.open(actor, decode(OneSheet, body["view"]["private_metadata"]).sheet)
        self.services.sheets.keep(actor, goals.sheet.id, *choose.read_choose(body["view"], goals))
        ack()

    def typed(self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext) -> None:
        """Keep what stands in the view as it is typed; never changes the view."""
        actor: Person = context["actor"]
        answer = fill.read_fill(body["view"])
        stamp = str(action.get("action_ts", ""))
        self.services.autosave.offer(
            body["view"]["id"], stamp, lambda: self.services.sheets.save(actor, answer, final=False)
        )
        ack()

    def saved(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        """Save a line and go to the next; a clash or a day before today is asked about first."""
        actor: Person = context["actor"]
        answer = fill.read_fill(body["view"])
        self.services.autosave.finish(body["view"]["id"])
        self._settle(actor, body["view"], answer)
        try:
            goals, waiting = self.services.sheets.save(actor, answer, final=True)
        except FieldsRefused as refusal:
            self._refused(ack, actor, body["view"], answer, refusal)
            return
        goal = goals.goal(answer.key)
        if waiting and goal:
            ack(response_action="update", view=fill.fill_modal(fill.Filling(goals, goal, waiting)))
        else:
            ack(response_action="update", view=self.line(actor, goals, goals.after(answer.key)))

    def _settle(self, actor: Person, view: dict[str, Any], answer: Answer) -> None:
        goals = self.services.sheets.open(actor, answer.sheet_id)
        picked = read_clash(view, clashes(goals.sheet, answer.key))
        if picked:
            self.services.sheets.settle(actor, answer.sheet_id, answer.key, picked)

    def _refused(self, ack: Ack, actor: Person, view: dict[str, Any], answer: Answer, refusal: FieldsRefused) -> None:
        goals = self.services.sheets.open(actor, answer.sheet_id)
        goal = goals.goal(answer.key)
        others = {field: words for field, words in refusal.fields.items() if words != BEFORE_TODAY}
        if goal is None or others or fill.asked_past(view):
            ack(response_action="errors", errors=fill.error_fields(view, others or refusal.fields))
            return
        asking = fill.Filling(goals, goal, clashes(goals.sheet, goal.key), ask_past=True, opened=answer.visit.opened)
        ack(response_action="update", view=fill.fill_modal(asking))

    def jumped(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Keep the line as it stands and go to the one picked from the menu."""
        actor: Person = context["actor"]
        key = body["actions"][0]["selected_option"]["value"]
        goals = self._kept_as_it_stands(actor, body["view"])
        update_view(client, body["view"], self.line(actor, goals, goals.goal(key)))
        ack()

    def left_out(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Leave a line out of the goals; its values are kept in case it comes back."""
        actor: Person = context["actor"]
        line = decode(OneLine, body["view"]["private_metadata"])
        goals = self._kept_as_it_stands(actor, body["view"])
        following = goals.after(line.key)
        goals = self.services.sheets.keep(actor, line.sheet, set(), {line.key})
        update_view(client, body["view"], self.line(actor, goals, goals.goal(following.key) if following else None))
        ack()

    def _kept_as_it_stands(self, actor: Person, view: dict[str, Any]) -> Goals:
        answer = fill.read_fill(view)
        self.services.autosave.finish(view["id"])
        return self.services.sheets.save(actor, answer, final=False)[0]

    def closed(self, ack: Ack, body: dict[str, Any]) -> None:
        """Write what was typed in the last second before a view was closed."""
        self.services.autosave.finish(body["view"]["id"])
        self.services.sheets.wake()
        ack()
