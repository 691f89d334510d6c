"""A role text that changes under goals: told wherever they are shown, taken or kept where the library offers it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest

from canon.model import Library
from tests.integration.app.changed_texts import NEW, REWORDED, RUBRIC, changed, changed_profile, with_profile
from tests.integration.app.office import Office
from tests.integration.app.test_home_of_all import home
from tests.integration.app.test_other_libraries import role
from tests.integration.app.test_twice import pressed_again
from tests.integration.app.two_people import card, confirmed, drafted, own, shared

Lets = Callable[..., AbstractContextManager[Office]]
SINCE = "The role text has changed since"
SHOW = "Show what changed"
FIRST, SECOND = "Goal 1 · reworded", "Goal 2 · taken out"
MEANWHILE = "These goals or the role library have changed meanwhile. Nothing was changed; this is how it stands now."
OWNS = "Owns and grows a portfolio of high-value key accounts and large, complex opportunities, "


@pytest.fixture
def offering(lets: Lets) -> Iterator[Office]:
    """Open an office whose library's owner offers changed texts to open drafts."""
    with lets(offer_changes=True, readers=frozenset({"U_MIA"}), runners=frozenset({"U_PRIYA"})) as office:
        yield office


def changes(office: Office) -> None:
    """Let the library say something else from now on."""
    roles = office.goalframe.services.roles
    roles.swap(changed(roles._loaded.library))


def goes_to_changes(office: Office) -> None:
    """Let Ana open the draft's last page and what changed."""
    ana = office.ana
    ana.types("/goals <@U_SAM|sam>")
    ana.clicks("Continue")
    ana.clicks(SHOW)


def texts(office: Office) -> list[str]:
    return [goal.text for goal in office.goals_of().goals]


def test_nothing_is_said_while_the_library_stays(offering: Office) -> None:
    drafted(offering)
    offering.beats()
    assert SINCE.lower() not in offering.ana.reads(own(offering)).lower()
    assert SINCE not in home(offering.ana)


def test_a_draft_shows_old_and_new_and_takes_what_is_chosen(offering: Office) -> None:
    drafted(offering)
    changes(offering)
    goes_to_changes(offering)
    ana = offering.ana
    seen = ana.sees()
    assert "4 changes" in seen
    assert FIRST in seen
    assert "matched by their words, " in seen
    assert f"In the role library now: {REWORDED}" in seen
    assert SECOND in seen
    assert "Taken, it is left out of these goals" in seen
    assert f"A goal · new\nIn the role library now: {NEW}" in seen
    assert RUBRIC in seen
    ana.chooses("Your decision", "Take the new text", near=FIRST)
    ana.submits()
    assert "Every field is filled." in ana.sees()
    assert SINCE not in ana.sees()
    after = texts(offering)
    assert after[0] == REWORDED
    assert NEW not in after
    assert offering.values()["target"] == "€2.4M booked"
    assert len(after) == 5


def test_a_goal_that_goes_stays_under_choose_goals_with_its_values(offering: Office) -> None:
    drafted(offering)
    changes(offering)
    goes_to_changes(offering)
    ana = offering.ana
    ana.chooses("Your decision", "Take the new text", near=SECOND)
    ana.chooses("Your decision", "Take the new text", near="· new")
    ana.submits()
    assert ana.modal is not None
    assert NEW in ana.reads(ana.modal)
    assert "30 % of deals won" not in ana.reads(ana.modal)
    ana.clicks("Choose goals")
    assert "no longer in the role library" in ana.sees()
    ana.ticks("Keep goal 6")
    ana.submits()
    ana.chooses("Go to another goal", "Check your goals")
    assert "30 % of deals won" in ana.sees()


def test_what_was_kept_is_not_offered_again(offering: Office) -> None:
    drafted(offering)
    changes(offering)
    goes_to_changes(offering)
    before = texts(offering)
    offering.ana.submits()
    assert SINCE not in offering.ana.sees()
    assert texts(offering) == before
    assert SINCE not in home(offering.ana)


def test_what_was_kept_can_be_decided_again_beside_what_is_open(offering: Office) -> None:
    drafted(offering)
    roles = offering.goalframe.services.roles
    before = roles._loaded.library
    changes(offering)
    goes_to_changes(offering)
    offering.ana.submits()
    offering.ana.closes()
    newest = changed_profile(before)
    roles.swap(with_profile(before, replace(newest, responsibilities=newest.responsibilities[:-1])))
    offering.ana.opens_home()
    assert f"[{SHOW}]" not in offering.ana.sees(), "one new goal less is nothing to decide"
    shorter = replace(newest, responsibilities=newest.responsibilities[:-2])
    roles.swap(with_profile(before, shorter))
    goes_to_changes(offering)
    assert "1 change · 3 more kept as yours before" in offering.ana.sees()
    offering.ana.clicks("Decide about kept ones")
    offering.ana.chooses("Your decision", "Take the new text", near=FIRST)
    offering.ana.submits()
    assert texts(offering)[0] == REWORDED


