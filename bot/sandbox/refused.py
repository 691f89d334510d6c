"""A Web API call that Slack refuses."""

from __future__ import annotations

from collections.abc import Sequence


class Refused(Exception):
    """Slack's error code, and the sentences that go with it."""

    def __init__(self, error: str, messages: Sequence[str] = (), **extra: object) -> None:
        super().__init__(error)
        self.error = error
        self.messages = list(messages)
        self.extra = extra
