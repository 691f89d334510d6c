"""Who somebody is in Slack: owner, admin, guest, gone or of another company, as users.info and users.list say it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.sandbox.people import User
from bot.sandbox.workspace import Workspace
from tests.unit.sandbox.calling import Page, Slack

EVE = User("U_EVE", "eve", "Eve Lind", playable=True)
FLAGS = (
    "is_owner",
    "is_admin",
    "is_restricted",
    "is_ultra_restricted",
    "is_bot",
    "is_app_user",
    "is_stranger",
    "deleted",
)


@pytest.mark.parametrize("flag", FLAGS)
def test_a_flag_is_told_by_info_and_list_alike(slack: Slack, ws: Workspace, flag: str) -> None:
    changes: dict[str, Any] = {flag: True}
    ws.add_user(replace(EVE, **changes))
    told = slack("users.info", user="U_EVE")["user"]
    assert [name for name in FLAGS if told.get(name)] == [flag]
    assert told in slack("users.list")["members"]


def test_nothing_is_told_of_who_is_nothing_special(slack: Slack, ws: Workspace) -> None:
    ws.add_user(EVE)
    told = slack("users.info", user="U_EVE")["user"]
    assert [name for name in FLAGS if told.get(name)] == []


def test_somebody_of_another_company_names_their_team(slack: Slack, ws: Workspace) -> None:
    ws.add_user(replace(EVE, team_id="T_OTHER", is_stranger=True))
    told = slack("users.info", user="U_EVE")["user"]
    assert (told["team_id"], told["profile"]["team"]) == ("T_OTHER", "T_OTHER")
    ws.person("U_EVE").uses_shortcut("new_goals")
    assert ws.deliveries[-1].payload["user"]["team_id"] == "T_OTHER"
    assert ws.deliveries[-1].payload["team"]["id"] == "T0DEMO"


def test_who_becomes_an_admin_is_one_at_once(slack: Slack, ws: Workspace) -> None:
    told = ws.change_user("U_MIA", is_admin=True)
    assert told.payload["event"]["user"]["is_admin"] is True
    assert slack("users.info", user="U_MIA")["user"]["is_admin"] is True


def test_who_is_gone_is_listed_as_gone_and_got_no_more(slack: Slack, ws: Workspace, page: Page) -> None:
    ws.add_user(replace(EVE, email="eve@demo.example", deleted=True))
    assert slack.refuses("users.lookupByEmail", email="eve@demo.example") == "users_not_found"
    assert slack.refuses("conversations.open", users="U_EVE") == "user_disabled"
    assert slack.refuses("chat.postMessage", channel="U_EVE", text="Hello") == "channel_not_found"
    shown = page.state()
    assert "U_EVE" not in [person["id"] for person in shown["people"]]
    assert "U_EVE" not in shown["pickable"]
