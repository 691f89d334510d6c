"""Starting goals: the first view, its search for a role, and what its answer makes."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.clock import today_in
from bot.errors import FieldsRefused, StaleControl
from bot.facts import Goals, as_layout
from bot.facts.listed_roles import ListedRole
from bot.listeners.opening import open_view, update_view
from bot.services.all import Services
from bot.services.periods import current_periods
from bot.services.sheets import Copies, Start
from bot.views import start as view
from bot.views.blocks import button
from bot.views.choose import choose_modal
from bot.views.fields import Fields
from bot.views.frames import START
from bot.views.state import NewGoals, StartAnswer, decode, encode
from db.facts import Period, Person, SheetLine

SHORTCUT = "new_goals"
PAST = "This day is before today. Pick today or a later day."
PERSON_ACTION = {"subject": view.SUBJECT, "profile": view.PROFILE, "period": view.PERIOD, "due": view.DUE}


@dataclass(frozen=True)
class Starting:
    """Everything from the wish to start until the draft is there."""

    services: Services

    def register(self, app: App) -> None:
        app.action(START)(self.pressed)
        app.shortcut(SHORTCUT)(self.shortcut)
        app.options(view.PROFILE)(self.search)
        app.action(view.SUBJECT)(self.refill)
        app.action(view.PERIOD)(self.refill)
        app.view(view.SUBMIT)(self.submitted)
        app.view(view.ANOTHER)(self.another)

    def open(self, client: WebClient, trigger_id: str, actor: Person, new: NewGoals) -> None:
        """Open the first view; the goals get their id here, so that a second press makes no second draft."""
        named = replace(new, sheet=uuid.uuid4().hex)
        again = button(START, "Open again", encode(new))
        open_view(client, trigger_id, lambda: view.start_modal(self._choices(actor, named)), again)

    def pressed(
        self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        self.open(client, body["trigger_id"], context["actor"], decode(NewGoals, action.get("value", "")))
        ack()

    def shortcut(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        self.open(client, body["trigger_id"], context["actor"], NewGoals())
        ack()

    def search(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        """Offer what the typed letters begin; before any are typed, what the company's list means comes first."""
        typed = body.get("value") or ""
        listed = None if typed else self.services.listed.of(context["actor"], view.subject_of(body["view"]))
        offered = [*(listed.fitting if listed else ()), *self.services.roles.typeahead(typed)]
        ack(view.profile_options([*{profile.id: profile for profile in offered}.values()]))

    def refill(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Fill in what follows from a person (the role of their last goals) or from a period (its last day)."""
        actor: Person = context["actor"]
        answer = view.read_start(body["view"])
        role = view.chosen_role(body["view"]) or decode(NewGoals, body["view"]["private_metadata"]).profile
        new = NewGoals(answer.sheet, answer.source, role, answer.subject, answer.replaces)
        choices = self._refilled(actor, answer, new, changed=body["actions"][0]["action_id"])
        update_view(client, body["view"], view.start_modal(choices))
        ack()

    def submitted(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        actor: Person = context["actor"]
        answer = view.read_start(body["view"])
        fields = Fields(body["view"])
        try:
            start = self._start(actor, answer)
            standing = self.services.sheets.standing(actor, start)
            if standing:
                name = self.services.people.name(actor.team_id, standing.subject)
                ack(response_action="update", view=view.existing_modal(answer, standing, name))
                return
            ack(response_action="update", view=choose_modal(self._make(actor, answer, start)))
        except FieldsRefused as refusal:
            faults = {fields.block(PERSON_ACTION[name]): words for name, words in refusal.fields.items()}
            ack(response_action="errors", errors=faults)

    def another(self, ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        actor: Person = context["actor"]
        answer = view.read_existing(body["view"])
        ack(response_action="update", view=choose_modal(self._make(actor, answer, self._start(actor, answer))))

    def _make(self, actor: Person, answer: StartAnswer, start: Start) -> Goals:
        own = {line.id for line in self.services.sheets.about(actor, start.subject)}
        source = answer.source or (answer.again if answer.again in own else "")
        if source:
            return self.services.sheets.copy(actor, source, start, Copies(values=bool(answer.values)))
        return self.services.sheets.start(actor, start)

    def _start(self, actor: Person, answer: StartAnswer) -> Start:
        """Return what to start, or raise `FieldsRefused` with a sentence for each field that can't be taken."""
        if not answer.sheet:
            raise StaleControl
        today = today_in(self.services.clock(), actor.tz)
        periods = {period.name: period for period in current_periods(today, self.services.first_month)}
        subject = self.services.people.get(actor.team_id, answer.subject) if answer.subject else None
        profile = self.services.roles.known(answer.profile)
        faults = {
            "subject": ""
            if subject and subject.member
            else "Pick a full member of this workspace, no guest and no app.",
            "profile": "" if profile else "Pick a role and level from the list.",
            "period": "" if answer.period in periods else "Pick a period from the list.",
            "due": PAST if not answer.due or answer.due < today.isoformat() else "",
        }
        if any(faults.values()) or profile is None:
            raise FieldsRefused({name: words for name, words in faults.items() if words})
        due, layout = date.fromisoformat(answer.due), as_layout(answer.layout)
        period = periods[answer.period]
        return Start(answer.sheet, answer.subject, profile, period, layout, due, answer.replaces)

    def _earlier(self, actor: Person, subject: str, period: Period) -> SheetLine | None:
        """Return the actor's newest goals for a person that are for another period."""
        lines = self.services.sheets.about(actor, subject) if subject else ()
        return next((line for line in lines if line.period != period), None)

    def _choices(self, actor: Person, new: NewGoals) -> view.StartChoices:
        today = today_in(self.services.clock(), actor.tz)
        periods = current_periods(today, self.services.first_month)
        source = self.services.sheets.open(actor, new.source) if new.source else None
        lines, _ = self.services.sheets.lines(actor, 3) if not new.source else ((), 0)
        listed = None if new.profile or source else self.services.listed.of(actor, new.subject)
        wanted = new.profile or (source.profile.id if source else self._wanted(actor, new.subject, listed))
        return view.StartChoices(
            new=new,
            periods=periods,
            period=periods[0],
            layout=source.layout if source else self.services.wishes.layout_of(actor),
            due=periods[0].last,
            subject=new.subject,
            profile=self.services.roles.known(wanted),
            earlier=self._earlier(actor, new.subject, periods[0]),
            listed=listed if listed and wanted == _meant(listed) else None,
            drafts=tuple((line, self.services.people.name(actor.team_id, line.subject)) for line in lines),
        )

    def _refilled(self, actor: Person, answer: StartAnswer, new: NewGoals, changed: str) -> view.StartChoices:
        choices = self._choices(actor, new)
        period = next((p for p in choices.periods if p.name == answer.period), choices.period)
        due = period.last if changed == view.PERIOD or not answer.due else date.fromisoformat(answer.due)
        earlier = self._earlier(actor, answer.subject, period)
        return replace(
            choices, earlier=earlier, period=period, layout=as_layout(answer.layout), due=due, stage=answer.subject
        )

    def _wanted(self, actor: Person, subject: str, listed: ListedRole | None) -> str:
        """Return the role that the company's list means, else that of the actor's last goals for this person."""
        return (_meant(listed) if listed else "") or self._last_profile(actor, subject)

    def _last_profile(self, actor: Person, subject: str) -> str:
        lines = self.services.sheets.about(actor, subject) if subject else ()
        return self.services.sheets.open(actor, lines[0].id).profile.id if lines else ""


def _meant(listed: ListedRole) -> str:
    """Return the id of the one role at a level that the list means; empty where that is open."""
    return listed.profile.id if listed.profile else ""
