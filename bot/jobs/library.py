"""The role library on the clock: where its files changed, it is loaded anew and put in the place of the old one."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from bot.clock import Clock
from bot.services.roles import Roles
from canon.faults import CanonError
from canon.sources import Mark, Sources

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Followed:
    """Files to follow: how they looked before the library in use was loaded, and who speaks to the operator."""

    sources: Sources
    begun: Mark
    tell: Callable[[str], None] = log.warning


class LibraryJob:
    """Looks at the files and, once two looks agree that they changed, loads them; faulty ones change nothing."""

    def __init__(self, followed: Followed, roles: Roles, clock: Clock) -> None:
        self._sources, self._tell = followed.sources, followed.tell
        self._roles, self._clock = roles, clock
        self._done = self._seen = followed.begun
        self._trouble = ""
        self._one_at_a_time = threading.Lock()

    @property
    def trouble(self) -> str:
        """What is wrong with the files as they are now; empty where the library in use is theirs."""
        return self._trouble

    def __call__(self) -> None:
        """Look once; files that somebody is still writing wait for the next look."""
        with self._one_at_a_time:
            mark = self._sources.mark()
            if mark == self._seen != self._done:
                self._load(mark)
            self._seen = mark

    def now(self) -> None:
        """Load the files as they are, changed or not."""
        with self._one_at_a_time:
            self._load(self._sources.mark())

    def _load(self, mark: Mark) -> None:
        self._done = self._seen = mark
        try:
            library = self._sources.load()
        except CanonError as error:
            self._refuse(error)
            return
        self._roles.swap(library)
        self._trouble = ""
        count = len(library.roles)
        self._tell(f"The role library was loaded anew: {count} {'role' if count == 1 else 'roles'}.")

    def _refuse(self, error: CanonError) -> None:
        rest = len(error.faults) - 1
        more = f" ({rest} more; `goalframe canon check` lists them)" if rest else ""
        since = f"{self._clock():%Y-%m-%d %H:%M} UTC"
        self._trouble = f"The role library that was loaded before {since} stays in use: {error.faults[0]}{more}"
        self._tell(self._trouble)