def test_all_can_be_taken_at_once(offering: Office) -> None:
    drafted(offering)
    changes(offering)
    goes_to_changes(offering)
    ana = offering.ana
    ana.clicks("Take all")
    ana.submits()
    assert texts(offering)[0] == REWORDED
    assert NEW in texts(offering)
    with_rubric = offering.goals_of().profile.rubric["complexity_problem_solving"].text
    assert with_rubric == RUBRIC


def test_two_quick_clicks_take_once(offering: Office) -> None:
    drafted(offering)
    changes(offering)
    goes_to_changes(offering)
    offering.ana.clicks("Take all")
    pressed = offering.ana.submits()
    sheet = offering.goals_of().sheet
    again = pressed_again(offering, pressed)
    assert offering.goals_of().sheet == sheet
    assert MEANWHILE in str(again.said)


def test_another_device_that_took_first_is_said_and_shown(offering: Office) -> None:
    drafted(offering)
    changes(offering)
    goes_to_changes(offering)
    phone = offering.ws.person("U_ANA", "phone")
    phone.types("/goals <@U_SAM|sam>")
    phone.clicks("Continue")
    phone.clicks(SHOW)
    phone.chooses("Your decision", "Take the new text", near=SECOND)
    phone.submits()
    offering.ana.chooses("Your decision", "Take the new text", near=FIRST)
    offering.ana.submits()
    assert MEANWHILE in offering.ana.sees()
    assert "3 changes" in offering.ana.sees()
    assert texts(offering)[0].startswith(OWNS)
    offering.ana.chooses("Your decision", "Take the new text", near=FIRST)
    offering.ana.submits()
    assert texts(offering)[0] == REWORDED


def test_what_is_typed_on_another_device_meanwhile_stays(offering: Office) -> None:
    drafted(offering)
    changes(offering)
    phone = offering.ws.person("U_ANA", "phone")
    phone.types("/goals <@U_SAM|sam>")
    phone.clicks("Continue")
    phone.chooses("Go to a goal", offering.goals_of().goals[0].key)
    goes_to_changes(offering)
    offering.ana.chooses("Your decision", "Take the new text", near=FIRST)
    offering.ana.submits()
    phone.enters("Target", "€3M booked")
    phone.submits()
    assert texts(offering)[0] == REWORDED
    assert offering.values()["target"] == "€3M booked"


def test_a_library_that_changes_while_the_form_is_open_changes_nothing_by_it(
    lets: Lets, library_of: Callable[[str], Library]
) -> None:
    first, second, third = (library_of(role(3, words=words)) for words in ("Keeps promise", "Keeps one", "Holds one"))
    with lets(offer_changes=True, library=first) as office:
        ana, roles = office.ana, office.goalframe.services.roles
        office.drafts(ana, role="/goals promise keeper L1")
        ana.closes()
        roles.swap(second)
        office.beats()
        ana.opens_home()
        ana.clicks(SHOW)
        ana.clicks("Take all")
        roles.swap(third)
        ana.submits()
        assert MEANWHILE in ana.sees()
        assert "Holds one 1." in ana.sees()
        assert texts(office)[0] == "Keeps promise 1."


def test_eighty_reworded_goals_are_decided_page_by_page(lets: Lets, library_of: Callable[[str], Library]) -> None:
    first, second = (library_of(role(80, words=words)) for words in ("Keeps the promise", "Keeps the word"))
    with lets(offer_changes=True, library=first) as office:
        ana = office.ana
        office.starts(ana, role="/goals promise keeper L1")
        ana.clicks("Choose all here")
        ana.submits()
        ana.clicks("Choose all here")
        ana.submits()
        ana.closes()
        office.goalframe.services.roles.swap(second)
        ana.opens_home()
        ana.clicks(SHOW)
        assert "80 changes · page 1 of 8" in ana.sees()
        ana.chooses("Your decision", "Take the new text", near="Goal 1 ·")
        ana.submits()
        assert "page 2 of 8" in ana.sees()
        ana.clicks("Page before")
        ana.submits()
        for _ in range(6):
            ana.submits()
        assert "page 8 of 8" in ana.sees()
        ana.chooses("Your decision", "Take the new text", near="Goal 80 ·")
        ana.submits()
        after = texts(office)
        assert (after[0], after[1], after[78], after[79]) == (
            "Keeps the word 1.",
            "Keeps the promise 2.",
            "Keeps the promise 79.",
            "Keeps the word 80.",
        )


