"""Opening views: a light one at once, because a trigger lives three seconds, then what it is to show."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import GoalframeError, SlackTooSlow
from bot.listeners.sentences import sentence_of
from bot.views.blocks import Block
from bot.views.notice import notice_modal
from bot.views.start import light_modal

TOO_LATE = frozenset({"expired_trigger_id", "exchanged_trigger_id", "trigger_expired", "trigger_exchanged"})
GONE = frozenset({"hash_conflict", "not_found", "view_not_found"})
"""The view was changed by a newer press, or closed: what was kept is in the database, nothing is to be done."""
FULL = "push_limit_reached"
"""Slack stacks three views."""

log = logging.getLogger(__name__)


class TooLate(SlackTooSlow):
    """That took Slack too long. Nothing is lost."""

    def __init__(self, again: Block | None = None) -> None:
        super().__init__()
        self.again = again


def open_view(client: WebClient, trigger_id: str, build: Callable[[], Block], again: Block | None = None) -> None:
    """Open a view that `build` makes; `again` is the button offered where the trigger has expired.

    Where `build` raises, the light view shows the sentence.
    """
    opened = _with_trigger(lambda: client.views_open(trigger_id=trigger_id, view=light_modal()), again)
    update_view(client, opened["view"], _made(build, again))


def push_view(client: WebClient, body: dict[str, Any], view: Block) -> dict[str, Any]:
    """Put a view on top of the one that was pressed in, or in its place where Slack stacks no more; return it."""
    try:
        pushed = _with_trigger(lambda: client.views_push(trigger_id=body["trigger_id"], view=view), None)
        return dict(pushed["view"])
    except SlackApiError as error:
        if error.response.get("error") != FULL:
            raise
        update_view(client, body["view"], view)
        return dict(body["view"])


def show_view(
    client: WebClient, body: dict[str, Any], build: Callable[[], Block], again: Block | None = None
) -> None:
    """Show a view after a press: on top of the view that was pressed in, else as a new one."""
    if (body.get("view") or {}).get("type") == "modal":
        push_view(client, body, build())
    else:
        open_view(client, body["trigger_id"], build, again)


def update_view(client: WebClient, shown: dict[str, Any], view: Block) -> None:
    """Replace a view by what it is to show now; one that has changed or gone meanwhile stays as it is."""
    try:
        client.views_update(view_id=shown["id"], hash=shown.get("hash"), view=view)
    except SlackApiError as error:
        if error.response.get("error") not in GONE:
            raise
        log.info("a view was changed or closed before its update: %s", error.response.get("error"))


def renew_below(client: WebClient, body: dict[str, Any], build: Callable[[], Block]) -> bool:
    """Bring the view up to date that a form was opened from: it stands there again when the form is closed.

    Returns whether there is one.
    """
    below = body["view"].get("previous_view_id")
    if below:
        update_view(client, {"id": below}, build())
    return bool(below)


def end_form(ack: Ack, client: WebClient, body: dict[str, Any], build: Callable[[], Block]) -> None:
    """Close a submitted form over the view that it was opened from, or turn it into that view where there is none."""
    if renew_below(client, body, build):
        ack()
    else:
        ack(response_action="update", view=build())


def _made(build: Callable[[], Block], again: Block | None) -> Block:
    """Make what a view is to show; where that fails the view itself says so, and offers to try again."""
    try:
        return build()
    except GoalframeError as refusal:
        return notice_modal("Goals", refusal.sentence)
    except Exception as error:  # noqa: BLE001 - the light view must not stay as it is
        return notice_modal("Goals", sentence_of(error), *([again] if again else []))


def _with_trigger(call: Callable[[], Any], again: Block | None) -> Any:
    try:
        return call()
    except SlackApiError as error:
        if error.response.get("error") in TOO_LATE:
            raise TooLate(again) from error
        raise
