"""Calls to Slack on the app's own account: each in its turn, and every way to fail told apart."""

from __future__ import annotations

import logging
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.delivery.outcomes import BREATHER, Busy, Silence, meaning
from db.engine import Database
from db.facts import Post
from db.unit_of_work import UnitOfWork

CHANNEL_SECONDS = 1.0
BURST = 10.0
"""Seconds of a workspace's pace that may be used at once: those between two beats."""
WHOLE = "workspace"
IN_CHANNEL = frozenset({"chat.postMessage", "files.completeUploadExternal"})
"""What puts a new message into a DM."""

log = logging.getLogger(__name__)


class SlackCalls:
    """Slack's methods by their names.

    `per_minute` is how many calls of a workspace may show something; `lease` the seconds for which a post is its
    sender's alone, counted anew from right before the call that shows it.
    """

    def __init__(self, client: WebClient, database: Database, per_minute: float, lease: float) -> None:
        self.client, self._database, self._seconds, self._lease = client, database, 60.0 / per_minute, lease

    def ask(self, post: Post, method: str, **arguments: Any) -> Any:
        """Call a method that shows nothing; `Busy` where Slack is, or gives no answer."""
        with self._database.reading() as uow:
            held = uow.paces.free_in(post.team_id, _method(method))
        if held:
            raise Busy(held)
        try:
            return self._call(post, method, arguments)
        except Silence as silence:
            raise Busy(BREATHER) from silence

    def ready(self, post: Post, method: str) -> None:
        """Raise `Busy` where the method's turn for this post has not come."""
        with self._database.reading() as uow:
            self._require_turn(uow, post, method)

    def show(self, post: Post, method: str, **arguments: Any) -> Any:
        """Call a method that shows something, unless somebody else has the post; `Silence` where it may be done."""
        self._take_turn(post, method)
        if post.doubt == "lapsed" and method in IN_CHANNEL:
            log.warning("a post of kind %s is perhaps shown twice", post.kind)
        return self._call(post, method, arguments)

    def _take_turn(self, post: Post, method: str) -> None:
        with self._database.writing() as uow:
            self._require_turn(uow, post, method)
            if not uow.claims.begin(post, self._lease, anew=method in IN_CHANNEL):
                raise Busy(0)
            uow.paces.spend(post.team_id, WHOLE, self._seconds)
            if method in IN_CHANNEL:
                uow.paces.spend(post.team_id, _channel(post), CHANNEL_SECONDS)
            uow.commit()

    def _require_turn(self, uow: UnitOfWork, post: Post, method: str) -> None:
        waits = [uow.paces.free_in(post.team_id, WHOLE) - BURST, uow.paces.free_in(post.team_id, _method(method))]
        if method in IN_CHANNEL:
            waits.append(uow.paces.free_in(post.team_id, _channel(post)))
        if max(waits) > 0:
            raise Busy(max(waits))

    def _call(self, post: Post, method: str, arguments: dict[str, Any]) -> Any:
        try:
            return getattr(self.client, method.replace(".", "_"))(**arguments)
        except SlackApiError as error:
            failure = meaning(error)
        except Exception as error:
            # whatever broke the answer, what was asked may have been done
            log.warning("Slack gave no answer to %s: %s", method, type(error).__name__)
            raise Silence from error
        if isinstance(failure, Busy):
            self._hold(post, method, failure.seconds)
        raise failure

    def _hold(self, post: Post, method: str, seconds: float) -> None:
        log.warning("Slack wants %s to wait for %s seconds", method, round(seconds))
        with self._database.writing() as uow:
            uow.paces.hold(post.team_id, _method(method), seconds)
            uow.commit()


def _method(method: str) -> str:
    return f"method:{method}"


def _channel(post: Post) -> str:
    return f"channel:{post.person}"
