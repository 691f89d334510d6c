"""Reminders: what each button leads to, how far off is said in words, and what becomes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.gate import check_message
from bot.views.frames import CONTINUE, START
from bot.views.home import SETTINGS
from bot.views.late_lists import MOST as MOST_NAMES
from bot.views.late_lists import late_reports_message
from bot.views.reminder import (
    ENDED,
    LATER,
    LATER_DAY,
    MOST,
    NOT_NOW,
    SEE_ALL,
    STOPPED,
    later_modal,
    read_later,
    reminder_message,
)
from bot.views.shared_ids import ANSWER, OPEN, PROGRESS
from bot.views.state import HomePlace, NewGoals, OneSheet, OneTask, OneVersion, decode
from bot.views.to_do import MARK, due_words, to_do_blocks
from tests.unit.bot.making import SHEET_ID
from tests.unit.bot.views.cases_of_reminders import by_hand, ended, every_way
from tests.unit.bot.views.cycles import CYCLE_ID, draft, reminder, to_do
from tests.unit.bot.views.screen import control, controls, state, words_of

VERSION = OneVersion(SHEET_ID, 1)
WAYS = (
    (OPEN, VERSION),
    (CONTINUE, OneSheet(SHEET_ID)),
    (START, NewGoals(subject="U_SAM")),
    (ANSWER, VERSION),
    (PROGRESS, VERSION),
)


def test_each_to_do_leads_to_what_it_is_about() -> None:
    to_dos = every_way()
    found = [to_do_blocks(one)[0]["accessory"] for one in to_dos]
    carried = [decode(type(wanted), one["value"]) for one, (_, wanted) in zip(found, WAYS, strict=True)]
    expected = [wanted for _, wanted in WAYS]
    expected[1] = OneSheet(to_dos[1].task.sheet_id)
    assert [one["action_id"] for one in found] == [action_id for action_id, _ in WAYS]
    assert carried == expected


def test_what_is_done_elsewhere_is_marked_by_hand() -> None:
    marked, other, plain = (to_do_blocks(one) for one in by_hand())
    assert marked[0]["accessory"]["action_id"] == MARK
    assert decode(OneTask, marked[0]["accessory"]["value"]) == OneTask(CYCLE_ID, 2, "U_SAM")
    assert marked[1]["elements"][0]["elements"][0]["url"] == "https://example.com/review"
    assert (len(other), len(plain)) == (1, 1)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (3, "in 3 working days"),
        (1, "in 1 working day"),
        (0, "today"),
        (-1, "1 working day late"),
        (-2, "2 working days late"),
    ],
)
def test_how_far_off_it_is_stands_in_words(days: int, words: str) -> None:
    assert due_words(to_do(working_days=days)) == f"due Fri 18 Dec, {words}"


def test_five_stand_in_it_and_all_are_one_press_away() -> None:
    view = reminder_message(reminder(*(draft(number) for number in range(12, 0, -1))))
    lines = [block for block in view["blocks"] if block["type"] == "section"]
    assert len(lines) == MOST
    assert "due Fri 18 Dec" in lines[0]["text"]["text"]
    assert decode(HomePlace, control(view, SEE_ALL)["value"]) == HomePlace(1, "to do")
    assert SEE_ALL not in [one["action_id"] for one in controls(reminder_message(reminder(*[draft()] * 5)))]


def test_it_can_be_put_off_by_a_day_by_three_or_to_a_day() -> None:
    view = reminder_message(reminder(to_do(), hour=8))
    options = {one["value"]: one["text"]["text"] for one in control(view, LATER)["options"]}
    assert options == {"1": "Tomorrow, 08:00", "3": "In 3 days, 08:00", "day": "Pick a day"}
    assert control(view, SETTINGS)["text"]["text"] == "Reminder settings"
    modal = later_modal(date(2026, 12, 16))
    assert control(modal, LATER_DAY)["initial_date"] == "2026-12-16"
    assert read_later({**modal, "state": state({LATER_DAY: {"selected_date": "2027-01-04"}})}) == "2027-01-04"
    assert read_later(modal) == ""


def test_the_notification_names_the_cycle_and_the_day() -> None:
    assert reminder_message(reminder(to_do(), draft()))["text"] == (
        "Two things to do for H1 2027 goals, due Fri 18 Dec."
    )


def test_a_cycle_is_no_mention_in_the_notification() -> None:
    assert "&lt;!here&gt;" in reminder_message(reminder(to_do(), cycles=("<!here>",)))["text"]


def test_what_has_ended_has_no_controls() -> None:
    done, resting = reminder_message(reminder(*ended()[:3])), reminder_message(reminder(*ended()))
    over = reminder_message(reminder(*ended(), draft(), over=True))
    assert [one["text"] for one in (done, resting, over)] == [ENDED, NOT_NOW, STOPPED]
    for one in (done, resting, over):
        assert controls(one) == []
        assert [block for block in one["blocks"] if "accessory" in block] == []


def test_what_is_done_counts_no_more() -> None:
    to_dos = (replace(to_do(), done_on=date(2026, 12, 15)), draft())
    words = words_of(reminder_message(reminder(*to_dos)))
    assert "One thing to do" in words
    assert "Done Tue 15 Dec." in words


@given(st.integers(1, 40), st.integers(0, 40), st.integers(1, 5))
def test_slack_takes_it_whatever_is_owed_and_done(count: int, done: int, cycles: int) -> None:
    to_dos = [replace(draft(n), done_on=date(2026, 12, 15) if n <= done else None) for n in range(1, count + 1)]
    view = reminder_message(reminder(*to_dos, cycles=("x" * 60,) * cycles))
    assert check_message(view) == []
    assert (view["text"] == ENDED) == (done >= count)


def test_so_many_names_stand_in_a_list_and_the_others_are_counted() -> None:
    words = words_of(late_reports_message(_late(MOST_NAMES + 1)))
    assert "and 1 more" in words
    assert "more" not in words_of(late_reports_message(_late(MOST_NAMES)))


def _late(count: int) -> Any:
    from bot.facts.cycles import LateList

    return LateList(CYCLE_ID, "H1 2027 goals", ("Mia Vogt",), tuple(f"Person {n}" for n in range(count)))
