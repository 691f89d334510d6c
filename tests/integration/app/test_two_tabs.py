"""Two devices on one line: both values are shown, one is chosen, and nobody's words are lost silently."""

from __future__ import annotations

import pytest

from bot.sandbox.person import Person
from tests.integration.app.office import Office

FIRST_GOAL = "1. Owns and grows a portfolio of high-value key accounts… (empty)"


@pytest.fixture
def devices(office: Office) -> tuple[Person, Person]:
    """Open the same line on two devices."""
    desk, phone = office.ana, office.ws.person("U_ANA", "phone")
    office.drafts(desk)
    office.beats()
    phone.clicks("Continue")
    assert "Goal 1 of 5" in phone.sees()
    return desk, phone


def clash(desk: Person, phone: Person) -> None:
    """Let the desk save one value and the phone another."""
    desk.enters("Target", "28 % of deals")
    desk.submits()
    phone.enters("Target", "30 % of deals")
    phone.submits()


def test_the_later_one_is_told_and_shown_both(office: Office, devices: tuple[Person, Person]) -> None:
    clash(*devices)
    _, phone = devices
    assert "Target: changed on another device at 10:01: 28 % of deals. Here: 30 % of deals." in phone.sees()
    assert "Use 28 % of deals" in phone.sees()
    assert "Keep 30 % of deals" in phone.sees()
    assert office.values()["target"] == "28 % of deals"


@pytest.mark.parametrize(
    ("choice", "stands"), [("Use 28 % of deals", "28 % of deals"), ("Keep 30 % of deals", "30 % of deals")]
)
def test_either_choice_works_and_ends_the_question(
    office: Office, devices: tuple[Person, Person], choice: str, stands: str
) -> None:
    clash(*devices)
    _, phone = devices
    phone.chooses("Which target stands?", choice)
    phone.submits()
    assert "Goal 2 of 5" in phone.sees()
    assert office.values()["target"] == stands
    assert office.goals_of().sheet.rivals == ()


def test_the_question_waits_for_whoever_comes_back(office: Office, devices: tuple[Person, Person]) -> None:
    clash(*devices)
    desk, phone = devices
    phone.closes()
    assert "Goal 2 of 5" in desk.sees()
    desk.chooses("Go to another goal", FIRST_GOAL.replace("empty", "filled"))
    assert "Here: 30 % of deals." in desk.sees()
    desk.chooses("Which target stands?", "Keep 30 % of deals")
    desk.submits()
    assert office.values()["target"] == "30 % of deals"


def test_the_question_can_not_be_passed_over(devices: tuple[Person, Person]) -> None:
    clash(*devices)
    _, phone = devices
    assert phone.submits() is None
    assert list(phone.errors) == ["Which target stands?"]


def test_different_fields_do_not_clash(office: Office, devices: tuple[Person, Person]) -> None:
    desk, phone = devices
    desk.enters("Target", "30 % of deals")
    desk.submits()
    phone.enters("Baseline", "22 % of deals")
    phone.submits()
    assert "Goal 2 of 5" in phone.sees()
    assert office.values() == {"baseline": "22 % of deals", "target": "30 % of deals", "date": "2027-06-30"}


def test_the_same_value_twice_is_no_clash(office: Office, devices: tuple[Person, Person]) -> None:
    for device in devices:
        device.enters("Target", "30 % of deals")
        device.submits()
    assert "Goal 2 of 5" in devices[1].sees()
    assert office.values()["target"] == "30 % of deals"


def test_what_was_only_looked_at_does_not_undo_the_other(office: Office, devices: tuple[Person, Person]) -> None:
    desk, phone = devices
    desk.enters("Target", "30 % of deals")
    desk.submits()
    phone.submits()
    assert office.values()["target"] == "30 % of deals"
    assert "Goal 2 of 5" in phone.sees()


def test_typing_on_one_device_waits_as_a_question_on_the_other(
    office: Office, devices: tuple[Person, Person]
) -> None:
    desk, phone = devices
    desk.enters("Target", "28 % of deals")
    phone.enters("Target", "30 % of deals")
    desk.closes()
    phone.closes()
    assert office.values()["target"] == "28 % of deals"
    phone.clicks("Continue")
    phone.chooses("Go to another goal", FIRST_GOAL.replace("empty", "filled"))
    assert "28 % of deals. Here: 30 % of deals." in phone.sees()


def test_emptying_is_a_change_that_clashes_too(office: Office, devices: tuple[Person, Person]) -> None:
    desk, phone = devices
    desk.picks("Due date", None)
    desk.submits()
    phone.picks("Due date", "2027-04-30")
    phone.submits()
    assert "Due date: changed on another device at 10:01: (empty). Here: 2027-04-30." in phone.sees()
    phone.chooses("Which due date stands?", "Leave it empty")
    phone.submits()
    assert "date" not in office.values()


def test_a_line_left_out_on_one_device_keeps_what_the_other_typed(
    office: Office, devices: tuple[Person, Person]
) -> None:
    desk, phone = devices
    desk.clicks("Leave this goal out")
    phone.enters("Target", "30 % of deals")
    phone.submits()
    assert phone.notice == ""
    desk.chooses("Go to another goal", "Check your goals")
    desk.clicks("Choose goals")
    desk.ticks("Keep goal 1")
    desk.submits()
    assert office.values()["target"] == "30 % of deals"
