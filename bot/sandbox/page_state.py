"""What the page draws: one person's whole screen as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from bot.sandbox import payloads
from bot.sandbox.seat import SYSTEM
from bot.sandbox.state import Json, Message, OpenView

if TYPE_CHECKING:
    from bot.sandbox.workspace import Workspace


def state(ws: Workspace, user_id: str, tab: str) -> Json:
    """Lay out everything that this person sees in this tab."""
    playable = [user for user in ws.users.values() if user.playable and not user.deleted]
    user = next((user for user in playable if user.id == user_id), playable[0])
    with ws.changing_nothing():
        screen = ws.screen(user.id, tab)
        return {
            "version": ws.version,
            "user": user.id,
            "team": ws.seed.team_name,
            "app": ws.seed.app_name,
            "people": [{"id": one.id, "name": one.real_name, "title": one.title} for one in playable],
            "names": {one.id: one.real_name for one in ws.users.values()},
            "pickable": [one.id for one in ws.users.values() if not one.is_bot and not one.deleted],
            "channels": [
                {"id": c.id, "name": ws.seed.app_name if c.person else c.name, "dm": bool(c.person)}
                for c in ws.channels.values()
                if c.person in ("", user.id)
            ],
            "messages": [_message(ws, message, user.id) for message in ws.visible_to(user.id)],
            "modals": [_view(shown) for shown in screen.stack],
            "home": _view(ws.homes[user.id]) if user.id in ws.homes else None,
            "notice": screen.notice,
            "clock": ws.demo_time.wall_ms() if ws.demo_time else None,
            "commands": [asdict(command) for command in ws.seed.commands],
            "shortcuts": [asdict(shortcut) for shortcut in ws.seed.shortcuts],
            "story": _story(ws, user.id),
        }


def _message(ws: Workspace, message: Message, user_id: str) -> Json:
    author = "Workspace" if message.author == SYSTEM else ws.users[message.author].real_name
    return {
        "ts": message.ts,
        "channel": message.channel,
        "author": author,
        "app": message.author == ws.seed.bot_user_id,
        "text": message.text,
        "blocks": message.blocks,
        "values": payloads.values(message, user_id),
        "ephemeral": bool(message.visible_to),
        "edited": bool(message.edited),
        "deleted": message.deleted,
        "thread": message.thread_ts if message.is_reply else "",
        "demo_ms": message.demo_ms,
        "files": [{name: fact[name] for name in ("id", "name", "title", "size")} for fact in message.files],
    }


def _view(shown: OpenView) -> Json:
    fields = ("type", "title", "submit", "close", "callback_id")
    return {
        "id": shown.id,
        "hash": shown.hash,
        "busy": shown.busy,
        "blocks": shown.blocks,
        "values": payloads.values(shown, shown.user),
        "errors": shown.errors,
        **{field: shown.view.get(field) for field in fields},
    }


def _story(ws: Workspace, user_id: str) -> list[Json]:
    return [
        {
            "number": place,
            "person": step.person,
            "mine": step.person == user_id,
            "title": step.title,
            "hint": step.hint,
            "text": step.text,
            "done": place in ws.story_done,
        }
        for place, step in enumerate(ws.story.steps)
    ]
