"""`goalframe manifest`: what to make the Slack app from, and why it asks for each permission."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import click

from bot.cli.output import Refusal, say

SCOPES: Mapping[str, str] = {
    "commands": "/goals and the shortcut “New goals”.",
    "chat:write": "Messages in your own DM with the app: drafts, goals shared with you, and what became of them.",
    "files:write": "The copy that both people get when goals are confirmed.",
    "files:read": "Reads the list of people that HR puts into Goalframe’s form; no other file.",
    "im:write": "Finds your DM, to put that copy there, and to see whether a message whose answer was lost has come.",
    "im:history": "Looks into that DM, and only for messages of the app’s own.",
    "users:read": "Names, time zones and whether someone is a full member: guests get nothing.",
    "users:read.email": "Finds people of your own list by e-mail, when HR imports it.",
    "usergroups:read": "Fills a review cycle with the members of a user group.",
}
EVENTS = ("app_home_opened", "team_join", "user_change")


@click.command(epilog="Example: goalframe manifest --url https://goals.example.com")
@click.option("--url", help="The app's public address for HTTP; without it the manifest is for Socket Mode.")
@click.option("--command", default="/goals", show_default=True, help="The slash command, where /goals is taken.")
def manifest(url: str | None, command: str) -> None:
    """Print the manifest as JSON; paste it at api.slack.com/apps under “Create New App”, “From a manifest”."""
    if url and not url.startswith("https://"):
        raise Refusal("Slack takes addresses that begin with https:// only.")
    if not re.fullmatch(r"/\S{1,31}", command) or command != command.lower():
        raise Refusal("A command begins with / and has up to 31 lower-case letters without spaces, such as /goals.")
    say(json.dumps(manifest_of(url, command), indent=2, ensure_ascii=False))


def manifest_of(url: str | None, command: str) -> dict[str, Any]:
    """Return the manifest; `url` None stands for Socket Mode."""
    return {
        "display_information": {
            "name": "Goalframe",
            "description": "Performance goals from a library of job roles, word for word.",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": "Goalframe", "always_online": True},
            "shortcuts": [
                {
                    "name": "New goals",
                    "type": "global",
                    "callback_id": "new_goals",
                    "description": "Start goals for someone",
                }
            ],
            "slash_commands": [_command(command, url)],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS)} | _request_url(url),
            "interactivity": {"is_enabled": True}
            | _request_url(url)
            | ({"message_menu_options_url": f"{_endpoint(url)}"} if url else {}),
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }


def _command(command: str, url: str | None) -> dict[str, Any]:
    return {
        "command": command,
        "description": "Goals for a role and level, or for a person",
        "usage_hint": "account executive P4  |  @person  |  mine  |  help",
        "should_escape": True,
    } | ({"url": _endpoint(url)} if url else {})


def _request_url(url: str | None) -> dict[str, str]:
    return {"request_url": _endpoint(url)} if url else {}


def _endpoint(url: str) -> str:
    return f"{url.rstrip('/')}/slack/events"
