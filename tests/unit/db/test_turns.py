"""The writers' lock: in order, with a limit to patience, and never lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import db.turns
from db.turns import Turns


def test_the_turn_goes_to_whoever_asked_first() -> None:
    turns, served = Turns(), list[int]()
    assert turns.acquire(0)

    def wait(number: int) -> None:
        assert turns.acquire(30)
        served.append(number)
        turns.release()

    with ThreadPoolExecutor(5) as pool:
        for number in range(5):
            pool.submit(wait, number)
            while len(turns._waiting) <= number:
                pass
        turns.release()
    assert served == [0, 1, 2, 3, 4]


def test_who_gives_up_is_passed_over() -> None:
    turns = Turns()
    assert turns.acquire(0)
    assert not turns.acquire(0.001)
    turns.release()
    assert turns.acquire(0)


def test_a_turn_that_comes_while_one_gives_up_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = Turns()
    assert turns.acquire(0)

    class Late:
        """A waiter's lock that is opened just after the waiting ended."""

        def acquire(self, timeout: float = -1) -> bool:
            if timeout >= 0:
                turns.release()
            return timeout < 0

        def release(self) -> None:
            self.opened = True

    late: Any = Late
    monkeypatch.setattr(db.turns, "Lock", late)
    assert turns.acquire(0.001)
    assert not turns._waiting
    turns.release()
    assert not turns._held
