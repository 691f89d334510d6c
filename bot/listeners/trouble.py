"""The one error handler: one sentence to the person, what to do next, and a line in the log without any text."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from typing import Any

from slack_bolt import App, BoltContext, BoltResponse
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import GoalframeError, NewerVersion
from bot.listeners.answering import answer_message
from bot.listeners.opening import TooLate, push_view
from bot.listeners.sentences import sentence_of, slack_word
from bot.views.blocks import Block, button
from bot.views.fields import Fields
from bot.views.notice import notice_message, notice_modal
from bot.views.shared_ids import OPEN
from bot.views.state import OneVersion, encode

log = logging.getLogger(__name__)


def register(app: App) -> None:
    """Make this module the app's error handler."""
    app.error(answer_error)


def answer_error(error: Exception, body: dict[str, Any], context: BoltContext, client: WebClient) -> BoltResponse:
    """Answer whatever went wrong in the way that the payload can be answered."""
    if isinstance(error, BoltUnhandledRequestError):
        log.info("a payload that nothing listens to: %s", body.get("type") or "event")
        return BoltResponse(status=200, body="")
    again = _ways_on(error)
    return _Answering(body, context, client).say(sentence_of(error), again)


def _ways_on(error: Exception) -> list[Block]:
    """Return the button that leads on from an error, where one does."""
    if isinstance(error, NewerVersion) and error.number:
        return [button(OPEN, f"Open version {error.number}", encode(OneVersion(error.sheet_id, error.number)))]
    return [error.again] if isinstance(error, TooLate) and error.again else []


@dataclass(frozen=True)
class _Answering:
    """One payload, and the ways to answer it."""

    body: dict[str, Any]
    context: BoltContext
    client: WebClient

    def say(self, sentence: str, buttons: list[Block]) -> BoltResponse:
        kind = self.body.get("type") or ("command" if "command" in self.body else "event")
        if kind == "command":
            return _json({"response_type": "ephemeral", **notice_message(sentence, *buttons)})
        if kind == "view_submission":
            return _json(_under_a_field(self.body["view"], sentence))
        if kind == "block_suggestion":
            return _json({"options": []})
        if kind in {"block_actions", "shortcut"}:
            self._beside(sentence, buttons)
        return BoltResponse(status=200, body="")

    def _beside(self, sentence: str, buttons: list[Block]) -> None:
        """Say it beside the message, over the view, or in the person's own DM."""
        message = notice_message(sentence, *buttons)
        try:
            if self.body.get("response_url"):
                answer_message(self.body, message, replace=False)
            elif (self.body.get("view") or {}).get("type") == "modal":
                push_view(self.client, self.body, notice_modal("Goals", sentence, *buttons))
            elif self.context.user_id:
                self.client.chat_postMessage(channel=self.context.user_id, **message)
        except (SlackApiError, OSError, GoalframeError) as second:
            log.warning("a sentence could not be delivered: %s%s", type(second).__name__, slack_word(second))


def _json(body: Block) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(body), headers={"content-type": ["application/json"]})


def _under_a_field(view: dict[str, Any], sentence: str) -> Block:
    """Return the sentence under the view's first field, so that everything typed stays; without fields as a view."""
    block_id = Fields(view).block("")
    if block_id:
        return {"response_action": "errors", "errors": {block_id: sentence}}
    return {"response_action": "push", "view": notice_modal("Goals", sentence)}
