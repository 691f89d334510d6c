"""What the page asks for, turned into a person's deeds."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.sandbox.seat import Seat
from bot.sandbox.state import Json, Surface

if TYPE_CHECKING:
    from bot.sandbox.workspace import Workspace


def do(ws: Workspace, asked: Json) -> Json:
    """Do what was asked; LookupError when what it is about is gone."""
    user = ws.users[asked["user"]]
    if not user.playable:
        raise LookupError(user.id)
    return _DEEDS[asked["do"]](Seat(ws, user.id, asked.get("tab", "page")), asked)


def _surface(seat: Seat, asked: Json) -> Surface:
    kind, name = asked["surface"]["kind"], asked["surface"]["id"]
    if kind == "view":
        shown = seat.ws.view(name)
        if shown.user != seat.user:
            raise LookupError(name)
        return shown
    message = seat.ws.message(name)
    if message not in seat.ws.visible_to(seat.user):
        raise LookupError(name)
    return message


def _send(seat: Seat, asked: Json) -> Json:
    seat.send(asked["channel"], asked["line"])
    return {}


def _act(seat: Seat, asked: Json) -> Json:
    surface = _surface(seat, asked)
    part = seat.part(surface, asked["block_id"], asked["action_id"])
    seat.act(surface, part, asked.get("value"), done=asked.get("done", True))
    return {}


def _put_in(seat: Seat, asked: Json) -> Json:
    surface = _surface(seat, asked)
    part = seat.part(surface, asked["block_id"], asked["action_id"])
    files = [(str(file["name"]), base64.b64decode(file["content"])) for file in asked["files"]]
    return {"taken": seat.put_in(surface, part, files)}


def _suggest(seat: Seat, asked: Json) -> Json:
    surface = _surface(seat, asked)
    part = seat.part(surface, asked["block_id"], asked["action_id"])
    return {"options": seat.suggest(surface, part, asked["query"])}


def _submit(seat: Seat, _asked: Json) -> Json:
    if seat.stack:
        seat.submit()
    return {}


def _close(seat: Seat, asked: Json) -> Json:
    if seat.stack:
        seat.close(everything=asked.get("everything", False))
    return {}


def _shortcut(seat: Seat, asked: Json) -> Json:
    seat.shortcut(asked["callback_id"])
    return {}


def _home(seat: Seat, _asked: Json) -> Json:
    seat.open_home()
    return {}


def _clock(seat: Seat, asked: Json) -> Json:
    if seat.ws.demo_time is None:
        raise LookupError("clock")
    seat.ws.demo_time.move(asked["move"])
    with seat.ws.changing():  # the pages are told
        return {}


def _dismiss(seat: Seat, _asked: Json) -> Json:
    with seat.ws.changing():
        seat.ws.screen(seat.user, seat.tab).notice = ""
    return {}


_DEEDS: dict[str, Callable[[Seat, Json], Json]] = {
    "send": _send,
    "act": _act,
    "put in": _put_in,
    "suggest": _suggest,
    "submit": _submit,
    "close": _close,
    "shortcut": _shortcut,
    "home": _home,
    "clock": _clock,
    "dismiss": _dismiss,
}
