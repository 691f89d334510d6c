"""What is read back from the dialogs: what a person can do in each, and what nobody should be able to."""

from __future__ import annotations

from typing import Any

import pytest

from bot.errors import StaleControl
from bot.facts import Deciding, Proposing, Talk
from bot.views.asking import ALL, OTHERS, TICK, ask_modal, ask_pick_modal, pick_block, read_ask, read_ask_pick
from bot.views.asking import block_of as asked_block
from bot.views.blocks import option
from bot.views.confirming import WORDS, confirm_modal, decline_modal, read_confirm, read_decline
from bot.views.moving import (
    GOALS,
    MANAGER,
    REASON_WORDS,
    REASONS,
    WHY,
    move_modal,
    read_move,
    read_reason,
    reason_modal,
)
from bot.views.remarks import GOAL as COMMENT_GOAL
from bot.views.remarks import NOTE as PROGRESS_NOTE
from bot.views.remarks import STATUS, VALUE, WHICH, comment_modal, progress_modal, read_comment, read_progress
from bot.views.remarks import WORDS as COMMENT_WORDS
from bot.views.settling import block_of as settled_block
from bot.views.settling import read_settle, settle_modal
from bot.views.share import NOTE, OPEN, read_share, share_modal
from bot.views.state import NewRemark, OneRequest, OneSheet, OneVersion, decode
from bot.views.wishes import HOUR, LAYOUT, WEEKLY, read_settings, settings_modal
from db.facts import Preferences, Proposal
from tests.unit.bot.making import ANA, SAM, SHEET_ID, TEAM, executive, goals_of, half_filled, line, profile_of
from tests.unit.bot.views.dialogue import TUESDAY, key_of, request_of, share_facts, shared_goals, shared_of, stood
from tests.unit.bot.views.screen import blocks_of, control, state, words_of

ID = "6" * 32


def test_the_note_and_the_yes_to_open_fields_are_read() -> None:
    view = share_modal(share_facts(half_filled(executive("P4"))), ANA)
    typed = {NOTE: {"value": "On Thursday."}, OPEN: {"selected_options": control(view, OPEN)["options"]}}
    assert read_share(_answered(view, typed)) == ("On Thursday.", True)
    assert read_share(_answered(view, {NOTE: {"value": None}, OPEN: {"selected_options": []}})) == ("", False)
    assert decode(OneSheet, view["private_metadata"]).sheet == SHEET_ID


def test_who_shares_in_the_same_zone_reads_one_time_alone() -> None:
    words = words_of(share_modal(share_facts(half_filled(executive("P4")), arrives=TUESDAY), SAM))
    assert "Sam gets this Tue 8 Dec 09:00 (Europe/London).\n" in words


def test_a_note_and_a_reason_are_read_from_their_own_views() -> None:
    typed = {WORDS: {"value": "Thank you."}}
    for build, read in ((confirm_modal, read_confirm), (decline_modal, read_decline)):
        view = build(shared_of(version=3))
        assert read(_answered(view, typed)) == "Thank you."
        assert read(_answered(view, {WORDS: {"value": None}})) == ""
        assert decode(OneVersion, view["private_metadata"]) == OneVersion(SHEET_ID, 3)


def test_ticked_goals_are_read_in_order_and_all_together_as_an_empty_key() -> None:
    view = ask_pick_modal(shared_of(goals_of(profile_of(55))), ID)
    first, second = (f"o:{number:08x}" for number in (1, 2))
    menu = {OTHERS: {"selected_options": control(view, OTHERS)["options"][:1]}}
    assert read_ask_pick(_answered(view, _ticked(view, second, first))) == (first, second)
    assert read_ask_pick(_answered(view, _ticked(view, ALL, first) | menu)) == (first, "o:00000029", "")
    assert read_ask_pick(_answered(view, {})) == ()
    assert pick_block(view) == "tick:all"
    assert decode(OneRequest, view["private_metadata"]) == OneRequest(SHEET_ID, 1, ID)


def test_what_is_not_on_the_screen_can_not_be_ticked() -> None:
    view = ask_pick_modal(shared_of(goals_of(profile_of(2))), ID)
    forged = {f"{TICK}o:other": {"selected_options": [option("x", "o:other")]}}
    assert read_ask_pick(_answered(view, forged)) == ()


def test_what_is_proposed_is_read_goal_by_goal() -> None:
    keys = (key_of(0), key_of(1), "")
    view = ask_modal(shared_of(), ID, keys)
    typed: dict[str, Any] = {
        f"ask:target:{keys[0]}": {"value": "€2.2M booked"},
        f"ask:date:{keys[0]}": {"selected_date": "2027-05-31"},
        f"ask:why:{keys[0]}": {"value": "Two accounts close."},
        f"ask:target:{keys[1]}": {"value": None},
        f"ask:date:{keys[1]}": {"selected_date": None},
        f"ask:why:{keys[1]}": {"value": None},
        "ask:why:": {"value": "It is a lot."},
    }
    assert read_ask(_answered(view, typed)) == (
        Proposing(keys[0], "€2.2M booked", "2027-05-31", "Two accounts close."),
        Proposing(keys[1], "", "", ""),
        Proposing("", "", "", "It is a lot."),
    )
    assert [asked_block(view, key) for key in keys] == [f"why:{key}" for key in keys]


def test_a_goal_that_is_gone_is_not_asked_about() -> None:
    assert read_ask(_answered(ask_modal(shared_of(), ID, ("o:gone",)), {})) == ()


