"""Saves while someone types: the newest state wins, a second apart, and none is lost."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from bot.errors import NothingHere
from bot.services.autosave import EVERY, Autosave, on_a_timer


@dataclass
class Later:
    """What is to happen later, until a test lets the time pass."""

    calls: list[Callable[[], None]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def __call__(self, seconds: float, call: Callable[[], None]) -> None:
        self.seconds.append(seconds)
        self.calls.append(call)

    def pass_by(self) -> int:
        """Let a second pass; return how many calls were due."""
        due, self.calls = self.calls, []
        for call in due:
            call()
        return len(due)


@dataclass
class Kept:
    """Where saves go; it fails as often as told."""

    values: list[str] = field(default_factory=list)
    failing: int = 0
    error: Exception = field(default_factory=lambda: RuntimeError("the disk is full"))

    def save(self, value: str) -> Callable[[], None]:
        def make() -> None:
            if self.failing:
                self.failing -= 1
                raise self.error
            self.values.append(value)

        return make


@pytest.fixture
def later() -> Later:
    return Later()


@pytest.fixture
def autosave(later: Later) -> Autosave:
    return Autosave(later)


@pytest.fixture
def kept() -> Kept:
    return Kept()


def test_the_first_letter_is_saved_at_once_and_the_rest_a_second_later(
    autosave: Autosave, later: Later, kept: Kept
) -> None:
    for number, value in enumerate(("3", "30", "30 ", "30 %")):
        autosave.offer("V1", f"100.{number}", kept.save(value))
    assert kept.values == ["3"]
    later.pass_by()
    assert kept.values == ["3", "30 %"]
    assert set(later.seconds) == {EVERY}


def test_a_view_is_written_at_most_once_a_second(autosave: Autosave, later: Later, kept: Kept) -> None:
    for second in range(5):
        for number in range(20):
            autosave.offer("V1", f"{second}.{number:02}", kept.save(f"{second}.{number}"))
        later.pass_by()
    assert kept.values == ["0.0", "0.19", "1.19", "2.19", "3.19", "4.19"]


def test_the_newest_action_wins_whatever_comes_last(autosave: Autosave, later: Later, kept: Kept) -> None:
    autosave.offer("V1", "100.9", kept.save("newest"))
    autosave.offer("V1", "100.10", kept.save("older"))
    later.pass_by()
    assert kept.values == ["newest"]


def test_an_action_without_a_time_counts_only_where_there_is_no_other(
    autosave: Autosave, later: Later, kept: Kept
) -> None:
    autosave.offer("V1", "", kept.save("a"))
    autosave.offer("V1", "100.1", kept.save("b"))
    autosave.offer("V1", "", kept.save("c"))
    later.pass_by()
    assert kept.values == ["a", "b"]


def test_views_do_not_wait_for_each_other(autosave: Autosave, kept: Kept) -> None:
    autosave.offer("V1", "100.1", kept.save("one"))
    autosave.offer("V2", "99.1", kept.save("two"))
    assert kept.values == ["one", "two"]


def test_a_quiet_view_is_no_longer_asked_about(autosave: Autosave, later: Later, kept: Kept) -> None:
    autosave.offer("V1", "100.1", kept.save("a"))
    assert later.pass_by() == 1
    assert later.pass_by() == 0
    autosave.offer("V1", "105.1", kept.save("b"))
    assert kept.values == ["a", "b"]


def test_a_failing_save_is_tried_again_until_it_is_made(autosave: Autosave, later: Later, kept: Kept) -> None:
    kept.failing = 3
    autosave.offer("V1", "100.1", kept.save("30 %"))
    assert [later.pass_by() for _ in range(3)] == [1, 1, 1]
    assert kept.values == ["30 %"]


def test_a_newer_state_takes_the_place_of_a_save_that_failed(autosave: Autosave, later: Later, kept: Kept) -> None:
    kept.failing = 1
    autosave.offer("V1", "100.1", kept.save("3"))
    autosave.offer("V1", "100.2", kept.save("30"))
    later.pass_by()
    later.pass_by()
    assert kept.values == ["30"]


def test_a_state_that_comes_while_a_save_fails_is_not_replaced_by_it(
    autosave: Autosave, later: Later, kept: Kept
) -> None:
    def fail() -> None:
        autosave.offer("V1", "100.2", kept.save("30"))
        raise RuntimeError

    autosave.offer("V1", "100.1", fail)
    later.pass_by()
    later.pass_by()
    assert kept.values == ["30"]


def test_a_refused_save_is_not_tried_again(
    autosave: Autosave, later: Later, kept: Kept, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    kept.failing, kept.error = 1, NothingHere()
    autosave.offer("V1", "100.1", kept.save("30 %"))
    later.pass_by()
    assert kept.values == []
    assert caplog.messages == ["autosave of view V1 was refused: NothingHere"]


def test_a_failure_is_logged_without_what_was_typed(
    autosave: Autosave, kept: Kept, caplog: pytest.LogCaptureFixture
) -> None:
    kept.failing, kept.error = 1, RuntimeError("30 %")
    autosave.offer("V1", "100.1", kept.save("30 %"))
    assert caplog.messages == ["autosave of view V1 failed and will be tried again: RuntimeError"]


def test_finish_writes_what_is_pending_at_once(autosave: Autosave, later: Later, kept: Kept) -> None:
    autosave.offer("V1", "100.1", kept.save("3"))
    autosave.offer("V1", "100.2", kept.save("30 %"))
    autosave.finish("V1")
    assert kept.values == ["3", "30 %"]
    later.pass_by()
    assert kept.values == ["3", "30 %"]


def test_what_fails_at_the_finish_is_tried_again(autosave: Autosave, later: Later, kept: Kept) -> None:
    autosave.offer("V1", "100.1", kept.save("3"))
    autosave.offer("V1", "100.2", kept.save("30 %"))
    kept.failing = 1
    autosave.finish("V1")
    assert kept.values == ["3"]
    later.pass_by()
    assert kept.values == ["3", "30 %"]


def test_an_older_action_that_comes_after_the_finish_changes_nothing(autosave: Autosave, kept: Kept) -> None:
    autosave.offer("V1", "100.2", kept.save("30 %"))
    autosave.finish("V1")
    autosave.offer("V1", "100.1", kept.save("3"))
    assert kept.values == ["30 %"]


def test_the_view_that_has_been_quiet_for_longest_is_forgotten_first(
    autosave: Autosave, later: Later, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.autosave.REMEMBERED", 2)
    for view in ("V1", "V2", "V3"):
        autosave.offer(view, "100.2", kept.save(view))
        later.pass_by()
    autosave.offer("V2", "100.1", kept.save("late in V2"))
    autosave.offer("V1", "100.1", kept.save("late in V1"))
    assert kept.values == ["V1", "V2", "V3", "late in V1"]


def test_no_view_is_forgotten_while_something_of_it_is_pending(
    autosave: Autosave, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.autosave.REMEMBERED", 1)
    for view in ("V1", "V2"):
        autosave.offer(view, "100.1", kept.save(f"first of {view}"))
        autosave.offer(view, "100.2", kept.save(f"last of {view}"))
    autosave.finish_all()
    assert kept.values == ["first of V1", "first of V2", "last of V1", "last of V2"]


def test_finish_all_writes_every_view(autosave: Autosave, kept: Kept) -> None:
    for view in ("V1", "V2"):
        autosave.offer(view, "100.1", kept.save("first"))
        autosave.offer(view, "100.2", kept.save(view))
    autosave.finish_all()
    assert kept.values == ["first", "first", "V1", "V2"]


def test_a_view_that_has_nothing_to_finish_is_finished(autosave: Autosave, kept: Kept) -> None:
    autosave.finish("V9")
    autosave.finish_all()
    assert kept.values == []


def test_finish_waits_for_a_save_under_way_so_that_the_newer_state_ends_last(autosave: Autosave, kept: Kept) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        begun.set()
        assert go_on.wait(10)
        kept.values.append("older")

    typing = threading.Thread(target=autosave.offer, args=("V1", "100.1", slow))
    typing.start()
    assert begun.wait(10)
    autosave.offer("V1", "100.2", kept.save("newer"))
    closing = threading.Thread(target=autosave.finish, args=("V1",))
    closing.start()
    closing.join(0.05)
    go_on.set()
    typing.join(10)
    closing.join(10)
    assert kept.values == ["older", "newer"]


def test_whatever_order_threads_come_in_the_newest_state_is_saved_last(
    autosave: Autosave, later: Later, kept: Kept
) -> None:
    together = threading.Barrier(16)

    def type_one(number: int) -> None:
        together.wait(10)
        autosave.offer("V1", f"100.{number:02}", kept.save(f"{number:02}"))

    typing = [threading.Thread(target=type_one, args=(number,)) for number in range(16)]
    for thread in typing:
        thread.start()
    for thread in typing:
        thread.join(10)
    autosave.finish("V1")
    assert kept.values[-1] == "15"
    assert kept.values == sorted(kept.values)


def test_the_timer_calls_from_a_thread_that_does_not_hold_the_process_up() -> None:
    called = threading.Event()
    threads: list[threading.Thread] = []

    def call() -> None:
        threads.append(threading.current_thread())
        called.set()

    on_a_timer(0, call)
    assert called.wait(10)
    assert threads[0].daemon
