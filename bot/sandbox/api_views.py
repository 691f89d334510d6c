"""Web API: views.*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import payloads, views
from bot.sandbox.state import Json

if TYPE_CHECKING:
    from bot.sandbox.workspace import Workspace


def _open(ws: Workspace, arguments: Json) -> Json:
    shown = views.open_modal(ws, arguments.get("trigger_id"), arguments.get("view"))
    return {"view": payloads.view(ws, shown)}


def _push(ws: Workspace, arguments: Json) -> Json:
    shown = views.push_modal(ws, arguments.get("trigger_id"), arguments.get("view"))
    return {"view": payloads.view(ws, shown)}


def _update(ws: Workspace, arguments: Json) -> Json:
    return {"view": payloads.view(ws, views.update_modal(ws, arguments))}


def _publish(ws: Workspace, arguments: Json) -> Json:
    return {"view": payloads.view(ws, views.publish(ws, arguments))}


METHODS = {
    "views.open": _open,
    "views.push": _push,
    "views.update": _update,
    "views.publish": _publish,
}
