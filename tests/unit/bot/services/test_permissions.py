"""Who may do what: a draft is its author's alone, and what is forbidden looks like what is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.errors import NothingHere, Refused
from bot.services.permissions import Action, authorize
from db.facts import Person, Sheet, SheetState
from tests.unit.bot.making import ANA, SAM, goals_of, person, profile_of

SHEET = goals_of(profile_of(1)).sheet
ACTIONS: tuple[Action, ...] = ("read", "write", "discard")
STRANGERS = (
    SAM,
    person("U_EVA", "Eva Lind"),
    replace(ANA, team_id="T2"),
    replace(ANA, deleted=True),
    replace(ANA, restricted=True),
    replace(ANA, stranger=True),
)


@pytest.mark.parametrize("action", ACTIONS)
def test_the_author_may_do_everything_with_a_draft(action: Action) -> None:
    assert authorize(ANA, action, SHEET) is SHEET


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("sheet", [SHEET, None])
@pytest.mark.parametrize("actor", STRANGERS)
def test_everyone_else_reads_the_same_words_as_for_what_is_missing(
    actor: Person, sheet: Sheet | None, action: Action
) -> None:
    with pytest.raises(NothingHere, match=r"^There is nothing here for you\.$"):
        authorize(actor, action, sheet)


@pytest.mark.parametrize("state", ["withdrawn", "closed"])
def test_what_is_no_draft_any_more_can_only_be_read_and_says_so_to_its_author(state: SheetState) -> None:
    ended = replace(SHEET, state=state)
    assert authorize(ANA, "read", ended) is ended
    for action in ACTIONS[1:]:
        with pytest.raises(Refused, match=r"^You can’t do that: .* 2026-12-01\. Start new goals\.$"):
            authorize(ANA, action, ended)
        with pytest.raises(NothingHere):
            authorize(SAM, action, ended)
