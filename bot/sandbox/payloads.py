"""What the workspace tells the app: the exact shapes of commands, interactions and events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.state import Json, Message, OpenView, Surface
from bot.sandbox.values import first_values

if TYPE_CHECKING:
    from bot.sandbox.workspace import Workspace

LEGACY_TOKEN = "made-up-verification-token"  # noqa: S105 - the field exists, nobody checks it


def command(ws: Workspace, user_id: str, channel_id: str, line: str) -> dict[str, str]:
    """Lay out a slash command's form, still without trigger and response_url."""
    name, _, text = line.partition(" ")
    return {
        "token": LEGACY_TOKEN,
        "team_id": ws.seed.team_id,
        "team_domain": ws.seed.team_domain,
        "channel_id": channel_id,
        "channel_name": ws.channels[channel_id].name,
        "user_id": user_id,
        "user_name": ws.users[user_id].name,
        "command": name,
        "text": text.strip(),
        "api_app_id": ws.seed.app_id,
        "is_enterprise_install": "false",
    }


def interaction(ws: Workspace, kind: str, user_id: str) -> Json:
    """Lay out what all interactions have in common."""
    user = ws.users[user_id]
    return {
        "type": kind,
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team_id},
        "api_app_id": ws.seed.app_id,
        "token": LEGACY_TOKEN,
        "team": {"id": ws.seed.team_id, "domain": ws.seed.team_domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def view(ws: Workspace, shown: OpenView) -> Json:
    """Lay out an open view with what was entered in it."""
    fields = ("title", "submit", "close")
    return {
        "id": shown.id,
        "team_id": ws.seed.team_id,
        "type": shown.view["type"],
        "blocks": shown.blocks,
        "private_metadata": shown.view.get("private_metadata", ""),
        "callback_id": shown.view.get("callback_id", ""),
        "state": {"values": values(shown, shown.user)},
        "hash": shown.hash,
        **{field: shown.view.get(field) for field in fields},
        "clear_on_close": shown.view.get("clear_on_close", False),
        "notify_on_close": shown.view.get("notify_on_close", False),
        "previous_view_id": shown.previous,
        "root_view_id": shown.root,
        "app_id": ws.seed.app_id,
        "external_id": shown.view.get("external_id", ""),
        "app_installed_team_id": ws.seed.team_id,
        "bot_id": ws.seed.bot_id,
    }


def values(surface: Surface, user_id: str) -> Json:
    """Give what the person has in this surface's elements; what nobody touched is as it opened."""
    return surface.entered.setdefault(user_id, first_values(surface.blocks))


def where(ws: Workspace, surface: Surface, user_id: str) -> Json:
    """Lay out where an action happened: its container, channel, message or view, and the state."""
    if isinstance(surface, OpenView):
        return {"container": {"type": "view", "view_id": surface.id}, "view": view(ws, surface)}
    if not isinstance(surface, Message):
        raise TypeError(type(surface))
    channel = ws.channels[surface.channel]
    place: Json = {
        "container": {
            "type": "message",
            "message_ts": surface.ts,
            "channel_id": channel.id,
            "is_ephemeral": bool(surface.visible_to),
        },
        "channel": {"id": channel.id, "name": channel.name},
        "state": {"values": values(surface, user_id)},
    }
    if surface.is_reply:
        place["container"]["thread_ts"] = surface.thread_ts
    if not surface.visible_to:
        place["message"] = message(ws, surface)
    return place


def message(ws: Workspace, shown: Message) -> Json:
    """Lay out a message, without its metadata."""
    out: Json = {"type": "message", "ts": shown.ts, "user": shown.author, "text": shown.text}
    optional: Json = {"blocks": shown.blocks, "files": [file(ws, fact) for fact in shown.files], **_thread(ws, shown)}
    out |= {name: value for name, value in optional.items() if value}
    if shown.deleted:
        out["subtype"] = "tombstone"
    if shown.edited:
        out["edited"] = {"user": shown.author, "ts": shown.edited}
    if shown.author == ws.seed.bot_user_id:
        out |= {"bot_id": ws.seed.bot_id, "app_id": ws.seed.app_id}
    return out


def _thread(ws: Workspace, shown: Message) -> Json:
    if shown.is_reply:
        return {"thread_ts": shown.thread_ts, "parent_user_id": ws.message(shown.thread_ts).author}
    if not shown.reply_count:
        return {}
    return {"thread_ts": shown.ts, "reply_count": shown.reply_count, "latest_reply": shown.latest_reply}


def file(ws: Workspace, fact: Json) -> Json:
    """Lay out a file's facts with the address at which the app itself can read it."""
    address = f"{ws.url}/files/{fact['id']}/{ws.uploads[fact['id']].secret}"
    return {**fact, "url_private": address, "url_private_download": address}


def event(ws: Workspace, kind: str, facts: Json) -> Json:
    """Lay out an Events API envelope."""
    number = ws.number()
    now = int(ws.clock())
    return {
        "token": LEGACY_TOKEN,
        "team_id": ws.seed.team_id,
        "api_app_id": ws.seed.app_id,
        "event": {"type": kind, **facts, "event_ts": f"{now}.{number:06d}"},
        "type": "event_callback",
        "event_id": f"Ev{number:08d}",
        "event_time": now,
        "authorizations": [{"team_id": ws.seed.team_id, "user_id": ws.seed.bot_user_id, "is_bot": True}],
    }
