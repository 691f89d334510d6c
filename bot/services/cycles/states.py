"""The states of a review cycle, and what leads from one to another."""

from __future__ import annotations

from collections.abc import Mapping

from bot.errors import Refused
from db.facts import Cycle, CycleState

TRANSITIONS: Mapping[tuple[CycleState, str], CycleState] = {
    ("draft", "launch"): "running",
    ("running", "pause"): "paused",
    ("paused", "resume"): "running",
    ("draft", "delete"): "cancelled",
    ("draft", "cancel"): "cancelled",
    ("running", "cancel"): "cancelled",
    ("paused", "cancel"): "cancelled",
    ("running", "close"): "closed",
    ("paused", "close"): "closed",
}
"""From a state, by a deed, to a state; nothing else is possible."""
EDITABLE: frozenset[CycleState] = frozenset({"draft", "running", "paused"})
STATE_WORDS: Mapping[CycleState, str] = {
    "draft": "not launched yet",
    "running": "running",
    "paused": "paused",
    "closed": "closed",
    "cancelled": "cancelled",
}


def state_after(cycle: Cycle, deed: str) -> CycleState:
    """Return the state that a deed leads to; raises `Refused` where it can't be done now."""
    state = TRANSITIONS.get((cycle.state, deed))
    if state is None:
        raise Refused(f"You can’t do that: this review cycle is {STATE_WORDS[cycle.state]}.")
    return state
