"""What became of a call to Slack that did not go well, and what that means for a post."""

from __future__ import annotations

import re
from collections.abc import Mapping

from slack_sdk.errors import SlackApiError

BREATHER = 30.0
"""Seconds to leave Slack alone after it gave no answer, or said that it is busy without saying for how long."""
TOO_MANY = 429
SERVER_FAULT = 500
WORD = re.compile(r"[a-z][a-z0-9_]*")
BUSY = frozenset({"ratelimited", "rate_limited"})
LOCKED_OUT = frozenset({"invalid_auth", "not_authed", "token_expired", "token_revoked", "ekm_access_denied"})
"""Refusals of the app as such: its posts wait until it is let in again."""
DOUBTFUL = frozenset({"fatal_error", "internal_error", "service_unavailable", "request_timeout"})
"""What Slack says where it may have done a part of what was asked, or all of it."""
GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})


class Busy(Exception):
    """This was not asked of Slack, or Slack did not do it; it may be asked again in so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Refusal(Exception):
    """Slack does not do this, and says so in a word of its own."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class Unknowable(Refusal):
    """Slack does not let us see whether a post has arrived."""


class Gone(Exception):
    """The message that was to be updated is not there, or not any more."""


class Silence(Exception):
    """Slack gave no answer that could be understood; it may have done what it was asked."""


def meaning(error: SlackApiError) -> Exception:
    """Say what Slack's answer means."""
    word, status = str(error.response.get("error") or ""), error.response.status_code or 0
    if status == TOO_MANY or word in BUSY:
        return Busy(_patience(error.response.headers or {}))
    if word in LOCKED_OUT:
        return Busy(BREATHER)
    if status >= SERVER_FAULT or word in DOUBTFUL or not WORD.fullmatch(word):
        return Silence(word)
    return Gone() if word in GONE else Refusal(word)


def _patience(headers: Mapping[str, object]) -> float:
    """Return the seconds for which Slack wants to be left alone."""
    told = str(headers.get("Retry-After", ""))
    return float(told) if told.isdecimal() else BREATHER
