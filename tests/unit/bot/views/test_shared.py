"""Shared goals on the screen: what stands on them in each state, what is left out and said so, and for whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.facts import Shared, Talk
from bot.sandbox.gate import check_message
from bot.views import shared_ids as ids
from bot.views.news import news_message
from bot.views.people import named_goals
from bot.views.progress import progress_words
from bot.views.rich import length
from bot.views.shared import own_message, shared_message
from bot.views.shared_controls import MORE_WORDS
from bot.views.shared_view import shared_modal
from bot.views.state import More, OneVersion, decode
from db.facts import Proposal
from tests.unit.bot.making import ANA, SHEET_ID, TODAY, executive, goals_of, half_filled
from tests.unit.bot.views.anything import Payload
from tests.unit.bot.views.cases_of_news import many
from tests.unit.bot.views.cases_of_sharing import (
    asked,
    closed,
    confirmed,
    everything_at_once,
    one_open,
    settled,
    taken_back,
    working,
)
from tests.unit.bot.views.screen import blocks_of, control, controls, labels, runs, words_of
from tests.unit.bot.views.versions import (
    LONG,
    NEWER_ID,
    NEXT_MORNING,
    NOTE,
    checkin,
    five,
    key,
    progress,
    remarks,
    replied,
    request,
    second,
    seen,
    stored,
)

PHONE = 1_900
"""Characters on one screen of a phone."""
FOUR = ["Confirm I’ve read it", "Ask for changes", "Read in full"]


def menu(payload: Payload) -> list[str]:
    """Return what the menu behind the dots leads to."""
    return [decode(More, option["value"]).what for option in control(payload, ids.MORE)["options"]]


def own(shared: Shared) -> Payload:
    return own_message(replace(shared.goals, sheet=shared.sheet), shared, person=ANA.user_id)


def test_a_shared_card_with_five_filled_goals_is_at_most_two_screens_of_a_phone() -> None:
    shown = length(shared_message(seen())["blocks"])
    assert shown <= 2 * PHONE
    assert shown == 1_931


def test_the_first_message_is_what_the_drawing_shows() -> None:
    message = shared_message(one_open())
    assert message["text"] == "Ana Ruiz shared your goals for H1 2027 with you. Please read them."
    assert [block["type"] for block in message["blocks"]] == [
        *("header", "context", "rich_text"),
        *["rich_text"] * 6,
        *("context", "actions", "context", "context"),
    ]
    assert labels(message) == FOUR
    assert menu(message) == [what for what in MORE_WORDS if what != "next"], "a full menu leaves the next level out"
    assert f"Ana wrote: “{NOTE}”" in runs(message)
    assert "Ana left 1 field open: the baseline of goal 5." in words_of(message, "plain")


def test_nothing_of_the_goals_stands_in_the_question_before_the_first_ones() -> None:
    unmet = replace(second(talk=Talk(comments=remarks(3), checkins=progress())), met=False)
    first = replace(unmet, revision=replace(unmet.revision, note="Read them soon."))
    for shown in (shared_message(first), shared_modal(first), own(replace(first, viewer="author", person=ANA))):
        words = words_of(shown)
        said = ("Read them", "Remark", "booked", "H1 2027’s", *(goal.text for goal in first.goals.goals))
        assert [part for part in said if part in words] == []


def test_a_refused_manager_leaves_one_line_and_the_way_back() -> None:
    refused = replace(seen(), met=False, refused=True)
    assert labels(shared_message(refused)) == ["Show them after all"]
    assert labels(shared_modal(refused)) == ["Show them", "Not my manager"]


@pytest.mark.parametrize(
    ("shared", "buttons", "entries"),
    [
        (seen(), FOUR, ["comment", "copy", "privacy", "layout", "decline"]),
        (asked("subject"), FOUR, ["comment", "copy", "privacy", "layout", "decline"]),
        (seen(state="unconfirmed", talk=replied("declined")), FOUR, ["comment", "copy", "privacy", "layout", "next"]),
        (
            seen(state="unconfirmed", talk=replied("unanswered")),
            FOUR,
            ["comment", "copy", "privacy", "layout", "decline"],
        ),
        (
            seen(state="confirmed", talk=replied("confirmed")),
            ["Check this receipt", "Update progress", "Read in full"],
            ["comment", "copy", "privacy", "layout", "next"],
        ),
    ],
)
def test_an_employee_has_four_controls_in_every_state(shared: Shared, buttons: list[str], entries: list[str]) -> None:
    message = shared_message(shared)
    assert (labels(message), menu(message)) == (buttons, entries)


def test_every_control_of_a_version_carries_that_version() -> None:
    carried = {
        decode(OneVersion, one["value"]) for one in controls(shared_message(second())) if one["type"] == "button"
    }
    assert carried == {OneVersion(SHEET_ID, 2)}


def test_newer_goals_are_linked_once_the_employee_has_them() -> None:
    assert "Open the newer goals" in labels(shared_message(closed("subject", NEWER_ID)))
    early = replace(closed("subject", NEWER_ID), successor_ready=False)
    assert labels(shared_message(early)) == ["Open"]
    assert "newer" not in words_of(shared_message(early)).lower()


def test_changes_stand_first_with_their_old_and_new_values() -> None:
    first = blocks_of(shared_message(second()), "rich_text")[0]
    assert "Goal 2, target: 35 % of deals won → 30 % of deals won" in runs({"blocks": [first]})


def test_what_a_message_has_no_room_for_is_counted_and_one_press_away() -> None:
    message = shared_message(everything_at_once())
    assert check_message(message) == []
    words = words_of(message)
    assert len(words) < 10_000
    assert "and 35 more changes: press “Show everything”." in words
    assert "Not shown here: 6 more goals and 20 parts below the goals. Press “Read in full”." in words
    assert words.count("and 15 more: press “Show everything”.") == 2
    assert "and 8 earlier: press “Show everything”." in words
    assert "Show everything" in labels(message)


def test_all_that_a_message_leaves_out_stands_in_the_view() -> None:
    shared = everything_at_once()
    shown = "".join(runs(shared_modal(shared, page)) for page in range(1, 10))
    assert all(goal.text in shown for goal in shared.goals.goals)
    answers, notes, said = len(shared.goals.goals), len(shared.goals.goals), len(shared.talk.comments)
    assert shown.count(f"The answer: “{LONG}”") == answers
    assert shown.count(f"because: “{LONG}”") == answers
    assert shown.count(f" · {LONG} · {LONG} · ") == notes
    assert shown.count(f": {LONG}\n") >= said


def test_values_that_the_layout_does_not_print_stand_on_the_message_too() -> None:
    shown = runs(shared_message(seen(half_filled(executive("P4"), "scorecard"))))
    assert "Baseline: €1.9M booked" in shown


def test_remarks_show_the_newest_three_in_order() -> None:
    shown = runs(shared_message(confirmed()))
    places = [shown.index(f"Remark {number},") for number in (5, 6, 7)]
    assert places == sorted(places)
    assert "Remark 4," not in shown
    assert "and 4 earlier" in shown


def test_where_a_goal_stands_is_its_newest_progress() -> None:
    shown = runs(shared_message(confirmed()))
    assert "Goal 4: On track · ██████░░░░ 6 of 10, 60 % of the way · 22 Dec 2026" in shown
    assert "3 of 10" not in shown
    assert "3 of 10" in runs(shared_modal(confirmed()))


def test_progress_on_a_goal_that_has_gone_stands_in_the_view_alone() -> None:
    shared = seen(talk=Talk(checkins=(checkin("gone", "7"),)))
    assert "Where it stands" not in runs(shared_message(shared))
    assert "A goal that was left out: On track · 7" in runs(shared_modal(shared))


def test_times_are_those_of_whoever_looks() -> None:
    assert "9 Dec 2026, 09:30" in runs(shared_modal(confirmed("subject")))
    assert "9 Dec 2026, 10:30" in runs(shared_modal(confirmed("author")))


def test_a_manager_reads_the_employees_own_hour() -> None:
    waiting = replace(seen(viewer="author"), waits_until=NEXT_MORNING)
    assert "Sam gets this Tue 8 Dec 09:00 (Europe/London)" in words_of(own(waiting))
    assert labels(own(waiting)) == ["Send now", "Take back", "Open"]


def test_a_manager_may_take_a_version_back_until_it_is_answered() -> None:
    assert "Take back" in labels(shared_modal(seen(viewer="author")))
    assert "Take back" not in labels(shared_modal(asked("author")))


def test_taking_a_later_version_back_says_which_one_stands_then() -> None:
    ask = control(shared_modal(second("author")), ids.TAKE_BACK)["confirm"]
    assert ask["text"]["text"] == "Sam sees it no longer. Version 1 is in force again."


def test_changing_says_what_the_employee_keeps() -> None:
    ask = control(shared_modal(seen(viewer="author", version=2)), ids.CHANGE)["confirm"]
    assert ask["text"]["text"] == "Sam keeps version 2 until you share version 3."


def test_a_number_that_was_taken_back_is_not_given_again() -> None:
    back = stored(taken_back(), editing=True)
    first = replace(back, revision=back.talk.revisions[0])
    assert "Share version 3" in labels(shared_modal(first))


def test_goals_with_changes_that_were_not_shared_can_be_neither_moved_nor_closed() -> None:
    shown = labels(shared_modal(working()))
    assert {"Continue", "Share version 2", "Drop the changes"} <= set(shown)
    assert not {"Close these goals", "Move to another manager", "Change these goals"} & set(shown)


def test_no_answer_can_be_recorded_only_while_the_employee_has_the_turn() -> None:
    words = "Record “no answer”"
    assert words in labels(shared_modal(seen(viewer="author")))
    waiting = replace(seen(viewer="author"), waits_until=NEXT_MORNING)
    others = (asked("author"), waiting, confirmed("author"), closed("author"))
    assert [words in labels(shared_modal(one)) for one in others] == [False] * 4


def test_an_hr_reader_can_read_and_do_nothing_else() -> None:
    reader = seen(viewer="reader", state="unconfirmed", talk=replied("declined", "Not mine."))
    assert labels(shared_modal(reader)) == ["SMART, shown now", "OKRs", "MBO areas", "Scorecard", "Read in full"]
    assert "Not mine" not in words_of(shared_modal(reader))


def test_a_version_that_was_taken_back_is_shown_to_its_author_alone() -> None:
    assert five().goals[0].text in runs(shared_modal(taken_back("author")))
    assert runs(shared_modal(taken_back("subject"))) == "Version 2 was taken back on 4 Dec 2026.\n"


def test_a_first_version_that_was_taken_back_has_no_other_to_open() -> None:
    gone = stored(taken_back(), version=0)
    assert not any(label.startswith("Open") for label in labels(shared_modal(gone)))


def test_another_layout_says_in_which_one_the_goals_were_shared() -> None:
    view = shared_modal(confirmed(), 1, "okr")
    assert "layout: OKRs, shared in SMART" in words_of(view, "plain")
    assert decode(OneVersion, view["private_metadata"]) == OneVersion(SHEET_ID, 1, 1, "okr")


def test_pages_keep_the_layout() -> None:
    view = shared_modal(everything_at_once(), 2, "scorecard")
    turns = [one for one in controls(view) if one["action_id"].startswith(ids.PAGE)]
    assert {decode(OneVersion, one["value"]) for one in turns} == {
        OneVersion(SHEET_ID, 2, 1, "scorecard"),
        OneVersion(SHEET_ID, 2, 3, "scorecard"),
    }


def test_an_authors_message_counts_goals_that_only_their_words_name() -> None:
    goals = half_filled(executive("P4"))
    rows = [goals.goals[place].key for place in (5, -1)]
    shared = seen(goals, "author", talk=Talk(requests=(request(*(Proposal(row, "", "", "") for row in rows)),)))
    assert "asked for changes to 2 of the goals" in own(shared)["text"]


def test_a_message_of_news_says_how_many_stand_on_home_alone() -> None:
    message = news_message(many(34))
    assert len(message["blocks"]) == 45
    assert "and 12 more on Home" in words_of(message, "plain")


def test_a_taken_proposal_names_its_values() -> None:
    assert "Goal 2: taken, target 28 % of deals won" in runs(shared_message(settled("subject")))


def test_a_proposal_without_a_decision_says_so() -> None:
    open_end = request(Proposal(key(2), "3", "", "Why?"), state="answered")
    assert "Goal 2: not answered" in runs(shared_message(seen(talk=Talk(requests=(open_end,)))))


def test_more_than_twenty_changes_are_never_cut_silently() -> None:
    keys = [goal.key for goal in five().goals]
    before = goals_of(executive("P4"), kept=[], due=TODAY.isoformat())
    many_changes = seen(version=2, before=before)
    assert len(many_changes.changes) == len(keys)
    wide = everything_at_once()
    assert len(wide.changes) > 20
    assert runs(shared_modal(wide)).count("What changed since you last saw it") == 2


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (("0", "10", "6"), "██████░░░░ 6 of 10, 60 % of the way"),
        (("12", "2", " 7 "), "█████░░░░░ 7, from 12 down to 2, 50 % of the way"),
        (("0", "10", "-1"), "░░░░░░░░░░ -1 of 10, behind the baseline"),
        (("0", "10", "14"), "██████████ 14 of 10, 140 % of the way"),
        (("0", "0.5", "999999"), "██████████ 999999 of 0.5, more than 999 % of the way"),
        (("10", "10", "10"), ""),
        (("", "10", "6"), ""),
        (("0", "10 %", "6"), ""),
        (("1,000", "2,000", "1,500"), ""),
        (("0", "10", "٦"), ""),
        (("0", "9" * 16, "6"), ""),
    ],
)
def test_progress_is_a_bar_only_between_three_plain_numbers(numbers: tuple[str, str, str], words: str) -> None:
    assert progress_words(*numbers) == words


@pytest.mark.parametrize(
    ("called", "words"),
    [
        (["goal 2"], "goal 2"),
        (["goal 2", "goal 4", "goal 2"], "goals 2 and 4"),
        (["goal 2", "“Scope”", "“Win…”"], "goal 2 and 2 more"),
        (["“Scope”"], "one of the goals"),
        (["“Scope”", "a goal that was left out"], "2 of the goals"),
        (["goal 2", "all goals"], "goal 2 and all goals together"),
    ],
)
def test_goals_are_called_by_number_or_counted(called: list[str], words: str) -> None:
    assert named_goals(called) == words
