"""`/goals`: the frames of a role, someone's goals, or the first view of new ones."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from slack_bolt import Ack, App, BoltContext, BoltResponse
from slack_sdk import WebClient

from bot.facts import Goals
from bot.listeners.cycle_command import CycleCommand
from bot.listeners.listing import Listing
from bot.listeners.offices import NamingPeople
from bot.listeners.people_command import PeopleCommand
from bot.listeners.roles import RoleCommand
from bot.listeners.starting import Starting
from bot.listeners.wishes import WishesForm
from bot.services.all import Services
from bot.services.commands import (
    Subcommand,
    Wants,
    WantsAboutRole,
    WantsCycle,
    WantsPeople,
    WantsPerson,
    WantsRole,
    read_command,
)
from bot.views.blocks import Block
from bot.views.choices import (
    help_message,
    levels_message,
    lines_message,
    profiles_message,
    unknown_message,
)
from bot.views.frames import frames_message
from bot.views.privacy import privacy_message
from bot.views.reading import copy_message
from bot.views.state import NewGoals, ShownFrame
from canon.command import Choices, Found, NeedsLevel, Unknown
from canon.frames import FrameName
from db.facts import Person

MOST_CHOICES = 12
REMEMBERED = 512
"""Answers that are kept ready, some six kilobytes each."""


@dataclass(frozen=True)
class GoalsCommand:
    """Answers the slash command."""

    services: Services
    starting: Starting
    wishes: WishesForm
    listing: Listing
    cycles: CycleCommand
    roles: RoleCommand
    naming: NamingPeople
    people: PeopleCommand

    def register(self, app: App, command: str) -> None:
        app.command(command)(self.answer)

    def answer(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> BoltResponse | None:
        actor: Person = context["actor"]
        wants = self.roles.meant(read_command(body.get("text") or ""))
        if isinstance(wants, WantsRole):
            return _json(self._about_role(actor, wants.words))
        if wants == Wants("copy"):
            return _json(self._copy(actor))
        message = self._answered(actor, wants, body, client)
        if message is not None:
            return _json(_as_text(message))
        ack()
        return None

    def _answered(
        self,
        actor: Person,
        wants: Wants | WantsPerson | WantsCycle | WantsAboutRole | WantsPeople,
        body: dict[str, Any],
        client: WebClient,
    ) -> Block | None:
        """Return the answer as a message, None where a view was opened instead."""
        if isinstance(wants, WantsCycle):
            return self.cycles.answer(actor, wants, body, client)
        if isinstance(wants, WantsAboutRole):
            return self.roles.answer(wants, body, client, self.services.wishes.layout_of(actor))
        if isinstance(wants, WantsPeople):
            self.people.open(client, body["trigger_id"], actor, wants.user_id)
            return None
        return None if self._opened(actor, wants, body, client) else self._message(actor, wants, body["command"])

    def _opened(self, actor: Person, wants: Wants | WantsPerson, body: dict[str, Any], client: WebClient) -> bool:
        """Open the view that some words ask for; tell whether they ask for one."""
        opens: Mapping[Wants | WantsPerson, Callable[[], None]] = {
            Wants("start"): lambda: self.starting.open(client, body["trigger_id"], actor, NewGoals()),
            Wants("settings"): lambda: self.wishes.open(client, body["trigger_id"], actor),
            Wants("organisers"): lambda: self.naming.open(client, body["trigger_id"], actor),
        }
        if wants in opens:
            opens[wants]()
        return wants in opens

    @cached_property
    def _page(self) -> Callable[[str, str, FrameName], str]:
        """Draws a role's answer once for each version of the library, from which alone it follows."""
        return lru_cache(REMEMBERED)(self._drawn)

    def _drawn(self, _version: str, profile_id: str, frame: FrameName) -> str:
        return _as_text(frames_message(self.services.roles.profile(profile_id), frame))

    @cached_property
    def _copied(self) -> Callable[[_AsOf], str]:
        """Draws the text of goals once for each state that they were in."""
        return lru_cache(REMEMBERED)(lambda state: _as_text(copy_of(state.goals)))

    def _message(self, actor: Person, wants: Wants | WantsPerson, command: str) -> Block:
        if isinstance(wants, WantsPerson):
            return self.listing.person(actor, wants.user_id)
        return self._answers(command)[wants.what](actor)

    def _answers(self, command: str) -> Mapping[Subcommand, Callable[[Person], Block]]:
        listing = self.listing
        return {
            "help": lambda _: help_message(command),
            "mine": listing.mine,
            "team": listing.team,
            "handover": listing.to_move,
            "privacy": lambda actor: privacy_message(self.services.privacy.facts(actor)),
        }

    def _about_role(self, actor: Person, words: str) -> str:
        answer = self.services.roles.find(words)
        frame = answer.frame or self.services.wishes.layout_of(actor)
        if isinstance(answer, Found):
            return self._page(self.services.roles.version, answer.profile.id, frame)
        return _as_text(self._question(words, answer, frame))

    def _question(self, words: str, answer: NeedsLevel | Choices | Unknown, frame: FrameName) -> Block:
        if isinstance(answer, NeedsLevel):
            return levels_message(answer.role.profiles, frame, unknown=answer.unknown or "")
        if isinstance(answer, Choices):
            return profiles_message("Which one do you mean?", answer.profiles[:MOST_CHOICES], frame)
        return unknown_message(words, answer.nearest, frame)

    def _copy(self, actor: Person) -> str:
        goals = self.services.sheets.newest(actor)
        return (
            self._copied(_state_of(goals))
            if goals
            else _as_text(lines_message("Goals you write", [], 0, actor.user_id))
        )


@dataclass(frozen=True, slots=True)
class _AsOf:
    """Someone's goals, known by the state that they are in: every change counts its sheet's stamp up."""

    state: tuple[str, str, int, str, str]
    goals: Goals = field(compare=False)


def _state_of(goals: Goals) -> _AsOf:
    sheet = goals.sheet
    return _AsOf((sheet.team_id, sheet.id, sheet.stamp, goals.author.name, goals.subject.name), goals)


def _as_text(message: Block) -> str:
    """Return a message for one person alone, as it goes over the wire."""
    return json.dumps({"response_type": "ephemeral", **message}, ensure_ascii=False, separators=(",", ":"))


def _json(words: str) -> BoltResponse:
    return BoltResponse(status=200, body=words, headers={"content-type": ["application/json"]})


def copy_of(goals: Goals) -> Block:
    """Return someone's goals as text to copy."""
    shown = ShownFrame(goals.profile.id, goals.layout, 1, goals.sheet.id)
    return copy_message(goals.frame(), shown, goals)
