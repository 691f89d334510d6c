"""What arrives twice, and what is pressed twice, counts once."""

from __future__ import annotations

import copy
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.deliveries import Courier
from bot.sandbox.state import Delivery
from tests.integration.app.office import Landlord, Office

Lets = Callable[..., AbstractContextManager[Office]]


def main_dialogue(office: Office) -> None:
    """Do everything that the main job has."""
    ana = office.ana
    ana.opens_home()
    office.starts(ana)
    ana.ticks("Add level expectations")
    ana.submits()
    ana.enters("Baseline", "€1.9M booked")
    ana.enters("Target", "€2.4M booked", by_key=True)
    ana.enters("How you will both see it", "CRM report")
    ana.submits()
    ana.clicks("Leave this goal out")
    ana.picks("Due date", "2027-05-31")
    ana.closes()
    office.beats()
    ana.clicks("Continue")
    ana.chooses("Go to another goal", "Check your goals")
    ana.clicks("Add a goal of your own")
    ana.enters("Your own goal", "Win back three lost accounts")
    ana.submits()
    ana.chooses("Layout", "OKRs")
    ana.closes()
    ana.types("/goals <@U_TOM>")
    ana.clicks("Scorecard")
    ana.clicks("Copy as text")
    shared_and_answered(office)
    office.passes(minutes=1)
    ana.types("/goals team")
    ana.clicks("Use for someone else")
    ana.picks("Who are these goals for?", "Priya Nair")
    ana.submits()
    ana.submits()
    ana.closes()
    office.beats()
    office.ws.change_user("U_TOM", real_name="Thomas Berg")


def shared_and_answered(office: Office) -> None:
    """Let Ana share these goals outside Tom's hours, and Tom ask for a change, remark and confirm."""
    ana, tom = office.ana, office.ws.person("U_TOM")
    ana.clicks("Continue")
    ana.chooses("Go to another goal", "Check your goals")
    ana.submits()
    ana.ticks("Share with 14 fields left open")
    ana.submits()
    ana.clicks("Send now")
    ana.closes()
    office.beats()
    tom.clicks("Show them")
    office.beats()
    tom.clicks("Ask for changes")
    tom.chooses("Goal 1", "Ask for a change")
    tom.submits()
    tom.enters("Why", "The market is smaller")
    tom.submits()
    office.passes(minutes=1)
    tom.chooses("⋯", "Comment")
    tom.enters("Comment", "Let us talk")
    tom.submits()
    office.passes(minutes=1)
    tom.clicks("Confirm I’ve read it")
    tom.submits()
    office.beats()


def outcome(office: Office) -> tuple[list[Any], list[str]]:
    """Return all goals as they are kept, ids and counters apart, and every message as it reads."""
    kept = []
    for place in range(office.count_goals()):
        sheet = office.goals_of(newest=place).sheet
        values = {f"{row}/{slot}": value for (row, slot), value in sheet.values.items()}
        rows = [asdict(row) for row in sheet.rows]
        kept.append((sheet.subject, sheet.period, sheet.layout, sheet.state, rows, values, len(sheet.rivals)))
    people = (office.ana, office.ws.person("U_TOM"))
    return kept, [person.reads(message) for person in people for message in person.messages]


def test_every_delivery_of_the_main_dialogue_may_arrive_twice(
    landlord: Landlord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("once", "twice"):
        (tmp_path / name).mkdir()
    with landlord.lets(tmp_path / "once") as office:
        main_dialogue(office)
        once = outcome(office)
        kinds = {delivery.kind for delivery in office.ws.deliveries}
    landlord.server.workspace.forget()
    arrive_twice(monkeypatch)
    with landlord.lets(tmp_path / "twice") as office:
        main_dialogue(office)
        assert outcome(office) == once
    assert kinds == {"command", "block_actions", "view_submission", "view_closed", "event"}


def arrive_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every delivery arrive twice; Slack shows what the second one answers."""
    send = Courier._send

    def twice(courier: Courier, delivery: Delivery) -> Delivery:
        first = send(courier, delivery)
        again = send(courier, delivery)
        assert (again.status, again.answer) == (first.status, first.answer)
        return again

    monkeypatch.setattr(Courier, "_send", twice)


def pressed_again(office: Office, delivery: Delivery | None) -> Delivery:
    """Press once more what was just pressed, before the screen had changed."""
    assert delivery is not None
    payload = copy.deepcopy(delivery.payload)
    payload["trigger_id"] = office.ws.permissions.new_trigger(delivery.user, "main")
    return office.sends(delivery.kind, delivery.user, payload)


def test_a_double_click_on_save_saves_once_and_shows_the_same_next_goal(office: Office) -> None:
    office.drafts(office.ana)
    office.ana.enters("Target", "€2.4M booked")
    first = office.ana.submits()
    again = pressed_again(office, first)
    assert first is not None
    assert again.said["view"]["blocks"][1] == first.said["view"]["blocks"][1]
    assert office.values()["target"] == "€2.4M booked"
    assert office.goals_of().filled == 1


def test_a_double_click_on_next_makes_one_draft(office: Office) -> None:
    ana = office.ana
    ana.types("/goals account executive P4")
    ana.clicks("Start goals for someone")
    ana.picks("Who are these goals for?", "Tom Berg")
    again = pressed_again(office, ana.submits())
    assert again.said["response_action"] == "update"
    assert again.said["view"]["callback_id"] == "choose"
    assert office.count_goals() == 1


def test_a_double_click_on_leave_out_leaves_one_goal_out(office: Office) -> None:
    office.drafts(office.ana)
    pressed_again(office, office.ana.clicks("Leave this goal out"))
    assert len(office.goals_of().goals) == 4
    assert "Goal 1 of 4" in office.ana.sees()


def test_a_double_click_on_add_adds_one_line(office: Office) -> None:
    office.drafts(office.ana)
    office.ana.chooses("Go to another goal", "Check your goals")
    pressed_again(office, office.ana.clicks("Add a goal of your own"))
    assert len(office.goals_of().own_goals) == 1


def test_a_double_click_on_take_back_takes_back_once(office: Office) -> None:
    office.drafts(office.ana)
    office.ana.chooses("Go to another goal", "Check your goals")
    again = pressed_again(office, office.ana.clicks("Take back"))
    assert again.status == 200
    assert office.count_goals() == 0
