"""Puts what was drawn into Slack: posted once, updated in place, looked for where it may have arrived."""

from __future__ import annotations

from http.client import HTTPException
from typing import Any
from urllib.request import Request, urlopen

from bot.clock import Clock
from bot.delivery.drawn import Drawn, File, HomeTab, Message
from bot.delivery.lookup import EVENT, Lookup, Place, open_dm
from bot.delivery.outcomes import BREATHER, Busy, Gone
from bot.delivery.slack_calls import SlackCalls
from db.engine import Database
from db.facts import Post, PostKind

POST, COMPLETE = "chat.postMessage", "files.completeUploadExternal"
LIVING: frozenset[PostKind] = frozenset({"own", "card"})
"""Messages that lead to goals for as long as these are there: one that is gone is posted anew, any other is not."""
A_MOMENT = 1.0
"""Seconds to wait for the message above a file."""


class SlackPosting:
    """Shows posts; every way to fail is one of `bot.delivery.outcomes`."""

    def __init__(self, calls: SlackCalls, database: Database, clock: Clock) -> None:
        self._calls, self._database, self._clock = calls, database, clock
        self._lookup = Lookup(calls)

    def show(self, post: Post, drawn: Drawn) -> Place:
        """Show a post as it was drawn; return where it stands."""
        if isinstance(drawn, HomeTab):
            self._calls.show(post, "views.publish", user_id=post.person, view=drawn.view)
            return Place("", "")
        return self._message(post, drawn) if isinstance(drawn, Message) else self._file(post, drawn)

    def _message(self, post: Post, message: Message) -> Place:
        place = Place(post.channel, post.ts) if post.ts else self._found(post)
        if place is None:
            if not message.timely:
                raise Gone
            return self._post(post, message)
        try:
            self._calls.show(post, "chat.update", channel=place.channel, ts=place.ts, **message.fields)
        except Gone:
            if post.kind in LIVING:
                raise
        return place

    def _found(self, post: Post) -> Place | None:
        if not post.tries:
            return None
        self._calls.ready(post, POST)
        return self._lookup.message(post)

    def _post(self, post: Post, message: Message) -> Place:
        metadata = {"event_type": EVENT, "event_payload": {"key": post.id}}
        quiet = {"unfurl_links": False, "unfurl_media": False}
        sent = self._calls.show(post, POST, channel=post.person, metadata=metadata, **quiet, **message.fields)
        return Place(sent["channel"], sent["ts"])

    def _file(self, post: Post, file: File) -> Place:
        """Upload a file, unless it was: a file that stands in Slack is never changed."""
        if post.shown:
            return Place(post.channel, post.ts)
        self._calls.ready(post, COMPLETE)
        thread = self._thread(post, file.thread_of)
        found = self._lookup.file(post, file.title, thread.ts) if post.tries else None
        return found or self._upload(post, file, thread.channel or open_dm(self._calls, post), thread.ts)

    def _thread(self, post: Post, key: str) -> Place:
        """Return the message below which a file goes; an empty place where it stands by itself."""
        with self._database.reading() as uow:
            above = uow.posts.get(post.team_id, key) if key else None
        if above is None or above.person != post.person:
            return Place("", "")
        if above.due_at is not None and not above.ts:
            raise Busy(max(A_MOMENT, (above.due_at - self._clock()).total_seconds()))
        return Place(above.channel, above.ts) if above.ts else Place("", "")

    def _upload(self, post: Post, file: File, channel: str, thread: str) -> Place:
        content = file.text.encode()
        address = self._calls.ask(post, "files.getUploadURLExternal", filename=file.name, length=len(content))
        self._send(address["upload_url"], content)
        options: dict[str, Any] = {"initial_comment": file.comment, "thread_ts": thread}
        self._calls.show(
            post,
            COMPLETE,
            files=[{"id": address["file_id"], "title": file.title}],
            channel_id=channel,
            **{name: value for name, value in options.items() if value},
        )
        return Place(channel, "")

    def _send(self, address: str, content: bytes) -> None:
        """Send the bytes of a file to the address that Slack gave for it; nobody sees them yet."""
        request = Request(address, data=content, method="POST")  # noqa: S310 - Slack's own address
        try:
            with urlopen(request, timeout=self._calls.client.timeout, context=self._calls.client.ssl):  # noqa: S310
                return
        except (OSError, HTTPException) as error:
            raise Busy(BREATHER) from error
