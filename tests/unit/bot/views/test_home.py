"""Home: every goal stands on exactly one page, whatever it is narrowed to, and Slack takes every page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.home import PAGE_LINES, SHOWS, Show, as_show
from bot.sandbox.gate import check_view
from bot.views.home import SHOW, TURN, home_view
from bot.views.lines import state_words
from bot.views.shared_ids import OPEN
from bot.views.state import HomePlace, OneVersion, decode
from tests.unit.bot.making import line
from tests.unit.bot.views.cases_of_home import manager, mine, owed, written
from tests.unit.bot.views.cases_of_lists import every_state
from tests.unit.bot.views.screen import control, controls, labels, words_of

COUNTS = st.sampled_from([0, 1, 2, 9, 10, 11, 50])


@given(COUNTS, COUNTS, COUNTS, st.sampled_from(SHOWS), st.integers(1, 12))
def test_slack_takes_every_page(to_do: int, own: int, others: int, show: Show, page: int) -> None:
    view = home_view(manager(owed=owed(to_do), mine=mine(own), written=written(others), show=show, page=page))
    assert check_view(view) == []
    assert len(view["blocks"]) <= 100


@pytest.mark.parametrize("show", [show for show in SHOWS if show != "to do"])
def test_every_goal_stands_on_one_page(show: Show) -> None:
    facts = manager(mine=mine(13), written=written(50), show=show)
    pages = -(-len(facts.shown()) // PAGE_LINES)
    found = [
        value
        for page in range(1, pages + 1)
        for one in controls(home_view(replace(facts, page=page)))
        if one["action_id"] in {OPEN, "goals:open"}
        for value in [one["value"]]
    ]
    assert len(found) == len(set(found)) == len(facts.shown())


def test_back_and_next_lead_to_the_pages_beside() -> None:
    view = home_view(manager(written=written(50), show="closed", page=1))
    assert decode(HomePlace, control(view, f"{TURN}:2")["value"]) == HomePlace(2, "closed")
    assert "Back" not in labels(view)
    assert "Next" not in labels(home_view(manager(written=written(50), show="closed", page=2)))


def test_the_menu_says_how_much_there_is_and_what_is_shown() -> None:
    menu = control(home_view(manager(owed=owed(3), written=written(8), show="waiting")), SHOW)
    assert menu["initial_option"]["text"]["text"] == "Goals you write: waiting for an answer (2)"
    assert [as_show(one["value"]) for one in menu["options"]] == list(SHOWS)
    assert as_show("elsewhere") == "everything"


def test_what_is_to_be_done_opens_the_version_that_is_meant() -> None:
    view = home_view(manager(owed=owed(1, ("read and confirm",))))
    assert decode(OneVersion, control(view, OPEN)["value"]) == OneVersion("0" * 32, 2)


def test_somebody_without_goals_is_told_the_first_step_and_offered_no_filter() -> None:
    view = home_view(manager())
    assert "Pick a person and a role" in words_of(view)
    assert SHOW not in [one["action_id"] for one in controls(view)]


def test_an_employee_does_not_read_that_their_manager_is_changing_something() -> None:
    editing = replace(line(), state="confirmed", version=2, editing=True)
    assert state_words(editing) == "version 2 · read and confirmed; you have changes that are not shared"
    assert state_words(editing, mine=True) == "version 2 · read and confirmed"


def test_how_goals_stand_is_said_in_words() -> None:
    assert [state_words(one) for one, _ in every_state()] == [
        "2 of 5 filled · draft, only you can see it",
        "version 2 · waits to be read and confirmed",
        "version 3 · changes asked for, your turn",
        "version 4 · changes asked for, your turn; you have changes that are not shared",
        "version 5 · read and confirmed",
        "version 6 · read and confirmed; you have changes that are not shared",
        "version 7 · not confirmed",
        "version 8 · closed",
        "version 9 · taken back",
    ]
    shared, asked = (one for one, _ in every_state()[1:3])
    assert (state_words(shared, mine=True), state_words(asked, mine=True)) == (
        "version 2 · your turn to read",
        "version 3 · you asked for changes",
    )
