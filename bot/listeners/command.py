"""`/goals`: the frames of a role, someone's goals, or the first view of new ones."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from slack_bolt import Ack, App, BoltContext, BoltResponse
from slack_sdk import WebClient

from bot.facts import Goals
from bot.listeners.starting import Starting
from bot.listeners.wishes import WishesForm
from bot.services.all import Services
from bot.services.commands import Subcommand, Wants, WantsPerson, WantsRole, read_command
from bot.services.permissions import LIVE
from bot.views.blocks import Block
from bot.views.choices import (
    help_message,
    levels_message,
    lines_message,
    profiles_message,
    nothing_yet_message,
    unknown_message,
)
from bot.views.frames import frames_message, goals_message
from bot.views.moving import reading_message, to_move_message
from bot.views.notice import notice_message
from bot.views.privacy import privacy_message
from bot.views.reading import copy_message
from bot.views.state import ShownFrame
from canon.command import Choices, Found, NeedsLevel, Unknown
from canon.frames import FrameName
from db.facts import Person, SheetLine

MOST_CHOICES = 12
SHOWN_LINES = 10
ALL_LINES = 1_000
REMEMBERED = 512
"""Answers that are kept ready, some six kilobytes each."""
WHO = "I can’t tell who that is. Pick the name from the list that Slack shows after you type @."


@dataclass(frozen=True)
class GoalsCommand:
    """Answers the slash command."""

    services: Services
    starting: Starting
    wishes: WishesForm

    def register(self, app: App, command: str) -> None:
        app.command(command)(self.answer)

    def answer(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> BoltResponse | None:
        actor: Person = context["actor"]
        wants = read_command(body.get("text") or "")
        if isinstance(wants, WantsRole):
            return _json(self._about_role(actor, wants.words))
        if wants == Wants("start"):
            self.starting.open(client, body["trigger_id"], actor, NewGoals())
            ack()
            return None
        if wants == Wants("settings"):
            self.wishes.open(client, body["trigger_id"], actor)
            ack()
            return None
        if wants == Wants("copy"):
            return _json(self._copy(actor))
        return _json(_as_text(self._message(actor, wants, body["command"])))

    @cached_property
    def _page(self) -> Callable[[str, FrameName], str]:
        """Draws a role's answer once: it follows from the library alone, which stays as it is while the app runs."""
        return lru_cache(REMEMBERED)(self._drawn)

    def _drawn(self, profile_id: str, frame: FrameName) -> str:
        return _as_text(frames_message(self.services.roles.profile(profile_id), frame))

    @cached_property
    def _copied(self) -> Callable[[_AsOf], str]:
        """Draws the text of goals once for each state that they were in."""
        return lru_cache(REMEMBERED)(lambda state: _as_text(copy_of(state.goals)))

    def _message(self, actor: Person, wants: Wants | WantsPerson, command: str) -> Block:
        if isinstance(wants, WantsPerson):
            return self._person(actor, wants.user_id)
        return self._answers(command)[wants.what](actor)

    def _answers(self, command: str) -> Mapping[Subcommand, Callable[[Person], Block]]:
        return {
            "help": lambda _: help_message(command),
            "mine": self._mine,
            "team": self._team,
            "handover": self._to_move,
            "privacy": lambda actor: privacy_message(self.services.privacy.facts(actor)),
        }

    def _about_role(self, actor: Person, words: str) -> str:
        answer = self.services.roles.find(words)
        frame = answer.frame or self.services.wishes.layout_of(actor)
        if isinstance(answer, Found):
            return self._page(answer.profile.id, frame)
        return _as_text(self._question(words, answer, frame))

    def _question(self, words: str, answer: NeedsLevel | Choices | Unknown, frame: FrameName) -> Block:
        if isinstance(answer, NeedsLevel):
            return levels_message(answer.role.profiles, frame, unknown=answer.unknown or "")
        if isinstance(answer, Choices):
            return profiles_message("Which one do you mean?", answer.profiles[:MOST_CHOICES], frame)
        return unknown_message(words, answer.nearest, frame)

    def _person(self, actor: Person, user_id: str) -> Block:
        person = self.services.people.get(actor.team_id, user_id) if user_id else None
        if person is None or not person.member:
            return notice_message(WHO)
        lines = self.services.sheets.about(actor, user_id)
        readable = self.services.viewing.of_person(actor, user_id)
        if readable:
            return reading_message(person.name, user_id)
        if not lines:
            return nothing_yet_message(person.name, user_id)
        if len(lines) == 1 and lines[0].state == "draft":
            goals = self.services.sheets.open(actor, lines[0].id)
            return goals_message(goals, goals.layout)
        return lines_message(
            f"Goals for {person.name}", [(line, person.name) for line in lines[:SHOWN_LINES]], len(lines)
        )

    def _mine(self, actor: Person) -> Block:
        """List what was shared with a person and what they write for themself."""
        shared, total = self.services.viewing.about_me(actor, SHOWN_LINES)
        own = self.services.sheets.about(actor, actor.user_id)
        return self._listed(actor, "Your goals", (*shared, *own)[:SHOWN_LINES], total + len(own))

    def _team(self, actor: Person) -> Block:
        lines, total = self.services.sheets.lines(actor, SHOWN_LINES, others=True)
        return self._listed(actor, "Goals you write", lines, total)

    def _to_move(self, actor: Person) -> Block:
        """List the shared goals that a person could move to another manager."""
        lines, _ = self.services.sheets.lines(actor, ALL_LINES, others=True)
        shared = tuple(line for line in lines if line.state in LIVE)
        named = [(line, self.services.people.name(actor.team_id, line.subject)) for line in shared[:SHOWN_LINES]]
        return to_move_message(named, len(shared))

    def _listed(self, actor: Person, title: str, lines: Sequence[SheetLine], total: int) -> Block:
        return lines_message(title, [(line, self._whose(actor, line)) for line in lines], total)

    def _whose(self, actor: Person, line: SheetLine) -> str:
        """Return whom a line is about or, where it is oneself, from whom it comes."""
        other = line.author if line.subject == actor.user_id else line.subject
        return self.services.people.name(actor.team_id, other)

    def _copy(self, actor: Person) -> str:
        goals = self.services.sheets.newest(actor)
        return self._copied(_state_of(goals)) if goals else _as_text(lines_message("Goals you write", [], 0))


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
