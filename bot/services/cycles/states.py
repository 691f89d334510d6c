"""The states of a review cycle, and what leads from one to another."""

from __future__ import annotations

from collections.abc import Mapping

from db.facts import CycleState

TRANSITIONS: Mapping[tuple[CycleState, str], CycleState] = {
    ("draft", "launch"): "running",
    ("running", "pause"): "paused",
    ("paused", "resume"): "running",
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
