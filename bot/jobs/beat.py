"""One beat: what is due in review cycles becomes messages, then messages go out."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from bot.jobs.cycles import CycleJob

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Beat:
    """What the heartbeat does."""

    cycles: CycleJob
    send: Callable[[], int]

    def __call__(self) -> int:
        """Return how many messages Slack shows now; what goes wrong with reminders holds up no other message."""
        try:
            self.cycles.send()
        except Exception as error:  # noqa: BLE001 - whatever it is, the next beat tries again
            log.warning("due reminders were not settled: %s", type(error).__name__)
        return self.send()
