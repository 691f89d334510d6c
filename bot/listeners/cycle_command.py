"""`/goals cycle …`: organisers' words for review cycles; nobody else learns that there are any."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient

from bot.errors import Refused
from bot.facts.cycles import CycleFilter
from bot.listeners.cycles import CyclesInTheMaking
from bot.listeners.opening import show_view
from bot.services.all import Services
from bot.services.commands import CycleDeedName, WantsCycle
from bot.services.cycles.states import STATE_WORDS, TRANSITIONS
from bot.views.blocks import Block
from bot.views.cycle_status import cycles_message, several_message, status_message
from bot.views.notice import notice_message
from db.facts import Cycle, Person

LIVE = ("running", "paused", "draft")
MOVES: frozenset[CycleDeedName] = frozenset({"pause", "resume", "cancel", "close"})
NO_SUCH = "There is no such review cycle. Type the command with “cycle list” to see all."


@dataclass(frozen=True)
class CycleCommand:
    """Answers the words after `/goals cycle`."""

    services: Services
    making: CyclesInTheMaking

    def answer(self, actor: Person, wants: WantsCycle, body: dict[str, Any], client: WebClient) -> Block | None:
        """Return the answer as a message, None where a view was opened instead."""
        cycles = self.services.cycles.organising.cycles(actor)
        if wants.deed == "new":
            self.making.open_new(client, body, actor)
            return None
        if wants.deed == "list":
            return cycles_message(cycles)
        meant = named(cycles, wants)
        return several_message(meant) if len(meant) > 1 else self._do(actor, meant[0], wants.deed, body, client)

    def _do(
        self, actor: Person, cycle: Cycle, deed: CycleDeedName, body: dict[str, Any], client: WebClient
    ) -> Block | None:
        organising = self.services.cycles.organising
        if deed in {"close", "cancel"}:
            question = self.making.ending(actor, cycle, "close" if deed == "close" else "cancel")
            show_view(client, body, lambda: question)
            return None
        if deed in MOVES:
            moved = organising.move(actor, cycle.id, deed)
            return notice_message(f"{moved.name} is {STATE_WORDS[moved.state]} now.")
        choosing = self.services.cycles.choosing
        shown = choosing.copied(actor, cycle.id, uuid.uuid4().hex) if deed == "copy" else cycle
        return status_message(self.services.cycles.statuses.status(actor, shown.id, CycleFilter()))


def named(cycles: Sequence[Cycle], wants: WantsCycle) -> list[Cycle]:
    """Return the cycles that some words may mean: those of this very name, else those with the words in theirs.

    Without words it is the newest that is not over; of several that could be moved, all. Those that can't be moved
    like this are meant only where none can. Raises `Refused` where there is none.
    """
    words = wants.words.casefold()
    same = [one for one in cycles if one.name.casefold() == words]
    found = same or [one for one in cycles if (words in one.name.casefold() if words else one.state in LIVE)]
    found = [one for one in found if (one.state, wants.deed) in TRANSITIONS] or found
    if not found:
        raise Refused(NO_SUCH)
    return found if words or wants.deed in MOVES else found[:1]
