"""What Slack's answers mean for a post: wait, never, gone, or nobody knows."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.delivery.outcomes import BREATHER, Busy, Gone, Refusal, Silence, meaning


def said(word: object, status: int = 200, **headers: str) -> Exception:
    """Return what an answer of Slack's means."""
    data: dict[str, Any] = {"ok": False, "error": word}
    response = SlackResponse(
        client=WebClient(),
        http_verb="POST",
        api_url="",
        req_args={},
        data=data,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
        status_code=status,
    )
    error: Any = SlackApiError  # which has no types of its own
    return meaning(error("refused", response))


@pytest.mark.parametrize(
    ("failure", "seconds"),
    [
        (said("ratelimited", 429, Retry_After="40"), 40),
        (said("ratelimited", 429), BREATHER),
        (said("rate_limited"), BREATHER),
        (said("", 429, Retry_After="soon"), BREATHER),
        (said("token_revoked"), BREATHER),
        (said("invalid_auth"), BREATHER),
    ],
    ids=repr,
)
def test_what_was_certainly_not_done_may_be_asked_again_after_a_while(failure: Exception, seconds: float) -> None:
    assert isinstance(failure, Busy)
    assert failure.seconds == seconds


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("internal_error", 200),
        ("fatal_error", 200),
        ("service_unavailable", 503),
        ("invalid_blocks", 500),
        ("Received a response in a non-JSON format: <html>", 200),
        ("", 200),
        (None, 200),
        ("", 407),
    ],
)
def test_what_may_have_been_done_is_silence(word: str | None, status: int) -> None:
    assert isinstance(said(word, status), Silence)


@pytest.mark.parametrize("word", ["account_inactive", "user_not_found", "missing_scope", "msg_too_long"])
def test_a_word_of_slack_s_own_is_a_refusal(word: str) -> None:
    failure = said(word)
    assert isinstance(failure, Refusal)
    assert failure.word == word


@pytest.mark.parametrize("word", ["message_not_found", "cant_update_message", "edit_window_closed"])
def test_a_message_that_cannot_be_updated_counts_as_gone(word: str) -> None:
    assert isinstance(said(word), Gone)
