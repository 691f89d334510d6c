"""What arrives twice is done once: the second delivery gets the first one's answer."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from slack_bolt import BoltRequest, BoltResponse

MOST = 1_000
"""Answers that are remembered; Slack delivers again within minutes, mostly within a second."""


class Once:
    """Remembers the newest answers by Slack's own name of a delivery; payloads without one are safe to do again."""

    def __init__(self) -> None:
        self._answers: OrderedDict[str, Future[BoltResponse]] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, request: BoltRequest, answer: Callable[[BoltRequest], BoltResponse]) -> BoltResponse:
        """Answer a request, or wait for the answer that the same delivery is getting already."""
        name = _name(request.body)
        if not name:
            return answer(request)
        first: Future[BoltResponse] = Future()
        with self._lock:
            known = self._answers.setdefault(name, first)
            if len(self._answers) > MOST:
                self._answers.popitem(last=False)
        if known is not first:
            return known.result()
        try:
            first.set_result(answer(request))
        except Exception as error:
            first.set_exception(error)
            self._forget(name)
            raise
        return first.result()

    def _forget(self, name: str) -> None:
        with self._lock:
            self._answers.pop(name, None)


def _name(body: dict[str, Any]) -> str:
    """Return what Slack calls a delivery: an event's id, or the trigger that only one command or press has."""
    name = body.get("event_id") or body.get("trigger_id")
    return name if isinstance(name, str) else ""
