"""The demo's story: the next thing to try for each person, ticked off by what they did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from bot.sandbox.state import Delivery

Deed = Literal["command", "action", "submission", "shortcut", "home"]


@dataclass(frozen=True, slots=True)
class When:
    """A deed that ticks a step off: its kind, and how its command text, action_id or callback_id begins."""

    deed: Deed
    begins: str = ""

    def matches(self, delivery: Delivery) -> bool:
        return any(what.startswith(self.begins) for what in _names(self.deed, delivery.payload))


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to try: whose turn it is, what to do, and optionally the command that does it."""

    person: str
    title: str
    hint: str
    done_when: When
    text: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """The steps, in the order in which the page offers them to each person."""

    steps: tuple[Step, ...] = ()

    def ticked(self, delivery: Delivery) -> set[int]:
        """Say which steps this delivery does."""
        return {
            place
            for place, step in enumerate(self.steps)
            if step.person == delivery.user and step.done_when.matches(delivery)
        }


def _names(deed: Deed, payload: dict[str, Any]) -> Iterator[str]:
    if deed == "command" and "command" in payload:
        yield f"{payload['command']} {payload.get('text', '')}".strip()
    elif deed == "home" and payload.get("event", {}).get("type") == "app_home_opened":
        yield ""
    elif deed == "action" and payload.get("type") == "block_actions":
        yield from (action["action_id"] for action in payload["actions"])
    elif deed == "submission" and payload.get("type") == "view_submission":
        yield payload["view"].get("callback_id", "")
    elif deed == "shortcut" and payload.get("type") == "shortcut":
        yield payload["callback_id"]
