"""What changed in a role text: what the view reads back, how it deals changes out to pages, how it says matches."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.facts import Change
from bot.views.changes import change_block
from bot.views.state import TextPlace, decode
from bot.views.text_changes import DECIDE, KEEP, TAKE, decision_of, last_page, read_texts, texts_modal
from bot.views.text_news import text_news, text_words
from tests.unit.bot.views.cases_of_texts import LONG, PLACE, chosen, every_kind, many, some_kept, texts_of
from tests.unit.bot.views.screen import words_of


def shown(view: dict[str, Any], **choices: str) -> dict[str, Any]:
    """Return a view as Slack sends it, with choices by their number."""
    values = {
        block["block_id"]: {block["element"]["action_id"]: {"selected_option": {"value": value}}}
        for number, value in choices.items()
        for block in view["blocks"]
        if block["type"] == "input" and block["element"]["action_id"] == f"{DECIDE}{number[1:]}"
    }
    return view | {"state": {"values": values}}


def place_of(view: dict[str, Any]) -> TextPlace:
    return decode(TextPlace, view["private_metadata"])


def test_what_is_chosen_is_read_back_by_its_key() -> None:
    changes = every_kind()
    view = texts_modal(changes, PLACE)
    place = read_texts(shown(view, n1=TAKE, n5=TAKE, n0=KEEP), place_of(view))
    decision = decision_of(changes, place)
    assert changes.newer is not None
    assert (decision.old, decision.new) == (changes.goals.sheet.profile_hash, changes.newer.hash)
    assert decision.taken == {changes.changes[1].key, changes.changes[5].key}


def test_what_was_chosen_on_another_page_stays_chosen() -> None:
    changes = many()
    view = texts_modal(changes, chosen(changes, 0, 41, page=8))
    place = read_texts(shown(view, n79=TAKE), place_of(view))
    keys = [changes.changes[number].key for number in (0, 41, 79)]
    assert decision_of(changes, place).taken == frozenset(keys)


def test_numbers_stand_for_the_same_changes_where_some_were_kept_before() -> None:
    changes = some_kept()
    view = texts_modal(changes, PLACE)
    place = read_texts(shown(view, n2=TAKE), place_of(view))
    assert decision_of(changes, place).taken == {changes.changes[0].key}


def test_choices_between_other_texts_count_for_nothing() -> None:
    changes = every_kind()
    other = TextPlace(PLACE.sheet, old="a", new="b", taken="1111111")
    assert place_of(texts_modal(changes, other)).taken == "0000000"


@pytest.mark.parametrize("taken", ["", "1", "x" * 7, "1" * 500])
def test_a_state_of_another_length_takes_no_more_than_there_is(taken: str) -> None:
    changes = every_kind()
    hashes = place_of(texts_modal(changes, PLACE))
    view = texts_modal(changes, TextPlace(PLACE.sheet, old=hashes.old, new=hashes.new, taken=taken))
    assert len(place_of(view).taken) == len(changes.changes)
    decision = decision_of(changes, TextPlace(PLACE.sheet, taken=taken))
    assert decision.taken <= {change.key for change in changes.changes}


@pytest.mark.parametrize("choosable", [True, False])
def test_pages_hold_every_change_once_in_its_order(choosable: bool) -> None:  # noqa: FBT001
    changes = many() if choosable else every_kind(choosable=False)
    views = [texts_modal(changes, TextPlace(PLACE.sheet, page=page + 1)) for page in range(last_page(changes))]
    words = "\n".join(words_of(view) for view in views)
    texts = [change.row.new.row.text for change in changes.changes if change.row and change.row.new]
    assert [words.count(text) for text in texts] == [1] * len(texts)
    assert all(len(view["blocks"]) <= 100 for view in views)


def test_long_changes_take_more_pages() -> None:
    assert last_page(many(20, LONG)) > last_page(many(20))
    assert last_page(many(80)) == 8


def test_a_page_beyond_the_last_is_the_last() -> None:
    assert "page 8 of 8" in words_of(texts_modal(many(), TextPlace(PLACE.sheet, page=99)))


def test_a_match_by_words_is_never_silent() -> None:
    words = words_of(texts_modal(every_kind(), PLACE))
    assert "Goal 1 · reworded · matched by their words, 92 % alike" in words
    assert "“Scope” · reworded\n" in words, "a name is a key: there is nothing to say about likeness"


def test_words_and_a_title_that_changed_together_are_both_shown() -> None:
    changes = many(2)
    goals = changes.goals
    titled = replace(goals.profile.objectives[0], text="Leads all of it.", name="All of it")
    new = replace(goals.profile, responsibilities=(titled, *goals.profile.objectives[1:]))
    words = words_of(texts_modal(texts_of(goals, new), PLACE))
    assert "Goal 1 · reworded\n" in words
    assert "Title: (none) → All of it" in words


def test_a_choice_that_the_view_did_not_offer_counts_for_nothing() -> None:
    view = texts_modal(every_kind(), PLACE)
    forged = json.loads(json.dumps(view).replace(f"{DECIDE}6", f"{DECIDE}999").replace(f"{DECIDE}5", f"{DECIDE}x"))
    place = read_texts(shown(forged, n999=TAKE, nx=TAKE, n0=TAKE), place_of(view))
    assert place.taken == "1000000"


def test_long_words_are_shown_from_where_they_differ() -> None:
    same = "Owns and grows a portfolio of accounts " * 5
    change = Change("value", "goal 1", "text", f"{same}and keeps them.", f"{same}and plans them.")
    assert "Goal 1, words: \n…keeps them.\n → \n…plans them." in words_of({"blocks": [change_block("", [change])]})
    short = Change("value", "goal 1", "target", "30 % of deals", "30 % of quotes")
    assert "30 % of deals\n → \n30 % of quotes" in words_of({"blocks": [change_block("", [short])]})
    other = Change("value", "goal 1", "text", "a" * 200, "b" * 200)
    assert "a" * 149 in words_of({"blocks": [change_block("", [other])]})


def test_nothing_is_said_of_a_text_that_is_the_same() -> None:
    assert (text_news("same", "x"), text_words("same")) == ([], [])
