"""The page's endpoints: they see and do what a person sees and does, and nothing else."""

from __future__ import annotations

from typing import Any

import httpx

from bot.sandbox.story import Step, Story, When
from bot.sandbox.workspace import Workspace


def state(ws: Workspace, user: str = "U_ANA", known: int = -1) -> Any:
    return httpx.get(f"{ws.url}/page/state", params={"user": user, "tab": "t", "known": known}).json()


def do(ws: Workspace, user: str = "U_ANA", **asked: Any) -> httpx.Response:
    return httpx.post(f"{ws.url}/page/do", json={"user": user, "tab": "t", **asked})


def pressed(ws: Workspace, action_id: str, user: str = "U_ANA") -> httpx.Response:
    ts = state(ws)["messages"][-1]["ts"]
    surface = {"kind": "message", "id": ts}
    return do(ws, user, do="act", surface=surface, block_id="layouts", action_id=action_id)


def test_the_page_shows_three_people_and_what_the_chosen_one_sees(ws: Workspace) -> None:
    do(ws, do="send", channel="C0GENERAL", line="/goals")
    shown = state(ws)
    assert [person["name"] for person in shown["people"]] == ["Ana Ruiz", "Sam Okafor", "Mia Vogt"]
    assert shown["messages"][0]["ephemeral"] is True
    assert state(ws, "U_SAM")["messages"] == []
    assert {channel["dm"] for channel in shown["channels"]} == {True, False}


def test_a_modal_is_filled_through_the_page(ws: Workspace) -> None:
    do(ws, do="send", channel="C0GENERAL", line="/goals")
    pressed(ws, "start")
    view = state(ws)["modals"][0]
    surface = {"kind": "view", "id": view["id"]}
    found = do(ws, do="suggest", surface=surface, block_id="role", action_id="role", query="acc").json()
    assert [one["value"] for one in found["options"]] == ["Account Executive", "Accountant"]
    do(ws, do="act", surface=surface, block_id="role", action_id="role", value="Accountant")
    do(ws, do="act", surface=surface, block_id="target", action_id="text", value="30 %", done=False)
    assert ws.deliveries[-1].payload["actions"][0]["value"] == "30 %"
    do(ws, do="submit")
    assert state(ws)["modals"] == []
    sent = ws.deliveries[-1].payload["view"]["state"]["values"]
    assert sent["role"]["role"]["selected_option"]["value"] == "Accountant"


def test_nobody_reaches_into_somebody_elses_screen(ws: Workspace) -> None:
    do(ws, do="send", channel="C0GENERAL", line="/goals")
    assert pressed(ws, "start", "U_SAM").status_code == 409
    pressed(ws, "start")
    view = state(ws)["modals"][0]
    surface = {"kind": "view", "id": view["id"]}
    stolen = do(ws, "U_SAM", do="act", surface=surface, block_id="baseline", action_id="text", value="x")
    assert stolen.status_code == 409


def test_what_is_gone_is_said_so(ws: Workspace) -> None:
    surface = {"kind": "view", "id": "V0"}
    gone = do(ws, do="act", surface=surface, block_id="b", action_id="a")
    assert (gone.status_code, gone.json()["error"]) == (409, "That is not there any more.")
    assert do(ws, "U0BOT", do="submit").status_code == 409


def test_closing_and_submitting_nothing_is_harmless(ws: Workspace) -> None:
    assert do(ws, do="close").status_code == do(ws, do="submit").status_code == 200


def test_shortcut_home_close_and_dismiss_work(ws: Workspace) -> None:
    do(ws, do="shortcut", callback_id="new_goals")
    do(ws, do="close", everything=True)
    do(ws, do="home")
    ws.screen("U_ANA", "t").notice = "Something"
    do(ws, do="dismiss")
    shown = state(ws)
    assert (shown["modals"], shown["notice"], shown["home"]["type"]) == ([], "", "home")


def test_the_page_waits_until_something_changes(ws: Workspace) -> None:
    before = state(ws)["version"]
    do(ws, do="send", channel="C0GENERAL", line="Hello")
    assert state(ws, known=before)["version"] > before


def test_the_story_is_ticked_off_by_what_was_done(ws: Workspace) -> None:
    steps = (
        Step("U_ANA", "Type it", "Like this", When("command", "/goals account"), "/goals account executive"),
        Step("U_ANA", "Press", "", When("action", "layout_")),
        Step("U_ANA", "Save", "", When("submission", "goal")),
        Step("U_ANA", "Shortcut", "", When("shortcut", "new_goals")),
        Step("U_SAM", "Home", "", When("home")),
    )
    ws.story = Story(steps)
    ana = ws.person("U_ANA")
    ana.types("/goals account executive")
    ana.clicks("OKRs")
    ana.uses_shortcut("new_goals")
    ana.submits()
    ana.opens_home()
    assert [step["done"] for step in state(ws)["story"]] == [True, True, True, True, False]
    ws.person("U_SAM").opens_home()
    assert state(ws, "U_SAM")["story"][4] | {"mine": True, "done": True} == state(ws, "U_SAM")["story"][4]
    ws.story = Story()
