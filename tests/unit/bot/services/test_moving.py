"""Goals that go to another manager: asked about first, told to everybody, and nothing unshared goes with them."""

from __future__ import annotations

import pytest

from bot.errors import FieldsRefused, NothingHere, Refused
from bot.services.moving import LISTED, NO_MANAGER, REFUSED, move_key
from db.engine import Database
from db.facts import Person
from tests.unit.bot.making import ANA, SAM, SHEET_ID, T0
from tests.unit.bot.services.conftest import Clock, Directory
from tests.unit.bot.services.house import EVA, TOM, House

NAME = "Sam Okafor"


@pytest.fixture
def house(database: Database, clock: Clock, directory: Directory) -> House:
    """Return a house in which Ana has shared goals with Sam."""
    furnished = House(database, clock, directory)
    furnished.shared()
    furnished.delivers()
    clock.pass_by(hours=1)
    return furnished


@pytest.fixture
def asked(house: House) -> House:
    """Return a house in which Sam is asked whether the goals may go to Tom."""
    assert not house.moving.move(ANA, SHEET_ID, TOM.user_id)
    return house


def refused(house: House, to: str) -> dict[str, str]:
    with pytest.raises(FieldsRefused) as refusal:
        house.moving.move(ANA, SHEET_ID, to)
    assert (house.sheet().author, house.sheet().moving_to) == ("U_ANA", "")
    return refusal.value.fields


def open_to(house: House, who: Person) -> bool:
    """Tell whether somebody may write on the goals as their manager."""
    try:
        return house.sheets.open(who, SHEET_ID).sheet.id == SHEET_ID
    except NothingHere:
        return False


def test_the_employee_is_asked_first_and_nothing_moves_before(asked: House) -> None:
    assert (asked.sheet().author, asked.sheet().moving_to) == ("U_ANA", "U_TOM")
    assert [post.person for post in asked.posts("moved")] == ["U_SAM"]
    assert (open_to(asked, ANA), open_to(asked, TOM)) == (True, False)
    assert asked.told(TOM) == []


def test_a_yes_moves_them_and_tells_both_managers(asked: House) -> None:
    asked.moving.answer(SAM, SHEET_ID, TOM.user_id, agreed=True)
    assert (asked.sheet().author, asked.sheet().moving_to) == ("U_TOM", "")
    assert (open_to(asked, ANA), open_to(asked, TOM)) == (False, True)
    assert [what for what, _ in asked.told(ANA)] == [what for what, _ in asked.told(TOM)] == ["moved"]
    assert asked.told(SAM) == [], "who answers needs no news of it"
    assert {post.person for post in asked.posts("own")} == {"U_ANA", "U_TOM"}
    assert ("agree to move", "done") in asked.log()


def test_a_no_leaves_them_and_tells_who_asked(asked: House) -> None:
    asked.moving.answer(SAM, SHEET_ID, TOM.user_id, agreed=False)
    assert (asked.sheet().author, asked.sheet().moving_to) == ("U_ANA", "")
    assert [what for what, _ in asked.told(ANA)] == ["not moved"]
    assert asked.told(TOM) == []
    assert refused(asked, TOM.user_id) == {"manager": REFUSED.format(name=NAME)}


def test_a_question_is_answered_once(asked: House) -> None:
    asked.moving.answer(SAM, SHEET_ID, TOM.user_id, agreed=True)
    for agreed in (True, False):
        with pytest.raises(Refused, match="answered already"):
            asked.moving.answer(SAM, SHEET_ID, TOM.user_id, agreed=agreed)
    assert asked.sheet().author == "U_TOM"


def test_an_answer_about_somebody_else_by_now_changes_nothing(asked: House) -> None:
    asked.moving.move(ANA, SHEET_ID, EVA.user_id)
    with pytest.raises(Refused, match="answered already"):
        asked.moving.answer(SAM, SHEET_ID, TOM.user_id, agreed=True)
    assert (asked.sheet().author, asked.sheet().moving_to) == ("U_ANA", "U_EVA")
    assert {post.key for post in asked.posts("moved")} == {
        move_key(asked.sheet(), "U_TOM"),
        move_key(asked.sheet(), "U_EVA"),
    }


@pytest.mark.parametrize("who", [ANA, TOM, EVA], ids=lambda who: who.name)
def test_nobody_answers_for_the_employee(asked: House, who: Person) -> None:
    with pytest.raises(NothingHere):
        asked.moving.answer(who, SHEET_ID, TOM.user_id, agreed=True)
    assert asked.sheet().author == "U_ANA"


def test_the_question_waits_for_the_employees_working_morning(house: House) -> None:
    house.clock.at = T0.replace(hour=20)
    house.moving.move(ANA, SHEET_ID, TOM.user_id)
    (question,) = house.posts("moved")
    assert question.due_at == T0.replace(day=2, hour=9, minute=0, second=0)


