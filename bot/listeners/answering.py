"""Answering a press in a message: replacing it, or saying something beside it that only the person sees."""

from __future__ import annotations

from typing import Any

from slack_sdk.webhook import WebhookClient

from bot.errors import SlackSilent
from bot.views.blocks import Block

SLACK_PATIENCE = 2
"""Seconds that a call to Slack may take: a person is waiting, and Slack waits three for us."""
TAKEN = 200


def answer_message(body: dict[str, Any], message: Block, *, replace: bool) -> None:
    """Send the fields of a message to the address that came with a press, once.

    Raises `SlackSilent` where Slack does not take it, `OSError` where it gives no answer in time.
    """
    slack = WebhookClient(body["response_url"], timeout=SLACK_PATIENCE, retry_handlers=[])
    answer = slack.send_dict({**message, "response_type": "ephemeral", "replace_original": replace})
    if answer.status_code != TAKEN:
        raise SlackSilent
