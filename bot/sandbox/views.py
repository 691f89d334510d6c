"""Views: open, push, update and publish them, with Slack's refusals."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from bot.sandbox.gate import check_view, refusing
from bot.sandbox.refused import Refused
from bot.sandbox.state import Json, OpenView
from bot.sandbox.values import first_values, kept_values, with_ids

if TYPE_CHECKING:
    from bot.sandbox.workspace import Workspace

MOST_STACKED = 3


def gated(ws: Workspace, where: str, view: Any) -> Json:
    """Let a view through the gate or raise `Refused` as the Web API does."""
    faults = check_view(view)
    if faults:
        ws.refuse(where, view, faults)
    bad = refusing(faults)
    if bad:
        error = next((fault.error for fault in bad if fault.error), "invalid_arguments")
        raise Refused(error, [str(fault).replace("pointer:", "pointer:/view") for fault in bad])
    return dict(view)


def open_modal(ws: Workspace, trigger_id: object, view: Any) -> OpenView:
    """Open a modal; whatever modal stood there is gone."""
    modal = _modal(gated(ws, "views.open", view))
    with ws.changing():
        trigger = ws.permissions.take_trigger(trigger_id)
        shown = _fresh(ws, trigger.user, trigger.tab, modal)
        ws.screen(trigger.user, trigger.tab).stack = [shown]
    return shown


def push_modal(ws: Workspace, trigger_id: object, view: Any) -> OpenView:
    """Stack a modal upon the one whose button was pressed."""
    modal = _modal(gated(ws, "views.push", view))
    with ws.changing():
        trigger = ws.permissions.take_trigger(trigger_id)
        if not ws.screen(trigger.user, trigger.tab).stack:
            raise Refused("not_found")
        return stack_upon(ws, trigger.user, trigger.tab, modal)


def stack_upon(ws: Workspace, user: str, tab: str, modal: Json) -> OpenView:
    """Put a modal on top of the person's stack, which holds three at most."""
    stack = ws.screen(user, tab).stack
    if len(stack) >= MOST_STACKED:
        raise Refused("push_limit_reached")
    shown = _fresh(ws, user, tab, modal)
    shown.root, shown.previous = stack[0].id, stack[-1].id
    stack.append(shown)
    return shown


def update_modal(ws: Workspace, arguments: Json) -> OpenView:
    """Replace a modal that is still open, by its id or external_id and, when given, its hash."""
    modal = _modal(gated(ws, "views.update", arguments.get("view")))
    with ws.changing():
        shown = _open_one(ws, arguments)
        _same_hash(shown, arguments.get("hash"))
        show_instead(shown, modal)
    return shown


def show_instead(shown: OpenView, view: Json) -> None:
    """Put new content into an open view; typed values stay under the same block_id and action_id."""
    shown.view = view
    shown.blocks = with_ids(view["blocks"])
    shown.entered = {shown.user: kept_values(shown.entered.get(shown.user, {}), shown.blocks)}
    shown.hash = _hash()
    shown.errors = {}
    shown.suggested = {}


def publish(ws: Workspace, arguments: Json) -> OpenView:
    """Publish a person's Home tab."""
    user, view = arguments.get("user_id"), gated(ws, "views.publish", arguments.get("view"))
    if view["type"] != "home":
        raise Refused("invalid_arguments", ["[ERROR] must be a home view [json-pointer:/view/type]"])
    if user not in ws.users:
        raise Refused("user_not_found")
    with ws.changing():
        shown = ws.homes.get(user)
        if shown is None:
            shown = ws.homes[user] = _fresh(ws, user, "", view)
        else:
            _same_hash(shown, arguments.get("hash"))
            show_instead(shown, view)
    return shown


def _modal(view: Json) -> Json:
    if view["type"] != "modal":
        raise Refused("invalid_arguments", ["[ERROR] must be a modal view [json-pointer:/view/type]"])
    return view


def _open_one(ws: Workspace, arguments: Json) -> OpenView:
    for screen in ws.screens.values():
        for shown in screen.stack:
            if arguments.get("view_id") == shown.id:
                return shown
            external = arguments.get("external_id")
            if external and external == shown.view.get("external_id"):
                return shown
    raise Refused("not_found")


def _same_hash(shown: OpenView, expected: object) -> None:
    if expected and expected != shown.hash:
        raise Refused("hash_conflict")


def _hash() -> str:
    return secrets.token_hex(8)


def _fresh(ws: Workspace, user: str, tab: str, view: Json) -> OpenView:
    number = f"V{ws.number():08d}"
    blocks = with_ids(view["blocks"])
    return OpenView(
        id=number,
        user=user,
        tab=tab,
        view=view,
        hash=_hash(),
        root=number,
        blocks=blocks,
        entered={user: first_values(blocks)},
    )
