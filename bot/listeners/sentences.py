"""What a person is told of an error: one sentence; what is not the product's own gets a reference in the log."""

from __future__ import annotations

import logging
import secrets
import traceback

from slack_sdk.errors import SlackApiError

from bot.errors import FieldsRefused, GoalframeError, SlackSilent
from db.errors import StoreError

OURS = "Something went wrong on our side. Nothing that was kept is lost. Please try again. (Reference {reference})"
SILENT = (TimeoutError, ConnectionError, SlackApiError)

log = logging.getLogger(__name__)


def sentence_of(error: Exception) -> str:
    """Return the sentence for the person; what is not the product's own error gets a reference in the log."""
    if isinstance(error, FieldsRefused):
        return " ".join(error.fields.values())
    if isinstance(error, GoalframeError):
        return error.sentence
    reference = secrets.token_hex(4)
    frames = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s: %s%s\n%s", reference, type(error).__name__, slack_word(error), frames)
    if isinstance(error, StoreError):
        return f"{error} (Reference {reference})"
    return SlackSilent().sentence if isinstance(error, SILENT) else OURS.format(reference=reference)


def slack_word(error: Exception) -> str:
    """Return Slack's own word for an error of its, with a space before it."""
    return f" {error.response.get('error')}" if isinstance(error, SlackApiError) else ""
