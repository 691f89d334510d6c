"""Looks in a person's DM for a post whose answer was lost, before it is posted again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.delivery.outcomes import Refusal, Unknowable
from bot.delivery.slack_calls import SlackCalls
from db.facts import Post

EVENT = "goalframe_post"
PAGE = 200
SKEW = timedelta(minutes=10)
"""Slack's clock and ours may differ: by up to five minutes, or signatures would be refused."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post stands in Slack; `ts` is empty where Slack does not say."""

    channel: str
    ts: str


class Lookup:
    """Finds posts of ours; raises `Unknowable` where Slack does not let us look."""

    def __init__(self, calls: SlackCalls) -> None:
        self._calls = calls

    def message(self, post: Post) -> Place | None:
        """Return where the post's message stands, by the key in its metadata; the newest where there are several."""
        return self._find(post, "", lambda message: _key(message) == post.id)

    def file(self, post: Post, title: str, thread: str) -> Place | None:
        """Return where the post's file stands, in a message's thread if one is named."""
        return self._find(post, thread, lambda message: title in _titles(message))

    def _find(self, post: Post, thread: str, wanted: Callable[[dict[str, Any]], bool]) -> Place | None:
        try:
            channel = open_dm(self._calls, post)
            place = {"channel": channel, "ts": thread} if thread else {"channel": channel}
            method = "conversations.replies" if thread else "conversations.history"
            found = next(filter(wanted, self._messages(post, method, place)), None)
        except Refusal as refusal:
            raise Unknowable(refusal.word) from refusal
        return Place(channel, found["ts"]) if found else None

    def _messages(self, post: Post, method: str, place: dict[str, str]) -> Iterator[dict[str, Any]]:
        oldest = f"{(post.created_at - SKEW).timestamp():.6f}"
        options: dict[str, Any] = {**place, "oldest": oldest, "include_all_metadata": True, "limit": PAGE}
        cursor: str | None = None
        while cursor != "":
            page = self._calls.ask(post, method, cursor=cursor, **options)
            yield from page["messages"]
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""


def open_dm(calls: SlackCalls, post: Post) -> str:
    """Return the channel of the person's DM with the app."""
    return str(calls.ask(post, "conversations.open", users=post.person)["channel"]["id"])


def _key(message: dict[str, Any]) -> str | None:
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    return payload.get("key")


def _titles(message: dict[str, Any]) -> list[str | None]:
    return [file.get("title") for file in message.get("files") or ()]
