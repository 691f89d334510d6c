"""What a view shows once slow work is done: the view that waits for it is changed, or says why it could not be."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.listeners.opening import update_view
from bot.listeners.sentences import sentence_of
from bot.services.autosave import Later
from bot.views.blocks import Block
from bot.views.notice import notice_modal

log = logging.getLogger(__name__)
SOON = 0.5
"""Seconds after an answer before the view that it left is changed again: Slack has to have shown it."""


def show_afterwards(
    later: Later, client: WebClient, shown: dict[str, Any], title: str, build: Callable[[], Block]
) -> None:
    """Show in the place of a view soon what `build` makes, or why it could not, under a title."""
    only_id = {"id": shown["id"]}
    later(SOON, lambda: _show(client, only_id, _built(title, build)))


def _show(client: WebClient, shown: dict[str, Any], view: Block) -> None:
    """Show a view in the place of the one that waits; nobody hears of it where Slack does not answer."""
    try:
        update_view(client, shown, view)
    except (SlackApiError, OSError) as error:
        log.warning("a view of an import could not be shown: %s", type(error).__name__)


def _built(title: str, build: Callable[[], Block]) -> Block:
    try:
        return build()
    except Exception as error:  # noqa: BLE001 - the view must not stay as it is
        return notice_modal(title, sentence_of(error))
