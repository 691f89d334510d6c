"""Who gets in: full members of the one workspace. Everybody else gets nothing, and no hint that anything is there."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from bot.sandbox.people import User
from bot.sandbox.state import Delivery
from bot.views.state import OneLine, OneSheet, ShownFrame, encode
from tests.integration.app.office import COMMAND, START, Office

Lets = Callable[..., AbstractContextManager[Office]]
NOTHING = "There is nothing here for you."
SECRET = "€2.4M that nobody else may see"


def seen_by_others(office: Office, told: Delivery) -> str:
    """Return everything that a delivery made visible: its answer and what was sent to Slack after it."""
    calls = [call.arguments for call in office.ws.calls]
    return told.answer.decode() + json.dumps(calls, ensure_ascii=False)


def filled(office: Office) -> str:
    """Let Ana have a draft with a value; return its id."""
    office.drafts(office.ana)
    office.ana.enters("Target", SECRET)
    office.ana.submits()
    office.beats()
    return office.goals_of().sheet.id


@pytest.mark.parametrize(
    "what",
    [
        {"is_restricted": True},
        {"is_ultra_restricted": True},
        {"is_stranger": True},
        {"is_bot": True},
        {"deleted": True},
        {"team_id": "T_ELSEWHERE"},
    ],
    ids=lambda what: next(iter(what)),
)
def test_nobody_but_a_full_member_is_answered(office: Office, what: dict[str, Any]) -> None:
    office.ws.add_user(dataclasses.replace(User("U_EVE", "eve", "Eve Lind", "eve@demo.example"), **what))
    eve = office.ws.person("U_EVE")
    eve.types(COMMAND)
    assert NOTHING in eve.sees()
    assert "Account Executive" not in eve.sees()
    eve.uses_shortcut("new_goals")
    eve.opens_home()
    assert eve.modal is None
    assert office.ws.homes.get("U_EVE") is None


def test_goals_are_not_started_for_a_guest(office: Office) -> None:
    office.ws.add_user(User("U_EVE", "eve", "Eve Lind", "eve@demo.example", is_restricted=True))
    office.starts(office.ana, "Eve Lind")
    assert list(office.ana.errors) == ["Who are these goals for?"]
    assert office.count_goals() == 0


def test_who_becomes_a_guest_is_let_in_no_more(office: Office) -> None:
    office.ana.types(COMMAND)
    office.ws.change_user("U_ANA", is_restricted=True)
    office.ana.types(COMMAND)
    assert NOTHING in office.ana.reads(office.ana.last_message)


def test_who_becomes_a_guest_unnoticed_is_asked_about_the_next_day(office: Office) -> None:
    office.ana.types(COMMAND)
    office.ws.users["U_ANA"] = dataclasses.replace(office.ws.users["U_ANA"], is_restricted=True)
    office.passes(hours=25)
    office.goalframe.services.people.refresh()
    office.ana.types(COMMAND)
    assert NOTHING in office.ana.reads(office.ana.last_message)


def test_a_pilot_is_for_its_people_alone(lets: Lets) -> None:
    with lets(only=frozenset({"U_ANA"})) as office:
        office.sam.types(COMMAND)
        assert NOTHING in office.sam.sees()
        office.ana.types(COMMAND)
        assert "# Account Executive" in office.ana.sees()


def test_in_a_pilot_goals_may_be_for_people_outside_it(lets: Lets) -> None:
    with lets(only=frozenset({"U_ANA"})) as office:
        office.drafts(office.ana, "Sam Okafor")
        assert "Goal 1 of 5" in office.ana.sees()


def recorded(office: Office) -> dict[str, Delivery]:
    """Let Ana do one thing of each kind, and give what was sent."""
    ana = office.ana
    office.drafts(ana)
    ana.enters("Target", SECRET)
    ana.submits()
    ana.closes()
    ana.uses_shortcut("new_goals")
    ana.searches("Role and level", "acc")
    ana.closes()
    ana.opens_home()
    return {delivery.kind: delivery for delivery in office.ws.deliveries}


def foreign(payload: dict[str, Any]) -> dict[str, Any]:
    """Return a payload as another workspace would send it."""
    text = json.dumps(payload).replace("T0DEMO", "T_ELSEWHERE")
    return dict(json.loads(text))


def anew(payload: dict[str, Any], name: str) -> dict[str, Any]:
    """Give a payload a name of its own, so that it counts as new."""
    return {**payload, **{key: name for key in ("trigger_id", "event_id") if key in payload}}


def deliver(office: Office, kind: str, payload: dict[str, Any]) -> Delivery:
    courier = office.ws.courier
    if kind == "event":
        return courier.send_json("event", "U_ANA", payload)
    if kind == "command":
        return courier.send_command("U_ANA", payload)
    return courier.send_interaction(kind, "U_ANA", payload)  # type: ignore[arg-type]


def external(payload: dict[str, Any]) -> dict[str, Any]:
    """Return an interaction of a person of another workspace in a channel that both share."""
    return {**payload, "user": {**payload["user"], "team_id": "T_ELSEWHERE"}}


INTERACTIONS = ("block_actions", "view_submission", "view_closed", "block_suggestion", "shortcut")


@pytest.mark.parametrize(
    ("kind", "disguise"),
    [(kind, foreign) for kind in ("command", "event", *INTERACTIONS)] + [(kind, external) for kind in INTERACTIONS],
)
def test_a_payload_from_outside_gets_nothing(
    office: Office, kind: str, disguise: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    sent = recorded(office)[kind]
    before = office.goals_of()
    office.ws.calls.clear()
    answer = deliver(office, kind, anew(disguise(sent.payload), "another.one"))
    assert answer.status == 200
    shown = seen_by_others(office, answer)
    assert SECRET not in shown
    assert "Account Executive" not in shown
    assert office.goals_of() == before


def forged(office: Office, action_id: str, value: str, person: str = "U_SAM") -> Delivery:
    """Let a person press a button that the app never showed them."""
    office.ws.calls.clear()
    who = office.ws.person(person)
    who.types("/goals help")
    message = who.last_message
    message.blocks[-1]["elements"][0] |= {"action_id": action_id, "value": value}
    pressed = who.clicks(START)
    assert pressed is not None
    return pressed


@pytest.mark.parametrize(
    "action_id", ["goals:continue", "goals:open", "frames:read", "frames:copy", "frames:show:okr"]
)
def test_a_button_with_the_id_of_someone_elses_goals_shows_nothing(office: Office, action_id: str) -> None:
    sheet = filled(office)
    value = encode(
        ShownFrame("DIRECT.ACCOUNTEA038.P4", "smart", 1, sheet) if "frames" in action_id else OneSheet(sheet)
    )
    shown = seen_by_others(office, forged(office, action_id, value))
    assert SECRET not in shown
    assert "Tom Berg" not in shown
    assert NOTHING in office.sam.sees()


def test_what_is_missing_and_what_is_forbidden_are_said_in_the_same_words(office: Office) -> None:
    sheet = filled(office)
    forged(office, "goals:continue", encode(OneSheet(sheet)))
    forbidden = office.sam.sees().count(NOTHING)
    office.sam.closes()
    forged(office, "goals:continue", encode(OneSheet("0" * 32)))
    assert (forbidden, office.sam.sees().count(NOTHING)) == (1, 1)


def test_a_view_of_someone_elses_goals_changes_nothing(office: Office) -> None:
    sheet = filled(office)
    before = office.goals_of()
    office.drafts(office.sam)
    assert office.sam.modal is not None
    office.sam.modal.view["private_metadata"] = encode(OneLine(sheet, before.goals[0].key, 99))
    office.sam.enters("Target", "Sam’s own words")
    office.sam.submits()
    assert NOTHING in office.sam.sees()
    assert office.goals_of() == before


def test_goals_of_someone_else_are_not_copied(office: Office) -> None:
    sheet = filled(office)
    forged(office, "goals:start", json.dumps({"sheet": "", "source": sheet, "profile": "", "subject": ""}))
    assert SECRET not in office.sam.sees()
    assert "Tom Berg" not in office.sam.sees()
    assert NOTHING in office.sam.sees()


NONSENSE = ("", "x", "[]", "{}", "5", '{"sheet": 5}', '{"sheet": null}', '{"a": 1}', "{" * 500, '"sheet"')


@pytest.mark.parametrize(
    "action_id",
    ["goals:continue", "goals:start", "frames:show:okr", "frames:copy", "frames:read", "frames:role", "home:page:2"],
)
def test_a_button_that_carries_nonsense_is_answered_in_one_sentence(office: Office, action_id: str) -> None:
    for value in NONSENSE:
        pressed = forged(office, action_id, value, "U_ANA")
        assert pressed.status == 200
        said = office.ana.sees()
        friendly = ("is from an older version", "== Start goals ==", NOTHING, "no longer has this role")
        assert any(words in said for words in friendly)
        assert "Reference" not in said
        office.ws.screen("U_ANA").stack.clear()
    assert office.count_goals() == 0


def test_a_page_that_is_not_there_shows_the_nearest(office: Office) -> None:
    value = encode(ShownFrame("DIRECT.ACCOUNTEA038.P4", "no layout", -7))
    forged(office, "frames:show:okr", value, "U_ANA")
    assert "[SMART, shown now]" in office.ana.sees()


@pytest.mark.parametrize("action_id", ["nobody:knows", "fill", "", "check:layout"])
def test_an_action_that_nobody_knows_is_taken_in_silence(office: Office, action_id: str) -> None:
    pressed = forged(office, action_id, "x", "U_ANA")
    assert pressed.status == 200
