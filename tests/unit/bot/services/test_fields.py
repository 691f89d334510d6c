"""What may stand in a field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.fields import LONGEST, NO_DAY, ONE_LINE, TOO_LONG, fault_in

ONE_LINE_OF_TEXT = st.text(st.characters(exclude_categories=("Cc", "Zl", "Zp", "Cs")), max_size=LONGEST)


@given(ONE_LINE_OF_TEXT)
def test_any_line_of_up_to_500_characters_may_stand_there(value: str) -> None:
    assert fault_in("target", value) is None


@pytest.mark.parametrize("bad", ["\n", "\r", "\t", "\x00", "\x1b", "\x85", "\u2028", "\u2029", "\ud800"])
def test_line_breaks_and_control_characters_may_not(bad: str) -> None:
    assert fault_in("note", f"a{bad}b") == ONE_LINE


def test_what_is_too_long_is_said_with_the_limit() -> None:
    assert fault_in("baseline", "x" * 501) == TOO_LONG
    assert "500" in TOO_LONG


@given(st.dates())
def test_any_day_may_stand_in_a_date(day: object) -> None:
    assert fault_in("date", str(day)) is None


@pytest.mark.parametrize("value", ["2027-02-29", "2027-6-30", "20270630", "2027-W01-1", "soon", " 2027-06-30"])
def test_what_is_no_day_may_not(value: str) -> None:
    assert fault_in("date", value) == NO_DAY


def test_a_date_may_be_empty() -> None:
    assert fault_in("date", "") is None