def test_who_is_known_as_a_manager_already_gets_them_at_once(house: House) -> None:
    house.knows(TOM, SAM)
    assert house.moving.move(ANA, SHEET_ID, TOM.user_id)
    assert house.sheet().author == "U_TOM"
    assert house.posts("moved") == []
    assert [what for what, _ in house.told(SAM)] == [what for what, _ in house.told(TOM)] == ["moved"]
    assert house.told(ANA) == []


def test_with_a_list_they_go_to_the_manager_that_stands_there_and_to_nobody_else(house: House) -> None:
    house.lists(SAM, "U_TOM")
    assert refused(house, EVA.user_id) == {"manager": LISTED.format(name=NAME)}
    assert house.moving.move(ANA, SHEET_ID, TOM.user_id)
    assert house.sheet().author == "U_TOM"


@pytest.mark.parametrize("to", ["U_SAM", "U_ANA", "U_GONE", "U_GUEST"])
def test_only_another_full_member_can_take_them(house: House, to: str) -> None:
    house.directory.people["U_GUEST"] = Person("T1", "U_GUEST", "Gus", "UTC", "en", *(False,) * 2, True, False, T0)  # noqa: FBT003 - Slack's flags
    assert refused(house, to) == {"manager": NO_MANAGER.format(name=NAME)}


def test_changes_that_nobody_has_seen_are_shared_or_dropped_first(house: House) -> None:
    house.changes("35 %")
    with pytest.raises(Refused, match=f"changes that {NAME} has not seen"):
        house.moving.move(ANA, SHEET_ID, TOM.user_id)
    house.sharing.drop_changes(ANA, SHEET_ID)
    assert not house.moving.move(ANA, SHEET_ID, TOM.user_id)


def test_changes_begun_while_the_employee_is_asked_do_not_go_with_them(asked: House) -> None:
    asked.changes("35 %")
    asked.types(ANA, place=1, note="For my eyes")
    asked.moving.answer(SAM, SHEET_ID, TOM.user_id, agreed=True)
    goals = asked.goals(TOM)
    assert (goals.sheet.editing, goals.goals[0].values["target"], goals.goals[1].note) == (False, "30 %", "")
    assert "35 %" not in {blank.value for blank in goals.sheet.filled}


def test_changes_begun_while_the_employee_is_asked_stay_with_who_wrote_them(asked: House) -> None:
    asked.changes("35 %")
    asked.types(ANA, place=1, note="For my eyes")
    asked.moving.answer(SAM, SHEET_ID, TOM.user_id, agreed=True)
    (draft,) = [line for line in asked.sheets.lines(ANA)[0] if line.state == "draft"]
    kept = asked.goals(ANA, draft.id)
    assert (kept.goals[0].values["target"], kept.goals[1].note, kept.sheet.version) == ("35 %", "For my eyes", 0)
    for who in (TOM, SAM):
        with pytest.raises(NothingHere):
            asked.sheets.open(who, draft.id)


def test_what_was_left_out_of_the_version_does_not_go_with_them(house: House) -> None:
    house.draft(sheet_id="other")
    house.types(ANA, "other", place=1, target="Not for Sam")
    house.sheets.keep(ANA, "other", set(), {house.goals(sheet_id="other").goals[1].key})
    house.shares(sheet_id="other")
    house.knows(TOM, SAM)
    house.moving.move(ANA, "other", TOM.user_id)
    assert "Not for Sam" not in {blank.value for blank in house.goals(TOM, "other").sheet.filled}


def test_the_history_goes_with_them(house: House) -> None:
    house.comments(SAM)
    house.confirms()
    house.knows(TOM, SAM)
    house.moving.move(ANA, SHEET_ID, TOM.user_id)
    shared = house.viewing.shared(TOM, SHEET_ID)
    assert (shared.sheet.state, shared.viewer, len(shared.talk.comments)) == ("confirmed", "author", 1)
    assert shared.reply is not None
    assert shared.goals.author.name == "Ana Ruiz", "the version says who shared it"


def test_the_former_manager_sees_nothing_that_comes_after(house: House) -> None:
    house.knows(TOM, SAM)
    house.moving.move(ANA, SHEET_ID, TOM.user_id)
    for see in (house.viewing.shared, house.viewing.history):
        with pytest.raises(NothingHere):
            see(ANA, SHEET_ID)
    house.clock.pass_by(minutes=1)
    house.comments(SAM)
    assert house.told(ANA) == []
    assert [what for what, _ in house.told(TOM)] == ["moved", "commented"]


def test_only_their_manager_moves_them(house: House) -> None:
    for who in (SAM, TOM):
        with pytest.raises(NothingHere):
            house.moving.move(who, SHEET_ID, TOM.user_id)
    assert house.log()[-1] == ("hand over", "NothingHere")
