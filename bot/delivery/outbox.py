"""The sender of the outbox: claims what is due, shows it in Slack, and records what became of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from slack_sdk import WebClient

from bot.clock import Clock
from bot.delivery.drawn import Delivered, Drawn, Later, Renderer
from bot.delivery.lookup import Place
from bot.delivery.outcomes import BREATHER, Busy, Gone, Refusal, Silence, Unknowable
from bot.delivery.slack_calls import SlackCalls
from bot.delivery.slack_posting import SlackPosting
from bot.errors import GoalframeError, SlackSilent, SlackTooSlow
from db.engine import Database
from db.errors import StoreError
from db.facts import Post, PostFate
from db.repositories.claims import Claims

AT_ONCE = 50
LEASE = 120.0
"""Seconds for which a sender has its posts to itself, counted anew right before each one is shown."""
PER_MINUTE = 120.0

log = logging.getLogger(__name__)


def nothing(_post: Post) -> None:
    """Tell nobody of a delivery."""


class Outbox:
    """Sends posts; several may work on one database at once, in one process or in several.

    The client has no retry handlers: whether to ask Slack again is decided here. What remains is a sender that is
    frozen for longer than its lease in the very moment of a post: another one, which does not find that post, shows
    it, and the first may do so too when it thaws. Each such post is marked as possibly shown twice.
    """

    def __init__(
        self,
        client: WebClient,
        database: Database,
        renderers: Mapping[str, Renderer],
        clock: Clock,
        delivered: Delivered = nothing,
        *,
        per_minute: float = PER_MINUTE,
        lease: float = LEASE,
    ) -> None:
        self._database, self._renderers, self._clock, self._delivered = database, renderers, clock, delivered
        self._lease = lease
        self._posting = SlackPosting(SlackCalls(client, database, per_minute, lease), database, clock)

    def send(self) -> int:
        """Bring what is due into Slack, up to so many posts; return how many Slack shows now."""
        with self._database.writing() as uow:
            posts = uow.claims.claim(self._clock(), AT_ONCE, self._lease)
            uow.commit()
        return sum(self._one(post) for post in posts)

    def _one(self, post: Post) -> bool:
        drawn = self._drawn(post)
        place = self._shown(post, drawn) if drawn else None
        return place is not None and self._sent(post, place)

    def _drawn(self, post: Post) -> Drawn | None:
        """Draw a post; one that can't be drawn is dropped or, where that may pass, put back."""
        try:
            drawn = self._renderers[post.kind](post)
        except Exception as error:  # noqa: BLE001 - one post that can't be drawn holds up no other
            log.warning("a post of kind %s was not drawn: %s", post.kind, type(error).__name__)
            if not isinstance(error, GoalframeError) or isinstance(error, SlackSilent | SlackTooSlow):
                self._later(post, BREATHER, certain=True)
                return None
            drawn = None
        if isinstance(drawn, Later):
            until = drawn.until
            self._record(lambda claims: claims.later(post, until, certain=True))
            return None
        if drawn is None:
            self._record(lambda claims: claims.drop(post))
        return drawn

    def _shown(self, post: Post, drawn: Drawn) -> Place | None:
        """Show a post; one that can't be shown is put back, or refused for good where Slack says so."""
        try:
            return self._posting.show(post, drawn)
        except Busy as busy:
            self._later(post, busy.seconds, certain=True)
        except Gone:
            self._record(lambda claims: claims.forget(post, self._clock()))
        except Refusal as refusal:
            self._refused(post, refusal)
        except Silence:
            self._later(post, BREATHER, certain=False)
        except Exception as error:  # noqa: BLE001 - one post that can't be shown holds up no other
            log.warning("a post of kind %s was not shown: %s", post.kind, type(error).__name__)
            self._later(post, BREATHER, certain=False)
        return None

    def _sent(self, post: Post, place: Place) -> bool:
        now = self._clock()
        if not self._record(lambda claims: claims.sent(post, place.channel, place.ts, now)):
            return False
        shown = replace(post, shown=post.wanted, channel=place.channel, ts=place.ts, sent_at=post.sent_at or now)
        try:
            self._delivered(replace(shown, due_at=None, tries=0, token=""))
        except Exception as error:  # noqa: BLE001 - Slack shows it, whoever is told of it
            log.warning("a post of kind %s was shown, but not told of: %s", post.kind, type(error).__name__)
        return True

    def _refused(self, post: Post, refusal: Refusal) -> None:
        fate: PostFate = "unknown" if isinstance(refusal, Unknowable) else "refused"
        log.warning("Slack refused a post of kind %s: %s", post.kind, refusal.word)
        self._record(lambda claims: claims.refuse(post, fate, refusal.word))

    def _later(self, post: Post, seconds: float, *, certain: bool) -> None:
        due_at = self._clock() + timedelta(seconds=seconds)
        self._record(lambda claims: claims.later(post, due_at, certain=certain))

    def _record(self, outcome: Callable[[Claims], bool]) -> bool:
        """Record an outcome; what can't be recorded is looked for when the lease is over."""
        try:
            with self._database.writing() as uow:
                recorded = outcome(uow.claims)
                uow.commit()
        except StoreError as error:
            log.warning("what became of a post was not recorded: %s", type(error).__name__)
            return False
        if not recorded:
            log.warning("another sender has taken over a post")
        return recorded
