"""`goalframe manifest`: what the app listens to is what its manifest asks for, with a reason for each permission."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.app import build_app
from bot.cli.manifest import EVENTS, SCOPES, manifest, manifest_of
from bot.sandbox.server import SandboxServer
from bot.settings import read_settings
from db.engine import open_database
from db.upgrade import upgrade
from tests.unit.bot.making import library

NEEDS = {
    "auth.test": "",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.history": "im:history",
    "conversations.open": "im:write",
    "conversations.replies": "im:history",
    "files.completeUploadExternal": "files:write",
    "files.info": "files:read",
    "files.getUploadURLExternal": "files:write",
    "usergroups.list": "usergroups:read",
    "usergroups.users.list": "usergroups:read",
    "users.info": "users:read",
    "users.list": "users:read",
    "users.lookupByEmail": "users:read.email",
    "views.open": "",
    "views.publish": "",
    "views.push": "",
    "views.update": "",
}
"""Every method of Slack's that the app calls, with the scope that Slack asks for in a DM with the app."""
CALLED = re.compile(r"\bclient\.([a-z]+_\w+)\(")
NAMED = re.compile(r"\"((?:auth|chat|conversations|files|usergroups|users|views)\.[\w.]+)\"")
URL = "https://goals.example.com"
ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="session")
def listened(slack: SandboxServer, tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Return what the real app listens to: events, commands and shortcuts, read off its Bolt listeners."""
    database = open_database(f"sqlite:///{tmp_path_factory.mktemp('listening') / 'goals.db'}")
    upgrade(database)
    settings = replace(read_settings({}), bot_token=slack.workspace.seed.bot_token, slack_api_url=slack.api_url)
    app = build_app(settings, database, library(), command="/ziele")
    found: dict[str, set[str]] = {}
    for listener in app.bolt._listeners:
        for matcher in listener.matchers:
            for kind, name in _matched(matcher):
                found.setdefault(kind, set()).add(name)
    database.close()
    return found


def _matched(matcher: Any) -> Iterator[tuple[str, str]]:
    """Give what one of Bolt's own matchers lets through, as the closed-over words that it was made of."""
    kind = matcher.func.__qualname__.split(".")[0]
    for cell in matcher.func.__closure__ or ():
        if isinstance(cell.cell_contents, str):
            yield kind, cell.cell_contents


def run(*arguments: str) -> Result:
    return CliRunner().invoke(manifest, arguments)


@pytest.mark.parametrize("url", [None, URL])
def test_the_manifest_asks_for_what_the_app_listens_to(listened: dict[str, set[str]], url: str | None) -> None:
    made = manifest_of(url, "/ziele")
    assert {one["command"] for one in made["features"]["slash_commands"]} == listened["command"]
    assert set(made["settings"]["event_subscriptions"]["bot_events"]) == listened["event"] == set(EVENTS)
    assert {one["callback_id"] for one in made["features"]["shortcuts"]} == listened["shortcut"]
    assert made["features"]["app_home"]["home_tab_enabled"]


def test_everything_that_can_be_pressed_comes_by_interactivity(listened: dict[str, set[str]]) -> None:
    assert listened["action"]
    assert listened["view_submission"] >= {"start", "choose", "fill", "check"}
    assert listened["options"] == {"start:profile"}
    assert manifest_of(None, "/goals")["settings"]["interactivity"] == {"is_enabled": True}
    assert manifest_of(URL, "/goals")["settings"]["interactivity"] == {
        "is_enabled": True,
        "request_url": f"{URL}/slack/events",
        "message_menu_options_url": f"{URL}/slack/events",
    }


def test_each_permission_is_asked_for_with_a_reason_that_the_readme_names() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.partition("### What it may do in Slack")[2].partition("\n## ")[0]
    assert manifest_of(None, "/goals")["oauth_config"]["scopes"]["bot"] == list(SCOPES)
    assert all(reason.endswith(".") for reason in SCOPES.values())
    assert re.findall(r"^\| `([a-z:.]+)` \| (.+) \|$", section, re.MULTILINE) == list(SCOPES.items())


def test_every_method_of_slack_s_that_is_called_has_its_permission_and_no_other_is_asked_for() -> None:
    ours = [path for path in (ROOT / "bot").rglob("*.py") if "sandbox" not in path.parts]
    texts = [path.read_text(encoding="utf-8") for path in ours]
    called = {name.replace("_", ".") for text in texts for name in CALLED.findall(text)}
    assert called | {name for text in texts for name in NAMED.findall(text)} == set(NEEDS)
    assert {*NEEDS.values()} - {""} | {"commands"} == set(SCOPES)


def test_without_an_address_the_manifest_is_for_socket_mode_and_names_none() -> None:
    result = run()
    assert (result.exit_code, result.stderr) == (0, "")
    made = json.loads(result.stdout)
    assert made == manifest_of(None, "/goals")
    assert made["settings"]["socket_mode_enabled"]
    assert "http" not in result.stdout


def test_with_an_address_everything_comes_to_its_one_endpoint() -> None:
    made = json.loads(run("--url", f"{URL}/", "--command", "/ziele").stdout)
    assert made == manifest_of(URL, "/ziele")
    assert not made["settings"]["socket_mode_enabled"]
    assert made["features"]["slash_commands"][0]["url"] == f"{URL}/slack/events"
    assert made["settings"]["event_subscriptions"]["request_url"] == f"{URL}/slack/events"


def test_people_picked_in_a_command_come_as_ids() -> None:
    assert manifest_of(None, "/goals")["features"]["slash_commands"][0]["should_escape"]


@pytest.mark.parametrize("url", ["http://goals.example.com", "goals.example.com", "ftp://x"])
def test_an_address_that_slack_does_not_take_is_refused(url: str) -> None:
    result = run("--url", url)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Slack takes addresses that begin with https:// only.\n"


@pytest.mark.parametrize("command", ["goals", "/", "/Goals", "/my goals", "/x\ty", f"/{'x' * 32}", ""])
def test_a_command_that_slack_does_not_take_is_refused(command: str) -> None:
    result = run("--command", command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("A command begins with / and has ")