def test_where_new_goals_alone_count_a_draft_only_says_so(office: Office) -> None:
    drafted(office)
    changes(office)
    goes_to_changes(office)
    seen = office.ana.sees()
    assert "Here a changed role text counts for new goals only. These goals stay as they are." in seen
    assert REWORDED in seen
    assert "Your decision" not in seen
    assert office.ana.modal is not None
    assert "submit" not in office.ana.modal.view


def test_it_stands_on_the_last_page_in_full_and_on_the_authors_own_message(offering: Office) -> None:
    drafted(offering)
    changes(offering)
    offering.beats()
    message = offering.ana.reads(own(offering))
    assert "5 of 5 filled · the role text has changed since" in message
    assert f"[{SHOW}]" in message
    assert OWNS not in str(own(offering))
    offering.ana.clicks("Continue")
    assert SINCE in offering.ana.sees()
    offering.ana.clicks("Read in full")
    assert SINCE in offering.ana.sees()
    offering.ana.clicks(SHOW)
    assert FIRST in offering.ana.sees()


def test_shared_and_confirmed_goals_say_so_to_both_and_stay_as_they_are(offering: Office) -> None:
    confirmed(offering)
    changes(offering)
    offering.plans()
    offering.beats()
    sam, ana = offering.sam, offering.ana
    before = len(offering.posts("U_SAM")), len(offering.posts())
    assert f"{SINCE}. These goals stay as they are." in sam.reads(card(offering))
    assert "the role text has changed since" in ana.reads(own(offering))
    sam.clicks(SHOW, near="Your goals")
    assert REWORDED in sam.sees()
    assert "Your decision" not in sam.sees()
    sam.closes()
    ana.clicks("Open", near="Goals for Sam Okafor")
    assert SINCE in ana.sees()
    ana.clicks(SHOW)
    assert "Your decision" not in ana.sees()
    ana.closes(everything=True)
    for one in (sam, ana):
        assert f"{SINCE}: 1 of the 1 goals here." in home(one)
    assert (len(offering.posts("U_SAM")), len(offering.posts())) == before
    sam.clicks("Check this receipt")
    assert "Unchanged since 11 Jan 2027." in sam.sees()


def test_a_working_copy_is_offered_the_changes_and_the_share_says_what_was_taken(offering: Office) -> None:
    shared(offering)
    changes(offering)
    ana = offering.ana
    ana.clicks("Open", near="Goals for Sam Okafor")
    ana.clicks("Change these goals")
    ana.clicks(SHOW)
    ana.chooses("Your decision", "Take the new text", near=FIRST)
    ana.chooses("Your decision", "Take the new text", near="The other texts")
    ana.submits()
    assert REWORDED not in offering.sam.reads(card(offering))
    ana.submits()
    assert "Goal 1, words: " in ana.sees()
    assert "Complexity & Problem Solving: " in ana.sees()
    ana.submits()
    ana.closes(everything=True)
    offering.beats()
    seen = offering.sam.reads(card(offering))
    assert REWORDED in seen
    assert RUBRIC in seen
    assert "What changed since you last saw it\nGoal 1, words: " in seen


def test_a_message_follows_once_when_the_library_changes_and_when_it_changes_back(offering: Office) -> None:
    shared(offering)
    offering.plans()
    assert offering.beats() == 0
    roles = offering.goalframe.services.roles
    before = roles._loaded.library
    changes(offering)
    offering.plans()
    assert offering.beats() == 2
    assert SINCE in offering.sam.reads(card(offering))
    offering.plans()
    assert offering.beats() == 0
    roles.swap(before)
    offering.plans()
    assert offering.beats() == 2
    assert SINCE not in offering.sam.reads(card(offering))


def test_hr_reads_numbers_by_role_and_no_text(offering: Office) -> None:
    shared(offering)
    drafted(offering, "U_TOM", sheet_id="another")
    changes(offering)
    for who in ("U_MIA", "U_PRIYA"):
        seen = home(offering.ws.person(who))
        assert "On an older role text, by role:\nAccount Executive / Field Sales — P4: 1 draft, 1 shared" in seen
        assert OWNS not in seen
        assert REWORDED not in seen
    assert "On an older role text" not in home(offering.ana)


def test_a_role_that_left_the_library_is_said_without_a_button(
    lets: Lets, library_of: Callable[[str], Library], office: Office
) -> None:
    drafted(office)
    office.goalframe.services.roles.swap(library_of(role(2)))
    office.ana.types("/goals <@U_SAM|sam>")
    office.ana.clicks("Continue")
    assert "The role library no longer has this role. These goals stay as they are." in office.ana.sees()
    assert f"[{SHOW}]" not in office.ana.sees()
    assert "no longer in the role library" in home(office.ana)
