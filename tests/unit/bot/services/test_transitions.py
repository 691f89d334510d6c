"""The states of someone's goals: every pair of a state and an action, and where it leads."""

from __future__ import annotations

from itertools import product
from typing import get_args

import pytest

from bot.services.permissions import RULES, Action
from bot.services.transitions import TRANSITIONS, after, state_of
from db.facts import Reply, ReplyKind, SheetState
from tests.unit.bot.making import ANA, SHEET_ID, T0, TEAM

STATES: tuple[SheetState, ...] = get_args(SheetState)
ACTIONS: tuple[Action, ...] = get_args(Action)
LEADS_TO = """
                 draft      shared       confirmed   unconfirmed  withdrawn  closed
read             .          .            .           .            .          .
write            .          .            .           .            -          -
take texts       .          .            .           .            -          -
discard          withdrawn  -            -           -            -          -
share            shared     shared       shared      shared       -          -
hasten           -          .            .           .            -          -
take back        -          draft        -           -            -          -
change           -          .            .           .            -          -
drop changes     -          .            .           .            -          -
settle           -          .            -           shared       -          -
give up          -          unconfirmed  -           -            -          -
hand over        -          .            .           .            -          -
close            -          closed       closed      closed       -          -
reopen           -          -            -           -            -          .
replace          -          .            .           .            -          -
see              -          .            .           .            -          .
history          -          .            .           .            -          .
readings         -          .            .           .            -          .
meet             -          .            .           .            -          -
agree to move    -          .            .           .            -          -
confirm          -          confirmed    .           confirmed    -          -
decline          -          unconfirmed  -           .            -          -
ask              -          .            -           .            -          -
comment          -          .            .           .            -          -
check in         -          .            .           .            -          -
"""
"""Down the actions, across the states: “-” cannot be done, “.” leaves the state as it is."""


def table() -> dict[tuple[str, str], str]:
    head, *lines = LEADS_TO.strip("\n").splitlines()
    return {
        (state, line[:17].strip()): word
        for line in lines
        for state, word in zip(head.split(), line[17:].split(), strict=True)
    }


def test_the_table_names_every_pair_once() -> None:
    assert set(table()) == set(product(STATES, ACTIONS))
    assert set(RULES) == set(ACTIONS)


@pytest.mark.parametrize(("state", "action"), [*product(STATES, ACTIONS)])
def test_every_action_leads_from_every_state_where_the_table_says(state: SheetState, action: Action) -> None:
    word = table()[state, action]
    assert (state in RULES[action].when) == (word != "-")
    assert after(state, action) == (state if word in {"-", "."} else word)


def test_nothing_leads_on_from_what_was_taken_back_as_a_draft() -> None:
    assert not [pair for pair in TRANSITIONS if pair[0] == "withdrawn"]


def test_every_state_is_reached_from_a_draft() -> None:
    reached: set[SheetState] = {"draft"}
    for _ in STATES:
        reached |= {after(state, action) for state in reached for action in ACTIONS}
    assert reached == set(STATES)


@pytest.mark.parametrize(
    ("kind", "state"), [("confirmed", "confirmed"), ("declined", "unconfirmed"), ("unanswered", "unconfirmed")]
)
def test_a_version_stands_by_what_became_of_it(kind: ReplyKind, state: SheetState) -> None:
    assert state_of(Reply(TEAM, SHEET_ID, 1, kind, ANA.user_id, T0)) == state
    assert state_of(None) == "shared"