def test_what_is_taken_and_kept_is_read_and_a_choice_that_was_not_made_is_left_out() -> None:
    first, second, third = key_of(0), key_of(1), key_of(2)
    why = "Because."
    request = request_of(
        Proposal(first, "1", "", why),
        Proposal(second, "", "2027-05-31", why),
        Proposal(third, "3", "", why),
        Proposal("", "", "", why),
    )
    view = settle_modal(shared_of(viewer="author", who=ANA), request)
    take, keep = control(view, f"settle:decide:{first}")["options"]
    typed: dict[str, Any] = {
        f"settle:decide:{first}": {"selected_option": take},
        f"settle:decide:{second}": {"selected_option": keep},
        f"settle:answer:{second}": {"value": "It has to be June."},
        "settle:answer:": {"value": "We talk on Thursday."},
    }
    assert read_settle(_answered(view, typed)) == (
        Deciding(first, taken=True, answer=""),
        Deciding(second, taken=False, answer="It has to be June."),
        Deciding("", taken=False, answer="We talk on Thursday."),
    )
    assert settled_block(view, third) == f"answer:{third}"
    assert decode(OneRequest, view["private_metadata"]) == OneRequest(SHEET_ID, 1, request.id)


def test_the_next_version_counts_those_that_were_taken_back() -> None:
    shared = shared_of(version=2)
    taken_back = Talk((*shared.talk.revisions, *shared_of(version=3).talk.revisions))
    request = request_of(Proposal(key_of(0), "1", "", "Because."), version=2)
    assert "makes version 4 at once" in words_of(settle_modal(shared_of(version=2, talk=taken_back), request))


def test_a_comment_is_about_one_goal_or_all() -> None:
    view = comment_modal(shared_of(), ID)
    every, first = control(view, COMMENT_GOAL)["options"][:2]
    words = {COMMENT_WORDS: {"value": "Shall we talk?"}}
    assert read_comment(_answered(view, words | {COMMENT_GOAL: {"selected_option": every}})) == ("", "Shall we talk?")
    about = read_comment(_answered(view, words | {COMMENT_GOAL: {"selected_option": first}}))
    assert about == (key_of(0), "Shall we talk?")
    assert decode(NewRemark, view["private_metadata"]) == NewRemark(SHEET_ID, 1, ID)


def test_where_a_goal_stands_is_read_with_its_status() -> None:
    view = progress_modal(shared_of(), ID, key_of(1))
    typed: dict[str, Any] = {
        WHICH: {"selected_option": control(view, WHICH)["initial_option"]},
        VALUE: {"value": "26 %"},
        STATUS: {"selected_option": control(view, STATUS)["options"][2]},
        PROGRESS_NOTE: {"value": "One deal slipped."},
    }
    assert read_progress(_answered(view, typed)) == (key_of(1), "26 %", "off track", "One deal slipped.")
    for forged in (None, option("Great", "great")):
        with pytest.raises(StaleControl):
            read_progress(_answered(view, typed | {STATUS: {"selected_option": forged}}))


def test_a_goal_that_stands_somewhere_shows_where_it_stood_and_another_does_not() -> None:
    shared = shared_of(talk=Talk(checkins=(stood(key_of(1)),)))
    assert "Last time" in words_of(progress_modal(shared, ID, key_of(1)))
    assert "Last time" not in words_of(progress_modal(shared, ID, key_of(0)))
    assert "initial_option" not in control(progress_modal(shared, ID, "o:gone"), WHICH)


def test_the_new_manager_is_read() -> None:
    view = move_modal(shared_goals(half_filled(executive("P4"))))
    assert read_move(_answered(view, {MANAGER: {"selected_user": "U_MIA"}})) == "U_MIA"
    assert read_move(_answered(view, {})) == ""


def test_a_reason_is_one_of_four_with_words_beside_it() -> None:
    view = reason_modal([(line(1), "Ana Ruiz")], "Sam Okafor")
    typed: dict[str, Any] = {
        GOALS: {"selected_option": control(view, GOALS)["initial_option"]},
        WHY: {"selected_option": control(view, WHY)["options"][2]},
    }
    assert read_reason(_answered(view, typed)) == (line(1).id, "Appeal or complaint")
    words = {REASON_WORDS: {"value": "  case 12 "}}
    assert read_reason(_answered(view, typed | words)) == (line(1).id, "Appeal or complaint: case 12")
    for forged in (None, option("Curious", "9")):
        assert read_reason(_answered(view, typed | words | {WHY: {"selected_option": forged}})) == (line(1).id, "")
    longest = max(len(reason) for reason in REASONS) + len(": ") + control(view, REASON_WORDS)["max_length"]
    assert longest <= 500


def test_settings_are_read_and_an_hour_that_nobody_offered_is_none() -> None:
    view = settings_modal(Preferences(TEAM, "U_SAM", layout="okr"), "smart")
    hours, layouts = control(view, HOUR)["options"], control(view, LAYOUT)["options"]
    typed: dict[str, Any] = {
        HOUR: {"selected_option": hours[1]},
        WEEKLY: {"selected_options": control(view, WEEKLY)["options"]},
        LAYOUT: {"selected_option": layouts[0]},
    }
    assert read_settings(_answered(view, typed)) == (7, True, "")
    assert read_settings(_answered(view, typed | {LAYOUT: {"selected_option": layouts[2]}})) == (7, True, "okr")
    assert read_settings(_answered(view, typed | {HOUR: {"selected_option": hours[0]}})) == (None, True, "")
    forged: dict[str, Any] = {HOUR: {"selected_option": option("x", "²")}}
    assert read_settings(_answered(view, forged)) == (0, False, "")
    assert len(blocks_of(view, "input")) == 3


def _ticked(view: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {f"{TICK}{key}": {"selected_options": control(view, f"{TICK}{key}")["options"]} for key in keys}


def _answered(view: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    return {**view, "id": "V9", "state": state(values)}
