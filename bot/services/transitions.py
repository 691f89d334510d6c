"""The states of someone's goals and what leads from one to another: one table, nothing beside it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.services.permissions import Action
from db.facts import Reply, SheetState

TRANSITIONS: Mapping[tuple[SheetState, Action], SheetState] = {
    ("draft", "share"): "shared",
    ("draft", "discard"): "withdrawn",
    ("shared", "share"): "shared",
    ("confirmed", "share"): "shared",
    ("unconfirmed", "share"): "shared",
    ("shared", "settle"): "shared",
    ("unconfirmed", "settle"): "shared",
    ("shared", "take back"): "draft",
    ("shared", "confirm"): "confirmed",
    ("unconfirmed", "confirm"): "confirmed",
    ("shared", "decline"): "unconfirmed",
    ("shared", "give up"): "unconfirmed",
    ("shared", "close"): "closed",
    ("confirmed", "close"): "closed",
    ("unconfirmed", "close"): "closed",
}
"""From a state, by an action, to a state. Taking back a later version and reopening lead to where the version in
force stands by its replies: `state_of`."""


def after(state: SheetState, action: Action) -> SheetState:
    """Return the state that an action leads to; those that are not in the table leave it as it is."""
    return TRANSITIONS.get((state, action), state)


def state_of(reply: Reply | None) -> SheetState:
    """Return the state in which a shared version stands by what became of it."""
    if reply is None:
        return "shared"
    return "confirmed" if reply.kind == "confirmed" else "unconfirmed"
