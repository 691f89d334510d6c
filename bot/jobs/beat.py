"""One beat: what is due in review cycles becomes messages, then messages go out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.jobs.cycles import CycleJob


@dataclass(frozen=True, slots=True)
class Beat:
    """What the heartbeat does."""

    cycles: CycleJob
    send: Callable[[], int]

    def __call__(self) -> int:
        """Return how many messages Slack shows now."""
        self.cycles.send()
        return self.send()
