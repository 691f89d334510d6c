"""`/goals cycle …`: organisers' words for review cycles; nobody else learns that there are any."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient

from bot.errors import Refused
from bot.facts.cycles import CycleFilter
from bot.listeners.cycles import CyclesInTheMaking
from bot.services.all import Services
from bot.services.commands import CycleDeedName, WantsCycle
from bot.services.cycles.states import STATE_WORDS, TRANSITIONS
from bot.views.blocks import Block
from bot.views.cycle_status import cycles_message, status_message
from bot.views.notice import notice_message
from db.facts import Cycle, Person

LIVE = ("running", "paused", "draft")
MOVES: frozenset[CycleDeedName] = frozenset({"pause", "resume", "cancel", "close"})


@dataclass(frozen=True)
class CycleCommand:
    """Answers the words after `/goals cycle`."""

    services: Services
    making: CyclesInTheMaking

    def answer(self, actor: Person, wants: WantsCycle, body: dict[str, Any], client: WebClient) -> Block | None:
        """Return the answer as a message, None where a view was opened instead."""
        answers: Mapping[CycleDeedName, Callable[[], Block | None]] = {
            "new": lambda: self._new(actor, body, client),
            "list": lambda: cycles_message(self.services.cycles.organising.cycles(actor)),
            "status": lambda: self._status(actor, self._named(actor, wants.words)),
            "edit": lambda: self._status(actor, self._named(actor, wants.words)),
            "copy": lambda: self._copy(actor, self._named(actor, wants.words)),
        }
        if wants.deed in MOVES:
            return self._move(actor, self._named(actor, wants.words, wants.deed), wants.deed)
        return answers[wants.deed]()

    def _new(self, actor: Person, body: dict[str, Any], client: WebClient) -> None:
        self.services.cycles.organising.cycles(actor)
        self.making.open_new(client, body, actor)

    def _status(self, actor: Person, cycle: Cycle) -> Block:
        return status_message(self.services.cycles.statuses.status(actor, cycle.id, CycleFilter()))

    def _copy(self, actor: Person, cycle: Cycle) -> Block:
        copied = self.services.cycles.organising.copy(actor, cycle.id, uuid.uuid4().hex)
        return self._status(actor, copied)

    def _move(self, actor: Person, cycle: Cycle, deed: str) -> Block:
        moved = self.services.cycles.organising.move(actor, cycle.id, deed)
        return notice_message(f"{moved.name} is {STATE_WORDS[moved.state]} now.")

    def _named(self, actor: Person, words: str, deed: str = "") -> Cycle:
        """Return the cycle that some words name, without words the newest that is not over, rather one to move."""
        cycles = self.services.cycles.organising.cycles(actor)
        fitting = [one for one in cycles if words.casefold() in one.name.casefold()]
        found = fitting if words else [one for one in cycles if one.state in LIVE]
        found.sort(key=lambda one: bool(deed) and (one.state, deed) not in TRANSITIONS)
        if not found:
            raise Refused("There is no such review cycle. Type the command with “cycle list” to see all.")
        return found[0]
