"""A lock that is given in the order it was asked for: with a plain one, forty busy writers starve each other."""

from __future__ import annotations

from collections import deque
from threading import Lock


class Turns:
    """One holder at a time, first come, first served."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._held = False
        self._waiting: deque[Lock] = deque()

    def acquire(self, timeout: float) -> bool:
        """Wait for one's turn, at most `timeout` seconds; say whether it came."""
        with self._guard:
            if not self._held:
                self._held = True
                return True
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        return mine.acquire(timeout=timeout) or not self._leave(mine)

    def release(self) -> None:
        """Give the turn to whoever waits longest."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._held = False

    def _leave(self, mine: Lock) -> bool:
        """Leave the queue; say no if the turn came in that very moment."""
        with self._guard:
            if mine not in self._waiting:
                return False
            self._waiting.remove(mine)
            return True
