"""What nobody waits for: people asked for again, list and library followed, summaries asked for, questions ended."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from bot.jobs.cycles import CycleJob
from bot.services.all import Services
from bot.services.summaries import Summaries

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Leisure:
    """One run of all of it; what fails holds up nothing else and is tried again next time."""

    services: Services
    summaries: Summaries
    cycles: CycleJob
    team_id: str

    def __call__(self) -> None:
        people = (self.services.people.refresh, self._follow_list)
        for job in (*people, self.summaries.follow, self.cycles.plan, self._follow_library, self._follow_questions):
            _tried(job)

    def begin(self) -> None:
        """Follow what came into force while nobody ran the app, before anybody is served."""
        for job in (self._follow_list, self.cycles.begin):
            _tried(job)

    def _follow_library(self) -> None:
        self.services.text_telling.follow(self.team_id)

    def _follow_questions(self) -> None:
        self.services.agreeing.follow(self.team_id)

    def _follow_list(self) -> None:
        self.services.succession.follow(self.team_id)


def _tried(job: Callable[[], object]) -> None:
    try:
        job()
    except Exception as error:  # noqa: BLE001 - whatever it is, the next run tries again
        log.warning("a leisurely job failed and will be tried again: %s", type(error).__name__)
