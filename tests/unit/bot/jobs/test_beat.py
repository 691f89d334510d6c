"""A beat: reminders are settled, then messages go out, whatever becomes of the reminders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import pytest

from bot.jobs.beat import Beat
from bot.jobs.cycles import CycleJob


@dataclass
class Reminders:
    """The part of the job that a beat runs."""

    trouble: Exception | None = None
    runs: int = 0

    def send(self) -> int:
        self.runs += 1
        if self.trouble:
            raise self.trouble
        return 5


def test_a_beat_settles_reminders_and_says_how_many_messages_slack_shows_now() -> None:
    reminders = Reminders()
    assert Beat(cast("CycleJob", reminders), lambda: 3)() == 3
    assert reminders.runs == 1


def test_reminders_that_fail_hold_up_no_message(caplog: pytest.LogCaptureFixture) -> None:
    reminders = Reminders(KeyError("€2.4M"))
    assert Beat(cast("CycleJob", reminders), lambda: 3)() == 3
    assert "due reminders were not settled: KeyError" in caplog.text
    assert "2.4M" not in caplog.text
